"""Reads of the phone log: calls to write down, calls to ring back, how promptly calls were picked up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncMonth

from yichuang.people.public import Officer

from ..models import Extension, PhoneCall
from ..policies import ASKED
from ..rules.telephone import WITHIN_RINGS

FRESH = timedelta(hours=2)  # how long a call that was picked up waits to be written down
OFTEN = timedelta(days=30)  # who rang, and how often, is said of these days
A_WHILE = timedelta(days=14)  # after that nobody waits to be rung back
FIGURES = timedelta(days=366)
_UP = Q(picked_up_at__isnull=False)
_OVER = Q(ended_at__isnull=False)
_PROMPT = Q(rings__lte=WITHIN_RINGS)
_COUNTED = Q(rings__isnull=False) & (
    _UP | _OVER & Q(rings__gt=WITHIN_RINGS)
)  # who rings off before a fourth ring was not left waiting


@dataclass(frozen=True)
class Calling:
    """A call in a list. `times`: how often its number rang in thirty days, this call among them; 0: withheld."""

    call: PhoneCall
    times: int


@dataclass(frozen=True)
class Prompt:
    """Calls of one extension in one month: picked up within three rings (R046), out of those that tell it."""

    month: date
    extension: str
    department: str
    within: int
    of: int
    given_up: int  # rang off before a fourth ring: neither for nor against
    untold: int  # the exchange tells no rings
    missed: int


def call_by_id(call_id: int, by: Officer) -> PhoneCall | None:
    """Return a call of a centre at whose desk she works. One query."""
    mine = PhoneCall.objects.filter(centre__in=by.centres(*ASKED))
    return mine.select_related("extension", "enquiry").filter(pk=call_id).first()


def calls_to_write_down(by: Officer, now: datetime, *, limit: int = 10) -> list[Calling]:
    """Return calls that were picked up and that nobody has registered, newest first. One query.

    At the telephone of the window where she sits, or at one that stands at no window.
    """
    at_hand = Q(extension__window=None) | Q(extension__window=by.window_id or 0)
    fresh = Q(rang_at__gt=now - FRESH, picked_up_at__isnull=False, enquiry=None)
    found = PhoneCall.objects.filter(at_hand, fresh, centre__in=by.centres(*ASKED))
    return _callings(found.order_by("-rang_at"), limit)


def calls_missed(by: Officer, now: datetime, *, limit: int = 100) -> list[Calling]:
    """Return calls that nobody picked up and nobody has rung back, the oldest first. One query.

    Who rang again and was answered waits no longer; a withheld number cannot be rung back.
    """
    again = PhoneCall.objects.filter(
        centre=OuterRef("centre"), caller=OuterRef("caller"), rang_at__gt=OuterRef("rang_at")
    )
    missed = Q(rang_at__gt=now - A_WHILE, picked_up_at=None, ended_at__isnull=False, rung_back_at=None)
    found = PhoneCall.objects.filter(missed, centre__in=by.centres(*ASKED)).exclude(caller="")
    return _callings(found.exclude(Exists(again.filter(_UP))).order_by("rang_at"), limit)


def rung_back_by(by: Officer, now: datetime, *, limit: int = 20) -> list[PhoneCall]:
    """Return the calls that she took on to ring back today and has not registered. One query."""
    mine = PhoneCall.objects.filter(rung_back_by=by.staff_id, rung_back_at__gt=now - timedelta(days=1))
    recent = mine.filter(centre__in=by.centres(*ASKED), rang_at__gt=now - A_WHILE, enquiry=None)
    return list(recent.select_related("extension").order_by("-rung_back_at")[:limit])


def times_rung(call: PhoneCall) -> int:
    """Return how often its number rang in the thirty days up to it. One query; 0 where it is withheld."""
    return _callings(PhoneCall.objects.filter(pk=call.pk), 1)[0].times


def _callings(found: QuerySet[PhoneCall], limit: int) -> list[Calling]:
    same = PhoneCall.objects.filter(
        centre=OuterRef("centre"),
        caller=OuterRef("caller"),
        rang_at__lte=OuterRef("rang_at"),
        rang_at__gt=OuterRef("rang_at") - OFTEN,
    ).exclude(caller="")
    counted = same.order_by().values("caller").annotate(n=Count("pk")).values("n")
    times = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    rows = found.select_related("extension").annotate(times=times)[:limit]
    return [Calling(row, row.times) for row in rows]


def picked_up_promptly(centre_id: int, now: datetime) -> list[Prompt]:
    """Return how promptly calls were picked up, by month and extension, newest month first. One query."""
    calls = PhoneCall.objects.filter(centre=centre_id, rang_at__gt=now - FIGURES)
    rows = (
        calls.annotate(month=TruncMonth("rang_at"))
        .order_by("-month", "extension__number")
        .values("month", "extension__number", "extension__department__name")
        .annotate(
            within=Count("pk", filter=_COUNTED & _UP & _PROMPT),
            of=Count("pk", filter=_COUNTED),
            given_up=Count("pk", filter=_OVER & ~_UP & _PROMPT),
            untold=Count("pk", filter=Q(rings=None)),
            missed=Count("pk", filter=_OVER & ~_UP),
        )
    )
    return [
        Prompt(
            row["month"].date(), row["extension__number"], row["extension__department__name"] or "",
            row["within"], row["of"], row["given_up"], row["untold"], row["missed"],
        )
        for row in rows
    ]  # fmt: skip


def by_department(prompts: list[Prompt]) -> list[Prompt]:
    """Return the same by month and department: what belongs to nobody yet stands under no name."""
    sums: dict[tuple[date, str], list[int]] = {}
    for one in prompts:
        numbers = (one.within, one.of, one.given_up, one.untold, one.missed)
        held = sums.setdefault((one.month, one.department), [0] * len(numbers))
        held[:] = [a + b for a, b in zip(held, numbers, strict=True)]
    return [Prompt(month, "", department, *numbers) for (month, department), numbers in sums.items()]


def extensions_at(centre_id: int) -> list[Extension]:
    """Return the telephones that the exchange has named. One query."""
    return list(Extension.objects.filter(centre=centre_id).select_related("department", "window"))
