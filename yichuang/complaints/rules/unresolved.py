"""办不成事: what could not be done anywhere else has an owner until it is solved (B7; GB/T 47366). Pure."""

from django.db.models import TextChoices


class UnresolvedState(TextChoices):
    """Where it stands. Nobody's is no state."""

    OPEN = "open", "有人负责，未解决"
    SOLVED = "solved", "已解决"


class UnresolvedMove(TextChoices):
    """What can be done with it."""

    HAND_TO = "hand_to", "换责任人"
    NOTE = "note", "记进展"
    SOLVE = "solve", "已解决"
    REOPEN = "reopen", "没有解决，重新打开"


UNRESOLVED_MOVES: dict[tuple[UnresolvedState, UnresolvedMove], UnresolvedState] = {
    (UnresolvedState.OPEN, UnresolvedMove.HAND_TO): UnresolvedState.OPEN,
    (UnresolvedState.OPEN, UnresolvedMove.NOTE): UnresolvedState.OPEN,
    (UnresolvedState.OPEN, UnresolvedMove.SOLVE): UnresolvedState.SOLVED,
    (UnresolvedState.SOLVED, UnresolvedMove.REOPEN): UnresolvedState.OPEN,
}
