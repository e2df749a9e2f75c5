"""What can be booked now: days, times and how many places are left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from yichuang.people.public import Centre, Theme, closings_at, hours_at
from yichuang.worktime.public import Hours, Shut, calendar, local_day

from ..models import Plan, Slot
from ..rules.plan import Session, days_ahead, is_held, slots_on, why_not_at, why_shut
from .plans import WITH_HOURS, blackouts_of

NEXT_TIMES = 3


@dataclass(frozen=True)
class Offer:
    """What is offered for a theme or matter: its plans, and the days on which nothing is held."""

    plans: tuple[Plan, ...]
    hours: Hours | None
    shut: tuple[Shut, ...]

    def of_kind(self, *, at_home: bool) -> "Offer":
        """Return the same without home visits, or with nothing else."""
        plans = tuple(plan for plan in self.plans if (plan.session == Session.HOME) is at_home)
        return Offer(plans, self.hours, self.shut)

    def why_shut(self, plan: Plan, on: date) -> str:
        """Say why a plan holds nothing that day; an empty string means that it does."""
        return why_shut(plan.terms, on, calendar=calendar(), hours=self.hours, shut=self.shut)


@dataclass(frozen=True)
class Free:
    """One time and how many places are left in it."""

    plan_id: int
    session: Session
    starts_at: datetime
    ends_at: datetime
    left: int


@dataclass(frozen=True)
class Day:
    """One day: its times, or why nothing is held."""

    on: date
    times: tuple[Free, ...]
    reason: str

    @property
    def left(self) -> int:
        """How many places are left that day."""
        return sum(time.left for time in self.times)


def offer_of(theme_id: int, matter_id: int | None, *, now: datetime) -> Offer:
    """Return what is offered: a matter's own plans, else those of its theme. Five queries."""
    wanted = Q(matter=None) | Q(matter=matter_id) if matter_id else Q(matter=None)
    plans = list(Plan.objects.filter(wanted, theme=theme_id, ended_at=None).select_related(*WITH_HOURS))
    own = [plan for plan in plans if plan.matter_id is not None]
    if not plans:
        return Offer((), None, ())
    centre = plans[0].theme.centre
    hours = hours_at(centre)
    return Offer(tuple(own or plans), hours, shut_days(centre, hours, theme_id, now=now))


def shut_days(centre: Centre, hours: Hours | None, theme_id: int, *, now: datetime) -> tuple[Shut, ...]:
    """Return the days on which a theme holds nothing: the hall's closings, which its hours know, and what was
    blocked. One query, and one for a hall without hours."""
    blocked = blackouts_of(centre.pk, theme_id, since=local_day(now))
    closings = (
        hours.closings if hours else [Shut(c.from_on, c.until_on, c.reason) for c in closings_at(centre)]
    )
    return (*closings, *(Shut(b.from_on, b.until_on, b.reason) for b in blocked))


def days_of(offer: Offer, *, now: datetime) -> list[Day]:
    """Return the days that can be booked, earliest first, those that are shut with the reason. One query."""
    today, days = local_day(now), calendar()
    planned: dict[date, list[Plan]] = {}
    for plan in offer.plans:
        for on in days_ahead(plan.terms, today):
            if is_held(plan.terms, on, days):
                planned.setdefault(on, []).append(plan)
    taken = _taken(offer.plans, planned)
    return [_day(offer, on, planned[on], taken, now) for on in sorted(planned)]


def _taken(plans: Iterable[Plan], days: Iterable[date]) -> dict[tuple[int, datetime], int]:
    """Return how many places are left in the slots that somebody has asked for."""
    listed = sorted(days)
    if not listed:
        return {}
    rows = Slot.objects.filter(plan__in=[plan.pk for plan in plans], starts_at__date__gte=listed[0])
    found = rows.values_list("plan_id", "starts_at", "capacity", "taken")
    return {(plan, at): capacity - taken for plan, at, capacity, taken in found}


def _day(
    offer: Offer, on: date, plans: list[Plan], left: dict[tuple[int, datetime], int], now: datetime
) -> Day:
    reasons = {plan.pk: offer.why_shut(plan, on) for plan in plans}
    times = [
        Free(plan.pk, Session(plan.session), start, end, left.get((plan.pk, start), plan.terms.bookable))
        for plan in plans
        if not reasons[plan.pk]
        for start, end in slots_on(plan.terms, on)
        if not why_not_at(plan.terms, start, now=now)
    ]
    shut = "" if times else next((reason for reason in reasons.values() if reason), "")
    return Day(on, tuple(sorted(times, key=lambda free: (free.starts_at, free.plan_id))), shut)


def next_free(
    offer: Offer, wanted: datetime, *, at_home: bool, now: datetime, count: int = NEXT_TIMES
) -> list[Free]:
    """Return the free times nearest after the one that was wanted; before it only where none is after.

    Who wanted to come to the hall is told of no home visit, and the other way round. One query.
    """
    days = days_of(offer.of_kind(at_home=at_home), now=now)
    free = [time for day in days for time in day.times if time.left > 0]
    after = [time for time in free if time.starts_at >= wanted]
    return (after or free)[:count]


def themes_with_plans(centre_id: int) -> list[Theme]:
    """Return the themes of a centre for which something can be booked, in their order. One query."""
    planned = Plan.objects.filter(centre=centre_id, ended_at=None).values("theme")
    return list(Theme.objects.filter(centre=centre_id, pk__in=planned))


def matters_with_plans(theme_ids: Iterable[int]) -> set[int]:
    """Return those of these themes for which something can be booked. One query."""
    found = Plan.objects.filter(theme__in=list(theme_ids), ended_at=None)
    return set(found.values_list("theme_id", flat=True))
