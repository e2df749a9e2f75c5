"""Makes packages, hands them out, looks at them again."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any
from zipfile import ZIP_STORED, ZipFile

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext

from yichuang.cases.public import ENDED_EARLY, Case, CaseMaterial, State, case_page
from yichuang.catalogue.public import Matter, intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Entry, Event
from yichuang.kit import files
from yichuang.kit.actor import SYSTEM
from yichuang.kit.masking import mask_name
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.papers import public as papers
from yichuang.people.public import Level, Officer
from yichuang.worktime.public import local_day

from . import selectors
from .models import Package, RetentionRule
from .policies import CENTRE_ROLES, can_read, why_not_export, why_not_set_retention
from .rules.package import JOURNAL, METADATA, Before, Piece, as_json, pack
from .rules.retention import Keep, Retention, retention
from .rules.sm3 import sm3_of_file

MOST_LINES = 100_000
MOST_EXPORTED = 2_000
CHECKED_AT_ONCE = 20
_ENDINGS = frozenset({Event.CASE_CONCLUDED, Event.CASE_ENDED, Event.CASE_REFUSED, Event.CASE_NOT_REQUIRED})


def archive(case_no: str, *, now: datetime) -> Package:
    """Make the package of a case that ended and keep it under its hash; the one there is if it was made.

    Raises Refused for a case that is not there or still goes on. What is written about the case later
    (prints, messages delivered) stays in the journal; the package ends with the case.
    """
    if made := selectors.package_of(case_no):
        return made
    found = case_page(case_no)
    if found is None:
        raise Refused(gettext("没有编号为“%(no)s”的办件。") % {"no": case_no})
    case, materials = found
    ended_at = _ended_at(case)
    if ended_at is None:
        raise Refused(gettext("%(no)s 还没有办结，不能归档。") % {"no": case.no})
    kept = retention(
        selectors.keep_of(case.matter_id, case.centre_id), Level(case.centre.level), local_day(ended_at)
    )
    pieces = _pieces(case, materials, kept, ended_at, now)
    listed = []

    def write(into: IO[bytes]) -> None:
        listed.extend(pack(into, pieces, case_no=case.no, dated=_on_the_wall(ended_at)))

    sha256, size = files.keep_written(settings.ARCHIVE_DIR, write)
    path = files.path_of(settings.ARCHIVE_DIR, sha256)
    return _note(case, kept, Package(sha256=sha256, sm3=sm3_of_file(path), size=size, files=len(listed)), now)


def continue_package(case_no: str, *, now: datetime) -> Package | None:
    """Make the next package of a case from the papers issued since the last one; None where there are none,
    or where the case is not archived yet: then the first package is still to come.

    Safe to run twice: what is in a package is in no later one.
    """
    made = selectors.packages_of(case_no)
    if not made:
        return None
    last, case = made[-1], made[-1].case
    since = last.until_at or _ended_at(case) or last.made_at
    coming = [paper for paper in papers.of_case(case_no) if paper.issued_at > since]
    if not coming:
        return None
    until = max(paper.issued_at for paper in coming)
    pieces = _later_pieces(case, coming, since, now)
    before = Before(last.number, last.sha256, last.sm3)
    listed = []

    def write(into: IO[bytes]) -> None:
        listed.extend(pack(into, pieces, case_no=case.no, dated=_on_the_wall(until), after=before))

    sha256, size = files.keep_written(settings.ARCHIVE_DIR, write)
    path = files.path_of(settings.ARCHIVE_DIR, sha256)
    kept = Retention(Keep(last.keep), last.keep_until, last.transfer_on)
    package = Package(
        sha256=sha256,
        sm3=sm3_of_file(path),
        size=size,
        files=len(listed),
        number=last.number + 1,
        until_at=until,
    )
    return _note(case, kept, package, now)


def _later_pieces(case: Case, coming: list[papers.Paper], since: datetime, now: datetime) -> Iterator[Piece]:
    """Yield what came after the last package: its papers, and what the journal says of them."""
    for number, paper in enumerate(coming, start=1):
        path = f"papers/{number:02d}-{files.tidy_name(paper.title)}.pdf"
        yield Piece(path, f"{paper.title} {paper.number}".strip(), papers.pdf_of(paper, now=now))
    lines = [line for line in journal.story(case.subject, limit=MOST_LINES) if line.at > since]
    yield Piece(JOURNAL, "办理记录", as_json([_told(line) for line in lines]))


@transaction.atomic
def _note(case: Case, kept: Retention, package: Package, now: datetime) -> Package:
    """Write down that a package was made. Of two workers at the same case the second finds the first's."""
    package.case, package.case_no, package.centre_id = case, case.no, case.centre_id
    package.department_id, package.matter_name = case.department_id, case.matter_name
    package.matter_code = intake_sheet(case.guide_id).matter_code
    package.ended_on = local_day(_ended_at(case) or now)
    package.keep, package.keep_until, package.transfer_on = kept.keep, kept.until_on, kept.transfer_on
    package.made_at = now
    Package.objects.bulk_create([package], ignore_conflicts=True)
    there = Package.objects.get(case=case, number=package.number)
    if there.sha256 == package.sha256 and there.made_at == now:
        facts = {"sha256": there.sha256, "sm3": there.sm3, "files": there.files, "keep": there.keep}
        facts |= {"number": there.number} if there.number > 1 else {}
        journal.record(case.subject, Event.CASE_ARCHIVED, by=SYSTEM, at=now, data=facts)
    return there


