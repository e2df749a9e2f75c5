"""How grave it is, and what becomes of a card (004 篇1 七.8; rules.md B8). Pure."""

from django.db.models import TextChoices


class Level(TextChoices):
    """Grave enough for a word, a warning, a yellow or a red card."""

    REMINDER = "reminder", "提醒"
    WARNING = "warning", "预警"
    YELLOW = "yellow", "黄牌"
    RED = "red", "红牌"

    @property
    def rank(self) -> int:
        """1 for a reminder to 4 for a red card."""
        return list(Level).index(self) + 1


class State(TextChoices):
    """Where a card stands. Nothing is ever deleted: a lifted card stays, as lifted."""

    NOTED = "noted", "已告知"  # a level that asks for no answer
    RAISED = "raised", "待答复"
    ANSWERED = "answered", "已答复"
    APPEALED = "appealed", "申诉中"
    UPHELD = "upheld", "维持"
    LIFTED = "lifted", "撤销"


class Move(TextChoices):
    """What can be done with a card."""

    ANSWER = "answer", "答复"
    APPEAL = "appeal", "申诉"
    UPHOLD = "uphold", "维持这张牌"
    LIFT = "lift", "撤销这张牌"


MOVES: dict[tuple[State, Move], State] = {
    (State.NOTED, Move.APPEAL): State.APPEALED,
    (State.NOTED, Move.LIFT): State.LIFTED,
    (State.RAISED, Move.ANSWER): State.ANSWERED,
    (State.RAISED, Move.APPEAL): State.APPEALED,
    (State.RAISED, Move.LIFT): State.LIFTED,
    (State.ANSWERED, Move.APPEAL): State.APPEALED,
    (State.ANSWERED, Move.UPHOLD): State.UPHELD,
    (State.ANSWERED, Move.LIFT): State.LIFTED,
    (State.APPEALED, Move.UPHOLD): State.UPHELD,
    (State.APPEALED, Move.LIFT): State.LIFTED,
}
WAITING = (State.RAISED, State.ANSWERED, State.APPEALED)  # somebody has to act
COUNTED = (State.NOTED, *WAITING, State.UPHELD)  # everything but what was lifted


class OrderState(TextChoices):
    """Where a supervisory order stands."""

    OPEN = "open", "待办理"
    ANSWERED = "answered", "已回复"
    ACCEPTED = "accepted", "已认可"
    WITHDRAWN = "withdrawn", "已撤回"


class OrderMove(TextChoices):
    """What can be done with an order."""

    ANSWER = "answer", "回复"
    ACCEPT = "accept", "认可"
    RETURN = "return", "退回重办"
    WITHDRAW = "withdraw", "撤回"


ORDER_MOVES: dict[tuple[OrderState, OrderMove], OrderState] = {
    (OrderState.OPEN, OrderMove.ANSWER): OrderState.ANSWERED,
    (OrderState.OPEN, OrderMove.WITHDRAW): OrderState.WITHDRAWN,
    (OrderState.ANSWERED, OrderMove.ACCEPT): OrderState.ACCEPTED,
    (OrderState.ANSWERED, OrderMove.RETURN): OrderState.OPEN,
}


class OrderKind(TextChoices):
    """Why it was ordered."""

    DECIDE_NOW = "decide_now", "超时督办"  # 超时默认 (R126)
    RECTIFY = "rectify", "整改"  # R252
    BY_HAND = "by_hand", "督办"
