"""How a result reaches the applicant (行政许可法 44; R133, R136, R140): one table for what is on its way."""

from django.db.models import TextChoices

from .states import Action


class DeliveryWay(TextChoices):
    """How the applicant wants it."""

    WINDOW = "window", "窗口领取"
    COURIER = "courier", "邮寄"
    ONLINE = "online", "网上下载"


class DeliveryState(TextChoices):
    """Where the result is."""

    WAITING = "waiting", "等待送达"
    SENT = "sent", "已寄出，待签收"
    CAME_BACK = "came_back", "退回，在窗口等待领取"
    DONE = "done", "已送达"


DELIVERY_MOVES: dict[tuple[DeliveryState, Action], DeliveryState] = {
    (DeliveryState.WAITING, Action.HAND_OUT): DeliveryState.DONE,
    (DeliveryState.WAITING, Action.SEND): DeliveryState.SENT,
    (DeliveryState.WAITING, Action.DELIVER_ONLINE): DeliveryState.DONE,
    (DeliveryState.SENT, Action.SIGN_FOR): DeliveryState.DONE,
    (DeliveryState.SENT, Action.COME_BACK): DeliveryState.CAME_BACK,
    (DeliveryState.CAME_BACK, Action.HAND_OUT): DeliveryState.DONE,
    (DeliveryState.CAME_BACK, Action.SEND): DeliveryState.SENT,
    (DeliveryState.CAME_BACK, Action.DELIVER_ONLINE): DeliveryState.DONE,
}
DELIVERY_ACTIONS = frozenset(action for _, action in DELIVERY_MOVES)