def _ended_at(case: Case) -> datetime | None:
    if case.state == State.CONCLUDED:
        return case.concluded_at
    return case.ended_at if case.state in ENDED_EARLY else None


def _on_the_wall(at: datetime) -> datetime:
    """Return an instant as the hall's clock shows it: ZIP files know no time zone."""
    return localtime(at)


def _pieces(
    case: Case, materials: list[CaseMaterial], kept: Retention, ended_at: datetime, now: datetime
) -> Iterator[Piece]:
    """Yield everything of a case, always in one order: facts, papers, materials, journal."""
    lines = _lines_until_the_end(case)
    yield Piece(METADATA, "归档说明", as_json(_metadata(case, kept, ended_at, lines)))
    for number, paper in enumerate((p for p in papers.of_case(case.no) if p.issued_at <= ended_at), start=1):
        title = f"{paper.title} {paper.number}".strip()
        path = f"papers/{number:02d}-{files.tidy_name(paper.title)}.pdf"
        yield Piece(path, title, papers.pdf_of(paper, now=now))
    for material in materials:
        for attached in material.attachments.all():
            path = f"materials/{material.order:02d}/{attached.number:02d}-{files.tidy_name(attached.name)}"
            yield Piece(path, material.name, files.read(settings.UPLOAD_DIR, attached.sha256))
    yield Piece(JOURNAL, "办理记录", as_json([_told(line) for line in lines]))


def _lines_until_the_end(case: Case) -> list[Entry]:
    """Return the journal of a case up to the transaction that ended it."""
    story = journal.story(case.subject, limit=MOST_LINES)
    ends = [line for line in story if line.event in _ENDINGS]
    if not ends:
        return story
    end = ends[-1]
    return [line for line in story if line.pk <= end.pk or (line.xid, line.at) == (end.xid, end.at)]


def _told(line: Entry) -> dict[str, Any]:
    return {
        "id": line.pk,
        "at": line.at.isoformat(),
        "event": line.event,
        "by": line.by,
        "by_name": line.by_name,
        "data": line.data,
        "previous": line.previous,
        "digest": line.digest,
    }


def _metadata(case: Case, kept: Retention, ended_at: datetime, lines: list[Entry]) -> dict[str, Any]:
    """Return the facts after DA/T 85: what it is, whose, by whom, when, how long it is kept."""
    sheet = intake_sheet(case.guide_id)
    return {
        "case_no": case.no,
        "matter_code": sheet.matter_code,
        "matter": case.matter_name,
        "guide": sheet.guide_number,
        "creator": case.department.name,
        "centre": case.centre.name,
        "applicant": mask_name(case.applicant_name),
        "kind": case.case_kind,
        "channel": case.channel,
        "state": case.state,
        "outcome": case.outcome,
        "drafted_at": case.drafted_at.isoformat(),
        "accepted_at": case.accepted_at.isoformat() if case.accepted_at else None,
        "decided_at": case.decided_at.isoformat() if case.decided_at else None,
        "ended_at": ended_at.isoformat(),
        "keep": kept.keep.value,
        "keep_until": kept.until_on.isoformat() if kept.until_on else None,
        "transfer_on": kept.transfer_on.isoformat(),
        "journal_lines": len(lines),
        "journal_digest": lines[-1].digest if lines else None,
    }


