"""Sealing: every few seconds, for each centre, without anyone waiting, and nothing is passed over."""

# ruff: noqa: S608 - the statements are the tests' own

from datetime import UTC, date, timedelta
from threading import Thread

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from tests.cases.build import a_case
from tests.cast import NOW, a_hall
from tests.journal.lines import CLERK, EVENTS, a_sealed_journal, as_owner, seal_all, seal_number, write
from yichuang.journal import public as journal
from yichuang.journal.models import Entry, Seal
from yichuang.journal.rules import GENESIS, digest, manifest_line, mark_of, read_manifest
from yichuang.kit.actor import CLOCK, SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)


def sealed_ids() -> list[int]:
    """Return the id of every sealed line, each as often as it is sealed."""
    return sorted(
        entry_id for seal in Seal.objects.all() for entry_id, _mark, _subject in read_manifest(seal.manifest)
    )


def everything() -> list[int]:
    return list(Entry.objects.order_by("id").values_list("id", flat=True))


def test_each_centre_has_a_chain_of_its_own() -> None:
    a_sealed_journal()
    chains = [(seal.centre, seal.number, seal.lines) for seal in Seal.objects.order_by("id")]
    assert chains == [(7, 1, 6), (8, 1, 4), (7, 2, 5), (7, 3, 1)]
    assert seal_number(7, 1).previous == seal_number(8, 1).previous == GENESIS
    assert seal_number(7, 3).previous == seal_number(7, 2).digest
    assert sealed_ids() == everything()
    assert journal.lag().lines == 0


def test_nothing_new_leaves_no_seal() -> None:
    a_sealed_journal()
    assert journal.seal(now=NOW) == []
    assert Seal.objects.count() == 4


def test_sealing_costs_what_is_new() -> None:
    """Among five thousand lines that are sealed, the few new ones are found by their transaction's number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (subject, event, by, by_name, at, data, previous, digest, centre) "
            "SELECT 'case:' || n, 'case.drafted', '0312', '', %s, '{}', '', '', 7 FROM generate_series(1, 5000) n",
            [NOW],
        )
        seal_all()
        write("case:5001", *EVENTS)
        cursor.execute("ANALYZE journal_entry")
        cursor.execute(
            "EXPLAIN SELECT id FROM journal_entry WHERE xid >= %s AND xid < %s ORDER BY id",
            [seal_number(7, 1).upto_xid, 2**40],
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "journal_by_transaction" in plan


def a_connection() -> psycopg.Connection[tuple[object, ...]]:
    """Return a writer of its own, beside Django's."""
    return psycopg.connect(**connection.get_connection_params())


def by_hand(writer: psycopg.Connection[tuple[object, ...]], subject: str) -> int:
    """Write one line as another process would, and leave it uncommitted; returns its id."""
    mark = digest(GENESIS, subject, "case.drafted", "0312", NOW.astimezone(UTC), {})
    row = writer.execute(
        "INSERT INTO journal_entry (subject, event, by, by_name, at, data, previous, digest, centre) "
        "VALUES (%s, 'case.drafted', '0312', '', %s, '{}', %s, %s, 7) RETURNING id",
        [subject, NOW, GENESIS, mark],
    ).fetchone()
    assert row is not None
    return int(str(row[0]))


def test_a_line_that_commits_after_a_later_one_was_sealed_is_not_passed_over() -> None:
    with a_connection() as late, a_connection() as early:
        lower = by_hand(late, "case:late")  # began first, has the lower id, is not done yet
        higher = by_hand(early, "case:early")
        early.commit()
        assert lower < higher
        journal.seal(now=NOW)
        # A transaction that began after one that still runs waits with it: its turn comes.
        assert sealed_ids() == []
        late.commit()
    seal_all()
    assert sealed_ids() == [lower, higher]
    assert journal.prove().count == 0


def test_a_lower_id_of_a_later_transaction_is_not_passed_over() -> None:
    """The other order: ids are drawn before the transaction has its number."""
    with a_connection() as late, a_connection() as early:
        row = late.execute("SELECT nextval(pg_get_serial_sequence('journal_entry', 'id'))").fetchone()
        assert row is not None
        lower = int(str(row[0]))
        higher = by_hand(early, "case:early")
        early.commit()
        seal_all()
        assert sealed_ids() == [higher]
        mark = digest(GENESIS, "case:late", "case.drafted", "0312", NOW.astimezone(UTC), {})
        late.execute(
            "INSERT INTO journal_entry (id, subject, event, by, by_name, at, data, previous, digest, centre) "
            "VALUES (%s, 'case:late', 'case.drafted', '0312', '', %s, '{}', %s, %s, 7)",
            [lower, NOW, GENESIS, mark],
        )
        late.commit()
    seal_all()
    assert sealed_ids() == [lower, higher]
    assert lower < higher
    assert journal.prove().count == 0


