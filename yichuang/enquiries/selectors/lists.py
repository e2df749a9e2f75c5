"""Reads of enquiries: what waits for whom, one of them, and the asker's own."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from yichuang.cases.public import Light, reading
from yichuang.people.public import Officer
from yichuang.worktime.public import calendar

from ..models import Enquiry, Handing
from ..policies import ASKED, RECEIVERS
from ..rules.words import TAIL_LENGTH, WRITTEN, State

MOST = 200
NEAR_DAYS = 1
_WITH = ("centre", "matter__current", "matter__department", "first_contact", "answered_by")


@dataclass(frozen=True)
class Row:
    """An enquiry in a list, with the light of its limit."""

    enquiry: Enquiry
    light: Light


def light_of(enquiry: Enquiry, now: datetime) -> Light:
    """Return the light: red when the limit passed or was not kept, yellow on its last day but one."""
    until = min(now, enquiry.answered_at or now)
    return reading(enquiry.due_at, near_days=NEAR_DAYS, calendar=calendar(), now=until).light


def enquiry_by_no(no: str) -> Enquiry | None:
    """Return an enquiry. One query."""
    return Enquiry.objects.select_related(*_WITH).filter(no=no).first()


def enquiries_of_visit(ticket: str) -> list[Enquiry]:
    """Return what was asked on a visit, by the code of its number, oldest first. One query."""
    return list(Enquiry.objects.filter(ticket=ticket).exclude(ticket="").order_by("id"))


def enquiry_by_id(enquiry_id: int) -> Enquiry | None:
    """Return an enquiry. One query."""
    return Enquiry.objects.select_related(*_WITH).filter(pk=enquiry_id).first()


def handings_of(enquiry: Enquiry) -> list[Handing]:
    """Return where it was handed on to, in order. One query."""
    return list(enquiry.handings.select_related("window__theme", "department", "by", "ended_by"))


def waiting_for(by: Officer, now: datetime, *, limit: int = MOST) -> list[Row]:
    """Return what waits: her centre's at the desk, or what was handed on to her department; nearest limit first.

    What was spoken and has arrived waits no longer. One query.
    """
    waits = Q(state__in=[State.OPEN, State.HANDED]) | Q(state=State.TAKEN, channel__in=WRITTEN)
    newest = Handing.objects.filter(enquiry=OuterRef("pk")).order_by("-pk").values("department")[:1]
    has_it = Q(state__in=[State.HANDED, State.TAKEN], now_at__in=by.departments(*RECEIVERS))
    mine = Q(centre__in=by.centres(*ASKED)) | has_it
    found = (
        Enquiry.objects.annotate(now_at=Subquery(newest))
        .filter(waits, mine)
        .select_related("matter", "first_contact")
    )
    return [Row(one, light_of(one, now)) for one in found.order_by("due_at", "pk")[:limit]]


def answered_at(by: Officer, now: datetime, *, limit: int = 50) -> list[Row]:
    """Return what was answered last at her centre. One query."""
    found = Enquiry.objects.filter(centre__in=by.centres(*ASKED), state=State.ANSWERED)
    newest = found.select_related("matter", "first_contact").order_by("-asked_at")[:limit]
    return [Row(one, light_of(one, now)) for one in newest]


def followed(no: str, tail: str) -> Enquiry | None:
    """Return the enquiry if the last four fit, as its asker's page wants. One query."""
    found = enquiry_by_no("".join(no.split()).upper())
    if found is None or len(tail) != TAIL_LENGTH:
        return None
    return found if hmac.compare_digest(found.tail.encode(), tail.encode()) else None
