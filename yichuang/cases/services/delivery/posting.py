"""By courier: sent with its waybill, signed for, or come back (R136)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people.public import Officer
from yichuang.worktime.public import local_day

from ...models import Case
from ...policies import why_not, why_not_deliver
from ...rules.delivery import DeliveryWay
from ...rules.states import Action
from ..letters import tell_came_back, tell_sent, write_waybill
from ..moves import move
from .choosing import delivery_of
from .finishing import conclude, concluded_lines, give_back, held_originals, take_step

MOST_CARRIER, MOST_NUMBER, MOST_REASON = 40, 40, 200


@dataclass(frozen=True)
class Parcel:
    """What the courier was given."""

    carrier: str
    waybill_no: str
    expected_on: date | None = None


@transaction.atomic
def send(case: Case, parcel: Parcel, *, by: Officer, now: datetime) -> None:
    """Give the result and the originals to the courier; the applicant is told the number and the day."""
    if reason := why_not_deliver(case, Action.SEND, by=by):
        raise Refused(reason)
    delivery = delivery_of(case)
    if delivery.way != DeliveryWay.COURIER:
        raise Refused(gettext("申请人没有选邮寄。要邮寄，请先和申请人确认收件地址。"))
    _check(parcel, now=now)
    take_step(
        delivery,
        Action.SEND,
        by=by,
        now=now,
        carrier=parcel.carrier.strip(),
        waybill_no=parcel.waybill_no.strip(),
        expected_on=parcel.expected_on,
        sent_at=now,
        sent_by=by.staff_no,
        look_at=None,
    )
    move(case, Action.SEND)
    held = held_originals(case)
    returned = give_back(held, by=by, now=now)
    papers = write_waybill(case, delivery, held, by=by, now=now)
    facts = {"carrier": delivery.carrier, "waybill_no": delivery.waybill_no}
    sent = Line(Event.RESULT_SENT, facts, thing=case)
    told = tell_sent(case, delivery, now=now)
    journal.record_all(case.subject, [sent, *returned, *papers, *told], by=by, at=now)


def _check(parcel: Parcel, *, now: datetime) -> None:
    if not parcel.carrier.strip() or len(parcel.carrier.strip()) > MOST_CARRIER:
        raise Invalid(gettext("请填写快递公司。"), field="carrier")
    number = parcel.waybill_no.strip()
    if not number or len(number) > MOST_NUMBER or not number.isascii() or not number.isalnum():
        raise Invalid(gettext("运单号应为字母和数字，请核对。"), field="waybill_no")
    if parcel.expected_on and parcel.expected_on < local_day(now):
        raise Invalid(gettext("预计送达日期不能早于今天。"), field="expected_on")


@transaction.atomic
def sign_for(case: Case, receiver: str, *, by: Officer, now: datetime) -> None:
    """Note who signed for the parcel; the case is concluded."""
    if reason := why_not(case, Action.SIGN_FOR, by=by):
        raise Refused(reason)
    name = receiver.strip()
    if not name or len(name) > 120:
        raise Invalid(gettext("请填写签收人。"), field="receiver")
    delivery = delivery_of(case)
    take_step(delivery, Action.SIGN_FOR, by=by, now=now)
    conclude(case, Action.SIGN_FOR, name, by=by, now=now)
    facts: dict[str, object] = {"way": "courier", "waybill_no": delivery.waybill_no}
    journal.record_all(case.subject, concluded_lines(case, facts, now=now), by=by, at=now)


@transaction.atomic
def come_back(case: Case, reason: str, *, by: Officer, now: datetime) -> None:
    """The parcel came back: the result waits at the window, and the applicant is told."""
    if refusal := why_not(case, Action.COME_BACK, by=by):
        raise Refused(refusal)
    words = reason.strip()
    if not words:
        raise Invalid(gettext("请写明退回的原因。"), field="reason")
    delivery = delivery_of(case)
    changes = {
        "came_back_at": now,
        "came_back_by": by.staff_no,
        "came_back_reason": words[:MOST_REASON],
    }
    take_step(delivery, Action.COME_BACK, by=by, now=now, **changes)
    move(case, Action.COME_BACK)
    told = tell_came_back(case, delivery, now=now)
    back = Line(Event.RESULT_CAME_BACK, {"reason": delivery.came_back_reason}, thing=case)
    journal.record_all(case.subject, [back, *told], by=by, at=now)
