"""The life of a ticket and of a window's day: two tables of moves decide. Pure."""

from django.db.models import TextChoices


class State(TextChoices):
    """Where a ticket stands."""

    WAITING = "waiting", "等候"
    CALLED = "called", "已叫号"
    SERVING = "serving", "办理中"
    PARKED = "parked", "挂起"  # the visitor fetches a copy or fills in a form; the window keeps the number
    MISSED = "missed", "过号"
    DONE = "done", "办完"
    LEFT = "left", "离开"


class Move(TextChoices):
    """What can be done to a ticket."""

    CALL = "call", "叫号"
    RECALL = "recall", "重呼"
    SERVE = "serve", "开始办理"
    MISS = "miss", "过号"
    COME_BACK = "come_back", "过号恢复"
    PARK = "park", "挂起"
    TRANSFER = "transfer", "转"
    UNDO = "undo", "退回队列"  # called by mistake: back to the place it had
    END = "end", "办完"
    LEAVE = "leave", "不办了"
    CORRECT = "correct", "改号票"
    ENTER = "enter", "补登"  # what a paper sheet says of it, afterwards (R265)
    ENTER_MISSED = "enter_missed", "补登过号"


MOVES: dict[tuple[State, Move], State] = {
    (State.WAITING, Move.CALL): State.CALLED,
    (State.WAITING, Move.LEAVE): State.LEFT,
    (State.WAITING, Move.CORRECT): State.WAITING,
    (State.CALLED, Move.RECALL): State.CALLED,
    (State.CALLED, Move.SERVE): State.SERVING,
    (State.CALLED, Move.MISS): State.MISSED,
    (State.CALLED, Move.UNDO): State.WAITING,
    (State.CALLED, Move.TRANSFER): State.WAITING,
    (State.CALLED, Move.LEAVE): State.LEFT,
    (State.SERVING, Move.PARK): State.PARKED,
    (State.SERVING, Move.TRANSFER): State.WAITING,
    (State.SERVING, Move.END): State.DONE,
    (State.PARKED, Move.CALL): State.CALLED,
    (State.PARKED, Move.END): State.DONE,
    (State.PARKED, Move.LEAVE): State.LEFT,
    (State.MISSED, Move.COME_BACK): State.WAITING,
    (State.MISSED, Move.LEAVE): State.LEFT,
    (State.WAITING, Move.ENTER): State.DONE,
    (State.CALLED, Move.ENTER): State.DONE,
    (State.SERVING, Move.ENTER): State.DONE,
    (State.PARKED, Move.ENTER): State.DONE,
    (State.MISSED, Move.ENTER): State.DONE,
    (State.LEFT, Move.ENTER): State.DONE,  # only what the clock ended: DAY_OVER
    (State.DONE, Move.ENTER): State.DONE,  # likewise
    (State.WAITING, Move.ENTER_MISSED): State.MISSED,
    (State.CALLED, Move.ENTER_MISSED): State.MISSED,
}
DAY_OVER = "当天没有结束"  # why the clock ended a ticket
GAVE_UP = "本人退号"  # the visitor did, on the phone
OUR_REASONS = frozenset({"", DAY_OVER, GAVE_UP})  # any other was typed by somebody
AT_WINDOW = (State.CALLED, State.SERVING)  # one window has at most one of these
OVER = (State.DONE, State.LEFT)
BY_PEOPLE_AT_THE_WINDOW = frozenset(
    {Move.RECALL, Move.SERVE, Move.MISS, Move.PARK, Move.TRANSFER, Move.UNDO, Move.END}
)


class Duty(TextChoices):
    """What a window is doing. That it serves somebody follows from the ticket it has."""

    CLOSED = "closed", "未开"
    OPEN = "open", "受理"
    PAUSED = "paused", "暂停服务"
    NOON = "noon", "午间值班"


class Turn(TextChoices):
    """What can be done to a window's duty."""

    OPEN = "open", "开窗"
    PAUSE = "pause", "暂停"
    RESUME = "resume", "恢复"
    TAKE_NOON = "take_noon", "午间值班"
    CLOSE = "close", "关窗"


TURNS: dict[tuple[Duty, Turn], Duty] = {
    (Duty.CLOSED, Turn.OPEN): Duty.OPEN,
    (Duty.CLOSED, Turn.TAKE_NOON): Duty.NOON,
    (Duty.OPEN, Turn.PAUSE): Duty.PAUSED,
    (Duty.OPEN, Turn.TAKE_NOON): Duty.NOON,
    (Duty.OPEN, Turn.CLOSE): Duty.CLOSED,
    (Duty.PAUSED, Turn.RESUME): Duty.OPEN,
    (Duty.PAUSED, Turn.CLOSE): Duty.CLOSED,
    (Duty.NOON, Turn.PAUSE): Duty.PAUSED,
    (Duty.NOON, Turn.RESUME): Duty.OPEN,
    (Duty.NOON, Turn.CLOSE): Duty.CLOSED,
}
CALLING = (Duty.OPEN, Duty.NOON)  # a window that calls


class Channel(TextChoices):
    """How a ticket was taken."""

    KIOSK = "kiosk", "取号机"
    RECEPTION = "reception", "导办台"
    PHONE = "phone", "手机"
    APPOINTMENT = "appointment", "预约"
    BLOCK = "block", "备用号段"  # issued while the network was down, entered afterwards
    PAPER = "paper", "纸单"  # served without a number while everything was down: it gets one afterwards


class CallKind(TextChoices):
    """Why a number was spoken."""

    NEXT = "next", "叫号"
    PICKED = "picked", "点叫"  # this one, out of turn, with a reason
    AGAIN = "again", "重呼"
    BACK = "back", "挂起后再叫"
