"""From the call to the end of a visit."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal.public import Event
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.kit.text import within
from yichuang.people.public import Officer, Theme, Window

from ..models import Ticket, TicketMatter
from ..policies import why_not
from ..rules.policy import TRANSFERRED, standing
from ..rules.states import GAVE_UP, Move, State
from ..selectors import policy_of
from .moving import move, note

A_TICK = timedelta(microseconds=1)
MOST_REASON = 200


def _ask(ticket: Ticket, what: Move, by: Officer) -> None:
    if reason := why_not(ticket, what, by=by):
        raise Refused(reason)


@transaction.atomic
def serve(ticket: Ticket, *, by: Officer, now: datetime) -> None:
    """The person has come: the visit begins."""
    _ask(ticket, Move.SERVE, by)
    move(ticket, Move.SERVE, now=now, served_at=ticket.served_at or now)
    note(ticket, Event.TICKET_SERVED, by=by, now=now, wait_s=ticket.wait_s)


@transaction.atomic
def miss(ticket: Ticket, *, by: Officer, now: datetime) -> None:
    """Nobody came. Raises `Refused` until the number was called as often as the policy says."""
    _ask(ticket, Move.MISS, by)
    wanted = policy_of(ticket.centre_id)[0].calls
    if ticket.calls < wanted:
        words = {"calls": ticket.calls, "wanted": wanted}
        raise Refused(gettext("叫了 %(calls)s 次，满 %(wanted)s 次才能记过号。") % words)
    move(ticket, Move.MISS, now=now, misses=ticket.misses + 1)
    note(ticket, Event.TICKET_MISSED, by=by, now=now, calls=ticket.calls)


@transaction.atomic
def come_back(ticket: Ticket, *, by: Officer, now: datetime) -> None:
    """Who missed the call is in the line again, behind as many others as the policy says."""
    _ask(ticket, Move.COME_BACK, by)
    others = Ticket.objects.filter(centre=ticket.centre_id, theme=ticket.theme_id, state=State.WAITING)
    after = policy_of(ticket.centre_id)[0].back_after
    first = list(others.order_by("stands_at", "id").values_list("stands_at", flat=True)[:after])
    stands_at = max(ticket.stands_at, first[-1] + A_TICK) if first else ticket.stands_at
    move(ticket, Move.COME_BACK, now=now, stands_at=stands_at, calls=0)
    note(ticket, Event.TICKET_CAME_BACK, by=by, now=now, behind=len(first))


@transaction.atomic
def park(ticket: Ticket, reason: str, *, by: Officer, now: datetime) -> None:
    """The visitor steps aside (a copy, a form) and is called again by this window."""
    _ask(ticket, Move.PARK, by)
    if not reason.strip():
        raise Invalid(gettext("请写挂起的原因，例如：去复印身份证。"), field="reason")
    move(ticket, Move.PARK, now=now)
    note(ticket, Event.TICKET_PARKED, by=by, now=now, reason=within(reason, MOST_REASON, field="reason"))


@transaction.atomic
def transfer(
    ticket: Ticket,
    *,
    theme: Theme | None = None,
    window: Window | None = None,
    reason: str,
    by: Officer,
    now: datetime,
) -> None:
    """Send the visit to another theme's line or to one window, with its history and its number.

    It stands there from now, with the head start of those who were transferred (or its own, if better).
    """
    _ask(ticket, Move.TRANSFER, by)
    if not reason.strip():
        raise Invalid(gettext("请写转过去办什么。"), field="reason")
    if (theme is None) == (window is None):
        raise Invalid(gettext("请选转到哪个主题，或者哪个窗口。"), field="to")
    centre_id = theme.centre_id if theme else window.centre_id if window else None
    if centre_id != ticket.centre_id or (window and window.pk == ticket.window_id):
        raise Invalid(gettext("只能转到本中心的别的窗口或者主题。"), field="to")
    where = standing(policy_of(ticket.centre_id)[0], {ticket.key, TRANSFERRED}, came_at=now)
    from_window = ticket.window_id
    changes: dict[str, object] = {"only_window_id": window.pk} if window else {"only_window_id": None}
    if theme:
        changes["theme_id"] = theme.pk
    move(
        ticket,
        Move.TRANSFER,
        now=now,
        stands_at=where.stands_at,
        key=where.key,
        head_start_min=where.head_start_min,
        calls=0,
        window_id=None,
        clerk_id=None,
        **changes,
    )
    to = theme.name if theme else str(window)
    note(ticket, Event.TICKET_TRANSFERRED, by=by, now=now, to=to, window=from_window, reason=reason.strip())


@transaction.atomic
def undo(ticket: Ticket, *, by: Officer, now: datetime) -> None:
    """Called by mistake: back to the place that it had."""
    _ask(ticket, Move.UNDO, by)
    move(ticket, Move.UNDO, now=now, window_id=None, clerk_id=None, calls=0)
    note(ticket, Event.TICKET_UNDONE, by=by, now=now)


@transaction.atomic
def end(ticket: Ticket, *, by: Officer, now: datetime) -> None:
    """The visit is over."""
    _ask(ticket, Move.END, by)
    move(ticket, Move.END, now=now, ended_at=now)
    note(
        ticket,
        Event.TICKET_ENDED,
        by=by,
        now=now,
        wait_s=ticket.wait_s,
        call_s=ticket.call_s,
        serve_s=ticket.serve_s,
    )


@transaction.atomic
def leave(ticket: Ticket, reason: str, *, by: Officer, now: datetime) -> None:
    """The person will not be served: told at the reception or at the window."""
    _ask(ticket, Move.LEAVE, by)
    move(ticket, Move.LEAVE, now=now, ended_at=now, ended_reason=within(reason, MOST_REASON, field="reason"))
    note(ticket, Event.TICKET_LEFT, by=by, now=now, reason=within(reason, MOST_REASON, field="reason"))


@transaction.atomic
def give_up(ticket: Ticket, *, now: datetime) -> None:
    """The person gives the number back, on the phone. Only while it waits or was missed."""
    if ticket.state not in (State.WAITING, State.MISSED):
        raise Refused(gettext("这个号已经叫到或者办完，不用退。"))
    move(ticket, Move.LEAVE, now=now, ended_at=now, ended_reason=GAVE_UP)
    note(ticket, Event.TICKET_LEFT, by=CITIZEN, now=now, reason=GAVE_UP)


@transaction.atomic
def correct(ticket: Ticket, *, keys: tuple[str, ...], grounds: str, by: Officer, now: datetime) -> None:
    """The reception puts a waiting ticket into another class, saying what was shown or why (R065, R067)."""
    _ask(ticket, Move.CORRECT, by)
    policy, _ = policy_of(ticket.centre_id)
    if unknown := sorted(set(keys) - {c.key for c in policy.classes}):
        raise Invalid(gettext("没有“%(key)s”这一类。") % {"key": unknown[0]}, field="keys")
    if not grounds.strip():
        raise Invalid(gettext("请写看了什么证件，或者急在哪里。"), field="grounds")
    where = standing(policy, keys, came_at=ticket.came_at)
    waited_from = ticket.since_at
    move(
        ticket,
        Move.CORRECT,
        now=now,
        key=where.key,
        head_start_min=where.head_start_min,
        stands_at=where.stands_at,
        grounds=within(grounds, 200, field="grounds"),
        is_escorted=policy.of(where.key).is_escorted,
    )
    data = {
        "class": where.key,
        "grounds": within(grounds, 200, field="grounds"),
        "since": waited_from.isoformat(),
    }
    note(ticket, Event.TICKET_CORRECTED, by=by, now=now, **data)


def link_case(ticket: Ticket, order: int, case_no: str, *, name: str = "", now: datetime) -> None:
    """Write which case came of a matter of the visit; a matter that was not announced is added."""
    known = TicketMatter.objects.filter(ticket=ticket, order=order)
    if known.update(case_no=case_no, done_at=now):
        return
    if not name:
        raise Stale
    TicketMatter.objects.create(ticket=ticket, order=order, name=name[:300], case_no=case_no, done_at=now)
