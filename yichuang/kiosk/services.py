"""What a kiosk does: a booking becomes a number, a number goes on paper, a visit is found to be rated."""

from datetime import datetime, timedelta

from django.utils.translation import gettext

from yichuang.appointments import public as appointments
from yichuang.appointments.public import Booking
from yichuang.devices import public as devices
from yichuang.devices.public import Device, Slip
from yichuang.kit.actor import Actor, Nobody
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.kit.templatetags.kit import clock_second, clock_time, named, short_date
from yichuang.pacing.public import Counter, Pace, guess
from yichuang.people.public import Centre, centre_setting
from yichuang.queueing.public import Ticket
from yichuang.ratings import public as ratings
from yichuang.ratings.public import Invitation

from .selectors import Number, claim_of, number_of, phone_address, served_visit, ticket_of

SHARED = Pace(10, timedelta(seconds=15), timedelta(minutes=1), timedelta(minutes=10))


def actor_of(kiosk: Device) -> Nobody:
    """Return the kiosk as the journal names it."""
    return Nobody(f"device:{kiosk.pk}", kiosk.name, kiosk.centre_id)


class TooOften(Refused):
    """Too many wrong numbers were given: the next one is read after a while."""

    def __init__(self, until: datetime) -> None:
        words = {"time": clock_second(until)}
        super().__init__(
            gettext("错的次数多了，这一次没有查。请在 %(time)s 以后再试，或者现场取号。") % words
        )
        self.until = until


def claim(text: str, centre: Centre, *, at: Counter, now: datetime) -> tuple[Booking, ...]:
    """Return what was booked by what was given; `at` counts wrong ones of this machine or address (`in_hall`).

    Raises `Invalid` with why there is none and what to do, `TooOften` after many wrong ones.
    """
    if not text:
        raise Invalid(gettext("请输入预约号或者身份证号。"), field="given")
    said: list[str] = []

    def look() -> tuple[Booking, ...] | None:
        found = claim_of(text, centre, now=now)
        said.append(found.why_none)
        return found.bookings or None

    tries = Pace(centre_setting(centre.pk, "track.tries"))
    about = Counter("check-in", "".join(text.split()).upper(), tries, is_cleared=True)
    read = guess(look, [at, about], now=now)
    if read.found is not None:
        return read.found
    if not read.was_read and read.wait_until is not None:
        raise TooOften(read.wait_until)
    raise Invalid(said[0], field="given")


def visit_to_rate(given: str, tail: str, centre: Centre, *, at: Counter, now: datetime) -> Invitation:
    """Return today's visit by its slip's code, or by its number and the last four of what was given with it.

    Raises `Invalid` where they do not fit, without saying which, or where it is not over; `TooOften` after many
    wrong ones; `Refused` where it can no longer be rated.
    """
    if not given:
        raise Invalid(gettext("请扫小票上的码，或者输入号码。"), field="given")
    tries = Pace(centre_setting(centre.pk, "track.tries"))
    about = Counter("rate", "".join(given.split()).upper(), tries, is_cleared=True)
    read = guess(lambda: served_visit(given, tail, centre, now=now), [at, about], now=now)
    if read.found is None and not read.was_read and read.wait_until is not None:
        raise TooOften(read.wait_until)
    if read.found is None:
        wrong = gettext("没有对上。号码没有登记过身份证或者电话的，请扫小票上的码；还没有办完的，办完再来。")
        raise Invalid(wrong, field="given")
    if reason := ratings.why_not_rate(read.found, now=now):
        raise Refused(reason)
    return read.found


def in_hall(kind: str, value: str) -> Counter:
    """Return the counter of what many people share, a kiosk or the hall's own network: it slows a machine that
    tries numbers, and lets the next person go on soon."""
    return Counter(kind, value, SHARED)


def check_in(booking: Booking, *, by: Actor, now: datetime) -> tuple[Ticket, bool]:
    """Return the ticket of a booking, and whether it is new: who checks in again today finds the same one (R058).

    Raises `Refused` for another day, a cancelled booking, and what the queue refuses.
    """
    if ticket := ticket_of(booking, now=now):
        return ticket, False
    try:
        appointments.check_in(booking, key="", by=by, now=now)
    except Stale:
        # Pressed twice, or checked in at the reception in this moment: the ticket is there.
        seen = appointments.booking_of(booking.number)
        ticket = ticket_of(seen, now=now) if seen else None
        if ticket is None:
            raise
        return ticket, False
    ticket = ticket_of(booking, now=now)
    if ticket is None:
        raise Stale
    return ticket, True


def put_on_paper(ticket: Ticket, kiosk: Device, *, now: datetime) -> str:
    """Print the slip on the kiosk's network printer, and return what came of it.

    `sent`: it is printed; `lost`: the printer does not answer; `browser`: there is none, the page prints itself.
    """
    if kiosk.printer is None:
        return "browser"
    try:
        devices.print_slip(slip_of(number_of(ticket, now=now), kiosk), kiosk.printer, now=now)
    except Refused:
        return "lost"
    return "sent"


def slip_of(number: Number, kiosk: Device) -> Slip:
    """Return what is printed of a number."""
    ticket, outlook = number.ticket, number.outlook
    ahead = gettext("%(n)s 人") % {"n": outlook.ahead}
    if outlook.wait:
        ahead = gettext("%(n)s 人，%(wait)s") % {"n": outlook.ahead, "wait": outlook.wait.words}
    lines = [
        (gettext("取号"), f"{short_date(ticket.came_at)} {clock_time(ticket.came_at)}"),
        (gettext("前面"), ahead),
    ]
    if number.class_name:
        lines.append((gettext("优先"), number.class_name))
    lines.append((gettext("过号"), gettext("当天到导办台恢复")))
    where = str(named(ticket.theme))
    if outlook.windows:
        windows = gettext("、").join(str(n) for n in outlook.windows)
        where += "  " + gettext("%(windows)s 号窗口") % {"windows": windows}
    return Slip(
        kiosk.centre.name,
        ticket.label,
        where,
        tuple(lines),
        phone_address(ticket),
        gettext("扫码看叫到几号"),
    )
