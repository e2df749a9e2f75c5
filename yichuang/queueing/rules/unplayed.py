"""What a replay of another policy cannot show, and what the calls that were made say instead. Pure.

Whether somebody who did not come after three calls would have come after a fourth happened nowhere: it is not
guessed. How many came only at the third is known, and is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from django.utils.translation import gettext

from .policy import Policy


@dataclass(frozen=True)
class Called:
    """One turn of a number: how often it was called, whether the person came, the seconds between two calls."""

    calls: int
    came: bool
    gaps_s: tuple[float, ...] = ()


def left_out(
    old: Policy, new: Policy, turns: Sequence[Called], *, hours: int, unknown_times: int
) -> list[str]:
    """Return a sentence for each changed figure that was not played, with what is known of it.

    `unknown_times`: booked tickets whose booked time was not kept.
    """
    said = []
    if new.calls < old.calls:
        said.append(_fewer(new, turns, hours))
    elif new.calls > old.calls:
        said.append(_more(old, new, turns, hours))
    if new.back_after != old.back_after:
        said.append(gettext("过号恢复隔几位没有排：谁过了号、几时回来，换了规则会怎样，没有记录。"))
    margins = (old.early_min, old.late_min) != (new.early_min, new.late_min)
    if margins and unknown_times:
        words = {"n": unknown_times}
        said.append(gettext("%(n)s 个预约号没有记下约好的时间，还按当时排的位置算。") % words)
    return said


def _fewer(new: Policy, turns: Sequence[Called], hours: int) -> str:
    late = sum(turn.came and turn.calls > new.calls for turn in turns)
    words = {"hours": hours, "all": len(turns), "n": late, "calls": new.calls}
    if not turns:
        return gettext("最近 %(hours)s 小时没有叫过号，少叫一次会有多少人过号，没有记录。") % words
    return (
        gettext(
            "最近 %(hours)s 小时叫了 %(all)s 人次，其中 %(n)s 人次叫过 %(calls)s 次还没有到，后来到了："
            "改后会记过号。过号以后几时回来没有记录，所以上面还按他们到了来排。"
        )
        % words
    )


def _more(old: Policy, new: Policy, turns: Sequence[Called], hours: int) -> str:
    missed = sum(not turn.came and turn.calls >= old.calls for turn in turns)
    gaps = [gap for turn in turns for gap in turn.gaps_s]
    words = {"hours": hours, "n": missed, "calls": old.calls, "more": new.calls - old.calls}
    said = (
        gettext("最近 %(hours)s 小时有 %(n)s 人次叫满 %(calls)s 次没有到。再叫来不来没有记录，上面没有排。")
        % words
    )
    if gaps:
        words["s"] = round(fmean(gaps))
        said += gettext("两次叫号平均隔 %(s)s 秒，每次过号窗口要多等 %(more)s 个这么久。") % words
    return said
