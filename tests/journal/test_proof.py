"""Every way to falsify the journal is found, and the line is named."""

# ruff: noqa: S608 - the statements are a forger's

import json
from datetime import UTC
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.cast import NOW
from tests.journal.lines import (
    CLERK,
    EVENTS,
    a_sealed_journal,
    as_owner,
    first_fault,
    line,
    seal_number,
    write,
)
from yichuang.journal import public as journal
from yichuang.journal.models import Entry, Seal
from yichuang.journal.public import Event, FaultKind
from yichuang.journal.rules import GENESIS, SealFacts, digest, manifest_line, mark_of
from yichuang.journal.selectors import last_verification

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _journal() -> None:
    a_sealed_journal()


def test_an_untouched_journal_is_whole() -> None:
    write("case:4", *EVENTS)
    proof = journal.prove()
    assert (proof.lines, proof.seals, proof.unsealed, proof.count) == (20, 4, 4, 0)


@pytest.mark.parametrize(
    "change",
    [
        "data = '{\"n\": 9}'",
        "by = 'someone'",
        "by_name = '别人'",
        "at = at + interval '1 second'",
        "event = 'case.paused'",
        "digest = repeat('a', 64)",
        "centre = 8",
    ],
)
def test_an_altered_line_is_named(change: str) -> None:
    hurt = line("case:2", EVENTS[1])
    as_owner(f"UPDATE journal_entry SET {change} WHERE id = {hurt.pk}")
    fault = first_fault()
    assert (fault.kind, fault.entry_id, fault.subject) == (FaultKind.LINE_ALTERED, hurt.pk, "case:2")
    assert journal.prove().count == 1


def test_a_line_that_was_altered_with_its_digest_is_named() -> None:
    """Consistent in itself and with its subject: only the seal knows."""
    hurt = line("case:1", EVENTS[3])
    mark = digest(hurt.previous, hurt.subject, hurt.event, hurt.by, hurt.at, {"n": 99})
    as_owner(f"UPDATE journal_entry SET data = '{{\"n\": 99}}', digest = '{mark}' WHERE id = {hurt.pk}")
    fault = first_fault()
    assert (fault.kind, fault.entry_id, fault.centre) == (FaultKind.LINE_ALTERED, hurt.pk, 7)


@pytest.mark.parametrize("event", EVENTS)
def test_a_deleted_line_is_named_wherever_it_stood(event: Event) -> None:
    gone = line("case:2", event)
    as_owner(f"DELETE FROM journal_entry WHERE id = {gone.pk}")
    fault = first_fault()
    assert (fault.kind, fault.entry_id, fault.subject, fault.centre) == (
        FaultKind.LINE_MISSING, gone.pk, "case:2", 7,
    )  # fmt: skip
    assert journal.prove().count == 1
    assert f"case:2，第 {gone.pk} 行" in fault.sentence


def test_a_subject_that_was_deleted_whole_is_named() -> None:
    ids = list(Entry.objects.filter(subject="case:9").order_by("id").values_list("id", flat=True))
    as_owner("DELETE FROM journal_entry WHERE subject = 'case:9'")
    faults = journal.prove().faults
    assert [(f.kind, f.entry_id, f.subject, f.centre) for f in faults] == [
        (FaultKind.LINE_MISSING, entry_id, "case:9", 8) for entry_id in ids
    ]


def insert(xid: int) -> int:
    """Slip a line in that is right in itself."""
    mark = digest(GENESIS, "case:77", "case.drafted", "0312", NOW.astimezone(UTC), {})
    as_owner(
        "INSERT INTO journal_entry (subject, event, by, by_name, at, data, previous, digest, centre, xid) "
        f"VALUES ('case:77', 'case.drafted', '0312', '', '{NOW.isoformat()}', '{{}}', '{GENESIS}', '{mark}', "
        f"7, {xid})"
    )
    return line("case:77", Event.CASE_DRAFTED).pk


@pytest.mark.parametrize("place", ["first", "inside", "last"])
def test_an_inserted_line_is_named(place: str) -> None:
    numbers = {
        "first": 1,
        "inside": line("case:2", Event.CASE_DRAFTED).xid,
        "last": seal_number(7, 3).upto_xid - 1,
    }
    added = insert(numbers[place])
    fault = first_fault()
    assert (fault.kind, fault.entry_id, fault.subject) == (FaultKind.LINE_ADDED, added, "case:77")
    assert journal.prove().count == 1


def test_two_lines_that_changed_places_are_named() -> None:
    one, two = line("case:2", EVENTS[1]), line("case:2", EVENTS[2])
    as_owner(
        f"UPDATE journal_entry SET id = -1 WHERE id = {one.pk}",
        f"UPDATE journal_entry SET id = {one.pk} WHERE id = {two.pk}",
        f"UPDATE journal_entry SET id = {two.pk} WHERE id = -1",
    )
    assert [(f.kind, f.entry_id) for f in journal.prove().faults] == [
        (FaultKind.LINE_ALTERED, one.pk),
        (FaultKind.LINE_ALTERED, two.pk),
    ]


def test_lines_not_sealed_yet_are_held_by_their_own_chain() -> None:
    write("case:30", *EVENTS)
    hurt, gone = line("case:30", EVENTS[0]), line("case:30", EVENTS[2])
    as_owner(
        f"UPDATE journal_entry SET by = 'x' WHERE id = {hurt.pk}",
    )
    assert (first_fault().kind, first_fault().entry_id) == (FaultKind.LINE_ALTERED, hurt.pk)
    write("case:31", *EVENTS)
    gone = line("case:31", EVENTS[1])
    as_owner(f"DELETE FROM journal_entry WHERE id = {gone.pk}")
    after = line("case:31", EVENTS[2])
    assert (FaultKind.LINE_MOVED, after.pk) in [(f.kind, f.entry_id) for f in journal.prove().faults]


