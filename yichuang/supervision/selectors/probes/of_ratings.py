"""Probes of bad ratings, `rating:ID`: by when each thing is to be done about one, and when it was. Who rated
is not told here: a card is read by those who are rated."""

from datetime import datetime

from django.utils.translation import gettext

from yichuang.people.public import Role
from yichuang.ratings import public as ratings
from yichuang.ratings.public import Rating, State

from ..seen import Duty, Seen


def unopened(key: str, _now: datetime) -> Seen | None:
    """A bad rating that nobody has taken up."""
    rating = ratings.rating_by_id(int(key))
    return _seen(rating, rating.open_by, rating.opened_at, _office(rating)) if rating else None


def unrectified(key: str, _now: datetime) -> Seen | None:
    """A bad rating that has neither been put right nor explained."""
    rating = ratings.rating_by_id(int(key))
    return _seen(rating, rating.rectify_by, rating.rectified_at, _office(rating)) if rating else None


def not_called_back(key: str, _now: datetime) -> Seen | None:
    """A named one whose rater has not been called back; the centre does that, so that nobody else knows her."""
    rating = ratings.rating_by_id(int(key))
    return (
        _seen(rating, rating.call_back_by, rating.called_back_at, Duty(role=Role.MANAGER)) if rating else None
    )


def _office(rating: Rating) -> Duty:
    """Who handles is who answers: the department; the hall's manager where a visit was for none (谁办理、谁负责)."""
    invitation = rating.invitation
    if invitation.department_id is None:
        return Duty(window_id=invitation.window_id, role=Role.MANAGER)
    return Duty(department_id=invitation.department_id, window_id=invitation.window_id, role=Role.CHIEF_REP)


def _seen(rating: Rating, limit_at: datetime | None, done_at: datetime | None, duty: Duty) -> Seen:
    about = gettext("差评 %(no)s：%(about)s") % {"no": rating.no, "about": rating.invitation.about}
    said = gettext("%(at)s %(level)s") % {
        "at": f"{rating.rated_at.astimezone():%Y-%m-%d %H:%M}",
        "level": rating.get_level_display(),
    }
    ended_at = rating.ended_at if rating.state in (State.KEPT, State.CLOSED, State.EXCLUDED) else None
    return Seen(
        centre_id=rating.centre_id,
        about=about[:200],
        limit_at=limit_at,
        duty_at=lambda _at: duty,
        over_at=done_at or ended_at,
        case_no=rating.invitation.case_no,
        matter_code=rating.invitation.matter_code,
        lines=(said,),
    )
