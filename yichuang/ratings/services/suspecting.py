"""Ballot-stuffing is noticed and shown to the supervision section; nothing is dropped for it (B4)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CLOCK
from yichuang.people.public import centre_setting
from yichuang.queueing.public import Ticket

from ..models import Flag, Rating, SeatAddress, StaffDevice
from ..rules import Channel, Suspicion
from ..rules.settings import BURST
from .words import mark_of

A_MINUTE = timedelta(minutes=1)
AT_THE_DESK = (Channel.DEVICE, Channel.KEYS)
A_SHIFT = timedelta(hours=12)
A_YEAR = timedelta(days=365)


def note_seat(staff_id: int, address: str, *, now: datetime) -> None:
    """Keep from where a clerk took her seat, as a digest."""
    SeatAddress.objects.update_or_create(
        staff_id=staff_id, defaults={"address_mark": mark_of(address), "seen_at": now}
    )


def note_device(staff_id: int, device: str, *, now: datetime) -> None:
    """Keep in which browser somebody signed in, as a digest, for a year from the last time."""
    if not device:
        return
    StaffDevice.objects.update_or_create(
        staff_id=staff_id, device_mark=mark_of(device), defaults={"seen_at": now}
    )
    StaffDevice.objects.filter(staff=staff_id, seen_at__lt=now - A_YEAR).delete()


def suspect(rating: Rating, *, now: datetime) -> None:
    """Flag a rating that looks like one of many, or like the clerk's own. Six queries at most."""
    looks: tuple[tuple[Suspicion, Callable[[Rating, datetime], bool]], ...] = (
        (Suspicion.BURST, _is_burst),
        (Suspicion.SAME_DEVICE, _is_same_device),
        (Suspicion.CLERKS_ADDRESS, _is_clerks),
        (Suspicion.CLERKS_DEVICE, _is_clerks_device),
        (Suspicion.CLERKS_PHONE, _is_clerks_phone),
    )
    for suspicion in [suspicion for suspicion, is_so in looks if is_so(rating, now)]:
        Flag.objects.create(rating=rating, suspicion=suspicion, at=now)
        facts = {"suspicion": suspicion.value}
        journal.record(
            rating.subject, Event.RATING_FLAGGED, by=CLOCK, at=now, data=facts, centre=rating.centre_id
        )


def _is_burst(rating: Rating, now: datetime) -> bool:
    return bool(rating.address_mark) and _are_many(rating, now, address_mark=rating.address_mark)


def _is_same_device(rating: Rating, now: datetime) -> bool:
    """What stands in the hall is one device for everybody: the address says enough of it."""
    return bool(rating.device_mark) and _are_many(rating, now, device_mark=rating.device_mark)


def _are_many(rating: Rating, now: datetime, **same: str) -> bool:
    found = Rating.objects.filter(**same, rated_at__gt=now - A_MINUTE)
    return found.count() >= centre_setting(rating.centre_id, BURST)


def _is_clerks(rating: Rating, now: datetime) -> bool:
    """What stands at the window may share the line with the desk; a telephone and the site do not."""
    return (
        bool(rating.address_mark)
        and rating.channel not in AT_THE_DESK
        and SeatAddress.objects.filter(
            staff=rating.invitation.staff_id, address_mark=rating.address_mark, seen_at__gt=now - A_SHIFT
        ).exists()
    )


def _is_clerks_device(rating: Rating, now: datetime) -> bool:
    """Her own telephone has another address than her seat: it is known by the sign-in that she once made there."""
    return (
        bool(rating.device_mark)
        and StaffDevice.objects.filter(
            staff=rating.invitation.staff_id, device_mark=rating.device_mark, seen_at__gt=now - A_YEAR
        ).exists()
    )


def _is_clerks_phone(rating: Rating, now: datetime) -> bool:  # noqa: ARG001 - asked like the others
    """The number that was left with the rating, or to which the visit's messages go, is her own."""
    staff = rating.invitation.staff
    own = _digits(staff.phone) if staff is not None else ""
    if not own:
        return False
    of_visit = Ticket.objects.filter(code=rating.invitation.code).values_list("phone", flat=True)
    phones = [rating.phone, *of_visit]
    return own in {_digits(phone) for phone in phones}


def _digits(phone: str) -> str:
    return "".join(c for c in phone if c.isdecimal())