@pytest.mark.parametrize(
    "change",
    ["manifest = replace(manifest, 'case:3', 'case:4')", "at = at + interval '1 day'", "lines = lines - 1",
     "digest = repeat('0', 64)", "previous = repeat('0', 64)"],
)  # fmt: skip
def test_an_altered_seal_is_named(change: str) -> None:
    as_owner(f"UPDATE journal_seal SET {change} WHERE centre = 7 AND number = 2")
    fault = first_fault()
    assert (fault.kind, fault.centre, fault.seal) == (FaultKind.SEAL_ALTERED, 7, 2)


def test_a_seal_that_is_gone_is_seen_by_the_next() -> None:
    as_owner("DELETE FROM journal_seal WHERE centre = 7 AND number = 2")
    fault = first_fault()
    assert (fault.kind, fault.seal) == (FaultKind.SEAL_MISSING, 3)


def rewrite_everything() -> None:
    """Do as an owner who knows this program: change a line and make every digest after it fit."""
    hurt = line("case:1", EVENTS[1])
    as_owner(f"UPDATE journal_entry SET data = '{{\"n\": 99}}' WHERE id = {hurt.pk}")
    previous = GENESIS
    for entry in Entry.objects.filter(subject="case:1").order_by("id"):
        mark = digest(previous, entry.subject, entry.event, entry.by, entry.at, entry.data)
        as_owner(f"UPDATE journal_entry SET previous = '{previous}', digest = '{mark}' WHERE id = {entry.pk}")
        previous = mark
    tip = GENESIS
    for seal in Seal.objects.filter(centre=7).order_by("number"):
        lines = Entry.objects.filter(centre=7, xid__gte=seal.from_xid, xid__lt=seal.upto_xid).order_by("id")
        manifest = "".join(manifest_line(e.pk, mark_of(e.digest, e.by_name), e.subject) for e in lines)
        facts = SealFacts(tip, 7, seal.number, seal.from_xid, seal.upto_xid, seal.at, seal.lines, manifest)
        as_owner(
            f"UPDATE journal_seal SET manifest = '{manifest}', previous = '{tip}', digest = '{facts.digest}' "
            f"WHERE id = {seal.pk}"
        )
        tip = facts.digest


def verify(*arguments: str) -> tuple[int, dict[str, Any]]:
    """Run the command as the operator does."""
    out, code = StringIO(), 0
    try:
        call_command("verify", *arguments, "--json", stdout=out, stderr=StringIO())
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, json.loads(out.getvalue())


def test_an_owner_who_rewrites_everything_is_seen_by_the_list_that_left_the_house(tmp_path: Path) -> None:
    sent = tmp_path / "2026-09-14.txt"
    sent.write_text(journal.list_of(NOW.date()))
    assert verify("--against", str(sent)) == (
        0,
        {**verify()[1], "compared": 2, "seconds": pytest.approx(0, abs=5)},
    )
    rewrite_everything()
    assert journal.prove().count == 0  # within the house nothing is to be seen any more
    code, facts = verify("--against", str(sent))
    assert code == 1
    assert facts["first"][0] | {"sentence": ""} == {
        "kind": "seal_rewritten", "centre": 7, "subject": "", "entry_id": None, "seal": 3, "sentence": "",
    }  # fmt: skip


def test_an_owner_who_cuts_the_end_off_is_seen_by_the_list_too(tmp_path: Path) -> None:
    sent = tmp_path / "list.txt"
    sent.write_text(journal.list_of(NOW.date()))
    as_owner(
        "DELETE FROM journal_seal WHERE centre = 7 AND number = 3",
        f"DELETE FROM journal_entry WHERE id = {line('case:1', EVENTS[3]).pk}",
    )
    assert journal.prove().count == 0
    assert verify("--against", str(sent))[0] == 1


def test_the_command_names_what_is_wrong_and_ends_with_1() -> None:
    hurt = line("case:2", EVENTS[1])
    as_owner(f"UPDATE journal_entry SET by = 'x' WHERE id = {hurt.pk}")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", stdout=out)
    assert ended.value.code == 1
    assert f"中心 7，case:2，第 {hurt.pk} 行：这一行的内容被改过。" in out.getvalue()


def test_only_what_came_after_a_seal_can_be_proved() -> None:
    first, second = seal_number(7, 1), seal_number(7, 2)
    code, facts = verify("--since", second.digest[:12])
    assert (code, facts["lines"], facts["seals"]) == (0, 1, 1)
    hurt = line("case:1", EVENTS[3])
    as_owner(f"UPDATE journal_entry SET previous = repeat('b', 64) WHERE id = {hurt.pk}")
    assert verify("--since", first.digest)[0] == 1
    with pytest.raises(CommandError, match="没有摘要以“0000”开头的封存"):
        verify("--since", "0000")


def test_a_list_without_seals_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shopping.txt").write_text("eggs")
    with pytest.raises(CommandError, match="没有封存清单"):
        verify("--against", str(tmp_path / "shopping.txt"))


def test_what_a_proof_found_is_kept_and_written_down() -> None:
    kept = journal.prove_now(by=CLERK, now=NOW)
    assert (kept.lines, kept.faults, kept.first_fault) == (16, 0, "")
    assert last_verification() == kept
    assert [entry.event for entry in journal.story("journal:proof")] == ["journal.proved"]


def test_a_proof_takes_few_statements_whatever_there_is() -> None:
    with connection.execute_wrapper(_count := _Counting()):
        journal.prove()
    assert _count.statements <= 4


class _Counting:
    statements = 0

    def __call__(self, execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        self.statements += 1
        return execute(sql, values, many, context)
