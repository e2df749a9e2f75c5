"""Ballot-stuffing is noticed and shown to the supervision section; nothing is dropped for it (B4)."""

from datetime import datetime, timedelta

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CLOCK
from yichuang.people.public import centre_setting

from ..models import Flag, Rating, SeatAddress
from ..rules import Channel, Suspicion
from ..rules.settings import BURST
from .words import mark_of

A_MINUTE = timedelta(minutes=1)
AT_THE_DESK = (Channel.DEVICE, Channel.KEYS)
A_SHIFT = timedelta(hours=12)


def note_seat(staff_id: int, address: str, *, now: datetime) -> None:
    """Keep from where a clerk took her seat, as a digest: her own telephone in the hall's network has another."""
    SeatAddress.objects.update_or_create(
        staff_id=staff_id, defaults={"address_mark": mark_of(address), "seen_at": now}
    )


def suspect(rating: Rating, *, now: datetime) -> None:
    """Flag a rating that looks like one of many, or like the clerk's own. Two queries at most."""
    found = [
        suspicion
        for suspicion, is_so in ((Suspicion.BURST, _is_burst), (Suspicion.CLERKS_ADDRESS, _is_clerks))
        if rating.address_mark and is_so(rating, now)
    ]
    for suspicion in found:
        Flag.objects.create(rating=rating, suspicion=suspicion, at=now)
        facts = {"suspicion": suspicion.value}
        journal.record(
            rating.subject, Event.RATING_FLAGGED, by=CLOCK, at=now, data=facts, centre=rating.centre_id
        )


def _is_burst(rating: Rating, now: datetime) -> bool:
    same = Rating.objects.filter(address_mark=rating.address_mark, rated_at__gt=now - A_MINUTE)
    return same.count() >= centre_setting(rating.centre_id, BURST)


def _is_clerks(rating: Rating, now: datetime) -> bool:
    """What stands at the window may share the line with the desk; a telephone and the site do not."""
    return (
        rating.channel not in AT_THE_DESK
        and SeatAddress.objects.filter(
            staff=rating.invitation.staff_id, address_mark=rating.address_mark, seen_at__gt=now - A_SHIFT
        ).exists()
    )
