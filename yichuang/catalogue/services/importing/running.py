"""One import from beginning to end: batches, the report, the run's own record."""

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction

from yichuang.journal.public import Event, record
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Invalid
from yichuang.people.public import Centre, Department

from ...models import ImportRun
from ..guarding import guarded
from ..indexing import dictionary, recount_words
from .files import Meter
from .joining import Record
from .loading import Loader, Outcome
from .placing import Places
from .records import records

BATCH = 500
_WORDS = {"imported": "导入", "updated": "更新", "unchanged": "未变", "rejected": "未收"}


@dataclass(frozen=True)
class ImportResult:
    """How the rows of a file ended: rows = imported + updated + unchanged + rejected."""

    rows: int
    imported: int
    updated: int
    unchanged: int
    rejected: int
    warnings: int  # rows that were taken in with a warning
    report: Path


@dataclass(frozen=True)
class ImportPlan:
    """What to do with a file. `department` takes in what no agency's name places."""

    path: Path
    centre: Centre
    report: Path
    department: Department | None = None
    publish: bool = False
    dry_run: bool = False


def import_file(
    plan: ImportPlan, *, by: Actor, now: datetime, progress: Callable[[int, int], None] = lambda *_: None
) -> ImportResult:
    """Take in a file. A rejected row never stops the others; the same file again changes nothing.

    Raises Invalid, before anything is written, where the file cannot be read as a whole. With
    `dry_run` everything is done and undone again, so that the report says what would happen.
    """
    if plan.department is not None and plan.department.centre_id != plan.centre.pk:
        raise Invalid("部门不在这个中心。", field="department")
    meter = Meter()
    stream = records(plan.path, meter)
    first = next(stream, None)  # a file without a single record fails here, before anything is written
    if first is None:
        raise Invalid(f"“{plan.path.name}”里只有表头，没有事项。")
    with ExitStack() as stack:
        stack.enter_context(dictionary.held())
        if plan.dry_run:
            stack.enter_context(transaction.atomic())
            stack.callback(transaction.set_rollback, True)
        return _run(plan, _batches(first, stream), meter, by=by, now=now, progress=progress)


def _run(
    plan: ImportPlan,
    batches: Iterator[list[Record]],
    meter: Meter,
    *,
    by: Actor,
    now: datetime,
    progress: Callable[[int, int], None],
) -> ImportResult:
    run = ImportRun.objects.create(
        centre=plan.centre,
        file_name=plan.path.name[:200],
        sha256=_sha256(plan.path),
        started_at=now,
        started_by=by.actor_id,
        published=plan.publish,
    )
    loader = Loader(Places(plan.centre, plan.department), run, plan.publish, by, now)
    counts: Counter[str] = Counter()
    plan.report.parent.mkdir(parents=True, exist_ok=True)
    with plan.report.open("w", encoding="utf-8-sig", newline="") as file:
        report = csv.writer(file)
        report.writerow(["行号", "结果", "事项名称", "说明"])
        for batch in batches:
            for outcome in loader.load(batch):
                counts[outcome.kind] += 1
                counts["warnings"] += bool(outcome.warnings)
                report.writerow(_report_row(outcome))
            progress(meter.done, meter.total)
    _finish(run, counts, by=by, now=now)
    kinds = {kind: counts[kind] for kind in _WORDS}
    return ImportResult(sum(kinds.values()), **kinds, warnings=counts["warnings"], report=plan.report)


def _batches(first: Record, stream: Iterator[Record]) -> Iterator[list[Record]]:
    batch = [first, *islice(stream, BATCH - 1)]
    while batch:
        yield batch
        batch = list(islice(stream, BATCH))


def _report_row(outcome: Outcome) -> list[str]:
    said = outcome.reason or "；".join(outcome.warnings)
    return [str(outcome.row), _WORDS[outcome.kind], guarded(outcome.name), guarded(said)]


@transaction.atomic
def _finish(run: ImportRun, counts: Counter[str], *, by: Actor, now: datetime) -> None:
    """One line in the journal stands for the whole file; its guides name the run that brought them."""
    if counts["imported"] or counts["updated"]:
        recount_words()
    run.counts = dict(counts)
    run.save(update_fields=["counts"])
    data = {"file": run.file_name, "sha256": run.sha256, "published": run.published, **counts}
    record(f"import:{run.pk}", Event.CATALOGUE_IMPORTED, by=by, at=now, thing=run, data=data, first=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
