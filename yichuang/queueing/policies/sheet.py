"""Who may enter a paper sheet, and what of it cannot be."""

from datetime import date, timedelta

from django.utils.translation import gettext

from yichuang.people.public import Officer, Role, Staff, Window

from ..models import Ticket
from ..rules.sheet import CLOCKS_DIFFER, MOST_DAYS, Problem, Visited, clock_of
from ..rules.states import DAY_OVER, OVER, State


def may_enter_for(window: Window, by: Officer) -> bool:
    """Whether this is her own window, or she is of the reception or manages the hall."""
    return by.holds(Role.RECEPTION, Role.MANAGER, centre_id=window.centre_id) or (
        by.window_id == window.pk and by.holds(Role.CLERK, centre_id=window.centre_id)
    )


def why_not_sheet(window: Window, on: date, clerk: Staff | None, *, today: date, by: Officer) -> str:
    """Say why a sheet of this window and day is not entered; an empty string means go ahead. No query."""
    if not may_enter_for(window, by):
        return gettext("纸单由坐在这个窗口的人、导办台或者大厅管理补登。")
    if on > today:
        return gettext("这一天还没有到。")
    if on < today - timedelta(days=MOST_DAYS):
        return gettext("只能补登 %(days)s 天以内的纸单。") % {"days": MOST_DAYS}
    if clerk is None:
        return gettext("请选当时坐在窗口的人。")
    return ""


def is_as_written(ticket: Ticket, row: Visited, window: Window) -> bool:
    """Whether this ticket already says what the row says: the sheet was entered before."""
    if ticket.window_id != window.pk or ticket.called_at is None:
        return False
    if row.ended_at is None:
        return ticket.state == State.MISSED and clock_of(ticket.called_at) == clock_of(row.called_at)
    return (
        ticket.state == State.DONE
        and ticket.ended_at is not None
        and clock_of(ticket.ended_at) == clock_of(max(row.ended_at, ticket.called_at))
    )


def problem_with_row(ticket: Ticket, row: Visited, window: Window) -> Problem | None:
    """Say why a row cannot be true of the ticket that it names. One query where another window has it."""
    words = {"ticket": ticket.label, "state": gettext(ticket.get_state_display())}
    if ticket.state in OVER and ticket.ended_reason != DAY_OVER:
        return Problem(_over(ticket), "number")
    if ticket.state not in (State.WAITING, State.MISSED, State.LEFT) and ticket.window_id != window.pk:
        return Problem(_elsewhere(ticket), "number")
    if row.ended_at is None and ticket.state not in (State.WAITING, State.CALLED):
        return Problem(gettext("%(ticket)s %(state)s，不能记没来。") % words, "ended")
    began_at = ticket.came_at if ticket.state in (State.WAITING, State.LEFT) else ticket.since_at
    if ticket.ended_reason == DAY_OVER:
        began_at = ticket.served_at or ticket.came_at
    words["time"] = clock_of(began_at)
    if ticket.state in (State.WAITING, State.LEFT) and row.called_at + CLOCKS_DIFFER < began_at:
        return Problem(gettext("%(ticket)s %(time)s 才取号，不会更早叫到。") % words, "called")
    if (row.ended_at or row.called_at) + CLOCKS_DIFFER < began_at:
        return Problem(gettext("%(ticket)s 系统里记到 %(time)s，办完不会更早。") % words, "ended")
    return None


def _over(ticket: Ticket) -> str:
    words = {"ticket": ticket.label, "time": clock_of(ticket.ended_at or ticket.since_at)}
    if ticket.state == State.LEFT:
        return gettext("%(ticket)s %(time)s 已经退号或者离开，请核对号码。") % words
    return gettext("%(ticket)s 已经在 %(window)s 号窗口办完（%(time)s），请核对号码。") % {
        **words,
        "window": ticket.window.number if ticket.window else "–",
    }


def _elsewhere(ticket: Ticket) -> str:
    words = {"ticket": ticket.label, "window": ticket.window.number if ticket.window else "–"}
    return gettext("%(ticket)s 在 %(window)s 号窗口，由那个窗口补登。") % words
