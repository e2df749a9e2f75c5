"""Reads of cards: whose they are, what waits for a word, how many where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from yichuang.people.public import Officer, Role

from ..models import Card
from ..policies import LOOKERS, OF_THE_DEPARTMENT
from ..rules import COUNTED, WAITING, Level, State, Watch

MOST = 200
_WITH = ("department", "window", "staff", "centre")


def card_by_id(card_id: int) -> Card | None:
    """Return a card with what its page shows. One query."""
    shown = Card.objects.select_related(*_WITH, "answered_by", "appealed_by", "judged_by")
    return shown.filter(pk=card_id).first()


def cards_of_case(case_no: str) -> list[Card]:
    """Return the cards about a case, oldest first. One query."""
    return list(Card.objects.filter(case_no=case_no).select_related(*_WITH).order_by("arose_at", "pk"))


def cards_of_thing(card: Card) -> list[Card]:
    """Return the other levels raised for the same thing, oldest first. One query."""
    same = Card.objects.filter(thing=card.thing, watch=card.watch).exclude(pk=card.pk)
    return list(same.order_by("arose_at", "pk"))


@dataclass(frozen=True)
class CardFilter:
    """What a list of cards is narrowed to."""

    level: str = ""
    watch: str = ""
    state: str = ""  # "waiting": somebody has to act
    department_id: int | None = None
    window_id: int | None = None
    staff_id: int | None = None
    matter_code: str = ""
    text: str = ""


def _narrowed(cards: QuerySet[Card], by: CardFilter) -> QuerySet[Card]:
    if by.level in Level.values:
        cards = cards.filter(level=by.level)
    if by.watch in Watch.values:
        cards = cards.filter(watch=by.watch)
    if by.state == "waiting":
        cards = cards.filter(state__in=WAITING)
    elif by.state in State.values:
        cards = cards.filter(state=by.state)
    exact = {"department": by.department_id, "window": by.window_id, "staff": by.staff_id}
    cards = cards.filter(**{name: value for name, value in exact.items() if value is not None})
    if by.matter_code:
        cards = cards.filter(matter_code=by.matter_code)
    if by.text:
        cards = cards.filter(Q(case_no=by.text) | Q(about__contains=by.text))
    return cards


def cards_at(centre_ids: Sequence[int], narrowed: CardFilter, *, limit: int = MOST) -> list[Card]:
    """Return a centre's cards, the newest first. One query."""
    cards = Card.objects.filter(centre__in=centre_ids).select_related(*_WITH)
    return list(_narrowed(cards, narrowed).order_by("-pk")[:limit])


def cards_for(by: Officer, *, limit: int = MOST) -> list[Card]:
    """Return the cards that she or her department answers for, what waits for them first. One query."""
    departments = by.departments(*OF_THE_DEPARTMENT)
    managed = by.centres(Role.MANAGER)
    mine = Q(staff=by.staff_id) | Q(department__in=departments)
    mine |= Q(department=None, staff=None, centre__in=managed)
    cards = list(Card.objects.filter(mine).select_related(*_WITH).order_by("-pk")[:limit])
    return sorted(cards, key=lambda card: card.state != State.RAISED)


def count_waiting(by: Officer) -> int:
    """Return how many cards wait for her word: an answer, or as supervision a verdict. One query."""
    mine = Q(state=State.RAISED) & (
        Q(staff=by.staff_id) | Q(department__in=by.departments(*OF_THE_DEPARTMENT))
    )
    judged = Q(state__in=[State.ANSWERED, State.APPEALED], centre__in=by.centres(Role.SUPERVISION))
    return Card.objects.filter(mine | judged).count()


@dataclass(frozen=True)
class Tally:
    """How many cards of each level somewhere, and how many wait for somebody."""

    key: int | str | None
    name: str
    counts: dict[str, int]
    waiting: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())


_BY = {
    "department": ("department", "department__short"),
    "window": ("window", "window__number"),
    "staff": ("staff", "staff__name"),
    "matter": ("matter_code", "about"),
}
GROUPS = tuple(_BY)


def tallies(centre_id: int, group: str, since: datetime) -> list[Tally]:
    """Return the cards since an instant by department, window, person or matter, the most red first.
    Lifted ones do not count. One query."""
    key, name = _BY[group]
    found = Card.objects.filter(centre=centre_id, arose_at__gte=since, state__in=COUNTED)
    found = found.exclude(**({key: ""} if group == "matter" else {f"{key}__isnull": True}))
    names = [key] if group == "matter" else [key, name]
    rows = found.values(*names, "level").annotate(
        n=Count("pk"), waits=Count("pk", filter=Q(state__in=WAITING))
    )
    made: dict[int | str, Tally] = {}
    for row in rows.order_by():
        one = made.setdefault(row[key], Tally(row[key], str(row.get(name, row[key])), {}, 0))
        counts = {**one.counts, row["level"]: row["n"]}
        made[row[key]] = Tally(one.key, one.name, counts, one.waiting + row["waits"])
    return sorted(made.values(), key=_gravest_first)


def _gravest_first(one: Tally) -> tuple[int, ...]:
    return tuple(-one.counts.get(level.value, 0) for level in reversed(Level))


def tally_now(centre_id: int, since: datetime) -> Tally:
    """Return the whole centre's count since an instant. One query."""
    rows = (
        Card.objects.filter(centre=centre_id, arose_at__gte=since, state__in=COUNTED)
        .values("level")
        .annotate(n=Count("pk"), waits=Count("pk", filter=Q(state__in=WAITING)))
        .order_by()
    )
    found = list(rows)
    return Tally(None, "", {row["level"]: row["n"] for row in found}, sum(row["waits"] for row in found))


@dataclass(frozen=True)
class DayCount:
    """How many cards arose on a day, by level."""

    on: date
    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def trend(centre_id: int, until: date, *, days: int = 30) -> list[DayCount]:
    """Return each day's cards up to one day, days without any as well. One query."""
    first = until - timedelta(days=days - 1)
    zone = timezone.get_default_timezone()
    since = datetime.combine(first, datetime.min.time(), zone)
    rows = (
        Card.objects.filter(centre=centre_id, arose_at__gte=since, state__in=COUNTED)
        .values("arose_at__date", "level")
        .annotate(n=Count("pk"))
        .order_by()
    )
    counts: dict[date, dict[str, int]] = {}
    for row in rows:
        counts.setdefault(row["arose_at__date"], {})[row["level"]] = row["n"]
    return [DayCount(day, counts.get(day, {})) for day in (first + timedelta(days=n) for n in range(days))]


def looks_after(by: Officer) -> frozenset[int]:
    """Return the centres whose supervision desk she may open."""
    return by.centres(*LOOKERS)
