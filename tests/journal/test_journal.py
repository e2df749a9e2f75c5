"""The journal: append-only, chained, and heard by those who listen."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import NOW
from yichuang.journal import public as journal
from yichuang.journal.models import Entry
from yichuang.journal.public import Event, Happening, Line
from yichuang.journal.services import recording
from yichuang.kit.actor import SYSTEM

pytestmark = pytest.mark.django_db


def write(subject: str, *events: Event) -> None:
    journal.record_all(subject, [Line(e, {"n": n}) for n, e in enumerate(events)], by=SYSTEM, at=NOW)


def test_lines_follow_one_another_on_a_subject() -> None:
    write("case:1", Event.CASE_DRAFTED, Event.MATERIAL_ATTACHED)
    write("case:2", Event.CASE_DRAFTED)
    write("case:1", Event.CASE_LIGHT_CHANGED)
    lines = journal.story("case:1")
    assert [line.event for line in lines] == ["case.drafted", "material.attached", "case.light_changed"]
    assert [b.previous for b in lines[1:]] == [a.digest for a in lines[:-1]]
    assert list(journal.breaks()) == []


@pytest.mark.parametrize("sql", ["UPDATE journal_entry SET by = 'x'", "DELETE FROM journal_entry"])
def test_no_line_can_be_changed_or_removed(sql: str) -> None:
    write("case:1", Event.CASE_DRAFTED)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert Entry.objects.count() == 1


def test_a_line_changed_behind_the_trigger_is_found() -> None:
    write("case:1", Event.CASE_DRAFTED, Event.MATERIAL_ATTACHED)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_append_only")
        cursor.execute("UPDATE journal_entry SET data = '{\"n\": 9}' WHERE event = 'case.drafted'")
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER journal_append_only")
    assert [b.subject for b in journal.breaks()] == ["case:1"]


def test_the_journal_is_written_with_what_it_describes_or_not_at_all() -> None:
    with transaction.atomic():
        write("case:1", Event.CASE_DRAFTED)
        transaction.set_rollback(True)
    assert journal.story("case:1") == []


def test_a_listener_that_fails_undoes_the_event(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_happening: Happening) -> None:
        raise RuntimeError("no")

    monkeypatch.setitem(recording._together, Event.CONSENT_RECORDED, [refuse])
    with pytest.raises(RuntimeError), transaction.atomic():
        journal.record("applicant:1", Event.CONSENT_RECORDED, by=SYSTEM, at=NOW)
    assert journal.story("applicant:1") == []


def test_a_job_that_an_earlier_version_left_is_still_done(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Happening] = []
    monkeypatch.setitem(recording._named, "rooms.listen", heard.append)
    told = {
        "name": "rooms.listen",
        "event": "case.drafted",
        "subject": "case:1",
        "by": "0305",
        "data": {"n": 1},
    }
    recording.react(**told, at=NOW.isoformat(), entry_id=7)  # it said the line's key, too
    assert heard == [Happening(Event.CASE_DRAFTED, "case:1", "0305", NOW, {"n": 1})]
