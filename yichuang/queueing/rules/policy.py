"""Which ticket is next, as data, and why. Pure.

Everyone waits from the moment of arrival. A class may have a head start in minutes: its people stand in the
line as if they had come that much earlier (a negative one: later). So a ticket has one standing, an instant
that never changes while it waits, and the next is the one with the earliest. Three things follow, and are
tested as properties: nobody is overtaken by someone who came more than the head start later, so nobody
starves; the same queue and policy always give the same order; and every overtaking has one reason, which can
be said (R282).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext, gettext_noop

MOST_HEAD_START = 8 * 60  # minutes: a working day
MOST_MARGIN = 240  # minutes before and after a booked time
MOST_CALLS, MOST_BACK_AFTER = 9, 50
MOST_NAME, MOST_PROOF = 20, 40


@dataclass(frozen=True)
class PriorityClass:
    """One class of visitors: its name, its head start in minutes, and what the window asks for.

    `needs_proof` names what is shown (R067); `is_escorted`: someone goes with the visitor (R067).
    """

    key: str
    name: str
    head_start_min: int
    needs_proof: str = ""
    is_escorted: bool = False
    source: str = ""


@dataclass(frozen=True)
class Policy:
    """The calling policy of a centre.

    `early_min`, `late_min`: how much before and after the booked time an appointment still counts as kept.
    `calls`: how often one is called before the number is missed. `back_after`: how many others are called
    before one that was missed and came back.
    """

    classes: tuple[PriorityClass, ...]
    early_min: int = 30
    late_min: int = 15
    calls: int = 3
    back_after: int = 2

    def of(self, key: str) -> PriorityClass:
        """Return the class of that key. Raises KeyError."""
        for known in self.classes:
            if known.key == key:
                return known
        raise KeyError(key)


ORDINARY = "ordinary"
APPOINTMENT = "appointment"
ELDERLY = "elderly"
TRANSFERRED = "transferred"
URGENT = "urgent"
DEFAULT = Policy(
    (
        PriorityClass(ORDINARY, gettext_noop("普通"), 0),
        PriorityClass(APPOINTMENT, gettext_noop("预约"), 15, source="000 a 第5条(四)"),
        PriorityClass(
            ELDERLY, gettext_noop("老年人"), 30, gettext_noop("身份证"), True, "004 篇3 一.8；000 i 6.5.3"
        ),
        PriorityClass(
            "disabled",
            gettext_noop("残疾人"),
            30,
            gettext_noop("残疾人证"),
            True,
            "004 篇3 一.8；000 i 6.5.3",
        ),
        PriorityClass("veteran", gettext_noop("优抚对象"), 30, gettext_noop("优待证"), True, "000 i 6.5.3"),
        PriorityClass(
            "hardship", gettext_noop("特困对象"), 30, gettext_noop("特困人员救助供养证"), True, "000 i 6.5.3"
        ),
        PriorityClass(URGENT, gettext_noop("急事急办"), 60, source="004 篇6 第二十三条；000 e 五.4"),
        PriorityClass(TRANSFERRED, gettext_noop("转来的"), 30),
        PriorityClass("inside", gettext_noop("内部事务"), -30, source="004 篇6 第二十三条"),  # 先外后内
    )
)


@dataclass(frozen=True)
class Problem:
    """Why a policy cannot be: the sentence, and the field that it stands beside (head_start:elderly)."""

    sentence: str
    field: str


def problem_with(policy: Policy) -> Problem | None:
    """Say why a policy cannot be put in force; None means it can."""
    keys = [c.key for c in policy.classes]
    if len(set(keys)) < len(keys):
        return Problem(gettext("每一类只能写一次。"), "policy")
    if missing := sorted({ORDINARY, APPOINTMENT, TRANSFERRED} - set(keys)):
        return Problem(gettext("少了必须有的一类：%(key)s。") % {"key": "、".join(missing)}, "policy")
    for each in policy.classes:
        if problem := _problem_with_class(each):
            return problem
    return _problem_with_figures(policy)


def _problem_with_class(each: PriorityClass) -> Problem | None:
    if each.key == ORDINARY and each.head_start_min:
        said = gettext("普通一类是比较的起点，提前分钟数只能是 0。")
        return Problem(said, f"head_start:{each.key}")
    if abs(each.head_start_min) > MOST_HEAD_START:
        said = gettext("提前分钟数不能超过 %(most)s。") % {"most": MOST_HEAD_START}
        return Problem(said, f"head_start:{each.key}")
    if not each.name.strip() or len(each.name) > MOST_NAME:
        return Problem(gettext("名称要写，最多 %(most)s 个字。") % {"most": MOST_NAME}, f"name:{each.key}")
    if len(each.needs_proof) > MOST_PROOF:
        said = gettext("出示的证件最多写 %(most)s 个字。") % {"most": MOST_PROOF}
        return Problem(said, f"proof:{each.key}")
    return None


def _problem_with_figures(policy: Policy) -> Problem | None:
    if not 1 <= policy.calls <= MOST_CALLS:
        return Problem(gettext("叫号次数是 1 到 %(most)s。") % {"most": MOST_CALLS}, "calls")
    if not 0 <= policy.back_after <= MOST_BACK_AFTER:
        return Problem(gettext("过号恢复隔 0 到 %(most)s 位。") % {"most": MOST_BACK_AFTER}, "back_after")
    for field, minutes in (("early_min", policy.early_min), ("late_min", policy.late_min)):
        if not 0 <= minutes <= MOST_MARGIN:
            said = gettext("预约早到、迟到的分钟数是 0 到 %(most)s。") % {"most": MOST_MARGIN}
            return Problem(said, field)
    return None


def to_data(policy: Policy) -> dict[str, Any]:
    """Return the policy as it is stored."""
    classes = [
        {
            "key": c.key,
            "name": c.name,
            "head_start_min": c.head_start_min,
            "needs_proof": c.needs_proof,
            "is_escorted": c.is_escorted,
            "source": c.source,
        }
        for c in policy.classes
    ]
    return {
        "classes": classes,
        "early_min": policy.early_min,
        "late_min": policy.late_min,
        "calls": policy.calls,
        "back_after": policy.back_after,
    }


def from_data(data: dict[str, Any]) -> Policy:
    """Return the policy that was stored. Raises KeyError or TypeError for what no policy is."""
    classes = tuple(PriorityClass(**written) for written in data["classes"])
    return Policy(classes, data["early_min"], data["late_min"], data["calls"], data["back_after"])


@dataclass(frozen=True)
class Standing:
    """Where a ticket stands in the line: its class, and the instant that it counts from."""

    key: str
    head_start_min: int
    stands_at: datetime


def standing(policy: Policy, keys: Iterable[str], *, came_at: datetime) -> Standing:
    """Return the standing of someone who came then; of several classes the best one counts."""
    best = max((policy.of(key) for key in {*keys, ORDINARY}), key=lambda c: (c.head_start_min, c.key))
    if best.head_start_min <= 0:
        # An inside errand stays one, whatever else it is.
        best = min((policy.of(key) for key in {*keys, ORDINARY}), key=lambda c: (c.head_start_min, c.key))
    return Standing(best.key, best.head_start_min, came_at - timedelta(minutes=best.head_start_min))


def standing_of_booked(
    policy: Policy, keys: Iterable[str], *, booked_for: datetime, came_at: datetime
) -> Standing:
    """Return the standing of someone with an appointment (R058).

    Kept within the policy's minutes, it counts from the booked time (one who is early does not come before
    it) with the class's head start; late, or earlier than the policy's minutes, the person waits as one who
    has just come.
    """
    early, late = timedelta(minutes=policy.early_min), timedelta(minutes=policy.late_min)
    if not booked_for - early <= came_at <= booked_for + late:
        return standing(policy, keys, came_at=came_at)
    return standing(policy, {*keys, APPOINTMENT}, came_at=max(booked_for, came_at))


@dataclass(frozen=True)
class Waiting:
    """A ticket in the line, as much of it as the order needs."""

    id: int
    label: str
    theme_id: int
    key: str
    head_start_min: int
    came_at: datetime
    stands_at: datetime


@dataclass(frozen=True)
class Serves:
    """A theme that a window serves: its people count here as if they came `after_min` minutes later."""

    theme_id: int
    after_min: int = 0


def place(ticket: Waiting, serves: Sequence[Serves]) -> tuple[datetime, int] | None:
    """Return what the line is ordered by at a window; None when it does not serve this theme."""
    for each in serves:
        if each.theme_id == ticket.theme_id:
            return ticket.stands_at + timedelta(minutes=each.after_min), ticket.id
    return None


def in_order(queue: Iterable[Waiting], serves: Sequence[Serves]) -> list[Waiting]:
    """Return the tickets that a window may call, the next one first."""
    placed = [(where, ticket) for ticket in queue if (where := place(ticket, serves)) is not None]
    return [ticket for _, ticket in sorted(placed, key=lambda pair: pair[0])]


def why_before(first: Waiting, second: Waiting, serves: Sequence[Serves], names: dict[str, str]) -> str:
    """Say why the first is called before the second at a window; empty when it is not.

    The figures are those that the order is made of, so the sentence cannot disagree with the call.
    """
    one, other = place(first, serves), place(second, serves)
    if one is None or other is None or one > other:
        return ""
    words = {
        "first": first.label,
        "second": second.label,
        "name": names.get(first.key, first.key),
        "minutes": first.head_start_min,
        "came": _minutes_between(first.came_at, second.came_at),
    }
    if first.came_at <= second.came_at and first.head_start_min >= second.head_start_min:
        return gettext("%(first)s 比 %(second)s 来得早。") % words
    if first.head_start_min > second.head_start_min and first.theme_id == second.theme_id:
        return (
            gettext(
                "%(first)s 是“%(name)s”，按提前 %(minutes)s 分钟来排；它比 %(second)s 只晚来 %(came)s 分钟。"
            )
            % words
        )
    if first.theme_id != second.theme_id:
        return gettext("这个窗口先办 %(first)s 的主题。") % words
    return gettext("按计入优先以后的时间，%(first)s 排在 %(second)s 前面。") % words


def _minutes_between(later: datetime, earlier: datetime) -> int:
    return max(round((later - earlier).total_seconds() / 60), 0)
