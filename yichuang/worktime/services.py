"""The only code that writes calendar years and opening hours."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal.public import Event, record
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Invalid

from . import selectors
from .models import CalendarDay, CalendarYear, HoursPlan, HoursSpan
from .rules.hours import STANDARD_PLANS
from .rules.published import PublishedYear, problem_with


@transaction.atomic
def import_year(published: PublishedYear, *, by: Actor, now: datetime) -> bool:
    """Put a whole year in place of what is known of it; False when it is already so.

    Raises Invalid when the days cannot be a year's notice, or a year between is missing: limits that
    cross an unpublished year could not say that they are provisional.
    """
    if problem := problem_with(published):
        raise Invalid(problem, field="days")
    known = selectors.sources()
    if not known[0].year - 1 <= published.year <= known[-1].year + 1:
        raise Invalid(
            gettext("请先导入 %(year)s 年：年份之间不能有空缺。") % {"year": known[-1].year + 1}, field="year"
        )
    before = CalendarYear.objects.select_for_update().filter(pk=published.year).first()
    if before is not None and before.digest == published.digest:
        return False
    _replace(published, by=by, now=now)
    facts = {"year": published.year, "source": published.source, "days": len(published.days)}
    record(f"calendar:{published.year}", Event.CALENDAR_IMPORTED, by=by, at=now, data=facts)
    transaction.on_commit(selectors.forget)
    return True


def _replace(published: PublishedYear, *, by: Actor, now: datetime) -> None:
    CalendarDay.objects.filter(year_id=published.year).delete()
    CalendarYear.objects.update_or_create(
        year=published.year,
        defaults={
            "source": published.source,
            "dated_on": published.dated_on,
            "imported_at": now,
            "imported_by": by.actor_id,
            "digest": published.digest,
        },
    )
    kinds = {True: CalendarDay.Kind.OFF, False: CalendarDay.Kind.WORK}
    CalendarDay.objects.bulk_create(
        CalendarDay(year_id=published.year, on=day.on, kind=kinds[day.is_off], name=day.name)
        for day in published.days
    )


@transaction.atomic
def ensure_standard_plans() -> dict[str, HoursPlan]:
    """Return the four plans of the source documents (R016 to R019) by code, making those missing."""
    plans = {}
    for standard in STANDARD_PLANS:
        plan, is_new = HoursPlan.objects.get_or_create(code=standard.code, defaults={"name": standard.name})
        if is_new:
            HoursSpan.objects.bulk_create(
                HoursSpan(plan=plan, weekdays=list(s.weekdays), opens=s.opens, closes=s.closes, kind=s.kind)
                for s in standard.spans
            )
        plans[standard.code] = plan
    return plans
