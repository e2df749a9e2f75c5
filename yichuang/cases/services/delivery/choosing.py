"""How the applicant wants her result, and the day by which she has it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CLOCK, Actor
from yichuang.kit.inserting import insert_new
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.kit.sweeping import sweep_each
from yichuang.kit.text import hides_something
from yichuang.people.public import centre_setting
from yichuang.worktime.public import calendar, end_of, local_day

from ...models import Case, Delivery
from ...policies import why_not_choose
from ...rules.delivery import DeliveryState, DeliveryWay
from ...rules.violations import ViolationKind
from ...selectors import deliveries_due
from ..violations import violated


@dataclass(frozen=True)
class Wish:
    """How the applicant wants her result. Receiver, phone and address only for the courier."""

    way: DeliveryWay
    receiver: str = ""
    phone: str = ""
    address: str = ""


def delivery_of(case: Case) -> Delivery:
    """Return the case's delivery, made when it is first spoken of. One query, two at first."""
    found = Delivery.objects.filter(pk=case.pk).first()
    if found is None:
        fresh = Delivery(case=case, centre_id=case.centre_id)
        found = fresh if insert_new([fresh], unique=("case_id",)) else Delivery.objects.get(pk=case.pk)
    found.case = case
    return found


@transaction.atomic
def choose_delivery(case: Case, wish: Wish, *, by: Actor, now: datetime) -> Delivery:
    """Note how the applicant wants the result, confirmed by her: at intake or on the tracking page."""
    delivery = delivery_of(case)
    if reason := why_not_choose(case, delivery, wish.way):
        raise Refused(reason)
    where = _checked(wish)
    swap(delivery, way=wish.way, chosen_at=now, chosen_by=by.actor_id, **where)
    journal.record(case.subject, Event.DELIVERY_CHOSEN, by=by, at=now, data={"way": wish.way.value})
    return delivery


def choose_as_typed(case: Case, *, by: Actor, now: datetime) -> None:
    """Note how the applicant wants the result as the clerk typed it into the draft; nothing typed: at the window.

    What is left empty of the address is the applicant's own. Called while the draft's fields are still
    there, in the transaction that takes the application in; raises `Invalid` for the draft's own fields.
    """
    way = str(case.typed.get("way", ""))
    if way not in DeliveryWay.values or way == DeliveryWay.WINDOW:
        return
    typed = [
        str(case.typed.get(f"receiver{part}", "")).strip() or str(case.typed.get(own, ""))
        for part, own in (("", "name"), ("_phone", "phone"), ("_address", "address"))
    ]
    try:
        choose_delivery(case, Wish(DeliveryWay(way), *typed), by=by, now=now)
    except Invalid as wrong:
        field = wrong.field if wrong.field == "receiver" else f"receiver_{wrong.field}"
        raise Invalid(wrong.sentence, field=field) from wrong


def _checked(wish: Wish) -> dict[str, str]:
    if wish.way is not DeliveryWay.COURIER:
        return {"receiver": "", "phone": "", "address": ""}
    where = {"receiver": wish.receiver.strip(), "phone": wish.phone.strip(), "address": wish.address.strip()}
    missing = {
        "receiver": gettext("请填写收件人。"),
        "phone": gettext("请填写收件人的电话。"),
        "address": gettext("请填写收件地址。"),
    }
    most = {"receiver": 120, "phone": 20, "address": 300}
    for name, words in where.items():
        if not words:
            raise Invalid(missing[name], field=name)
        if len(words) > most[name] or hides_something(words):
            raise Invalid(gettext("这一项太长，或者有看不见的字符，请重新输入。"), field=name)
    return where


def begin_delivery(case: Case, *, now: datetime) -> None:
    """Set the day by which the result is with the applicant, counted from the decision (44).

    Called in the transaction of the decision.
    """
    days = centre_setting(case.centre_id, "collection.working_days")
    due_on = calendar().add(local_day(now), days).on
    fresh = Delivery(case=case, centre_id=case.centre_id, due_on=due_on, look_at=end_of(due_on))
    if not insert_new([fresh], unique=("case_id",)):
        swap(delivery_of(case), due_on=due_on, look_at=end_of(due_on))


def sweep_deliveries(now: datetime, *, limit: int = 500) -> int:
    """Record results that should have been sent by now and were not. Costs what is due.

    What waits at the window for an applicant who was told, or online for her to fetch it, is no omission.
    """
    return sweep_each(deliveries_due(now, limit=limit), _look, now)


def _look(delivery: Delivery, now: datetime) -> None:
    swap(delivery, look_at=None)
    if delivery.way != DeliveryWay.COURIER or delivery.state != DeliveryState.WAITING:
        return
    line = violated(delivery.case, ViolationKind.LATE_DELIVERY, words="邮寄件未按期寄出", now=now)
    journal.record_all(delivery.case.subject, [line], by=CLOCK, at=now)
