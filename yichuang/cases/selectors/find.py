"""Finding cases among a million: by number, by part of a name, by matter; paged by key."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Value

from yichuang.people.public import Officer, Role

from ..models import Bigrams, Case

PAGE = 50


@dataclass(frozen=True)
class CaseFilter:
    """What a list is narrowed to. Empty fields do not narrow."""

    query: str = ""
    state: str = ""
    matter_ids: tuple[int, ...] = ()  # matters whose names fit the query
    mine: bool = False
    after: int | None = None  # the last id of the page before: paging by key costs the same everywhere


@dataclass(frozen=True)
class Page:
    """One page of a list, and the key of the next page if there is one."""

    cases: list[Case]
    next_after: int | None


def visible_to(by: Officer) -> Q:
    """Return what her duty lets her see: her centre's cases, or her department's."""
    centres = by.centres(Role.CLERK, Role.MANAGER, Role.SUPERVISION)
    departments = by.departments(Role.REVIEWER, Role.APPROVER, Role.CHIEF_REP)
    if centres and departments:
        return Q(centre__in=centres) | Q(department__in=departments)
    if departments:
        return Q(department__in=departments)
    return Q(centre__in=centres)


def _narrowings(cases: QuerySet[Case], narrow: CaseFilter, today: date) -> list[QuerySet[Case]]:
    """Return what the typed text may mean, each a list of its own: digits are a number, anything
    else is part of a name, or a matter that the face found by its words."""
    tidy = "".join(narrow.query.split())
    if not tidy:
        return [cases]
    if re.fullmatch(r"\d{1,20}", tidy):
        if len(tidy) < 8:  # today's number as it is read out: 43 is 2026 0916 0043
            return [cases.filter(no=f"{today:%Y%m%d}{tidy.zfill(4)}")]
        return [cases.filter(no__startswith=tidy)]
    by_name = cases.filter(applicant_name=tidy)
    if len(tidy) > 1:
        pairs = cases.alias(pairs=Bigrams(F("applicant_name")))
        by_name = pairs.filter(pairs__contains=Bigrams(Value(tidy)), applicant_name__contains=tidy)
    if not narrow.matter_ids:
        return [by_name]
    return [by_name, cases.filter(matter__in=narrow.matter_ids)]


def find_cases(narrow: CaseFilter, *, by: Officer, today: date) -> Page:
    """Return a page of the cases that she may see, newest first. One query, or two when the words
    also name matters; never more than PAGE + 1 rows of each."""
    cases = Case.objects.filter(visible_to(by)).select_related("clock", "department")
    if narrow.mine:
        cases = cases.filter(taken_by_id=by.staff_id)
    if narrow.state:
        cases = cases.filter(state=narrow.state)
    if narrow.after:
        cases = cases.filter(id__lt=narrow.after)
    found: dict[int, Case] = {}
    for some in _narrowings(cases, narrow, today):
        found |= {case.pk: case for case in some.order_by("-id")[: PAGE + 1]}
    rows = [found[key] for key in sorted(found, reverse=True)][: PAGE + 1]
    return Page(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)
