"""Fills a hall with cases by COPY: rows that the services could have written, faster than they can.

Loaded: applicants, cases, their materials, their clocks, and for cases under review the open task. Not
loaded: journal, papers, messages, closed tasks, scans. Every constraint holds at the end. In a large load the
indexes that enforce nothing are built at the end, and references are checked there, all rows of a table at
once; both are part of the measured time.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from time import perf_counter
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Count, Model
from django.utils.timezone import get_default_timezone

from yichuang.approvals.public import Task
from yichuang.cases.public import History, limits_for, reading
from yichuang.catalogue.public import IntakeSheet, Matter, intake_sheet
from yichuang.people.public import Applicant, WindowAssignment, centre_setting
from yichuang.worktime.public import Due, calendar, deadline, due

from .rows import (
    A_DAY,
    FEWEST_DAYS,
    LINES,
    Chunk,
    Dates,
    Generator,
    Kind,
    StepDates,
    chunks,
    day_stamp,
    escaped,
    stamp,
)

# Loading is the one thing that no door offers: a hall gets its cases one by one. So the tables are asked for
# by name, here and nowhere else.
Case: type[Model] = apps.get_model("cases", "Case")
CaseMaterial: type[Model] = apps.get_model("cases", "CaseMaterial")
Clock: type[Model] = apps.get_model("cases", "Clock")

CHUNK = 20_000
MANY = 50_000  # from here on dropping the indexes and building them again is faster
HISTORY_YEARS = 25  # the largest hall's
COLUMNS: tuple[tuple[str, type[Model], str], ...] = (
    (
        "applicants",
        Applicant,
        "id, id_kind, id_number, name, birthday, sex, nationality, phone, email, address, recorded_at, "
        "recorded_by, version",
    ),
    (
        "cases",
        Case,
        "id, no, centre_id, department_id, matter_id, guide_id, matter_name, case_kind, state, version, channel, "
        "applicant_id, applicant_name, agent_id, agent_authority, contact_phone, typed, form, window_id, "
        "taken_by_id, drafted_at, accepted_at, accepted_by, decided_at, decided_by, outcome, decision, "
        "concluded_at, concluded_by, collected_by, handled_days, discarded_by, ended_by, ended_reason, "
        "referred_to, on_commitment, ticket",
    ),
    (
        "materials",
        CaseMaterial,
        'case_id, "order", name, wanted, necessity, situation, copies_wanted, mark, copies, is_original, note, '
        "returned_by",
    ),
    (
        "clocks",
        Clock,
        "case_id, started_at, promised_due_on, promised_due_at, statutory_due_on, statutory_due_at, "
        "is_statutory_by_law, is_review, is_provisional, light, look_at, stopped_at, version",
    ),
    (
        "tasks",
        Task,
        'case_id, department_id, "order", "of", name, role, state, version, opened_at, step_due_at, case_due_on, '
        "light, look_at, draft, opinion, kind, needed",
    ),
)


@dataclass(frozen=True)
class Loaded:
    """How a load went. Seconds include the indexes and ANALYZE."""

    cases: int
    rows: int
    seconds: float
    copying: float
    indexing: float
    analysing: float
    bytes_on_disk: int

    @property
    def rate(self) -> float:
        """Cases a second, everything counted."""
        return self.cases / self.seconds


def load(total: int, *, now: datetime, all_open: bool = False) -> Loaded:
    """Load cases into a hall that has none yet. Durable commits, one for each chunk."""
    if Case._default_manager.exists():
        raise RuntimeError("a hall is loaded once")
    generator = Generator(total, *_hall(total, now), all_open)
    started = perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '256MB'")
    again = [*_drop(_PLAIN_INDEXES), *_drop(_REFERENCES)] if total >= MANY else []
    rows = 0
    for first, last in chunks(total, CHUNK):
        rows += _copy(generator.chunk(first, last))
        _say(f"{last:,} / {total:,}")
    copied = perf_counter()
    with connection.cursor() as cursor:
        for definition in again:
            cursor.execute(definition)
    _move_sequences()
    indexed = perf_counter()
    _analyse()
    ended = perf_counter()
    size = _size()
    return Loaded(total, rows, ended - started, copied - started, indexed - copied, ended - indexed, size)


def _say(words: str) -> None:
    sys.stderr.write(f"\r{words}   ")
    sys.stderr.flush()


@transaction.atomic
def _copy(chunk: Chunk) -> int:
    rows = 0
    for name, model, columns in COLUMNS:
        lines: list[str] = getattr(chunk, name)
        command = f"COPY {model._meta.db_table} ({columns}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(command) as copy:
            copy.write("".join(lines))
        rows += len(lines)
    return rows


# How to drop it, and how to make it again: for a reference that is also its check.
_PLAIN_INDEXES = """
SELECT 'DROP INDEX ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid) FROM pg_index i
WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisunique ORDER BY i.indexrelid
"""
_REFERENCES = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', c.conrelid::regclass, c.conname),
  format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid = ANY(%s::regclass[]) ORDER BY c.oid
"""


def _tables() -> list[str]:
    return [model._meta.db_table for _name, model, _columns in COLUMNS]


