"""否定事项报备: an intended denial goes up level by level before it is decided (R146). Pure."""

from collections.abc import Callable

from django.db.models import TextChoices

from yichuang.people.public import Role


class DenialState(TextChoices):
    """Where an intended denial stands."""

    PENDING = "pending", "逐级报批中"
    SENT_BACK = "sent_back", "已退回登记人"
    CONFIRMED = "confirmed", "已确定不予"
    WITHDRAWN = "withdrawn", "已撤回"
    DROPPED = "dropped", "办件已结束"


class DenialMove(TextChoices):
    """What can be done to it."""

    CONFIRM = "confirm", "同意，报上一级"
    CONFIRM_LAST = "confirm_last", "确定不予"
    SEND_BACK = "send_back", "退回"
    REVISE = "revise", "修改后再报"
    WITHDRAW = "withdraw", "撤回"
    DROP = "drop", "终结"  # the case ended: never taken by a person


DENIAL_MOVES: dict[tuple[DenialState, DenialMove], DenialState] = {
    (DenialState.PENDING, DenialMove.CONFIRM): DenialState.PENDING,
    (DenialState.PENDING, DenialMove.CONFIRM_LAST): DenialState.CONFIRMED,
    (DenialState.PENDING, DenialMove.SEND_BACK): DenialState.SENT_BACK,
    (DenialState.PENDING, DenialMove.WITHDRAW): DenialState.WITHDRAWN,
    (DenialState.PENDING, DenialMove.DROP): DenialState.DROPPED,
    (DenialState.SENT_BACK, DenialMove.REVISE): DenialState.PENDING,
    (DenialState.SENT_BACK, DenialMove.WITHDRAW): DenialState.WITHDRAWN,
    (DenialState.SENT_BACK, DenialMove.DROP): DenialState.DROPPED,
}
UNSETTLED = (DenialState.PENDING, DenialState.SENT_BACK)


def levels_above(configured: str, holds: Callable[[Role], bool]) -> list[str]:
    """Return the levels that an intended denial goes through, lowest first.

    A level that the one who registers holds herself is left out: nobody confirms her own. The top one
    always stays, and then somebody else who holds it confirms.
    """
    roles = [Role(word.strip()) for word in configured.split(",")]
    return [role.value for role in roles if not holds(role)] or [roles[-1].value]
