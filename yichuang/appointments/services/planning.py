"""Setting up what can be booked: plans, and days that cannot be."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from yichuang.catalogue.public import Matter
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Forbidden, Invalid, Stale
from yichuang.people.public import Officer, Theme

from ..models import Blackout, Plan
from ..policies import may_manage
from ..rules.plan import Terms, problem_with

MOST_BLOCKED_DAYS = 366


@dataclass(frozen=True)
class Blocking:
    """Days that cannot be booked, both ends included; without a theme, in the whole centre."""

    from_on: date
    until_on: date
    reason: str
    theme: Theme | None = None


@transaction.atomic
def set_plan(theme: Theme, terms: Terms, *, matter: Matter | None = None, by: Officer, now: datetime) -> Plan:
    """Offer times to book, for a theme or for one matter of it alone. Raises `Invalid` with the field."""
    _refuse_others(by, theme.centre_id)
    field, sentence = problem_with(terms)
    if sentence:
        raise Invalid(sentence, field=field)
    if matter is not None and matter.theme_id != theme.pk:
        raise Invalid(gettext("这个事项不在这个主题里。"), field="matter")
    plan = Plan.objects.create(
        centre_id=theme.centre_id,
        theme=theme,
        matter=matter,
        session=terms.session,
        weekdays="".join(str(day) for day in sorted(set(terms.weekdays))),
        opens=terms.opens,
        closes=terms.closes,
        slot_min=terms.slot_min,
        capacity=terms.capacity,
        walk_in_percent=terms.walk_in_percent,
        lead_min_days=terms.lead_min_days,
        lead_max_days=terms.lead_max_days,
        closes_before_min=terms.closes_before_min,
        from_on=terms.from_on,
        until_on=terms.until_on,
        set_at=now,
        set_by=by.actor_id,
    )
    data = {"plan": plan.pk, "theme": theme.name, "session": terms.session.value, "capacity": terms.capacity}
    _note(theme.centre_id, Event.BOOKING_PLAN_SET, data, by=by, now=now)
    return plan


@transaction.atomic
def end_plan(plan: Plan, *, by: Officer, now: datetime) -> None:
    """Offer these times no longer. Who has booked one keeps it."""
    _refuse_others(by, plan.centre_id)
    if not Plan.objects.filter(pk=plan.pk, ended_at=None).update(ended_at=now, ended_by=by.actor_id):
        raise Stale
    _note(plan.centre_id, Event.BOOKING_PLAN_ENDED, {"plan": plan.pk}, by=by, now=now)


@transaction.atomic
def block_days(centre_id: int, blocking: Blocking, *, by: Officer, now: datetime) -> Blackout:
    """Let nobody book on these days. What is booked there is called off by the clock, with the reason."""
    _refuse_others(by, centre_id)
    days = (blocking.until_on - blocking.from_on).days
    if not 0 <= days < MOST_BLOCKED_DAYS:
        raise Invalid(gettext("最后一天不能早于第一天，最长一年。"), field="until_on")
    if not 0 < len(blocking.reason.strip()) <= 120:
        raise Invalid(gettext("请写事由，预约的人会看到，最多 120 个字。"), field="reason")
    blackout = Blackout.objects.create(
        centre_id=centre_id,
        theme=blocking.theme,
        from_on=blocking.from_on,
        until_on=blocking.until_on,
        reason=blocking.reason.strip(),
        set_at=now,
        set_by=by.actor_id,
    )
    data = {
        "from": str(blocking.from_on),
        "until": str(blocking.until_on),
        "reason": blackout.reason,
        "theme": blocking.theme.name if blocking.theme else "",
    }
    _note(centre_id, Event.BOOKING_DAYS_BLOCKED, data, by=by, now=now)
    return blackout


@transaction.atomic
def unblock_days(blackout: Blackout, *, by: Officer, now: datetime) -> None:
    """Let these days be booked again. What was called off meanwhile stays so."""
    _refuse_others(by, blackout.centre_id)
    as_we_saw_it = Blackout.objects.filter(pk=blackout.pk, lifted_at=None)
    if not as_we_saw_it.update(lifted_at=now, lifted_by=by.actor_id):
        raise Stale
    _note(blackout.centre_id, Event.BOOKING_DAYS_UNBLOCKED, {"blackout": blackout.pk}, by=by, now=now)


def _refuse_others(by: Officer, centre_id: int) -> None:
    if not may_manage(by, centre_id):
        raise Forbidden(gettext("预约安排由大厅管理定。"))


def _note(centre_id: int, event: Event, data: dict[str, Any], *, by: Officer, now: datetime) -> None:
    journal.record(f"booking_plans:{centre_id}", event, by=by, at=now, data=data, centre=centre_id)
