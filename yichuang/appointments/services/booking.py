"""Booking (R057): a place is held while the form is filled in, then somebody's name is put to it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext

from yichuang.catalogue.public import Matter
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import Actor
from yichuang.kit.inserting import insert_new
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.templatetags.kit import clock_time, short_date
from yichuang.people.public import PERSON_IDS, IdKind, centre_setting, read_identity
from yichuang.worktime.public import calendar, local_day

from ..models import Booking, Plan
from ..rules.number import new_number
from ..rules.penalty import Penalty
from ..rules.plan import Session, is_held, why_not_at
from ..rules.settings import HOLD_MINUTES, PER_PERSON
from ..rules.states import Move, State
from ..selectors.bookings import booking_of, open_bookings_of
from ..selectors.offers import Free, next_free, offer_of
from ..selectors.penalties import penalty_at
from .places import clicked, move, take_place
from .telling import tell_booked

_PHONE = re.compile(r"\+?[0-9][0-9 -]{5,18}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class Wish:
    """The time that is wanted, and for what."""

    plan: Plan
    starts_at: datetime
    matter: Matter | None = None


@dataclass(frozen=True)
class Person:
    """Who will come. `address` is where a home visit goes; `language` zh or en."""

    id_number: str
    name: str
    phone: str
    id_kind: IdKind = IdKind.ID_CARD
    email: str = ""
    address: str = ""
    language: str = "zh"


class Full(Refused):
    """All places of the time are taken (409). `free` are the next times that have one."""

    code = "full"

    def __init__(self, free: list[Free]) -> None:
        self.free = free
        times = gettext("、").join(f"{short_date(f.starts_at)} {clock_time(f.starts_at)}" for f in free)
        said = gettext("最近的空位：%(times)s。") % {"times": times} if free else gettext("近期都约满了。")
        super().__init__(gettext("这个时间刚刚约满。") + said)


@transaction.atomic
def hold(wish: Wish, *, key: str, now: datetime) -> Booking:
    """Keep a place while the form is filled in; the centre says for how many minutes.

    Nobody is named yet, so nothing is journalled. The same key again answers the same booking. Raises `Full`
    with the next times, `Refused` for a time that is not offered.
    """
    number = new_number()
    if before := clicked(key, number, now=now):
        return before
    why_not_wish(wish, now=now)
    slot_id = take_place(wish.plan, wish.starts_at, now=now)
    if slot_id is None:
        raise Full(next_times(wish, now=now))
    minutes = centre_setting(wish.plan.centre_id, HOLD_MINUTES)
    booking = Booking(
        number=number,
        centre_id=wish.plan.centre_id,
        theme_id=wish.plan.theme_id,
        matter=wish.matter,
        slot_id=slot_id,
        starts_at=wish.starts_at,
        held_at=now,
        held_until=now + timedelta(minutes=minutes),
    )
    if not insert_new([booking], unique=("number",)):
        raise Refused(gettext("没有占上，请再点一次。"))  # ten digits met by chance: nothing was written
    return booking


def why_not_wish(wish: Wish, *, now: datetime) -> None:
    """Raise `Refused` where the plan does not offer this time to be booked now."""
    plan, on = wish.plan, local_day(wish.starts_at)
    offer = offer_of(plan.theme_id, wish.matter.pk if wish.matter else plan.matter_id, now=now)
    if plan.pk not in {offered.pk for offered in offer.plans}:
        raise Refused(gettext("这一项的预约安排改了，请重新选时间。"))
    if sentence := why_not_at(plan.terms, wish.starts_at, now=now):
        raise Refused(sentence)
    if not is_held(plan.terms, on, calendar()):
        raise Refused(gettext("没有这个时间，请重新选。"))
    if reason := offer.why_shut(plan, on):
        raise Refused(gettext("那天不开：%(reason)s。请选别的日子。") % {"reason": gettext(reason)})


def next_times(wish: Wish, *, now: datetime) -> list[Free]:
    """Return the free times nearest after the one that was wanted."""
    matter_id = wish.matter.pk if wish.matter else wish.plan.matter_id
    offer = offer_of(wish.plan.theme_id, matter_id, now=now)
    return next_free(offer, wish.starts_at, at_home=wish.plan.session == Session.HOME, now=now)


@transaction.atomic
def book(booking: Booking, person: Person, *, key: str, by: Actor, now: datetime) -> Booking:
    """Put a name to a held place (R057): the booking stands, and the person is written to.

    Raises `Invalid` with the sentence beside its field, `Refused` for one who has too many bookings or may not
    book for a while, and for a place that was held too long and let go.
    """
    if clicked(key, booking.number, now=now):
        return booking_of(booking.number) or booking
    number = checked(person, needs_address=is_home_visit(booking), now=now)
    _wait_for_others_of(number)
    _refuse_too_many(booking, number, now=now)
    move(
        booking,
        Move.BOOK,
        now=now,
        booked_at=now,
        id_kind=person.id_kind,
        id_number=number,
        name=person.name.strip(),
        phone=person.phone.strip(),
        email=person.email.strip(),
        address=person.address.strip(),
        language=person.language,
    )
    data = {"starts_at": booking.starts_at.isoformat(), "theme": booking.theme_id}
    journal.record(
        booking.subject, Event.BOOKING_BOOKED, by=by, at=now, data=data, first=True, centre=booking.centre_id
    )
    tell_booked(booking, now=now)
    return booking


def is_home_visit(booking: Booking) -> bool:
    """Say whether the hall comes to the person."""
    return booking.slot.plan.session == Session.HOME


def checked(person: Person, *, needs_address: bool, now: datetime) -> str:
    """Return the ID number as it is kept. Raises `Invalid` (checksum, name, phone, e-mail, address)."""
    if person.id_kind not in PERSON_IDS:
        raise Invalid(gettext("预约写来办的人的证件。"), field="id_number")
    identity = read_identity(person.id_kind, person.id_number, today=local_day(now))
    if identity.problem:
        raise Invalid(identity.problem, field="id_number")
    email, address = person.email.strip(), person.address.strip()
    checks = (
        (0 < len(person.name.strip()) <= 120, "name", gettext("请填写姓名。")),
        (_PHONE.fullmatch(person.phone.strip()), "phone", gettext("请填写能打通的电话号码。")),
        (not email or (_EMAIL.fullmatch(email) and len(email) <= 254), "email", gettext("邮箱地址不对。")),
        (not needs_address or 0 < len(address) <= 200, "address", gettext("上门服务请填写地址。")),
    )
    for fine, field, words in checks:
        if not fine:
            raise Invalid(words, field=field)
    return identity.number


def _wait_for_others_of(id_number: str) -> None:
    """Let one booking of a person be decided at a time, so that a quota is not passed by two at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"booking:{id_number}"])


