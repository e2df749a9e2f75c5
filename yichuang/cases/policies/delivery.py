"""Why a result cannot go out in a way, or its way be chosen."""

from django.utils.translation import gettext

from ..models import Case, Delivery
from ..rules.delivery import DELIVERY_MOVES, DeliveryState, DeliveryWay
from ..rules.states import MOVES, OPEN_STATES, Action, State
from .objections import objection_to
from .window import no_longer


def why_not_step(delivery: Delivery, action: Action) -> str:
    """Say that the table has no such step from where the result is."""
    if (DeliveryState(delivery.state), action) in DELIVERY_MOVES:
        return ""
    words = {"state": gettext(delivery.get_state_display()), "action": gettext(action.label)}
    return gettext("结果%(state)s，不能%(action)s。") % words


def why_not_choose(case: Case, delivery: Delivery, way: DeliveryWay) -> str:
    """Say why the way of delivery cannot be chosen now: until it is on its way it can be changed."""
    if State(case.state) not in OPEN_STATES:
        return gettext("这一件%(state)s，不能再改送达方式。") % {"state": gettext(case.get_state_display())}
    if delivery.state not in {DeliveryState.WAITING, DeliveryState.CAME_BACK}:
        return gettext("结果%(state)s，不能再改送达方式。") % {"state": gettext(delivery.get_state_display())}
    return why_not_unoriginal(case) if way is DeliveryWay.ONLINE else ""


def why_not_unoriginal(case: Case) -> str:
    """Say that originals lie here: they cannot be given back through a wire. One query."""
    if case.materials.filter(is_original=True, returned_at=None).exists():
        return gettext("有原件要当面退还，请选窗口领取或者邮寄。")
    return ""


def why_not_online(case: Case, delivery: Delivery) -> str:
    """Say why the result cannot be delivered by being downloaded."""
    if (State(case.state), Action.DELIVER_ONLINE) not in MOVES:
        return no_longer(case, Action.DELIVER_ONLINE)
    if delivery.way != DeliveryWay.ONLINE:
        return gettext("您选的不是网上下载，请先改送达方式。")
    return why_not_step(delivery, Action.DELIVER_ONLINE) or why_not_unoriginal(case) or objection_to(case)
