"""The hand-over sheet."""

from datetime import datetime

from django.utils import timezone

from yichuang.cases.public import heading, issued, received_lines
from yichuang.journal.public import Line
from yichuang.kit.actor import Actor
from yichuang.papers.public import HandoverSheet
from yichuang.people.public import Staff, department_card
from yichuang.worktime.public import local_day

from ..models import Handover
from ..rules import Way


def write_sheet(handover: Handover, *, by: Actor, now: datetime) -> list[Line]:
    """Issue the sheet with both signatures and their instants (R085, R119)."""
    case = handover.case
    department = department_card(handover.department_id)
    window = f"{department.centre.name}综合窗口"
    returns = handover.way == Way.TO_WINDOW
    handed_by, received_by = _name(handover.handed_by_id), _name(handover.received_by_id)
    body = HandoverSheet(
        **heading(case),
        handed_on=local_day(handover.handed_at or now),
        from_unit=department.name if returns else window,
        to_unit=window if returns else department.name,
        materials=received_lines(list(case.materials.all())),
        is_return=returns,
        opinion=handover.words or (case.decision if returns else ""),
        handed_by=handed_by,
        handed_at=_instant(handover.handed_at),
        received_by=received_by,
        received_at=_instant(handover.received_at),
    )
    return issued(case, body, by=by, now=now)


def _name(staff_id: int | None) -> str:
    return Staff.objects.get(pk=staff_id).name if staff_id else ""


def _instant(at: datetime | None) -> str:
    if at is None:
        return ""
    here = timezone.localtime(at)
    return f"{here.year}年{here.month}月{here.day}日 {here:%H:%M}"