def test_a_transaction_in_another_database_holds_nothing_up() -> None:
    """The server numbers the transactions of all its databases in one row."""
    elsewhere = connection.get_connection_params() | {"dbname": "postgres"}
    with psycopg.connect(**elsewhere) as busy:
        busy.execute("SELECT pg_current_xact_id()")  # begun, and not over
        write("case:1", *EVENTS)
        seal_all()
        assert len(sealed_ids()) == 4


def test_a_transaction_that_was_undone_holds_nothing_up() -> None:
    with a_connection() as writer:
        by_hand(writer, "case:undone")
        writer.rollback()
    write("case:1", *EVENTS)
    seal_all()
    assert len(sealed_ids()) == 4


def test_while_someone_seals_writers_write_and_a_second_sealer_goes_home() -> None:
    write("case:1", *EVENTS)
    said: list[object] = []

    def beside() -> None:
        try:
            write("case:2", *EVENTS)
            said.append(journal.seal(now=NOW))
        finally:
            connection.close()

    with transaction.atomic():
        assert len(seal_all()) == 1
        other = Thread(target=beside)
        other.start()
        other.join(20)
        assert said == [[]]
    seal_all()
    assert sealed_ids() == everything()


@pytest.mark.parametrize("table", ["journal_entry", "journal_seal"])
@pytest.mark.parametrize("words", ["UPDATE {} SET digest = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_lines_and_seals(table: str, words: str) -> None:
    a_sealed_journal()
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"):
        cursor.execute(words.format(table))
    assert Seal.objects.count() == 4


def test_a_line_belongs_to_its_case_s_centre_whoever_writes_it() -> None:
    hall = a_hall()
    case = a_case(hall)
    with transaction.atomic():
        journal.record(case.subject, journal.Event.PAPER_PRINTED, by=CLOCK, at=NOW)
        journal.record("calendar:2027", journal.Event.CALENDAR_IMPORTED, by=SYSTEM, at=NOW)
    centres = dict(Entry.objects.order_by("id").values_list("subject", "centre"))
    assert centres[case.subject] == hall.centre.pk
    assert centres["calendar:2027"] == journal.NOWHERE
    assert set(Entry.objects.filter(subject=case.subject).values_list("centre", flat=True)) == {
        hall.centre.pk
    }


def test_the_day_s_list_names_the_last_seal_of_each_centre() -> None:
    a_sealed_journal()
    day = date(2026, 9, 14)
    witnesses = journal.read_witnesses(journal.list_of(day))
    assert [(w.centre, w.number, w.digest) for w in witnesses] == [
        (7, 3, seal_number(7, 3).digest),
        (8, 1, seal_number(8, 1).digest),
    ]
    path = journal.keep_list(day)
    assert path is not None
    assert path == settings.DATA_DIR / "seals" / "2026-09-14.txt"
    assert path.read_text() == journal.list_of(day)
    assert journal.keep_list(day + timedelta(days=1)) is None


def test_a_journal_restored_into_a_new_server_counts_on() -> None:
    """A dump brings the lines with their numbers; the new server's own begin low again."""
    a_sealed_journal()
    ahead = 5_000_000
    as_owner(  # as if all of this had been written by a server that was five million transactions older
        f"UPDATE journal_entry SET xid = xid + {ahead}",
        f"UPDATE journal_seal SET from_xid = from_xid + {ahead} WHERE from_xid > 0",
        f"UPDATE journal_seal SET upto_xid = upto_xid + {ahead}",
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT yc_journal_rebase()")
            assert cursor.fetchone() == (True,)
            cursor.execute("SELECT yc_journal_rebase()")
            assert cursor.fetchone() == (False,)
        write("case:20", *EVENTS, by=CLERK)
        (seal,) = seal_all()
        assert (seal.number, seal.lines) == (4, 4)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION yc_journal_xid(the_xid xid8) RETURNS bigint LANGUAGE sql "
                "IMMUTABLE AS 'SELECT the_xid::text::bigint + 0'"
            )


def test_a_manifest_is_read_as_it_was_written() -> None:
    lines = [(17, mark_of("a" * 64, "李敏"), "case:1"), (18, mark_of("b" * 64, ""), "centre:东 城")]
    assert list(read_manifest("".join(manifest_line(*one) for one in lines))) == lines
