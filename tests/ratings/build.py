"""Visits that have just ended and cases that are concluded, as people are asked to rate them."""

from datetime import datetime

from tests.cases.build import a_case
from tests.cast import NOW, Hall, a_matter
from tests.queueing.build import a_ticket, an_open_hall
from yichuang.cases.public import State
from yichuang.catalogue.public import Matter
from yichuang.kit.actor import CITIZEN
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel as TicketChannel
from yichuang.queueing.public import Ticket, Visit
from yichuang.ratings import public as ratings
from yichuang.ratings.public import Channel, Invitation, Opinion, Rating

PHONE = "13812341234"


def a_hall_that_serves(*, now: datetime = NOW) -> tuple[Hall, Matter]:
    """A hall with one open window, and a matter of its department."""
    hall = an_open_hall(now=now)
    return hall, Matter.objects.get(pk=a_matter(hall).matter_id)


def a_served_visit(hall: Hall, matter: Matter | None = None, *, now: datetime = NOW) -> Ticket:
    """Call the next number, serve it, and end the visit."""
    if matter is None:
        a_ticket(hall, now=now)
    else:
        visit = Visit(hall.theme, matters=(matter,))
        queueing.take(visit, channel=TicketChannel.KIOSK, by=CITIZEN, now=now)
    by = hall.officer("clerk")
    ticket = queueing.call_next(by=by, now=now)
    assert ticket is not None
    queueing.serve(ticket, by=by, now=now)
    queueing.end(ticket, by=by, now=now)
    return ticket


def invited(thing: str) -> Invitation:
    """Return the invitation of a visit or a case."""
    found = ratings.invitation_of(thing)
    assert found is not None
    return found


def said(
    invitation: Invitation,
    level: str = "satisfied",
    *,
    now: datetime = NOW,
    address: str = "",
    device: str = "",
    **more: object,
) -> Rating:
    """Rate on the phone."""
    if level.endswith("dissatisfied"):
        more = {"words": "等了两个小时", **more}
    opinion = Opinion(level, **more)  # type: ignore[arg-type]
    return ratings.rate(invitation, opinion, channel=Channel.PHONE, address=address, device=device, now=now)


def a_bad_rating(*, named: bool = True, now: datetime = NOW) -> tuple[Hall, Rating]:
    """A visit that was rated 不满意, with a telephone or without."""
    hall, matter = a_hall_that_serves(now=now)
    ticket = a_served_visit(hall, matter, now=now)
    who = {"name": "李四", "phone": PHONE} if named else {}
    said(invited(ticket.subject), "dissatisfied", now=now, **who)
    rating = ratings.rating_by_id(Rating.objects.get().pk)
    assert rating is not None
    return hall, rating


def a_concluded_case(hall: Hall, *, now: datetime = NOW) -> Invitation:
    """The invitation of a case whose result has been collected."""
    case = a_case(hall, at=State.CONCLUDED, sheet=a_matter(hall, "r-1"), now=now)
    return invited(case.subject)
