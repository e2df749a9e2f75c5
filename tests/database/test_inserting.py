"""Rows that go over as JSON come back as what they were; what JSON cannot say is refused."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext, isolate_apps

from tests.cast import NOW
from yichuang.journal.models import Entry
from yichuang.kit.inserting import aside, gathered, insert_all, insert_later, insert_new, insert_rows
from yichuang.people.models import Applicant

pytestmark = pytest.mark.django_db
ODD_TEXT = "𠮷田 \"引号\" '单' \\反斜线\n第二行 <b>&amp;</b> %s {} \u2028"


def an_applicant(number: str, **more: Any) -> Applicant:
    facts: dict[str, Any] = {"name": ODD_TEXT[:40], "recorded_at": NOW, "recorded_by": "0305"}
    return Applicant(id_kind="id_card", id_number=number, **facts | more)


def test_every_value_comes_back_as_it_was() -> None:
    at = datetime(2026, 9, 14, 2, 26, 30, 123456, tzinfo=UTC)
    born = an_applicant("1", address=ODD_TEXT, birthday=NOW.date(), recorded_at=at)
    without = an_applicant("2")
    assert insert_all([born, without]) == [born, without]
    for made in (born, without):
        read = Applicant.objects.get(pk=made.pk)
        columns = [field.attname for field in Applicant._meta.concrete_fields]
        assert {c: getattr(read, c) for c in columns} == {c: getattr(made, c) for c in columns}
        assert not made._state.adding


def test_facts_of_any_shape_come_back_as_they_were() -> None:
    data = {"words": ODD_TEXT, "list": [1, 2.5, None, True, {"深": []}], "big": 2**53 + 1}
    entry = Entry(subject="case:1", event="case.drafted", by="x", by_name="x", at=NOW, data=data)
    entry.previous, entry.digest, entry.centre = "", "0" * 64, 1
    insert_all([entry])
    assert Entry.objects.get(pk=entry.pk).data == data


def test_only_who_is_new_is_inserted_and_gets_a_key() -> None:
    first, other = an_applicant("1"), an_applicant("2", name="另一位")
    insert_all([first])
    again = an_applicant("1", name="后来的")
    assert insert_new([again, other], unique=("id_kind", "id_number")) == [other]
    assert (again.pk, other.pk is None) == (None, False)
    assert Applicant.objects.get(pk=first.pk).name == first.name
    assert insert_all([]) == []
    assert insert_new([], unique=("id_kind",)) == []


def test_who_is_new_cannot_be_told_by_a_day() -> None:
    with pytest.raises(TypeError, match="birthday"):
        insert_new([an_applicant("1", birthday=NOW.date())], unique=("id_number", "birthday"))
    assert not Applicant.objects.exists()


def test_an_hour_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match=r"recorded_at .* has a time zone"):
        insert_all([an_applicant("1", recorded_at=datetime(2026, 9, 14, 10, 26))])  # noqa: DTZ001 - the case
    assert not Applicant.objects.exists()


@isolate_apps("yichuang.people")
def test_a_model_that_json_cannot_carry_is_refused() -> None:
    class Scan(models.Model):  # noqa: DJ008 - never shown
        took = models.DurationField()
        content = models.BinaryField()

        class Meta:
            app_label = "people"

    with pytest.raises(TypeError, match=r"Scan has columns .*'took', 'content'"):
        insert_all([Scan(content=b"")])


def the_lines(*subjects: str) -> list[dict[str, Any]]:
    common = {"event": "case.drafted", "by": "x", "by_name": "x", "at": NOW, "data": {}}
    more = {"previous": "", "digest": "0" * 64, "centre": 1}
    return [{"subject": subject, **common, **more} for subject in subjects]


def there() -> set[str]:
    return set(Entry.objects.values_list("subject", flat=True))


def test_rows_of_several_tables_go_over_in_one_statement_when_the_block_ends() -> None:
    applicant = an_applicant("1")
    with CaptureQueriesContext(connection) as sent:
        with gathered():
            insert_rows(Entry, the_lines("case:1", "case:2"))
            insert_later([applicant])
            assert len(sent) == 0
        assert len(sent) == 1
    assert there() == {"case:1", "case:2"}
    assert Applicant.objects.get().pk == applicant.pk


def test_whoever_asks_in_between_finds_the_rows() -> None:
    with gathered():
        insert_rows(Entry, the_lines("case:1"))
        assert there() == {"case:1"}
        insert_rows(Entry, the_lines("case:2"))
        with CaptureQueriesContext(connection) as sent:
            new = insert_new([an_applicant("1")], unique=("id_kind", "id_number"))
        assert (len(sent), [one.pk is not None for one in new]) == (1, [True])  # what waited went with it
        insert_rows(Entry, the_lines("case:3"))
        (second,) = insert_all([an_applicant("2")])
        assert second.pk is not None
    assert there() == {"case:1", "case:2", "case:3"}


def test_what_has_nothing_to_do_with_them_can_be_asked_aside() -> None:
    with gathered(), CaptureQueriesContext(connection) as sent:
        insert_rows(Entry, the_lines("case:1"))
        with aside():
            assert not Applicant.objects.exists()
        assert len(sent) == 1
        assert there() == {"case:1"}
        assert len(sent) == 3


def test_what_is_undone_while_it_waits_is_never_inserted() -> None:
    with gathered():
        insert_rows(Entry, the_lines("case:1"))
        with suppress(LookupError), transaction.atomic():
            insert_rows(Entry, the_lines("case:2"))
            raise LookupError
        with suppress(IntegrityError), transaction.atomic():
            insert_all([an_applicant("1"), an_applicant("1")])
    assert there() == {"case:1"}
    with suppress(LookupError), transaction.atomic(), gathered():
        insert_rows(Entry, the_lines("case:3"))
        raise LookupError
    assert there() == {"case:1"}
    insert_rows(Entry, the_lines("case:4"))  # no longer gathered: at once
    assert there() == {"case:1", "case:4"}


def test_a_row_with_a_key_keeps_it() -> None:
    applicant = an_applicant("1", pk=4711)
    insert_later([applicant])
    assert Applicant.objects.get().pk == 4711
    assert not applicant._state.adding


def test_rows_wait_only_in_a_transaction(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="transaction"), gathered():
        insert_later([an_applicant("1")])
    assert not Applicant.objects.exists()
