"""What a guide's page shows beyond what the guide says: dates from today, windows, forms by material."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from yichuang.cases.public import History, Limits, is_review, limits_for
from yichuang.catalogue.public import (
    FormFile,
    GuidePage,
    IntakeSheet,
    Limit,
    LimitUnit,
    Material,
    Matter,
    Necessity,
    guide_page,
    intake_sheet,
    published,
)
from yichuang.people.public import Centre, Department, Window, days_outside_limits
from yichuang.worktime.public import Due, calendar

from .places import windows_for


@dataclass(frozen=True)
class Item:
    """One material with the forms that belong to it."""

    material: Material
    forms: tuple[FormFile, ...]


@dataclass(frozen=True)
class Said:
    """A limit as it is shown: countable, or only in the source's own words. Neither: not said."""

    limit: Limit | None
    text: str


@dataclass(frozen=True)
class FromToday:
    """When a case accepted today would be done, and which days in between do not count or do."""

    today: date
    limits: Limits
    off: tuple[str, ...]  # names of the holidays in between
    made_up: tuple[date, ...]  # weekend days that are worked

    @property
    def provisional(self) -> bool:
        """Whether a date reaches into a year whose days off are not published yet."""
        dues: tuple[Due | None, ...] = (self.limits.promised, self.limits.statutory)
        return any(due.provisional for due in dues if due)


@dataclass(frozen=True)
class GuideView:
    """Everything on the page of one guide."""

    page: GuidePage
    sheet: IntakeSheet
    promised: Said
    statutory: Said
    from_today: FromToday
    always: tuple[Item, ...]
    sometimes: tuple[Item, ...]
    optional: tuple[Item, ...]
    forms: tuple[FormFile, ...]  # of the guide as a whole
    windows: tuple[Window, ...]

    @property
    def lacking(self) -> dict[str, tuple[str, ...]]:
        """For each element of R026 by its letter: which parts the source is silent about."""
        return {e.letter: ((e.title,) if e.is_missing else e.lacking) for e in self.page.elements}

    @property
    def is_act(self) -> bool:
        """Whether it is an administrative act, against which the law gives review and suit."""
        return self.page.content.category.startswith("行政")

    @property
    def shortened_by(self) -> int:
        """How many working days the promise is shorter than the law's limit (R125); 0 where they do not compare."""
        promised, statutory = self.promised.limit, self.statutory.limit
        if (
            promised is None
            or statutory is None
            or {promised.unit, statutory.unit} != {LimitUnit.WORKING_DAY}
        ):
            return 0
        return max(statutory.value - promised.value, 0)

    @property
    def starts_on(self) -> date | None:
        """The day from which this version holds."""
        guide = self.page.guide
        return guide.effective_on or (timezone.localdate(guide.published_at) if guide.published_at else None)


def matter_by_code(code: str) -> Matter | None:
    """Return a matter with a published guide by its public code. One query."""
    return published().filter(code=code).first()


def guide_view(matter: Matter, *, now: datetime) -> GuideView:
    """Return what a citizen reads about a matter. Nothing is invented where the source is silent (R026)."""
    if matter.current is None:
        raise ValueError("a matter without a published guide has no page")
    page = guide_page(matter.current)
    sheet = intake_sheet(matter.current.pk)
    items = [Item(m, tuple(f for f in page.forms if f.material_id == m.id)) for m in sheet.materials]
    optional = [i for i in items if i.material.necessity == Necessity.OPTIONAL]
    sometimes = [i for i in items if i not in optional and i.material.situation]
    said = page.content
    return GuideView(
        page=page,
        sheet=sheet,
        promised=Said(sheet.promised, said.promised_text),
        statutory=Said(sheet.statutory, said.statutory_text),
        from_today=_from_today(sheet, now),
        always=tuple(i for i in items if i not in optional and i not in sometimes),
        sometimes=tuple(sometimes),
        optional=tuple(optional),
        forms=tuple(f for f in page.forms if f.material_id is None),
        windows=tuple(windows_for(matter.centre_id, matter.theme_id)),
    )


def _from_today(sheet: IntakeSheet, now: datetime) -> FromToday:
    days = calendar()
    today = timezone.localdate(now)
    history = History(now, outside=days_outside_limits(sheet.centre_id))
    limits = limits_for(sheet, history, days, is_review=is_review(sheet))
    last = max((due.on for due in (limits.promised, limits.statutory) if due), default=today)
    between = days.days(today + timedelta(days=1), last) if last > today else []
    off = dict.fromkeys(d.name for d in between if d.on in days.off and d.on.weekday() < 5)
    return FromToday(today, limits, tuple(off), tuple(d.on for d in between if d.is_makeup))


def departments_at(centre: Centre) -> list[tuple[Department, int]]:
    """Return the departments with how many matters each has published, by name. Two queries."""
    counts: dict[int, int] = {}
    for department_id in published(centre).order_by().values_list("department_id", flat=True):
        counts[department_id] = counts.get(department_id, 0) + 1
    found = Department.objects.filter(centre=centre, is_active=True).order_by("pk")
    return [(department, counts.get(department.pk, 0)) for department in found]
