"""Reads of seals, and how far sealing is behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Min, QuerySet
from django.utils import timezone

from ..models import Entry, Seal, Verification


@dataclass(frozen=True)
class DaySeal:
    """The last seal of a centre on a day."""

    centre: int
    number: int
    digest: str
    at: datetime
    lines: int


@dataclass(frozen=True)
class Lag:
    """How many lines have no seal yet, and since when the oldest of them waits."""

    lines: int
    since: datetime | None


_LAST = """
SELECT last.* FROM unnest(%s::bigint[]) AS of_centre, LATERAL (
  SELECT id, centre, number, upto_xid, lines, at, digest FROM journal_seal
  WHERE centre = of_centre ORDER BY number DESC LIMIT 1
) last
"""


def last_seals(centres: Iterable[int]) -> list[Seal]:
    """Return the last seal of each of these centres that has one, without its manifest. One query, one
    look into the index for each centre, however many seals there are."""
    return list(Seal.objects.raw(_LAST, [list(centres)]))


def latest_seals(*, centre: int, limit: int = 50) -> QuerySet[Seal]:
    """Return a centre's newest seals, without their manifests. One query."""
    return Seal.objects.filter(centre=centre).defer("manifest").order_by("-number")[:limit]


def _bounds(day: date) -> tuple[datetime, datetime]:
    zone = timezone.get_default_timezone()
    start = datetime.combine(day, time(), zone)
    return start, datetime.combine(day + timedelta(days=1), time(), zone)


def seals_of_day(day: date) -> list[DaySeal]:
    """Return the last seal of each centre that was made on a day, by centre. One query."""
    start, end = _bounds(day)
    rows = Seal.objects.filter(at__gte=start, at__lt=end).order_by("centre", "-number").distinct("centre")
    return [DaySeal(*row) for row in rows.values_list("centre", "number", "digest", "at", "lines")]


def seal_by_mark(mark: str) -> Seal | None:
    """Return the seal whose digest begins so (at least eight characters); None for none or several."""
    if len(mark) < 8:
        return None
    found = list(Seal.objects.filter(digest__startswith=mark.lower()).defer("manifest")[:2])
    return found[0] if len(found) == 1 else None


def lag() -> Lag:
    """Return how much has no seal yet. Reads what is new only."""
    sealed = Seal.objects.order_by("-upto_xid").values_list("upto_xid", flat=True).first() or 0
    rest = Entry.objects.filter(xid__gte=sealed)
    return Lag(rest.count(), rest.aggregate(oldest=Min("at"))["oldest"])


def last_verification() -> Verification | None:
    """Return the newest result of proving the journal."""
    return Verification.objects.order_by("-at", "-pk").first()