def read(package: Package, *, by: Officer, now: datetime) -> bytes:
    """Return a package's file after looking whether it is as it was made; that it was read is kept.

    Raises Forbidden where it is not her duty, and Refused, with what was found, when a byte changed.
    """
    if not can_read(package, by=by):
        raise Forbidden(gettext("这个归档包不在您的职责里。"))
    if problem := check(package, now=now):
        raise Refused(gettext("%(problem)s。请管理员从备份里恢复 archive 文件夹。") % {"problem": problem})
    with transaction.atomic():
        journal.record(f"case:{package.case_no}", Event.ARCHIVE_READ, by=by, at=now)
    return files.path_of(settings.ARCHIVE_DIR, package.sha256).read_bytes()


def check(package: Package, *, now: datetime) -> str:
    """Look at a package's file again; returns what is wrong. Damage that is new is written down."""
    problem = selectors.problem_of(package)
    with transaction.atomic():
        changed = Package.objects.filter(pk=package.pk).exclude(problem=problem).exists()
        Package.objects.filter(pk=package.pk).update(checked_at=now, problem=problem)
        if changed and problem:
            facts = {"problem": problem, "sha256": package.sha256}
            journal.record(f"case:{package.case_no}", Event.ARCHIVE_DAMAGED, by=SYSTEM, at=now, data=facts)
    package.checked_at, package.problem = now, problem
    return problem


def check_again(*, now: datetime, limit: int = CHECKED_AT_ONCE) -> int:
    """Look at a few packages, the longest unseen first; returns how many were found damaged."""
    return sum(bool(check(package, now=now)) for package in selectors.due_for_check(limit=limit))


def export(into: IO[bytes], first: date, last: date, *, by: Officer, now: datetime) -> int:
    """Write the packages of cases that ended from one day to another into one ZIP, with a list.

    Returns how many. Raises Refused for none, too many, or one that is damaged.
    """
    if reason := why_not_export(by=by):
        raise Forbidden(reason)
    wanted = list(
        selectors.ended_between(sorted(by.centres(*CENTRE_ROLES)), first, last)[: MOST_EXPORTED + 1]
    )
    count = write_out(into, wanted, now=now)
    with transaction.atomic():
        facts = {"from": first.isoformat(), "to": last.isoformat(), "packages": count}
        journal.record(f"staff:{by.staff_no}", Event.ARCHIVE_EXPORTED, by=by, at=now, data=facts)
    return count


def write_out(into: IO[bytes], wanted: list[Package], *, now: datetime) -> int:
    """Write packages into one ZIP, with a list of their digests."""
    if not wanted:
        raise Refused(gettext("这段时间没有归档的件。"))
    if len(wanted) > MOST_EXPORTED:
        raise Refused(gettext("一次最多导出 %(most)s 件，请分成几段。") % {"most": MOST_EXPORTED})
    with ZipFile(into, "w", ZIP_STORED) as box:
        for package in wanted:
            if problem := check(package, now=now):
                raise Refused(f"{package.name}：{problem}。")
            box.write(files.path_of(settings.ARCHIVE_DIR, package.sha256), f"{package.name}.zip")
        box.writestr("list.json", as_json([_in_list(package) for package in wanted]))
    return len(wanted)


def _in_list(package: Package) -> dict[str, Any]:
    return {
        "case_no": package.case_no,
        "number": package.number,
        "matter_code": package.matter_code,
        "matter": package.matter_name,
        "ended_on": package.ended_on.isoformat(),
        "sha256": package.sha256,
        "sm3": package.sm3,
        "size": package.size,
        "keep": package.keep,
        "keep_until": package.keep_until.isoformat() if package.keep_until else None,
        "transfer_on": package.transfer_on.isoformat(),
    }


@transaction.atomic
def set_retention(matter: Matter, keep: str, *, by: Officer, now: datetime) -> None:
    """Say how long a matter's cases are kept; an empty word: as the centre's setting says again.

    Packages that were made keep the term that stands in them.
    """
    if reason := why_not_set_retention(matter.centre_id, by=by):
        raise Forbidden(reason)
    if keep and keep not in Keep.values:
        raise Invalid(gettext("保管期限只有 10 年、30 年、永久三种。"), field="keep")
    if keep:
        values = {"keep": keep, "set_at": now, "set_by": by.actor_id}
        RetentionRule.objects.update_or_create(matter=matter, defaults=values)
    else:
        RetentionRule.objects.filter(matter=matter).delete()
    subject = f"matter:{matter.pk}"
    journal.record(subject, Event.RETENTION_SET, by=by, at=now, centre=matter.centre_id, data={"keep": keep})
