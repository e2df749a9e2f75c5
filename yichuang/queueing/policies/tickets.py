"""What can be done to a ticket now, and by whom."""

from datetime import date, timedelta

from django.utils.translation import gettext

from yichuang.people.public import Officer, Role

from ..models import Ticket, WindowDuty
from ..rules.states import BY_PEOPLE_AT_THE_WINDOW, CALLING, MOVES, Move, State

AT_RECEPTION = (Role.RECEPTION, Role.MANAGER, Role.CLERK)


def why_not(ticket: Ticket, move: Move, *, by: Officer) -> str:
    """Say why this person cannot do this to the ticket now; an empty string means go ahead. No query."""
    if (State(ticket.state), move) not in MOVES:
        words = {
            "ticket": ticket.label,
            "state": gettext(ticket.get_state_display()),
            "move": gettext(str(move.label)),
        }
        return gettext("%(ticket)s %(state)s，不能%(move)s。") % words
    if move is Move.CALL:
        return _why_not_clerk(ticket, by)
    if move in BY_PEOPLE_AT_THE_WINDOW:
        if ticket.window_id != by.window_id:
            return gettext("%(ticket)s 在别的窗口，请在那里操作。") % {"ticket": ticket.label}
        return _why_not_clerk(ticket, by)
    if not by.holds(*AT_RECEPTION, centre_id=ticket.centre_id):
        return gettext("这一步由导办台或者窗口办。")
    return ""


def why_not_note(ticket: Ticket, *, today: date, days: int, by: Officer) -> str:
    """Say why she cannot write down what was done on a visit, `days` after it at most; no query.

    Who served does, or the hall's manager for somebody who is away. Once: what was written stays.
    """
    words = {"ticket": ticket.label, "state": gettext(ticket.get_state_display()), "days": days}
    if ticket.state != State.DONE:
        return gettext("%(ticket)s %(state)s，办完以后再补记。") % words
    if ticket.clerk_id != by.staff_id and not by.holds(Role.MANAGER, centre_id=ticket.centre_id):
        return gettext("%(ticket)s 由当时的经办人或者大厅管理补记。") % words
    if ticket.noted_at is not None:
        return gettext("%(ticket)s 已经补记过了。") % words
    if today > ticket.day_on + timedelta(days=days):
        return gettext("只能补记 %(days)s 天以内的号。") % words
    return ""


def _why_not_clerk(ticket: Ticket, by: Officer) -> str:
    if not by.holds(Role.CLERK, centre_id=ticket.centre_id):
        return gettext("叫号由本中心的综合窗口人员办。")
    return ""


def why_not_call(duty: WindowDuty | None, serving: Ticket | None = None, *, by: Officer) -> str:
    """Say why this window cannot call now: it is not open, not hers, or still has someone. No query."""
    if by.window_id is None:
        return gettext("请先选窗口，再叫号。")
    if duty is None or duty.state not in CALLING:
        return gettext("窗口没有开，请先开窗。")
    if duty.clerk_id != by.staff_id:
        return gettext("这个窗口现在由别人值班，请先换班。")
    if not by.holds(Role.CLERK, centre_id=duty.centre_id):
        return gettext("叫号由本中心的综合窗口人员办。")
    if serving is not None:
        return gettext("%(ticket)s 还在窗口，办完、挂起或者记过号以后再叫下一位。") % {
            "ticket": serving.label
        }
    return ""
