"""What the applicant is told of a case, in the transaction of what happened."""

from datetime import date, datetime
from typing import Any

from django.conf import settings

from yichuang.catalogue.public import IntakeSheet
from yichuang.journal.public import Line
from yichuang.kit.actor import Actor
from yichuang.kit.masking import mask_name
from yichuang.notices import public as notices
from yichuang.notices.public import (
    Accepted,
    CameBack,
    Concluded,
    Context,
    Decided,
    Denied,
    Ended,
    LimitMoved,
    MaterialsDue,
    Posting,
    PutOff,
    Received,
    Sent,
    SupplementAsked,
)
from yichuang.people.public import department_card
from yichuang.worktime.public import local_day

from ...models import Case, Delivery, Gap, Request, Supplement
from ...rules.clock import Limits
from ...rules.intake import LapseOutcome
from .parts import first_responsible


def track_url(case: Case) -> str:
    """Return where the case is followed, without the part that only its people know."""
    return f"{settings.PUBLIC_URL}/track/?no={case.no}"


def tell(case: Case, context: Context, *, now: datetime, mark: str = "") -> list[Line]:
    """Tell the applicant, and the agent who came, once each; committed with what caused it.

    `mark` tells apart messages of one kind about one case.
    """
    mark = mark or type(context).__name__.lower()
    people = [person for person in (case.applicant, case.agent) if person is not None]
    postings = [
        Posting(context, person, case.no, f"{case.no}:{mark}:{person.pk}", centre=case.centre_id)
        for person in people
    ]
    return notices.lines_for(notices.post_all(postings, now=now))


def tell_accepted(case: Case, limits: Limits, *, by: Actor, now: datetime) -> list[Line]:
    """Say that the case was accepted, by when it will be done, and whom to ask (R079, R280)."""
    binding = limits.binding
    context = Accepted(
        matter=case.matter_name,
        case_no=case.no,
        promised_on=binding.on if binding else None,
        is_provisional=binding.provisional if binding else False,
        **contact_of(case, by),
    )
    return tell(case, context, now=now)


def tell_decided(case: Case, sheet: IntakeSheet, *, now: datetime) -> list[Line]:
    """Say that the result is ready, where, and what to bring (R134)."""
    centre = department_card(case.department_id).centre
    context = Decided(
        matter=case.matter_name,
        case_no=case.no,
        result=sheet.result_name or "办理结果",
        delivery="窗口领取",
        where=f"{centre.name}综合窗口　{centre.address}".strip(),
        bring=("领取人身份证件", "受理通知书"),
        contact_phone=centre.phone,
        track_url=track_url(case),
    )
    return tell(case, context, now=now)


def tell_denied(case: Case, reasons: tuple[str, ...], *, now: datetime) -> list[Line]:
    """Say that the application was denied, why, and what can be done against it (行政许可法 38)."""
    centre = department_card(case.department_id).centre
    context = Denied(
        matter=case.matter_name,
        case_no=case.no,
        reasons=reasons,
        where=f"{centre.name}综合窗口　{centre.address}".strip(),
        **contact_of(case),
    )
    return tell(case, context, now=now)


def tell_concluded(case: Case, sheet: IntakeSheet, *, now: datetime) -> list[Line]:
    """Say that the result was handed out, and to whom, masked."""
    centre = department_card(case.department_id).centre
    context = Concluded(
        matter=case.matter_name,
        case_no=case.no,
        result=sheet.result_name or "办理结果",
        concluded_on=local_day(now),
        received_by=mask_name(case.collected_by),
        complaint_phone=centre.complaint_phone,
        track_url=track_url(case),
    )
    return tell(case, context, now=now)


def tell_sent(case: Case, delivery: Delivery, *, now: datetime) -> list[Line]:
    """Say that the result is with a courier: number and day (R136)."""
    context = Sent(
        matter=case.matter_name,
        case_no=case.no,
        carrier=delivery.carrier,
        waybill_no=delivery.waybill_no,
        expected_on=delivery.expected_on,
        **contact_of(case),
    )
    return tell(case, context, now=now, mark=f"sent{delivery.version}")


