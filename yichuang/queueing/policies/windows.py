"""Who may open, pause or close a window, and which themes it may serve."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext

from yichuang.people.public import Officer, Role

from ..models import Ticket, WindowDuty
from ..rules.policy import Serves
from ..rules.states import TURNS, Duty, Turn

MOST_AFTER_MIN = 240
MOST_SIGN = 60


def may_turn(duty: WindowDuty, by: Officer) -> bool:
    """Whether she sits at this window, or manages the hall."""
    return by.holds(Role.MANAGER, centre_id=duty.centre_id) or (
        by.window_id == duty.window_id and by.holds(Role.CLERK, centre_id=duty.centre_id)
    )


def why_not_turn(duty: WindowDuty, turn: Turn, *, serving: Ticket | None, sign: str = "", by: Officer) -> str:
    """Say why a window's duty cannot be changed so; an empty string means go ahead. No query."""
    if (Duty(duty.state), turn) not in TURNS:
        words = {"state": gettext(duty.get_state_display()), "turn": gettext(str(turn.label))}
        return gettext("窗口现在是“%(state)s”，不能%(turn)s。") % words
    if not may_turn(duty, by):
        return gettext("窗口由坐在这里的人或者大厅管理开关。")
    if turn in {Turn.PAUSE, Turn.CLOSE} and serving is not None:
        return gettext("%(ticket)s 还在窗口，先办完或者挂起。") % {"ticket": serving.label}
    if turn is Turn.PAUSE and not sign.strip():
        return gettext("请写牌子上的话，例如：请到 6 号窗口，或者：稍候，十点回来。")
    if len(sign.strip()) > MOST_SIGN:
        return gettext("牌子最多 %(most)s 个字。") % {"most": MOST_SIGN}
    return ""


def why_not_themes(serves: Sequence[Serves], known: Collection[int]) -> str:
    """Say why a window cannot serve these themes in this order."""
    if not serves:
        return gettext("至少选一个主题。")
    ids = [each.theme_id for each in serves]
    if len(set(ids)) < len(ids):
        return gettext("一个主题只能选一次。")
    if not set(ids) <= set(known):
        return gettext("只能选本中心的主题。")
    if any(not 0 <= each.after_min <= MOST_AFTER_MIN for each in serves):
        return gettext("让先的分钟数是 0 到 %(most)s。") % {"most": MOST_AFTER_MIN}
    return ""
