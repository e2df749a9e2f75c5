"""Invitations and ratings as they stand."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils.translation import gettext

from yichuang.kit.refusal import Forbidden
from yichuang.people.public import Officer
from yichuang.worktime.public import end_of, local_day

from ..models import Invitation, OwnNote, Rating
from ..policies import CENTRE_ROLES, DEPARTMENT_ROLES
from ..rules import BAD, WAITING, Level, State, Unit

JUST_SERVED = timedelta(minutes=3)
A_DAY = timedelta(days=1)
MOST_ROWS = 200
MOST_OWN = 30


def invitation_by(code: str) -> Invitation | None:
    """Return what the address of this code rates, with the rating that was given. One query."""
    if not 0 < len(code) <= 22 or "\0" in code:
        return None
    return Invitation.objects.select_related("centre", "window", "rating").filter(code=code).first()


def invitation_of(thing: str) -> Invitation | None:
    """Return the invitation of a visit (`ticket:ID`) or a case (`case:NO`); None before it is over. One query."""
    return Invitation.objects.select_related("rating").filter(thing=thing).first()


def just_served_at(window_id: int, *, now: datetime) -> Invitation | None:
    """Return the visit that has just ended at a window, or that the clerk has just asked about, and that was
    not rated yet. One query."""
    since = now - JUST_SERVED
    last = (
        Invitation.objects.select_related("rating")
        .filter(window=window_id, unit=Unit.PER_VISIT, served_at__gt=now - A_DAY, served_at__lte=now)
        .filter(Q(served_at__gt=since) | Q(asked_at__gt=since))
        .order_by(Greatest("served_at", "asked_at").desc())
        .first()
    )
    return last if last is not None and not hasattr(last, "rating") else None


def last_served_by(by: Officer, *, now: datetime) -> Invitation | None:
    """Return the last visit that she served at her window today. One query."""
    mine = Invitation.objects.select_related("rating").filter(
        window=by.window_id, staff=by.staff_id, unit=Unit.PER_VISIT, served_at__gt=now - A_DAY
    )
    last = mine.order_by("-served_at").first()
    return last if last is not None and local_day(last.served_at) == local_day(now) else None


def services_of(by: Officer) -> list[Invitation]:
    """Return what she handled last, newest first, with the note that she wrote herself. Two queries."""
    mine = OwnNote.objects.filter(staff=by.staff_id)
    found = Invitation.objects.filter(centre=by.centre_id, staff=by.staff_id).order_by("-served_at", "-pk")
    return list(found.prefetch_related(Prefetch("own_notes", mine, to_attr="mine"))[:MOST_OWN])


@dataclass(frozen=True)
class Narrow:
    """How a list of ratings is narrowed. `state`: one of them, or `waiting`."""

    state: str = ""
    level: str = ""
    is_flagged: bool = False


def ratings_for(by: Officer, narrow: Narrow) -> list[Rating]:
    """Return the ratings that are hers to see, newest first, at most 200; of her department only what is bad."""
    found = Rating.objects.select_related(
        "invitation__department", "invitation__window", "invitation__staff"
    ).prefetch_related("flags")
    if by.holds(*CENTRE_ROLES, centre_id=by.centre_id):
        found = found.filter(centre=by.centre_id)
    else:
        found = found.filter(invitation__department__in=by.departments(*DEPARTMENT_ROLES), level__in=BAD)
    return list(_narrowed(found, narrow)[:MOST_ROWS])


def _narrowed(found: QuerySet[Rating], narrow: Narrow) -> QuerySet[Rating]:
    if narrow.state == "waiting":
        found = found.filter(state__in=WAITING)
    elif narrow.state in State.values:
        found = found.filter(state=narrow.state)
    if narrow.level in Level.values:
        found = found.filter(level=narrow.level)
    return found.filter(flags__isnull=False).distinct() if narrow.is_flagged else found


def ratings_between(by: Officer, first: date, last: date, *, after: int, limit: int) -> list[Rating]:
    """Return the ratings of some days at her centre, in their order, the next after `after`: to be handed to another
    system. Raises `Forbidden` for whoever does not look after the centre. One query."""
    if not by.holds(*CENTRE_ROLES, centre_id=by.centre_id):
        raise Forbidden(gettext("评价由督查科或者大厅管理汇出。"))
    found = Rating.objects.select_related("invitation__department", "invitation__window").filter(
        centre=by.centre_id, rated_at__gt=end_of(first - A_DAY), rated_at__lte=end_of(last), pk__gt=after
    )
    return list(found.order_by("pk")[:limit])


def rating_by_id(key: int) -> Rating | None:
    """Return one rating with what it is about. One query."""
    related = ("invitation__department", "invitation__window", "invitation__staff")
    return Rating.objects.select_related(*related).filter(pk=key).first()