def tell_came_back(case: Case, delivery: Delivery, *, now: datetime) -> list[Line]:
    """Say that the parcel came back, and where the result waits."""
    centre = department_card(case.department_id).centre
    context = CameBack(
        matter=case.matter_name,
        case_no=case.no,
        reason=delivery.came_back_reason,
        where=f"{centre.name}综合窗口　{centre.address}".strip(),
        **contact_of(case),
    )
    return tell(case, context, now=now, mark=f"came_back{delivery.version}")


def contact_of(case: Case, by: Actor | None = None) -> dict[str, Any]:
    who = first_responsible(case, by)
    phone = who.phone or department_card(case.department_id).centre.phone
    return {"contact": who.name, "contact_phone": phone, "track_url": track_url(case)}


def tell_received(case: Case, *, now: datetime) -> list[Line]:
    """Say that the materials lie here, and by when she hears whether they are accepted."""
    due_on = local_day(case.notice_due_at or now)
    context = Received(matter=case.matter_name, case_no=case.no, notice_by=due_on, **contact_of(case))
    return tell(case, context, now=now)


def tell_supplement(case: Case, notice: Supplement, *, now: datetime) -> list[Line]:
    """Say what to supplement and by when (R073)."""
    items = tuple(f"{item['name']}：{item['problem']}" for item in notice.items)
    context = SupplementAsked(
        matter=case.matter_name,
        case_no=case.no,
        reply_by=notice.reply_due_on,
        items=items,
        **contact_of(case),
    )
    return tell(case, context, now=now, mark=f"supplement{notice.number}")


def tell_gap_due(case: Case, gap: Gap, *, now: datetime) -> list[Line]:
    """Remind of what was promised (R280)."""
    names = tuple(case.materials.filter(order__in=gap.orders).values_list("name", flat=True))
    context = MaterialsDue(
        matter=case.matter_name,
        case_no=case.no,
        due_on=gap.due_on,
        items=names,
        if_missed=LapseOutcome(gap.lapse).label,
        **contact_of(case),
    )
    return tell(case, context, now=now)


def tell_put_off(case: Case, what: str, old_on: date, new_on: date, *, why: str, now: datetime) -> list[Line]:
    """Say that the last day to bring materials moved away, and why."""
    context = PutOff(
        matter=case.matter_name,
        case_no=case.no,
        what=what,
        old_on=old_on,
        new_on=new_on,
        why=why,
        **contact_of(case),
    )
    return tell(case, context, now=now, mark=f"putoff{case.version}")


def tell_ended(case: Case, *, now: datetime) -> list[Line]:
    """Say that the case ended without a decision, why, and where to go instead."""
    context = Ended(
        matter=case.matter_name,
        case_no=case.no,
        how=case.get_state_display(),
        reason=case.ended_reason,
        referred_to=case.referred_to,
        **contact_of(case),
    )
    return tell(case, context, now=now)


def _moved(case: Case, why: str, *, mark: str, now: datetime, old_on: date | None = None) -> list[Line]:
    clock = case.clock
    context = LimitMoved(
        matter=case.matter_name,
        case_no=case.no,
        why=why,
        old_on=old_on,
        new_on=clock.promised_due_on or clock.statutory_due_on,
        is_provisional=clock.is_provisional,
        **contact_of(case),
    )
    return tell(case, context, now=now, mark=mark)


def tell_started(case: Case, *, now: datetime) -> list[Line]:
    """Say that the materials are complete and the limits run from today (R100)."""
    return _moved(case, "材料已补齐，办理期限从今天起算", mark="started", now=now)


def tell_paused(case: Case, why: str, *, now: datetime) -> list[Line]:
    """Say that a special procedure runs whose time is not counted (45)."""
    return _moved(case, why, mark=f"paused{case.version}", now=now)


def tell_extended(case: Case, request: Request, *, now: datetime) -> list[Line]:
    """Say that the limit was extended, and the reason (42)."""
    why = f"经批准延长 {request.days} 个工作日：{request.reason}"
    return _moved(case, why, mark="extended", now=now)


def tell_recounted(case: Case, old_on: date | None, *, why: str, now: datetime) -> list[Line]:
    """Say that a published calendar moved the day."""
    return _moved(case, why, mark=f"recounted{case.version}", now=now, old_on=old_on)
