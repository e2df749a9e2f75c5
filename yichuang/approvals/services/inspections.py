"""Site inspections: at least two people, and their record (R110; 行政许可法 34)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.cases.public import Case, heading, issued
from yichuang.catalogue.public import intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.refusal import Invalid, Refused
from yichuang.papers.public import Attendee, Finding, SiteInspectionRecord
from yichuang.people.public import Officer, department_card
from yichuang.worktime.public import local_day

from ..models import Inspection, InspectionWaiver
from ..policies import why_not_here, why_not_waive_inspection
from ..rules.examination import LEAST_INSPECTORS
from .shapes import at_most, needed


@dataclass(frozen=True)
class Seen:
    """What was seen on the spot, by whom, and what was said there."""

    on: date | None
    time: str
    place: str
    inspectors: tuple[Attendee, ...]
    findings: tuple[Finding, ...]
    conclusion: str
    reason: str = ""
    present: str = ""
    said: str = ""


@transaction.atomic
def record_inspection(case: Case, seen: Seen, *, by: Officer, now: datetime) -> Inspection:
    """File the record of a site inspection, and issue it as a paper.

    Raises `Invalid` for fewer than two inspectors, a day to come, or what the record would lack.
    """
    if refusal := why_not_here(case, by=by):
        raise Refused(refusal)
    on = _checked(case, seen, now=now)
    inspectors = tuple(
        Attendee(one.name, "核查人员", department_card(case.department_id).name, one.badge)
        for one in seen.inspectors
    )
    body = SiteInspectionRecord(
        **heading(case),
        on=on,
        time=seen.time,
        place=seen.place,
        inspectors=inspectors,
        findings=seen.findings,
        conclusion=seen.conclusion,
        reason=seen.reason,
        present=seen.present,
        said=seen.said,
    )
    lines = issued(case, body, by=by, now=now)
    inspection = Inspection.objects.create(
        case=case,
        on=on,
        time=seen.time,
        place=seen.place,
        inspectors=[{"name": one.name, "badge": one.badge} for one in seen.inspectors],
        findings=[{"point": f.point, "found": f.found, "is_met": f.is_met} for f in seen.findings],
        conclusion=seen.conclusion,
        reason=seen.reason,
        present=seen.present,
        said=seen.said,
        number=str(lines[0].data.get("number", "")),
        recorded_at=now,
        recorded_by_id=by.staff_id,
    )
    facts = {"on": on.isoformat(), "by": [one.name for one in inspectors], "words": seen.conclusion}
    journal.record_all(case.subject, [Line(Event.INSPECTION_RECORDED, facts), *lines], by=by, at=now)
    return inspection


def _checked(case: Case, seen: Seen, *, now: datetime) -> date:
    names = {one.name.strip() for one in seen.inspectors}
    if len(names) < LEAST_INSPECTORS:
        raise Invalid(gettext("现场核查至少两名工作人员，请写两个不同的人。"), field="inspectors")
    if seen.on is None or seen.on > local_day(now):
        raise Invalid(gettext("请写核查的日期，不能是以后的日子。"), field="on")
    if case.accepted_at and seen.on < local_day(case.accepted_at):
        raise Invalid(gettext("核查的日期早于受理日期。"), field="on")
    needed(seen.time, "time", gettext("请写核查的时间。"))
    needed(seen.place, "place", gettext("请写核查的地点。"))
    if not seen.findings:
        raise Invalid(gettext("请写核查的情况。"), field="findings")
    needed(seen.conclusion, "conclusion", gettext("请写核查的结论。"))
    at_most(20, time=seen.time)
    at_most(200, place=seen.place, present=seen.present)
    at_most(500, reason=seen.reason)
    at_most(1000, conclusion=seen.conclusion, said=seen.said)
    return seen.on


@transaction.atomic
def waive_inspection(case: Case, reason: str, *, by: Officer, now: datetime) -> InspectionWaiver:
    """Write down why nobody has to go and look, where the guide has it only as needed (必要时)."""
    if refusal := why_not_waive_inspection(case, intake_sheet(case.guide_id), by=by):
        raise Refused(refusal)
    needed(reason, "waive_reason", gettext("请写明为什么不需要现场核查，理由要写进档案。"))
    at_most(500, waive_reason=reason)
    waiver = InspectionWaiver.objects.create(
        case=case, reason=reason.strip(), waived_at=now, waived_by_id=by.staff_id
    )
    journal.record(case.subject, Event.INSPECTION_WAIVED, by=by, at=now, data={"words": waiver.reason})
    return waiver
