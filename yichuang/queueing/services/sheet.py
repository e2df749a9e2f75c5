"""A window's paper sheet, entered after the server was away, with its true times (R265)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db import connection, transaction
from django.utils.translation import gettext

from yichuang.catalogue.public import Matter
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Refused, Stale
from yichuang.kit.swapping import swap
from yichuang.people.public import Officer, Staff, Window
from yichuang.worktime.public import local_day

from ..models import Ticket, TicketMatter, WindowDuty
from ..policies import why_not
from ..policies.sheet import is_as_written, problem_with_row, why_not_sheet
from ..rules.numbers import seconds_between
from ..rules.policy import standing
from ..rules.sheet import Problem, Visited, Written, clock_of, read_rows, why_overlaps
from ..rules.states import DAY_OVER, MOVES, Channel, Move, State
from ..selectors import policy_of
from ..selectors.sheet import (
    block_with,
    busy_at,
    called_meanwhile,
    clerks_of,
    served_without_number,
    theme_called,
    ticket_numbered,
)
from .blocks import LOCK_SERIES
from .live import tell_hall
from .taking import next_number
from .windows import duty_at


@dataclass(frozen=True)
class Sheet:
    """One window's paper of one day, who sat there, and its rows as they were written."""

    window: Window
    on: date
    clerk: Staff | None
    rows: Sequence[Written]


class Kind(StrEnum):
    """What became of a row."""

    EMPTY = "empty"
    ENTERED = "entered"
    ALREADY = "already"  # it was entered before: once is enough
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of one row. `sentence` stands beside it: why not, in `field`; or what to look at again."""

    kind: Kind
    label: str = ""
    sentence: str = ""
    field: str = ""


def enter_sheet(sheet: Sheet, *, by: Officer, now: datetime) -> list[Outcome]:
    """Enter every row that can be true, each for itself; return what became of each, in their order.

    A row entered twice is entered once. Raises `Refused` for a sheet that is not hers or not of these days.
    """
    clerk = sheet.clerk if sheet.clerk in clerks_of(sheet.window) else None
    if reason := why_not_sheet(sheet.window, sheet.on, clerk, today=local_day(now), by=by):
        raise Refused(reason)
    read = read_rows(sheet.rows, on=sheet.on, prefix=sheet.window.theme.code, now=now)
    return [_outcome(sheet, row, by, now) for row in read]


def _outcome(sheet: Sheet, row: Visited | Problem | None, by: Officer, now: datetime) -> Outcome:
    if row is None:
        return Outcome(Kind.EMPTY)
    if isinstance(row, Visited):
        try:
            return _entered(sheet, row, by=by, now=now)
        except _CannotBe as no:
            row = no.problem
        except Stale as no:  # called or ended in this moment
            row = Problem(no.sentence, "number")
    return Outcome(Kind.REFUSED, sentence=row.sentence, field=row.field)


class _CannotBe(Exception):
    """A row is not entered; its transaction is undone."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


@transaction.atomic
def _entered(sheet: Sheet, row: Visited, *, by: Officer, now: datetime) -> Outcome:
    """Enter one row. One window's rows are entered one after the other, whoever enters them."""
    duty = duty_at(sheet.window, now=now)
    WindowDuty.objects.select_for_update().get(pk=duty.pk)
    known = _known(sheet, row)
    if known is not None and is_as_written(known, row, sheet.window):
        return Outcome(Kind.ALREADY, known.label)
    ticket = known or _brought_in(sheet, row, by=by, now=now)
    problem = problem_with_row(ticket, row, sheet.window) or why_overlaps(
        row, busy_at(sheet.window.pk, sheet.on)
    )
    if problem is not None:
        raise _CannotBe(problem)
    move = Move.ENTER if row.ended_at else Move.ENTER_MISSED
    if reason := why_not(ticket, move, by=by):
        raise _CannotBe(Problem(reason, "number"))
    # Begun before the outage, a visit has calls of the system beside it: they say nothing of its end.
    is_begun = State(ticket.state) in (State.CALLED, State.SERVING, State.PARKED)
    _write(sheet, ticket, row, move)
    if row.matter and row.ended_at:
        _note_matter(ticket, row)
    meanwhile = None if is_begun else called_meanwhile(ticket, row)
    _note(sheet, ticket, row, is_outage=meanwhile is None, by=by, now=now)
    if meanwhile is None:
        return Outcome(Kind.ENTERED, ticket.label)
    words = {"ticket": meanwhile.label, "time": clock_of(meanwhile.at), "window": meanwhile.window_number}
    said = gettext("那时系统在用：%(time)s %(window)s 号窗口叫了 %(ticket)s。已经登记，请再核对一下时间。")
    return Outcome(Kind.ENTERED, ticket.label, said % words)


