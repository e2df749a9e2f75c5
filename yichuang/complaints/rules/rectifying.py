"""整改单: what was found is put right by the window's department, and answered for (R252). Pure."""

from django.db.models import TextChoices


class RectificationState(TextChoices):
    """Where an order to put right stands."""

    OPEN = "open", "待整改"
    ANSWERED = "answered", "已回复"
    ACCEPTED = "accepted", "已认可"


class RectificationMove(TextChoices):
    """What can be done with it."""

    ANSWER = "answer", "回复整改"
    ACCEPT = "accept", "认可整改"
    RETURN = "return", "退回再整改"


RECTIFICATION_MOVES: dict[tuple[RectificationState, RectificationMove], RectificationState] = {
    (RectificationState.OPEN, RectificationMove.ANSWER): RectificationState.ANSWERED,
    (RectificationState.ANSWERED, RectificationMove.ACCEPT): RectificationState.ACCEPTED,
    (RectificationState.ANSWERED, RectificationMove.RETURN): RectificationState.OPEN,
}
