"""Each day's list of seals leaves the house by e-mail, through a real mail server, and still proves."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings

from tests.cast import NOW, a_hall
from tests.journal.lines import as_owner, seal_all
from tests.notices.test_post import Postbox, postbox
from yichuang.journal import public as journal
from yichuang.journal.rules import read_witnesses
from yichuang.notices import services
from yichuang.notices.public import Kind, Message, State
from yichuang.notices.rules.addresses import addresses_in
from yichuang.people.public import set_setting

__all__ = ["postbox"]  # the fixture: a real mail server
pytestmark = pytest.mark.django_db(transaction=True)
MIDNIGHT = datetime(2026, 9, 15, 0, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = NOW.date()


def sealed_halls() -> tuple[int, int]:
    """Two halls, what was done in each sealed; only the first one mails its own list."""
    first, second = a_hall(), a_hall("dongcheng")
    by = first.officer("manager")
    set_setting(first.centre, "seals.mail_to", "a@example.org，b@example.org", by=by, now=NOW)
    set_setting(second.centre, "papers.copies", 3, by=second.officer("manager"), now=NOW)
    seal_all()
    return first.centre.pk, second.centre.pk


def test_the_list_arrives_at_every_address_once_and_the_proof_reads_it(
    postbox: Postbox, settings: Settings
) -> None:
    settings.SEALS_TO = "operator@example.org"
    first, second = sealed_halls()
    assert len(services.mail_seals(DAY, now=MIDNIGHT)) == 3
    assert services.mail_seals(DAY, now=MIDNIGHT) == []
    assert services.sweep(MIDNIGHT + timedelta(minutes=1)) == 3
    letters = {str(letter["To"]): letter.get_content() for letter in postbox.letters}  # type: ignore[attr-defined]
    assert sorted(letters) == ["a@example.org", "b@example.org", "operator@example.org"]
    assert "2026-09-14 办理记录封存清单" in str(postbox.letters[0]["Subject"])
    centres = {w.centre for w in read_witnesses(letters["operator@example.org"])}
    assert {first, second} <= centres
    assert {w.centre for w in read_witnesses(letters["a@example.org"])} == {first}
    proof = journal.prove(None, against=read_witnesses(letters["operator@example.org"]))
    assert proof.count == 0


def test_a_list_waits_for_the_mail_server_and_an_altered_past_is_seen_against_it(
    postbox: Postbox, settings: Settings
) -> None:
    settings.SEALS_TO = "operator@example.org"
    sealed_halls()
    services.mail_seals(DAY, now=MIDNIGHT)
    postbox.refuses = 1
    for minutes in (1, 2, 60):
        services.sweep(MIDNIGHT + timedelta(minutes=minutes))
    message = Message.objects.get(address="operator@example.org")
    assert (message.state, message.kind, message.staff, message.applicant) == (
        State.DELIVERED,
        Kind.SEALS,
        None,
        None,
    )
    said = read_witnesses(message.body)
    as_owner(f"UPDATE journal_seal SET digest = '{'0' * 64}' WHERE centre = {said[0].centre}")  # noqa: S608 - our own
    assert journal.prove(None, against=said).count > 0


def test_a_day_without_seals_and_a_house_without_addresses_mail_nothing(settings: Settings) -> None:
    settings.SEALS_TO = ""
    sealed_halls()
    assert [message.address for message in services.mail_seals(DAY, now=MIDNIGHT)] == [
        "a@example.org",
        "b@example.org",
    ]
    assert services.mail_seals(DAY + timedelta(days=3), now=MIDNIGHT) == []


def test_only_addresses_count() -> None:
    assert addresses_in("a@example.org，b@example.org; a@example.org nobody") == [
        "a@example.org",
        "b@example.org",
    ]
    assert addresses_in("") == []