def _brought_in(sheet: Sheet, row: Visited, *, by: Officer, now: datetime) -> Ticket:
    """Return the ticket of a reserved number that its kiosk has not handed in yet; or, for who had none, of
    the next number of the window's line.

    When a reserved one was taken is not known here: the kiosk tells it when it is back (`enter`).
    """
    centre_id, theme = sheet.window.centre_id, sheet.window.theme
    if row.number is None:
        number = next_number(theme, on=sheet.on)
        return _made(sheet, row, number, theme.pk, theme.code, Channel.PAPER, by=by, now=now)
    block = block_with(centre_id, sheet.on, row.prefix, row.number)
    if block is None:
        if theme_called(centre_id, row.prefix) is None:
            said = gettext("没有 %(letter)s 字头的号。") % {"letter": row.prefix}
        else:
            said = gettext("这一天没有发过 %(ticket)s，请核对号码。") % {"ticket": row.label}
        raise _CannotBe(Problem(said, "number"))
    with connection.cursor() as cursor:  # the kiosk may hand it in at this moment
        cursor.execute(LOCK_SERIES, [centre_id, block.prefix, block.day_on])
    known = ticket_numbered(centre_id, sheet.on, row.prefix, row.number)
    if known is not None:
        return known
    return _made(sheet, row, row.number, block.theme_id, block.prefix, Channel.BLOCK, by=by, now=now)


def _known(sheet: Sheet, row: Visited) -> Ticket | None:
    if row.number is None:
        return served_without_number(sheet.window.pk, row)
    return ticket_numbered(sheet.window.centre_id, sheet.on, row.prefix, row.number)


def _made(
    sheet: Sheet,
    row: Visited,
    number: int,
    theme_id: int,
    prefix: str,
    channel: Channel,
    *,
    by: Officer,
    now: datetime,
) -> Ticket:
    """Write a number that the system does not know yet, as taken when it was called."""
    centre_id = sheet.window.centre_id
    where = standing(policy_of(centre_id)[0], (), came_at=row.called_at)
    ticket = Ticket(
        centre_id=centre_id,
        day_on=sheet.on,
        prefix=prefix,
        number=number,
        theme_id=theme_id,
        channel=channel,
        key=where.key,
        head_start_min=where.head_start_min,
        came_at=row.called_at,
        stands_at=where.stands_at,
        since_at=row.called_at,
    )
    insert_all([ticket])
    data = {"ticket": ticket.label, "channel": ticket.channel, "class": where.key, "from": "sheet"}
    journal.record(ticket.subject, Event.TICKET_TAKEN, by=by, at=now, data=data, first=True, centre=centre_id)
    return ticket


def _write(sheet: Sheet, ticket: Ticket, row: Visited, move: Move) -> None:
    """Write the true times: what was spent waiting until the call, at the window until the end."""
    changes: dict[str, object] = {
        "state": MOVES[State(ticket.state), move],
        "window_id": sheet.window.pk,
        "clerk_id": ticket.clerk_id or (sheet.clerk.pk if sheet.clerk else None),
        **_times(ticket, row),
    }
    if move is Move.ENTER_MISSED:
        changes |= {"misses": ticket.misses + 1, "calls": max(ticket.calls, 1)}
    swap(ticket, **changes)


def _times(ticket: Ticket, row: Visited) -> dict[str, object]:
    """Return what the row says of a ticket's times, beside what the system knew of them before."""
    state, is_left_over = State(ticket.state), ticket.ended_reason == DAY_OVER
    if is_left_over:
        state = State.SERVING if ticket.served_at else State.WAITING
    times: dict[str, object] = {"calls": max(ticket.calls, 1), "ended_reason": ""}
    began_at = ticket.served_at if is_left_over and ticket.served_at else ticket.since_at
    if state in (State.WAITING, State.MISSED):
        since = ticket.came_at if is_left_over else ticket.since_at
        began_at = max(row.called_at, ticket.came_at)  # a wall's clock may be a minute behind
        times["called_at"] = began_at
        if state is State.WAITING:
            times["wait_s"] = (0 if is_left_over else ticket.wait_s) + seconds_between(since, began_at)
    elif state is State.PARKED:
        began_at = max(row.called_at, ticket.since_at)
    if row.ended_at is None:
        return times | {"since_at": began_at}
    ended_at = max(row.ended_at, began_at)
    served_s = 0 if is_left_over else ticket.serve_s
    times |= {"served_at": ticket.served_at or began_at, "ended_at": ended_at, "since_at": ended_at}
    return times | {"serve_s": served_s + seconds_between(began_at, ended_at)}


def _note_matter(ticket: Ticket, row: Visited) -> None:
    """Keep what was done: a matter of the catalogue by its code or name, else the words as they stand."""
    known = Matter.objects.filter(theme__centre=ticket.centre_id, current__isnull=False)
    matter = known.filter(code=row.matter).first() or known.filter(current__name=row.matter).first()
    name = matter.current.name[:300] if matter and matter.current else row.matter
    mine = TicketMatter.objects.filter(ticket=ticket)
    if mine.filter(name=name).update(done_at=row.ended_at):
        return
    order = mine.count() + 1
    TicketMatter.objects.create(ticket=ticket, order=order, matter=matter, name=name, done_at=row.ended_at)


def _note(sheet: Sheet, ticket: Ticket, row: Visited, *, is_outage: bool, by: Officer, now: datetime) -> None:
    """Write both times: when it was (in the facts), and when it was entered and by whom (the line's own)."""
    data = {
        "ticket": ticket.label,
        "window": sheet.window.number,
        "clerk": sheet.clerk.name if sheet.clerk else "",
        "called_at": ticket.called_at.isoformat() if ticket.called_at else "",
        "ended_at": ticket.ended_at.isoformat() if ticket.ended_at else "",
        "is_missed": row.ended_at is None,
        "is_outage": is_outage,
    }
    journal.record(
        ticket.subject, Event.TICKET_ENTERED, by=by, at=now, thing=ticket, data=data, centre=ticket.centre_id
    )
    tell_hall(ticket.centre_id)
