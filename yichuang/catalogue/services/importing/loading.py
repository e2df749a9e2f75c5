"""Writing records: each batch in one transaction and a fixed number of statements."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import F
from django.utils.timezone import localdate

from yichuang.kit.actor import Actor
from yichuang.people.public import Centre

from ...models import Guide, ImportRun, Matter
from ...policies import review_months, why_not_publishable
from ...rules.checklist import checklist
from ...rules.content import Content, digest, merged
from ...rules.item import Item
from ...rules.splitting import join_key
from ...rules.words import State, Tier
from ...selectors.contents import contents_of
from ..indexing import index_columns
from ..lifecycle import months_after
from ..storing import columns_of, rewrite, write_guides, write_lines
from .joining import Record
from .placing import Places


@dataclass(frozen=True)
class Outcome:
    """How one record ended: imported, updated, unchanged or rejected."""

    row: int
    name: str
    kind: str
    reason: str = ""
    warnings: tuple[str, ...] = ()


@dataclass
class Loader:
    """Where records go, on whose behalf, and what is remembered from batch to batch."""

    places: Places
    run: ImportRun
    publish: bool
    by: Actor
    now: datetime
    seen: dict[int, int] = field(default_factory=dict)  # hash of a record's key → its row

    def load(self, batch: list[Record]) -> list[Outcome]:
        """Write a batch. A record that the database refuses is rejected alone, not with its batch."""
        try:
            with transaction.atomic():
                return _Batch(self, batch).write()
        except (DataError, IntegrityError) as wrong:
            rows = {record.row for record in batch}
            self.seen = {mark: row for mark, row in self.seen.items() if row not in rows}
            if len(batch) == 1:
                name, row = batch[0].name, batch[0].row
                return [Outcome(row, name, "rejected", f"数据库没有收下这一行：{_first_line(wrong)}")]
            half = len(batch) // 2
            return self.load(batch[:half]) + self.load(batch[half:])


def _first_line(wrong: Exception) -> str:
    return str(wrong).strip().split("\n")[0][:120]


@dataclass
class _Job:
    """One record on its way: its matter, the version it meets there, what it will say."""

    record: Record
    item: Item
    centre: Centre
    identity: str
    warnings: list[str]
    content: Content
    matter: Matter | None = None
    current: Guide | None = None
    making: Guide | None = None
    kind: str = ""
    reason: str = ""
    new: Guide | None = None
    publishes: bool = False

    def outcome(self) -> Outcome:
        found = () if self.kind == "rejected" else tuple(dict.fromkeys(self.warnings))
        return Outcome(self.record.row, self.content.name, self.kind, self.reason, found)


class _Batch:
    """The statements for one batch, in order."""

    def __init__(self, loader: Loader, batch: list[Record]) -> None:
        self.loader, self.batch = loader, batch
        self.today: date = localdate(loader.now)
        self.jobs: list[_Job] = []
        self.rejected: list[Outcome] = []

    def write(self) -> list[Outcome]:
        for record in self.batch:
            self._admit(record)
        self._meet()
        self._compare()
        for job in self.jobs:
            if not job.kind:
                self._decide(job)
        self._write_matters()
        self._write_guides()
        self._publish()
        outcomes = [job.outcome() for job in self.jobs] + self.rejected
        return sorted(outcomes, key=lambda outcome: outcome.row)

    def _admit(self, record: Record) -> None:
        item = record.item
        if item is None:
            self.rejected.append(Outcome(record.row, record.name, "rejected", record.reason))
            return
        centre = self.loader.places.centre_of(item)
        if centre is None:
            reason = f"没有编码为“{item.centre_code}”的中心。"
            self.rejected.append(Outcome(record.row, record.name, "rejected", reason))
            return
        mark = hash((centre.pk, item.key))
        if first := self.loader.seen.get(mark):
            reason = f"与第 {first} 行是同一个事项。"
            self.rejected.append(Outcome(record.row, record.name, "rejected", reason))
            return
        self.loader.seen[mark] = record.row
        identity = item.key if len(item.key) <= 100 else hashlib.sha256(item.key.encode()).hexdigest()
        warnings = [warning.rstrip("。") for warning in item.warnings]
        self.jobs.append(_Job(record, item, centre, identity, warnings, item.content))

    def _meet(self) -> None:
        """Find the matters and the versions that the records speak of. Three queries."""
        identities = [job.identity for job in self.jobs]
        centres = {job.centre.pk for job in self.jobs}
        known = {
            (matter.centre_id, matter.identity): matter
            for matter in Matter.objects.filter(
                centre__in=centres, identity__in=identities
            ).select_for_update()
        }
        guides = Guide.objects.filter(matter__in=known.values()).exclude(state=State.SUPERSEDED)
        by_matter: dict[int, dict[str, Guide]] = {}
        for guide in guides:
            place = "current" if guide.state == State.PUBLISHED else "making"
            by_matter.setdefault(guide.matter_id, {})[place] = guide
        for job in self.jobs:
            job.matter = known.get((job.centre.pk, job.identity))
            if job.matter is not None:
                versions = by_matter.get(job.matter.pk, {})
                job.current, job.making = versions.get("current"), versions.get("making")

    def _compare(self) -> None:
        """Mark what is unchanged. A table that cannot speak of a field leaves it as it is."""
        partial: list[_Job] = []
        for job in self.jobs:
            old = job.making or job.current
            if job.record.adds_only and old is None:
                job.kind, job.reason = "rejected", f"没有编码或名称为“{job.record.name}”的事项。"
            elif old is not None and (job.record.adds_only or old.digest != digest(job.content)):
                partial.append(job)
        said = contents_of([g for job in partial if (g := job.making or job.current)])
        for job in partial:
            if old := job.making or job.current:
                job.content = merged(said[old.pk], job.content, job.item.spoken)

    def _decide(self, job: _Job) -> None:
        found = checklist(job.content, task_code=job.item.task_code, catalog_code=job.item.catalog_code)
        job.warnings += [finding.sentence.rstrip("。") for finding in found if not finding.is_gap]
        refusal = why_not_publishable(job.content.promised_value, job.content.promised_unit)
        job.publishes = self.loader.publish and not refusal
        if self.loader.publish and refusal:
            job.warnings.append("没有公布，等待核准：" + refusal.rstrip("。"))
        old = job.making or job.current
        if job.matter is None:
            job.kind = "imported"
        elif old is not None and old.digest == digest(job.content) and not (job.making and job.publishes):
            job.kind = "updated" if self._retied(job) else "unchanged"
        elif job.making is not None and job.making.import_run_id is None:
            job.kind = "rejected"
            job.reason = f"第 {job.making.number} 版正在修改或等待核准，先办完那一版再导入。"
        else:
            job.kind = "imported" if old is None else "updated"

    def _retied(self, job: _Job) -> bool:
        """Whether the record brings a code that the matter did not have."""
        matter, item = job.matter, job.item
        if matter is None:
            return False
        ties = {"task_code": item.task_code, "catalog_code": item.catalog_code}
        changes = {name: code for name, code in ties.items() if code and code != getattr(matter, name)}
        if changes:
            Matter.objects.filter(pk=matter.pk).update(version=F("version") + 1, **changes)
        return bool(changes)

    def _writing(self) -> Iterator[_Job]:
        for job in self.jobs:
            if job.kind == "imported" or (job.kind == "updated" and not self._is_same(job)):
                yield job

    @staticmethod
    def _is_same(job: _Job) -> bool:
        old = job.making or job.current
        return old is not None and old.digest == digest(job.content) and not (job.making and job.publishes)

    def _write_matters(self) -> None:
        new = [job for job in self.jobs if job.kind == "imported" and job.matter is None]
        parents = self._parents(new)
        taken = set(
            Matter.objects.filter(code__in=[_wish(job) for job in new]).values_list("code", flat=True)
        )
        for job in new:
            job.matter = self._matter(job, taken, parents)
        Matter.objects.bulk_create([job.matter for job in new if job.matter], batch_size=1000)

    def _matter(self, job: _Job, taken: set[str], parents: dict[tuple[int, str], Matter]) -> Matter:
        item, said = job.item, job.content
        department, is_known = self.loader.places.department_of(job.centre, said.source_agency)
        if not is_known:
            agency = said.source_agency or "（空）"
            job.warnings.append(f"机关“{agency[:30]}”不在本中心的部门里，暂放在别的部门名下")
        code = _wish(job)
        if not code or code in taken:
            mark = hashlib.sha256(f"{job.centre.code}|{job.identity}".encode()).hexdigest()
            code = "m" + mark[:19]
        taken.add(code)
        parent = parents.get((job.centre.pk, _above(item)[-1][0])) if _above(item) else None
        tier = (
            Tier.MAIN if parent is None else Tier.HANDLING if item.sub_name or item.is_handling else Tier.SUB
        )
        return Matter(
            code=code,
            identity=job.identity,
            local_code=item.code[:50],
            task_code=item.task_code[:50],
            catalog_code=item.catalog_code[:50],
            centre=job.centre,
            department_id=department,
            theme_id=self.loader.places.theme_of(job.centre, said.theme),
            parent=parent,
            tier=tier,
            name=said.name,
        )

    def _parents(self, jobs: list[_Job]) -> dict[tuple[int, str], Matter]:
        """Find or enter the main items and sub-items above new matters, the upper tier first."""
        found: dict[tuple[int, str], Matter] = {}
        for depth in (0, 1):
            wanted = {
                (job.centre.pk, above[depth][0]): (job, above[depth], above[depth - 1][0] if depth else "")
                for job in jobs
                if len(above := _above(job.item)) > depth
            }
            keys = [identity for _, identity in wanted]
            for matter in Matter.objects.filter(identity__in=keys):
                found[matter.centre_id, matter.identity] = matter
            new = [
                self._parent(job, identity, name, found.get((job.centre.pk, upper)))
                for key, (job, (identity, name), upper) in wanted.items()
                if key not in found
            ]
            Matter.objects.bulk_create(new)
            found |= {(matter.centre_id, matter.identity): matter for matter in new}
        return found

    def _parent(self, job: _Job, identity: str, name: str, above: Matter | None) -> Matter:
        department, _ = self.loader.places.department_of(job.centre, job.content.source_agency)
        return Matter(
            code="g" + hashlib.sha256(f"{job.centre.code}|{identity}".encode()).hexdigest()[:19],
            identity=identity,
            centre=job.centre,
            department_id=department,
            parent=above,
            tier=Tier.MAIN if identity.startswith("main:") else Tier.SUB,
            name=name[:300],
        )

    def _write_guides(self) -> None:
        """New versions for what is new; what an earlier import left unpublished is rewritten in place."""
        fresh = []
        for job in self._writing():
            if job.making is not None:
                self._rewrite(job)
            elif job.matter is not None:
                job.new = self._guide(job, job.matter)
                fresh.append(job)
        write_guides([job.new for job in fresh if job.new])
        write_lines((job.new.pk, job.content) for job in fresh if job.new)

    def _rewrite(self, job: _Job) -> None:
        guide = job.making
        if guide is None:
            return
        if guide.digest != digest(job.content):
            rewrite(guide, job.content)
        guide.version += 1
        guide.import_run = self.loader.run
        guide.save()
        job.new = guide

    def _guide(self, job: _Job, matter: Matter) -> Guide:
        loader = self.loader
        return Guide(
            matter=matter,
            number=(job.current.number if job.current else 0) + 1,
            state=State.SUBMITTED,
            created_at=loader.now,
            created_by=loader.by.actor_id,
            submitted_at=loader.now,
            submitted_by=loader.by.actor_id,
            import_run=loader.run,
            **columns_of(job.content),
        )

    def _publish(self) -> None:
        done = [job for job in self._writing() if job.publishes and job.new and job.matter]
        if not done:
            return
        stamp: dict[str, Any] = {"version": F("version") + 1}
        by, now = self.loader.by.actor_id, self.loader.now
        replaced = [job.current.pk for job in done if job.current]
        Guide.objects.filter(pk__in=replaced).update(
            state=State.SUPERSEDED, superseded_at=now, superseded_by=by, **stamp
        )
        review_on = months_after(self.today, review_months(self.loader.places.centre))
        Guide.objects.filter(pk__in=[job.new.pk for job in done if job.new]).update(
            state=State.PUBLISHED,
            published_at=now,
            published_by=by,
            effective_on=self.today,
            review_on=review_on,
            **stamp,
        )
        _point(done)


def _point(done: list[_Job]) -> None:
    """Make the new versions current and search find them: one statement for the batch."""
    rows = []
    for job in done:
        if job.matter and job.new:
            said = job.content
            index = index_columns(said.name, said.short_name, said.result_name)
            words = "\x1f".join(index["words"])
            rows.append((job.matter.pk, job.new.pk, said.name, words, index["initials"], index["pinyin"]))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_matter m SET current_id = n.guide, name = n.name, "
            "words = string_to_array(n.words, E'\\x1f'), initials = n.initials, pinyin = n.pinyin, "
            "version = m.version + 1 "
            "FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[]) "
            "AS n(matter, guide, name, words, initials, pinyin) WHERE m.id = n.matter",
            [list(column) for column in zip(*rows, strict=True)],
        )


def _wish(job: _Job) -> str:
    """The public code that a record would like: its own, where it can stand in an address."""
    for code in (job.item.task_code, job.item.code, job.content.source_id):
        if code and len(code) <= 50 and re.fullmatch(r"[0-9A-Za-z._|-]+", code):
            return code
    return ""


def _above(item: Item) -> list[tuple[str, str]]:
    """Return (identity, name) of the main item and the sub-item above a record, the upper first."""
    agency = item.content.source_agency
    out = []
    if item.main_name:
        out.append(("main:" + _short_key(item.main_name, agency), item.main_name))
    if item.sub_name:
        out.append(("sub:" + _short_key(item.main_name, item.sub_name, agency), item.sub_name))
    return out


def _short_key(*parts: str) -> str:
    return hashlib.sha256(join_key(*parts).encode()).hexdigest()[:40]
