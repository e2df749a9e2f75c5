"""The life of a case: one table of moves, and nothing else decides."""

from django.db.models import TextChoices


class State(TextChoices):
    """Where a case stands. Participles: what has been done to it."""

    DRAFT = "draft", "收件中"
    ACCEPTED = "accepted", "已受理"
    DECIDED = "decided", "已决定，待领取"
    CONCLUDED = "concluded", "已办结"
    DISCARDED = "discarded", "已作废"


class Action(TextChoices):
    """What a person can do to a case."""

    EDIT = "edit", "登记"
    ACCEPT = "accept", "受理"
    DECIDE = "decide", "决定"
    HAND_OUT = "hand_out", "出件"
    DISCARD = "discard", "作废"


MOVES: dict[tuple[State, Action], State] = {
    (State.DRAFT, Action.EDIT): State.DRAFT,
    (State.DRAFT, Action.ACCEPT): State.ACCEPTED,  # 行政许可法 32 (五); R074
    (State.DRAFT, Action.DISCARD): State.DISCARDED,
    (State.ACCEPTED, Action.DECIDE): State.DECIDED,
    (State.DECIDED, Action.HAND_OUT): State.CONCLUDED,  # 行政许可法 44; R133, R137
}

OPEN_STATES = frozenset({State.DRAFT, State.ACCEPTED, State.DECIDED})


class Outcome(TextChoices):
    """What was decided."""

    GRANTED = "granted", "准予"


class Mark(TextChoices):
    """What the check of one material against the published list found (R083)."""

    PENDING = "pending", "未核对"
    RECEIVED = "received", "收到"
    MISSING = "missing", "缺"
    FAULTY = "faulty", "有误"
    NOT_NEEDED = "not_needed", "本情形不需要"
