"""Calling (R063): the next one by the policy, this one with a reason, once more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext

from yichuang.journal.public import Event
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.text import within
from yichuang.people.public import Officer, window_card

from ..models import Call, Ticket, WindowDuty
from ..policies import why_not, why_not_call
from ..rules.states import CallKind, Move, State
from ..selectors import Caller, caller_of, policy_of, serves_of
from .moving import move, note
from .serving import end

_TRIES = 4
_HEADS = """
SELECT h.id, s.theme_id, s.after_min, h.stands_at + make_interval(mins => s.after_min) AS place
  FROM unnest(%(themes)s::bigint[], %(afters)s::int[]) AS s(theme_id, after_min)
 CROSS JOIN LATERAL (
       SELECT id, stands_at FROM queueing_ticket
        WHERE centre_id = %(centre)s AND theme_id = s.theme_id
          AND state = 'waiting' AND only_window_id IS NULL
        ORDER BY stands_at, id LIMIT 1) h
UNION ALL
(SELECT id, NULL, 0, stands_at FROM queueing_ticket
  WHERE only_window_id = %(window)s AND state = 'waiting' ORDER BY stands_at, id LIMIT 1)
ORDER BY 4, 1"""
# SKIP LOCKED: two windows that call at the same moment never wait for each other and never get the same one.
_CLAIM = """
UPDATE queueing_ticket SET state = 'called', version = version + 1, window_id = %(window)s,
       clerk_id = %(clerk)s, called_at = %(now)s, calls = 1, since_at = %(now)s,
       wait_s = wait_s + GREATEST(EXTRACT(EPOCH FROM %(now)s - since_at)::int, 0)
 WHERE id = (SELECT id FROM queueing_ticket
              WHERE {line} AND state = 'waiting' AND (stands_at, id) <= (%(until)s, %(last)s)
              ORDER BY stands_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING *"""
_LINE = "centre_id = %(centre)s AND theme_id = %(theme)s AND only_window_id IS NULL"
_OWN = "only_window_id = %(window)s"


@dataclass(frozen=True)
class _Head:
    """The first of one line, with what the line is ordered by at this window."""

    id: int
    theme_id: int | None
    after_min: int
    place: datetime

    @property
    def later(self) -> timedelta:
        """By how much this line stands back at this window."""
        return timedelta(minutes=self.after_min)


@transaction.atomic
def call_next(*, ends_visit: bool = False, by: Officer, now: datetime) -> Ticket | None:
    """Call the ticket that the policy says is next for this window; None when nobody waits.

    Two windows never get the same one. With `ends_visit` the visit that is being served here ends first.
    Raises `Refused` when this window cannot call now.
    """
    caller = _caller(by, ends_visit=ends_visit, now=now)
    duty = caller.duty
    if len(duty.themes) == 1 and not caller.has_own:
        (serves,) = serves_of(duty)
        line = _Head(0, serves.theme_id, serves.after_min, now)
        ticket = _claim(duty, line, None, by=by, now=now)
        if ticket is not None:
            _say(ticket, caller.number, CallKind.NEXT, after_min=line.after_min, by=by, now=now)
        return ticket
    for last_try in (False,) * (_TRIES - 1) + (True,):
        heads = _heads(duty)
        if not heads:
            return None
        if found := _claim_one(duty, heads, anything=last_try, by=by, now=now):
            ticket, after_min = found
            _say(ticket, caller.number, CallKind.NEXT, after_min=after_min, by=by, now=now)
            return ticket
    return None


def _caller(by: Officer, *, ends_visit: bool, now: datetime) -> Caller:
    """Return the window that calls, free to call. Raises `Refused`."""
    caller = caller_of(by.window_id) if by.window_id is not None else None
    serving = Ticket.objects.get(pk=caller.serving_id) if caller and caller.serving_id else None
    if ends_visit and serving is not None and serving.state == State.SERVING:
        end(serving, by=by, now=now)
        serving = None
    reason = why_not_call(caller.duty if caller else None, serving, by=by)
    if reason or caller is None:
        raise Refused(reason)
    return caller


def _heads(duty: WindowDuty) -> list[_Head]:
    serves = serves_of(duty)
    values = {
        "themes": [s.theme_id for s in serves],
        "afters": [s.after_min for s in serves],
        "centre": duty.centre_id,
        "window": duty.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(_HEADS, values)
        return [_Head(*row) for row in cursor.fetchall()]


def _claim_one(
    duty: WindowDuty, heads: list[_Head], *, anything: bool, by: Officer, now: datetime
) -> tuple[Ticket, int] | None:
    """Claim from the best line what is not behind the next line's first, else from the next line.

    What another window is just taking is passed over, and the one behind it may be later than the first of
    another line: without the bound that one would be overtaken for no reason of the policy.
    """
    for number, head in enumerate(heads):
        following = heads[number + 1] if number + 1 < len(heads) else None
        bound = following or (None if anything or len(heads) == 1 else head)
        if ticket := _claim(duty, head, bound, by=by, now=now):
            return ticket, head.after_min
    return None


def _claim(
    duty: WindowDuty, head: _Head, bound: _Head | None, *, by: Officer, now: datetime
) -> Ticket | None:
    own = head.theme_id is None
    values = {
        "centre": duty.centre_id,
        "theme": head.theme_id,
        "window": duty.pk,
        "clerk": by.staff_id,
        "now": now,
        "until": datetime.max.replace(tzinfo=now.tzinfo) if bound is None else bound.place - head.later,
        "last": 2**62 if bound is None else bound.id,
    }
    sql = _CLAIM.format(line=_OWN if own else _LINE)
    return next(iter(Ticket.objects.raw(sql, values)), None)


@transaction.atomic
def call_this(ticket: Ticket, reason: str = "", *, by: Officer, now: datetime) -> None:
    """Call one out of turn, with a reason that is kept and shown; or one that this window has parked.

    Raises `Refused`, `Invalid` without a reason, `Stale`.
    """
    caller = _caller(by, ends_visit=False, now=now)
    duty = caller.duty
    if refusal := why_not(ticket, Move.CALL, by=by):
        raise Refused(refusal)
    is_back = ticket.state == State.PARKED
    if is_back and ticket.window_id != duty.pk:
        raise Refused(gettext("%(ticket)s 由挂起它的窗口再叫。") % {"ticket": ticket.label})
    if not is_back and not reason.strip():
        raise Invalid(gettext("点叫要写理由，排在前面的人看得到。"), field="reason")
    move(ticket, Move.CALL, now=now, window_id=duty.pk, clerk_id=by.staff_id, called_at=now, calls=1)
    kind = CallKind.BACK if is_back else CallKind.PICKED
    _say(ticket, caller.number, kind, reason=within(reason, 200, field="reason"), by=by, now=now)


@transaction.atomic
def recall(ticket: Ticket, *, by: Officer, now: datetime) -> None:
    """Call the same number once more. Raises `Refused` after the last time that the policy allows."""
    if reason := why_not(ticket, Move.RECALL, by=by):
        raise Refused(reason)
    most = policy_of(ticket.centre_id)[0].calls
    if ticket.calls >= most:
        raise Refused(gettext("已经叫了 %(most)s 次，没有人来就记过号。") % {"most": most})
    move(ticket, Move.RECALL, now=now, calls=ticket.calls + 1)
    _say(ticket, window_card(ticket.window_id or 0).number, CallKind.AGAIN, by=by, now=now)


def _say(
    ticket: Ticket,
    window_number: int,
    kind: CallKind,
    *,
    after_min: int = 0,
    reason: str = "",
    by: Officer,
    now: datetime,
) -> None:
    """Put the announcement into the hall's queue, with what the order was made of."""
    call = Call(
        ticket=ticket,
        centre_id=ticket.centre_id,
        window_id=ticket.window_id or 0,  # it has one: it was just called
        window_number=window_number,
        theme_id=ticket.theme_id,
        label=ticket.label,
        kind=kind,
        nth=ticket.calls,
        at=now,
        by=by.actor_id,
        key=ticket.key,
        head_start_min=ticket.head_start_min,
        after_min=after_min,
        came_at=ticket.came_at,
        stands_at=ticket.stands_at,
        policy_version=policy_of(ticket.centre_id)[1],
        reason=reason,
    )
    insert_all([call])
    note(
        ticket,
        Event.TICKET_CALLED,
        by=by,
        now=now,
        window=window_number,
        kind=kind.value,
        nth=ticket.calls,
        reason=reason,
    )