def _drop(found_by: str) -> list[str]:
    """Drop what a query finds; return how to make each again."""
    with connection.cursor() as cursor:
        cursor.execute(found_by, [_tables()])
        found = cursor.fetchall()
        for drop, _again in found:
            cursor.execute(drop)
    return [again for _drop, again in found]


def _move_sequences() -> None:
    """Let the next row of each table come after the loaded ones."""
    with connection.cursor() as cursor:
        for table in (Applicant._meta.db_table, Case._meta.db_table):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )


def _analyse() -> None:
    """Gather what the planner needs, as autovacuum would have over the years."""
    # VACUUM cannot be part of a transaction, such as a test's.
    command = "ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE"
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"{command} {table}")


def _size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _hall(total: int, now: datetime) -> tuple[Sequence[Kind], Sequence[date], Any, Any]:
    """Return what the generator needs to know of the demonstration hall."""
    known, today = calendar(), now.astimezone(get_default_timezone()).date()
    span = known.days(today - timedelta(days=365 * HISTORY_YEARS), today - timedelta(days=1))
    dates = _Dates(now)
    kinds = [_kind(sheet) for sheet in _sheets()]
    dates.sheets = {kind.guide: intake_sheet(kind.guide) for kind in kinds}
    days = [day.on for day in span if day.is_working][-max(FEWEST_DAYS, -(-total // A_DAY)) :]
    return kinds, days, dates.limits, dates.step


def _sheets() -> Iterable[IntakeSheet]:
    """Return the published guides with a list of five materials or more, in one order everywhere."""
    matters = Matter.objects.filter(is_active=True, current__isnull=False)
    listed = matters.annotate(lines=Count("current__materials")).filter(lines__gte=LINES)
    for guide_id in listed.order_by("code").values_list("current_id", flat=True):
        yield intake_sheet(guide_id)


def _kind(sheet: IntakeSheet) -> Kind:
    at = WindowAssignment.objects.filter(window__centre=sheet.centre_id).order_by("id")
    lines = []
    for order, m in enumerate(sheet.materials[:LINES], start=1):
        words = "\t".join(
            escaped(text) for text in (m.name[:500], m.form[:20], m.necessity[:12], m.situation[:300])
        )
        lines.append(f"{order}\t{words}\t{m.copies or 1}\treceived\t{m.copies or 1}\tf\t\t\n")
    limit = sheet.promised or sheet.statutory
    days = min(limit.value, 20) if limit and limit.unit == "working_day" else 10
    return Kind(
        centre=sheet.centre_id,
        department=sheet.department_id,
        matter=sheet.matter_id,
        guide=sheet.guide_id,
        name=escaped(sheet.name[:200]),
        case_kind=escaped(sheet.case_kind[:20]),
        materials=lines,
        clerks=list(at.values_list("staff_id", "staff__staff_no", "window_id")),
        steps=[(escaped(step.name[:60]), step.role.value) for step in sheet.steps],
        days=days,
    )


class _Dates:
    """Limits for a guide and a day, worked out once each by the same rules as at the window."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.sheets: dict[int, IntakeSheet] = {}
        self._limits: dict[tuple[object, ...], Dates] = {}
        self._steps: dict[tuple[object, ...], StepDates] = {}

    @cached_property
    def calendar(self) -> Any:
        return calendar()

    def limits(self, kind: Kind, day: date) -> Dates:
        """Return both limits of a case accepted that day."""
        sheet = self.sheets[kind.guide]
        key = (sheet.promised, sheet.statutory, sheet.is_licence, kind.centre, day)
        if key not in self._limits:
            self._limits[key] = self._work_out(sheet, kind.centre, day)
        return self._limits[key]

    def _work_out(self, sheet: IntakeSheet, centre: int, day: date) -> Dates:
        found = limits_for(sheet, History(_noon(day)), self.calendar)
        binding = deadline(found.binding) if found.binding else None
        near = centre_setting(centre, "clock.near_days")
        seen = reading(binding, near_days=near, calendar=self.calendar, now=self.now)
        provisional = any(limit.provisional for limit in (found.promised, found.statutory) if limit)
        return Dates(
            *_both(found.promised),
            *_both(found.statutory),
            "\t".join("ft"[flag] for flag in (found.statutory_by_law, found.is_review, provisional)),
            seen.light.value,
            stamp(seen.look_at),
        )

    def step(self, kind: Kind, day: date, order: int) -> StepDates:
        """Return a step's own limit, opened that day."""
        limit = self.sheets[kind.guide].steps[order - 1].limit
        key = (limit, day)
        if key not in self._steps:
            at = deadline(due(limit.value, limit.unit.value, _noon(day), self.calendar)) if limit else None
            seen = reading(at, near_days=0, calendar=self.calendar, now=self.now)
            self._steps[key] = StepDates(stamp(at), seen.light.value, stamp(seen.look_at))
        return self._steps[key]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), get_default_timezone())


def _both(limit: Due | None) -> tuple[str, str]:
    return (day_stamp(limit.on), stamp(deadline(limit))) if limit else (day_stamp(None), stamp(None))
