"""Finding cases among a million: by number, by part of a name, by matter; paged by key."""

import re
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import F, Q, QuerySet, Value

from yichuang.catalogue.public import Matter
from yichuang.people.public import Officer, Role

from ..models import Bigrams, Case

PAGE = 50
# How a part of a name is looked for: looking at one of the newest cases costs 0.3 µs, fetching one that the index on
# pairs found costs 1.2; for a word of one case in two hundred both ways come to the same.
SAMPLE, OFTEN, DEEPEST = 2_000, 10, 20_000
# What a line of a list shows, in the ledger, its spreadsheet, at the window and where results wait: a whole case with
# what the applicant wrote costs four times more to fetch.
SHOWN = (
    "no", "matter_name", "case_kind", "state", "applicant_name", "drafted_at", "accepted_at", "decided_at",
    "concluded_at", "handled_days", "department__name", "department__short", "clock__light",
    "clock__promised_due_on", "clock__statutory_due_on", "delivery__way", "delivery__state", "delivery__due_on",
)  # fmt: skip
WHOLE_DAY = 8  # digits of a number's day


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
    departments = by.departments(Role.REVIEWER, Role.APPROVER, Role.CHIEF_REP, Role.LEADER)
    if centres and departments:
        return Q(centre__in=centres) | Q(department__in=departments)
    if departments:
        return Q(department__in=departments)
    return Q(centre__in=centres)


def number_meant(digits: str, today: date) -> Q:
    """Return what typed digits mean: today's number as it is read out (43 is 2026 0916 0043), or the
    beginning of a whole one."""
    if len(digits) < WHOLE_DAY:
        return Q(no=f"{today:%Y%m%d}{digits.zfill(4)}")
    return Q(no__startswith=digits)


def is_number(text: str) -> bool:
    """Say whether typed text, its spaces taken out, is meant as a case number."""
    return re.fullmatch(r"[0-9]{1,20}", text) is not None


def _narrowed(narrow: CaseFilter, by: Officer) -> Q:
    """Return what a list is narrowed to apart from the state and the typed text."""
    only = Q(taken_by_id=by.staff_id) if narrow.mine else Q()
    return only & Q(id__lt=narrow.after) if narrow.after else only


def _newest(cases: QuerySet[Case]) -> list[int]:
    """Return the newest ids by walking the list's own index: for lists most of whose rows are wanted."""
    return list(cases.order_by("-id").values_list("id", flat=True)[: PAGE + 1])


def _sorted(cases: QuerySet[Case]) -> list[int]:
    """Return the newest ids by finding all and sorting them: for what an index of its own finds.

    Adding nothing to the id keeps the planner from walking a million rows in order of id, which it
    otherwise does when it takes a rare name for a common one.
    """
    return list(cases.order_by(-(F("id") + 0)).values_list("id", flat=True)[: PAGE + 1])


def _by_name(seen: QuerySet[Case], state: str, part: str) -> list[int]:
    """Return the newest ids whose applicant's name holds these characters.

    Common words are met soon among the newest cases; what is hardly met there is rare, and then the index
    on pairs of characters finds all of it. Either way the cost does not follow the size of the table.
    """
    pairs = _in_state(seen, state).alias(pairs=Bigrams(F("applicant_name")))
    if len(part) == 1:  # whole names of one character only: the index knows them as they are
        return _sorted(pairs.filter(pairs__contains=Bigrams(Value(part)), applicant_name=part))
    met = _among_newest(seen, part, SAMPLE)
    if len(met) >= OFTEN:
        found = [pk for pk, its in met if its == state] if state else [pk for pk, _its in met]
        if len(found) <= PAGE:
            found = [pk for pk, _its in _among_newest(seen, part, DEEPEST, state)]
        if len(found) > PAGE:
            return found
    return _sorted(pairs.filter(pairs__contains=Bigrams(Value(part)), applicant_name__contains=part))


def _among_newest(seen: QuerySet[Case], part: str, how_many: int, state: str = "") -> list[tuple[int, str]]:
    """Return the newest ids that fit, with their states, out of so many: one walk along the list's own index,
    which the names and states ride along, and which ends when a page is full."""
    newest = seen.order_by("-id").values_list("id", "applicant_name", "state")[:how_many]
    within, values = newest.query.sql_with_params()
    told = (*values, part, state, state, PAGE + 1)
    with connection.cursor() as cursor:
        cursor.execute(_AMONG.format(newest=within), told)
        return list(cursor.fetchall())


_AMONG = """
SELECT id, state FROM ({newest}) newest
 WHERE strpos(applicant_name, %s) > 0 AND (%s = '' OR state = %s) ORDER BY id DESC LIMIT %s
"""


def _in_state(cases: QuerySet[Case], state: str) -> QuerySet[Case]:
    return cases.filter(state=state) if state else cases


def _by_matter(cases: QuerySet[Case], matter_ids: tuple[int, ...], by: Officer) -> list[int]:
    """Return the newest ids of each of these matters, each read off the matter's own index.

    A matter belongs to one centre and one department, so those out of her sight are left out first, and
    of the others' cases she sees all, but for old ones of a matter that has moved: `find_cases` looks at
    each row that it shows.
    """
    seen = Matter.objects.filter(visible_to(by), pk__in=matter_ids).values_list("pk", flat=True)
    lists = [cases.filter(matter=matter).order_by("-id").values_list("id", flat=True) for matter in seen]
    if not lists:
        return []
    first, *others = [ids[: PAGE + 1] for ids in lists]
    return list(first.union(*others, all=True)) if others else list(first)


def _ids(narrow: CaseFilter, *, by: Officer, today: date) -> list[int]:
    """Return the ids that the typed text may mean: digits are a number, anything else is part of a
    name, or a matter that the face found by its words."""
    everyones = Case.objects.filter(_narrowed(narrow, by))
    seen = everyones.filter(visible_to(by))
    cases = _in_state(seen, narrow.state)
    tidy = "".join(narrow.query.split())
    if not tidy:
        return _newest(cases)
    if is_number(tidy):
        return _sorted(cases.filter(number_meant(tidy, today)))
    found = _by_name(seen, narrow.state, tidy)
    return (
        found + _by_matter(_in_state(everyones, narrow.state), narrow.matter_ids, by)
        if narrow.matter_ids
        else found
    )


def find_cases(narrow: CaseFilter, *, by: Officer, today: date) -> Page:
    """Return a page of the cases that she may see, newest first.

    Two queries; at most five for words, which may be a name or a matter. The rows and what is shown
    beside them are read last, for one page only.
    """
    ids = sorted(set(_ids(narrow, by=by, today=today)), reverse=True)
    shown = Case.objects.filter(visible_to(by), pk__in=ids[:PAGE]).select_related(
        "clock", "department", "delivery"
    )
    shown = shown.only(*SHOWN)
    return Page(list(shown.order_by("-id")), ids[PAGE - 1] if len(ids) > PAGE else None)
