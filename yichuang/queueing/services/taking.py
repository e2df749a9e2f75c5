"""Taking a number (R056): by a kiosk, at the reception, on a phone, or from an appointment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext

from yichuang.catalogue.public import Matter
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CLOCK, Actor
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.kit.text import within
from yichuang.people.public import IdKind, Theme, centre_setting, read_identity
from yichuang.worktime.public import local_day

from ..models import Ticket, TicketMatter
from ..rules.numbers import MOST_NUMBER, label, new_code
from ..rules.policy import ELDERLY, Standing, standing, standing_of_booked
from ..rules.states import DAY_OVER, OVER, Channel, State
from ..selectors import policy_of
from .live import tell_hall

MOST_MATTERS = 9
_NEXT_NUMBER = """
INSERT INTO queueing_series (centre_id, prefix, day_on, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (centre_id, prefix, day_on) DO UPDATE SET last = queueing_series.last + 1
RETURNING last"""


@dataclass(frozen=True)
class Visitor:
    """Who came, as far as they said: everything may be empty (a number needs no name)."""

    id_kind: str = ""
    id_number: str = ""
    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Visit:
    """What someone came for. `keys` are classes of the calling policy; `grounds` what was shown, or why."""

    theme: Theme
    matters: Sequence[Matter] = ()
    visitor: Visitor = Visitor()
    keys: tuple[str, ...] = ()
    grounds: str = ""
    is_escorted: bool = False
    appointment_no: str = ""
    booked_for: datetime | None = None
    code: str = ""  # of the ticket to come, given out with the form: sent twice, it is one number


@transaction.atomic
def take(visit: Visit, *, channel: Channel, by: Actor, now: datetime) -> Ticket:
    """Give a number. The person's age gives the priority of the old by itself (R066).

    Numbers of one hall, prefix and day have no gap and no double: the counter's row is taken last and held
    until the commit. Raises `Invalid` for an identity that cannot be, `Refused` for a second number of the
    same person in the same line, `Stale` for a form that was sent before (`taken_as` finds its number).
    """
    theme, who = visit.theme, visit.visitor
    keys = _checked_keys(visit, on=local_day(now))
    policy, _ = policy_of(theme.centre_id)
    if visit.booked_for:
        where = standing_of_booked(policy, keys, booked_for=visit.booked_for, came_at=now)
    else:
        where = standing(policy, keys, came_at=now)
    _refuse_second(theme, who, on=local_day(now))
    escorted = visit.is_escorted or policy.of(where.key).is_escorted
    ticket = _numbered(visit, where, channel, escorted=escorted, now=now)
    # The counter's row is ours from here on: whoever sent the same form first has committed.
    if taken_as(visit.code):
        raise Stale(gettext("这个号已经取过。"))
    insert_all([ticket])
    insert_all(
        [
            TicketMatter(ticket=ticket, order=order, matter=matter, name=_name_of(matter))
            for order, matter in enumerate(visit.matters, start=1)
        ]
    )
    data = {"ticket": ticket.label, "channel": channel.value, "class": where.key, "theme": theme.name}
    journal.record(
        ticket.subject, Event.TICKET_TAKEN, by=by, at=now, data=data, first=True, centre=theme.centre_id
    )
    tell_hall(theme.centre_id)
    return ticket


def taken_as(code: str) -> Ticket | None:
    """Return the ticket of a form that was sent before. One query."""
    return Ticket.objects.filter(code=code).first() if code else None


def _name_of(matter: Matter) -> str:
    return matter.current.name[:300] if matter.current else matter.code


def _numbered(visit: Visit, where: Standing, channel: Channel, *, escorted: bool, now: datetime) -> Ticket:
    theme, who = visit.theme, visit.visitor
    return Ticket(
        code=visit.code or new_code(),
        centre_id=theme.centre_id,
        day_on=local_day(now),
        prefix=theme.code,
        number=next_number(theme, on=local_day(now)),
        theme=theme,
        channel=channel,
        appointment_no=visit.appointment_no,
        booked_for_at=visit.booked_for,
        id_kind=who.id_kind,
        id_number=who.id_number.strip().upper(),
        name=within(who.name, 120, field="name"),
        phone=within(who.phone, 20, field="phone"),
        key=where.key,
        head_start_min=where.head_start_min,
        grounds=within(visit.grounds, 200, field="grounds"),
        is_escorted=escorted,
        came_at=now,
        stands_at=where.stands_at,
        since_at=now,
    )


def next_number(theme: Theme, *, on: date) -> int:
    """Return the next number of a line and day; its counter is ours until the commit. Raises `Refused`."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_NUMBER, [theme.centre_id, theme.code, on])
        number: int = cursor.fetchone()[0]
    if number > MOST_NUMBER:
        raise Refused(gettext("今天的号已经发完，请到导办台。"))
    return number


def _checked_keys(visit: Visit, *, on: date) -> tuple[str, ...]:
    """Return the classes, the person's age counted in. Raises `Invalid`."""
    policy, _ = policy_of(visit.theme.centre_id)
    known = {c.key for c in policy.classes}
    if unknown := sorted(set(visit.keys) - known):
        raise Invalid(gettext("没有“%(key)s”这一类。") % {"key": unknown[0]}, field="keys")
    if len(visit.matters) > MOST_MATTERS:
        raise Invalid(gettext("一个号最多办 %(most)s 件事。") % {"most": MOST_MATTERS}, field="matters")
    who = visit.visitor
    if not who.id_number.strip():
        return visit.keys
    identity = read_identity(IdKind(who.id_kind or IdKind.ID_CARD), who.id_number, today=on)
    if identity.problem:
        raise Invalid(identity.problem, field="id_number")
    age = _age(identity.birthday, on) if identity.birthday else 0
    if ELDERLY in known and age >= centre_setting(visit.theme.centre_id, "priority.elderly_age"):
        return (*visit.keys, ELDERLY)
    return visit.keys


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _refuse_second(theme: Theme, who: Visitor, *, on: date) -> None:
    if not who.id_number.strip():
        return
    held = Ticket.objects.filter(id_number=who.id_number.strip().upper(), theme=theme, day_on=on)
    if other := held.filter(state__in=(State.WAITING, State.CALLED)).first():
        words = {"ticket": other.label}
        raise Refused(gettext("您今天已经取了 %(ticket)s，还没有叫到，不用再取。") % words)


def clear_left_over(now: datetime, *, limit: int = 500) -> int:
    """End what an earlier day left open: nobody can be called for it any more. Returns how many."""
    old = Ticket.objects.filter(day_on__lt=local_day(now)).exclude(state__in=OVER)
    ended = 0
    for ticket in old.order_by("id")[:limit]:
        ended += _leave_over(ticket, now=now)
    return ended


@transaction.atomic
def _leave_over(ticket: Ticket, *, now: datetime) -> bool:
    from_state = ticket.state
    ended_as = State.DONE if ticket.served_at else State.LEFT
    as_we_saw_it = Ticket.objects.filter(pk=ticket.pk, version=ticket.version)
    done = as_we_saw_it.update(
        state=ended_as, ended_at=now, ended_reason=DAY_OVER, since_at=now, version=ticket.version + 1
    )
    if done:
        data = {"ticket": label(ticket.prefix, ticket.number), "from": from_state, "reason": "day over"}
        journal.record(ticket.subject, Event.TICKET_LEFT, by=CLOCK, at=now, data=data, thing=ticket)
    return bool(done)