def _refuse_too_many(booking: Booking, id_number: str, *, now: datetime) -> None:
    theirs = open_bookings_of(id_number)
    if penalty := penalty_at(booking.centre_id, theirs, now=now):
        raise Refused(penalty_words(penalty))
    coming = [b for b in theirs if b.state == State.BOOKED and b.starts_at > now]
    day = local_day(booking.starts_at)
    for other in coming:
        if other.theme_id == booking.theme_id and local_day(other.starts_at) == day:
            words = {"number": other.number, "time": clock_time(other.starts_at)}
            raise Refused(
                gettext("您这一天已经有预约 %(number)s（%(time)s），可以改时间，不用再约。") % words
            )
    most = centre_setting(booking.centre_id, PER_PERSON)
    if sum(b.centre_id == booking.centre_id for b in coming) >= most:
        raise Refused(
            gettext("一个人同时最多有 %(most)s 个预约。来办过或者取消一个，才能再约。") % {"most": most}
        )


def penalty_words(penalty: Penalty) -> str:
    """Explain a penalty to the one whom it meets (R282): what it rests on, until when, what is possible."""
    days = gettext("、").join(short_date(day) for day in penalty.missed)
    words = {"n": len(penalty.missed), "days": days, "until": short_date(penalty.until_on)}
    return (
        gettext(
            "您有 %(n)s 次预约没有来（%(days)s），到 %(until)s 为止不能预约，过后自动恢复。"
            "这期间可以直接到大厅取号；有正当原因的，请到导办台说明。"
        )
        % words
    )
