"""Who keeps the ledger of machines, and what can be done to one now."""

from django.utils.translation import gettext

from yichuang.people.public import Officer, Role

from .models import Device
from .rules.states import MOVES, Move, State

LOOK_AFTER = (Role.MANAGER, Role.RECEPTION)


def why_not(device: Device, move: Move, *, by: Officer) -> str:
    """Say why this cannot be done to a machine now; an empty string means go ahead. No query."""
    if (State(device.state), move) not in MOVES:
        words = {"device": device.name, "state": gettext(device.get_state_display())}
        return gettext("%(device)s 现在是“%(state)s”，不能这样改。") % words
    return (
        why_not_keep(device.centre_id, by=by)
        if move is Move.RETIRE
        else why_not_check(device.centre_id, by=by)
    )


def why_not_keep(centre_id: int, *, by: Officer) -> str:
    """Say why she may not add or retire machines of this centre."""
    if not by.holds(Role.MANAGER, centre_id=centre_id):
        return gettext("设备台账由本中心的大厅管理登记。")
    return ""


def why_not_check(centre_id: int, *, by: Officer) -> str:
    """Say why she may not tick the morning's list, report a machine or answer a call for help."""
    if not by.holds(*LOOK_AFTER, centre_id=centre_id):
        return gettext("设备由本中心的大厅管理和导办人员照看。")
    return ""
