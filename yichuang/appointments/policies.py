"""What can be done to a booking now."""

from datetime import datetime

from django.utils.translation import gettext

from yichuang.kit.templatetags.kit import clock_time, short_date
from yichuang.people.public import Officer, Role
from yichuang.worktime.public import local_day

from .models import Booking
from .rules.states import MOVES, Move, State

BY_THE_PERSON = (Move.CHANGE, Move.CANCEL)
HAS_A_DAY = (State.BOOKED, State.NO_SHOW)  # what its person wants to hear of is when it is, or was
AT_THE_DESK = (Role.RECEPTION, Role.CLERK, Role.MANAGER)


def why_not(booking: Booking, move: Move, *, now: datetime) -> str:
    """Say why this cannot be done to the booking now; an empty string means go ahead. No query."""
    state = State(booking.state)
    if move is Move.CHECK_IN and state in HAS_A_DAY and (sentence := _why_not_today(booking, now)):
        return sentence
    if (state, move) not in MOVES:
        if state is State.LAPSED:
            return gettext("留名额的时间过了，这个时间已经放开，请重新选。")
        words = {
            "number": booking.number,
            "state": gettext(str(state.label)),
            "move": gettext(str(move.label)),
        }
        return gettext("预约 %(number)s %(state)s，不能%(move)s。") % words
    if move in BY_THE_PERSON and now >= booking.starts_at:
        return gettext("预约的时间已经到了，不能再改或者取消。")
    if move is Move.MISS and local_day(now) <= local_day(booking.starts_at):
        return gettext("当天还没有结束，不能记未到。")
    return ""


def _why_not_today(booking: Booking, now: datetime) -> str:
    on, today = local_day(booking.starts_at), local_day(now)
    words = {"time": f"{short_date(booking.starts_at)} {clock_time(booking.starts_at)}"}
    if on > today:
        return gettext("预约在 %(time)s，今天还早。请当天签到，那天大厅开门以后就可以。") % words
    if on < today:
        return gettext("预约在 %(time)s，已经过了，不能再签到。请现场取号，或者另约时间。") % words
    return ""


def may_manage(by: Officer, centre_id: int) -> bool:
    """Say whether someone sets up plans, blocks days and excuses no-shows at a centre."""
    return by.holds(Role.MANAGER, centre_id=centre_id)


def may_see(by: Officer, centre_id: int) -> bool:
    """Say whether someone sees and checks in the day's bookings of a centre."""
    return by.holds(*AT_THE_DESK, centre_id=centre_id)
