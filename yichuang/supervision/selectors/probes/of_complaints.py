"""Probes of complaints: by when each thing is to be done about one, and when it was. Neither who complained nor
what she wrote is told here: a card is read by those whom a complaint is about."""

from datetime import date, datetime

from django.utils.translation import gettext

from yichuang.complaints import public as complaints
from yichuang.complaints.public import Rung, UnresolvedMove
from yichuang.people.public import Role
from yichuang.worktime.public import end_of

from ..seen import Duty, Seen

_ROLES = {
    Rung.CHIEF_REP: Role.CHIEF_REP,
    Rung.LEADER: Role.LEADER,
    Rung.SERVICE_DESK: Role.RECEPTION,
    Rung.CENTRE_LEADER: Role.MANAGER,
    Rung.EFFICIENCY: Role.SUPERVISION,
}


def complaint_term(key: str, _now: datetime) -> Seen | None:
    """One limit of a complaint, `complaint_term:ID`. Whoever it was given to at that instant answers for it.

    The card does not name the case that the complaint is about: those who handle the case would learn who complained.
    """
    term = complaints.term_by_id(int(key))
    if term is None:
        return None
    complaint = term.complaint

    def duty_at(at: datetime) -> Duty:
        holder = complaints.who_had(complaint, at)
        role = _ROLES[Rung(holder.rung)] if holder.rung else Role.SUPERVISION
        return Duty(department_id=holder.department_id, role=role)

    return Seen(
        centre_id=complaint.centre_id,
        about=gettext("投诉 %(no)s：%(nature)s") % {"no": complaint.no, "nature": complaint.nature_words},
        limit_at=term.limit_at,
        duty_at=duty_at,
        over_at=term.over_at,
    )


def transfer(key: str, _now: datetime) -> Seen | None:
    """What another body has to say of a complaint, `transfer:ID@inform` or `@finish`: whether it took it on, and the
    result. Its limit is not the hall's: whoever sent it there asks, and nobody loses a point."""
    row_id, _, what = key.partition("@")
    row = complaints.transfer_by_id(int(row_id))
    if row is None:
        return None
    is_first = what == "inform"
    duty = Duty(staff_id=row.sent_by_id, role=Role.SUPERVISION)
    words = {"no": row.complaint.no, "to": row.to_name}
    return Seen(
        centre_id=row.complaint.centre_id,
        about=gettext("投诉 %(no)s 转%(to)s") % words,
        limit_at=row.inform_by if is_first else row.finish_by,
        duty_at=lambda _at: duty,
        over_at=row.accepted_at or row.ended_at if is_first else row.ended_at,
        lines=(gettext("这是对方机关的期限，不是本中心的：请去问结果。"),),
    )


def rectification(key: str, _now: datetime) -> Seen | None:
    """An order to put right, `rectification:ID@DAY+N`: the reply after the N that came before."""
    row_id, day, before = _parts(key)
    row = complaints.rectification_by_id(row_id)
    if row is None:
        return None
    replies = list(row.replies.order_by("id")[before : before + 1])
    duty = Duty(department_id=row.department_id, role=Role.CHIEF_REP)
    return Seen(
        centre_id=row.centre_id,
        about=gettext("整改单 %(no)s：%(required)s") % {"no": row.no, "required": row.required[:100]},
        limit_at=end_of(day),
        duty_at=lambda _at: duty,
        over_at=replies[0].at if replies else None,
    )


def unresolved(key: str, _now: datetime) -> Seen | None:
    """What could not be done elsewhere, `unresolved:ID@DAY+N`: its owner of that instant answers for it."""
    row_id, day, before = _parts(key)
    row = complaints.unresolved_by_id(row_id)
    if row is None:
        return None
    steps = list(row.steps.order_by("id"))
    solved = [step.at for step in steps if step.move == UnresolvedMove.SOLVE][before : before + 1]

    def duty_at(at: datetime) -> Duty:
        owners = [step.to_id for step in steps if step.move == UnresolvedMove.HAND_TO and step.at <= at]
        return Duty(staff_id=owners[-1] if owners else row.owner_id)

    return Seen(
        centre_id=row.centre_id,
        about=gettext("办不成事 %(no)s：%(about)s") % {"no": row.no, "about": row.about[:100]},
        limit_at=end_of(day),
        duty_at=duty_at,
        over_at=solved[0] if solved else None,
        case_no=row.case_no,
    )


def _parts(key: str) -> tuple[int, date, int]:
    row_id, _, rest = key.partition("@")
    day, _, before = rest.partition("+")
    return int(row_id), date.fromisoformat(day), int(before)
