"""What the kiosk and the phone show of a number."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext

from yichuang.appointments import public as appointments
from yichuang.appointments.public import NAMELESS, Booking, Move
from yichuang.catalogue.public import IntakeSheet, Material, Matter, intake_sheet
from yichuang.kit.templatetags.kit import clock_time, short_date
from yichuang.papers.public import qr_svg
from yichuang.people.public import Centre, IdKind, Theme, read_identity
from yichuang.queueing import public as queueing
from yichuang.queueing.public import InForce, Outlook, State, Ticket
from yichuang.ratings import public as ratings
from yichuang.ratings.public import Invitation
from yichuang.worktime.public import local_day

from .rules import ID_CARD_LENGTH, MOST_BROUGHT, TAIL_LENGTH, code_in


@dataclass(frozen=True)
class Wanted:
    """What someone chose: a theme, and the matter where one was looked for."""

    theme: Theme
    matter: Matter | None = None
    sheet: IntakeSheet | None = None

    @property
    def bring(self) -> list[Material]:
        """What has to be brought, as many as fit."""
        needed = [m for m in self.sheet.materials if m.is_required] if self.sheet else []
        return needed[:MOST_BROUGHT]

    @property
    def more(self) -> int:
        """How many more there are."""
        return sum(m.is_required for m in self.sheet.materials) - len(self.bring) if self.sheet else 0


@dataclass(frozen=True)
class Number:
    """A number as its holder sees it."""

    ticket: Ticket
    outlook: Outlook
    class_name: str
    proof: str
    why: list[str]
    back_after: int
    rule: InForce

    @property
    def is_over(self) -> bool:
        return self.ticket.state in queueing.OVER

    @property
    def is_green(self) -> bool:
        """Whether it goes by the green channel; to have booked is no hardship."""
        return bool(self.class_name) and self.ticket.key != queueing.APPOINTMENT

    @property
    def can_be_given_back(self) -> bool:
        return self.ticket.state in (State.WAITING, State.MISSED)


def wanted_of(centre: Centre, *, theme: int | None, matter: str) -> Wanted | None:
    """Return what was chosen at this centre; None for what is not there. Three queries at most."""
    if matter:
        found = Matter.objects.select_related("theme").filter(code=matter, current__isnull=False)
        chosen = found.filter(theme__centre=centre).first()
        if chosen is None or chosen.theme is None or chosen.current_id is None:
            return None
        return Wanted(chosen.theme, chosen, intake_sheet(chosen.current_id))
    known = Theme.objects.filter(pk=theme or 0, centre=centre).first()
    return Wanted(known) if known else None


def ticket_by(code: str) -> Ticket | None:
    """Return the ticket of that code with its theme, window and centre. One query."""
    return Ticket.objects.select_related("theme", "window", "centre").filter(code=code).first()


def number_of(ticket: Ticket, *, now: datetime, with_why: bool = False) -> Number:
    """Return a number as its holder sees it. Seven queries at most."""
    rule = queueing.policy_in_force(ticket.centre_id)
    known = rule.policy.of(ticket.key)
    return Number(
        ticket,
        queueing.outlook_of(ticket, now=now),
        gettext(known.name) if known.head_start_min else "",
        gettext(known.needs_proof) if known.needs_proof else "",
        queueing.why_behind(ticket) if with_why else [],
        rule.policy.back_after,
        rule,
    )


@dataclass(frozen=True)
class Claim:
    """What a number or an ID comes to at this centre today: bookings to check in, or why there is none."""

    bookings: tuple[Booking, ...] = ()
    why_none: str = ""


def has_bookings(centre_id: int, *, now: datetime) -> bool:
    """Say whether someone with a booking may come: times are offered, or are booked still. Two queries."""
    today = local_day(now)
    return bool(appointments.plans_at(centre_id)) or appointments.count_on(centre_id, today, today) > 0


def claim_of(text: str, centre: Centre, *, now: datetime) -> Claim:
    """Return what was booked, by the number of the booking, the QR code of its page, or its person's ID.

    A number is one of ten thousand million: guessing one meets nobody's. Three queries at most and settings.
    """
    found = appointments.booking_of(number) if (number := appointments.number_in(text)) else None
    if found is None or found.state in NAMELESS:
        return _claim_by_id("".join(c for c in text if c.isalnum()).upper(), centre, now)
    if found.centre_id != centre.pk:
        return Claim(why_none=_elsewhere(found))
    return Claim((found,))


def _claim_by_id(id_number: str, centre: Centre, now: datetime) -> Claim:
    """Find by an ID of any kind: a passport's number is kept as it was typed, in capitals."""
    if found := appointments.bookings_of_person(id_number, centre.pk, local_day(now)):
        return Claim(tuple(found))
    return Claim(why_none=_why_none(id_number, centre, now))


def _why_none(id_number: str, centre: Centre, now: datetime) -> str:
    """Say when or where somebody has booked instead, or why nothing can be (R282)."""
    theirs = appointments.open_bookings_of(id_number)
    coming = sorted((b for b in theirs if b.starts_at > now), key=lambda b: b.starts_at)
    if coming and coming[0].centre_id != centre.pk:
        return _elsewhere(coming[0])
    if coming:
        return appointments.why_not(coming[0], Move.CHECK_IN, now=now)
    if penalty := appointments.penalty_at(centre.pk, theirs, now=now):
        return appointments.penalty_words(penalty)
    if len(id_number) == ID_CARD_LENGTH:
        wrong = read_identity(IdKind.ID_CARD, id_number, today=local_day(now)).problem
        return wrong or gettext("这个身份证今天在这里没有预约。")
    return gettext("没有查到。预约号是 Y 后面十位数字，身份证号是 18 位，请再核对一遍。")


def _elsewhere(booking: Booking) -> str:
    at = f"{short_date(booking.starts_at)} {clock_time(booking.starts_at)}"
    words = {"time": at, "centre": booking.centre.name}
    return gettext("约的是 %(time)s 在%(centre)s，请到那里签到。") % words


def ticket_of(booking: Booking, *, now: datetime) -> Ticket | None:
    """Return the ticket that a booking of today has become; None before it was checked in. One query."""
    if not booking.ticket_code or local_day(booking.starts_at) != local_day(now):
        return None
    return ticket_by(booking.ticket_code)


def phone_address(ticket: Ticket) -> str:
    """Return the address of the number's page."""
    return f"{settings.PUBLIC_URL}/t/{ticket.code}/"


def qr_of(ticket: Ticket) -> str:
    """Return the QR code of the number's page, as SVG."""
    return qr_svg(phone_address(ticket), gettext("扫码看叫到几号"))


def served_visit(given: str, tail: str, centre: Centre, *, now: datetime) -> Invitation | None:
    """Return the visit that is over, by the code of its slip, or by its number of today and the last four of the
    ID or the telephone that was given with it; None for anything else. Three queries at most."""
    if code := code_in(given):
        return ratings.invitation_by(code)
    if len(tail) != TAIL_LENGTH:
        return None
    for ticket in queueing.tickets_named(centre.pk, local_day(now), given):
        known = (ticket.id_number[-TAIL_LENGTH:], ticket.phone[-TAIL_LENGTH:])
        if any(hmac.compare_digest(each.encode(), tail.upper().encode()) for each in known if each):
            return ratings.invitation_of(ticket.subject)
    return None
