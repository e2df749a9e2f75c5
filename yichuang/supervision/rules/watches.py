"""What is watched, and from when at which level: rules as data, with their dates of effect (R127). Pure.

A rule of a centre is a list of thresholds. Each is an offset from the limit that is watched: working days or
minutes, before it (negative), at it (0) or after it. Where a thing simply happens, the only offset is 0.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import TextChoices
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext

from yichuang.worktime.public import Calendar, end_of, local_day

from .levels import Level

AN_INSTANT = timedelta(microseconds=1)
MOST_DAYS, MOST_MINUTES, MOST_POINTS = 30, 24 * 60, 100


class Unit(TextChoices):
    """What the offsets of a watch are counted in."""

    WORKING_DAY = "working_day", "工作日"
    MINUTE = "minute", "分钟"
    ONCE = "once", "发生时"


class Watch(TextChoices):
    """What supervision looks at. A closed list: each has a probe that says how it stands."""

    ACCEPTANCE = "acceptance", "五个工作日内决定是否受理"
    PROMISE = "promise", "承诺期限"
    LAW = "law", "法定期限"
    STEP = "step", "环节期限"
    SECOND_SUPPLEMENT = "second_supplement", "再次要求补正"
    LATE_HANDOVER = "late_handover", "材料未当日交接"
    LATE_DELIVERY = "late_delivery", "决定后未按期送达"
    LONG_WAIT = "long_wait", "等候超过最长时间"
    EMPTY_WINDOW = "empty_window", "有人等候而没有窗口叫号"
    LEFT_WINDOW = "left_window", "窗口暂停过久"
    UNRECORDED = "unrecorded", "办理没有记录"
    UNPUBLISHED_FEE = "unpublished_fee", "收取未公布的费用"
    NO_REASON = "no_reason", "没有说明理由"
    CHANNEL_REFUSED = "channel_refused", "限定或拒绝办理渠道"
    REFUSED_LAWFUL = "refused_lawful", "对合法的申请不予受理"
    CONDUCT = "conduct", "服务行为不规范"
    UNANSWERED = "unanswered", "督办单到期未回复"
    RATING_UNOPENED = "rating_unopened", "差评到期未受理"
    RATING_UNRECTIFIED = "rating_unrectified", "差评到期未整改"
    RATING_NO_CALL_BACK = "rating_no_call_back", "实名差评到期未回访"
    ENQUIRY_LATE = "enquiry_late", "网上咨询未按期答复"
    COMPLAINT_UNASSIGNED = "complaint_unassigned", "投诉到期未分办"
    COMPLAINT_UNANSWERED = "complaint_unanswered", "投诉到期未答复"
    COMPLAINT_UNCLOSED = "complaint_unclosed", "投诉答复后未回访办结"
    TRANSFER_LATE = "transfer_late", "转办到期没有结果"
    RECTIFICATION_LATE = "rectification_late", "整改单到期未回复"
    UNRESOLVED_LATE = "unresolved_late", "“办不成事”到期未解决"


@dataclass(frozen=True)
class Shape:
    """How one watch is measured, and where the duty comes from."""

    unit: Unit
    source: str
    by_hand: bool = False  # found by people: a spot check, a complaint


SHAPES: dict[Watch, Shape] = {
    Watch.ACCEPTANCE: Shape(Unit.WORKING_DAY, "行政许可法 32；002 之四；R097"),
    Watch.PROMISE: Shape(Unit.WORKING_DAY, "004 篇1 七.8；R127"),
    Watch.LAW: Shape(Unit.WORKING_DAY, "行政许可法 42；004 篇2 八(五)；R126"),
    Watch.STEP: Shape(Unit.WORKING_DAY, "地方监察办法：环节超时；R128"),
    Watch.SECOND_SUPPLEMENT: Shape(Unit.ONCE, "002 之四 五；R096、R097"),
    Watch.LATE_HANDOVER: Shape(Unit.ONCE, "001 a 四；R119"),
    Watch.LATE_DELIVERY: Shape(Unit.ONCE, "行政许可法 44"),
    Watch.LONG_WAIT: Shape(Unit.MINUTE, "001 f 管理制度2；R059"),
    Watch.EMPTY_WINDOW: Shape(Unit.MINUTE, "R234、R062"),
    Watch.LEFT_WINDOW: Shape(Unit.MINUTE, "R234、R235；空岗"),
    Watch.UNRECORDED: Shape(Unit.WORKING_DAY, "004 篇1 七.7；R130"),
    Watch.UNPUBLISHED_FEE: Shape(Unit.ONCE, "行政许可法 58；R148", by_hand=True),
    Watch.NO_REASON: Shape(Unit.ONCE, "行政许可法 38、72；R148", by_hand=True),
    Watch.CHANNEL_REFUSED: Shape(Unit.ONCE, "优化营商环境条例 37", by_hand=True),
    Watch.REFUSED_LAWFUL: Shape(Unit.ONCE, "行政许可法 32、72", by_hand=True),
    Watch.CONDUCT: Shape(Unit.ONCE, "001 i 3.7；R294", by_hand=True),
    Watch.UNANSWERED: Shape(Unit.WORKING_DAY, "004 篇2 八(五)；R126"),
    Watch.RATING_UNOPENED: Shape(Unit.WORKING_DAY, "国办发〔2019〕51 号；天数按中心设置；R167"),
    Watch.RATING_UNRECTIFIED: Shape(Unit.WORKING_DAY, "国办发〔2019〕51 号；天数按中心设置；R167"),
    Watch.RATING_NO_CALL_BACK: Shape(Unit.WORKING_DAY, "国办发〔2019〕51 号；天数按中心设置；R167"),
    Watch.ENQUIRY_LATE: Shape(Unit.WORKING_DAY, "000 i 6.3.2；R048、R049"),
    Watch.COMPLAINT_UNASSIGNED: Shape(Unit.WORKING_DAY, "001 l 六；R154；天数按中心设置"),
    Watch.COMPLAINT_UNANSWERED: Shape(Unit.WORKING_DAY, "001 l 六；R151、R154；天数按中心设置"),
    Watch.COMPLAINT_UNCLOSED: Shape(Unit.WORKING_DAY, "001 l 六；R154、R160；天数按中心设置"),
    Watch.TRANSFER_LATE: Shape(Unit.WORKING_DAY, "信访工作条例 22、34；其他机关按中心设置；R160"),
    Watch.RECTIFICATION_LATE: Shape(Unit.WORKING_DAY, "004 篇6 第三十条；R252；天数按中心设置"),
    Watch.UNRESOLVED_LATE: Shape(Unit.WORKING_DAY, "GB/T 47366；天数按中心设置"),
}


@dataclass(frozen=True)
class Threshold:
    """From when on which level, within how many working days it is to be answered (0: not at all), whether the
    clock orders the thing to be done at once, and what it costs in the appraisal."""

    level: Level
    offset: int
    answer_days: int = 0
    orders: bool = False
    points: int = 0


@dataclass(frozen=True)
class Rule:
    """A version of a centre's rule for one watch. Version 0 is the one that the product ships."""

    watch: Watch
    thresholds: tuple[Threshold, ...]
    version: int = 0
    is_on: bool = True

    @property
    def in_order(self) -> tuple[Threshold, ...]:
        """The thresholds, the mildest first."""
        return tuple(sorted(self.thresholds, key=lambda each: each.level.rank))


def _days(*of: tuple[Level, int, int, bool, int]) -> tuple[Threshold, ...]:
    return tuple(Threshold(*each) for each in of)


_YELLOW_ONCE = (Threshold(Level.YELLOW, 0, 2, points=2),)
_LATE_RATING = _days((Level.YELLOW, 0, 2, False, 2), (Level.RED, 3, 2, False, 5))
DEFAULTS: dict[Watch, tuple[Threshold, ...]] = {
    Watch.ACCEPTANCE: _days((Level.WARNING, -1, 0, False, 0), (Level.RED, 0, 2, False, 5)),
    Watch.PROMISE: _days(
        (Level.REMINDER, -3, 0, False, 0), (Level.WARNING, -1, 0, False, 0), (Level.YELLOW, 0, 2, False, 2),
        (Level.RED, 3, 2, True, 5),
    ),
    Watch.LAW: _days((Level.RED, 0, 2, True, 5)),
    Watch.STEP: _days((Level.WARNING, 0, 0, False, 0), (Level.YELLOW, 1, 2, False, 1)),
    Watch.SECOND_SUPPLEMENT: _YELLOW_ONCE,
    Watch.LATE_HANDOVER: _YELLOW_ONCE,
    Watch.LATE_DELIVERY: _YELLOW_ONCE,
    Watch.LONG_WAIT: _days((Level.REMINDER, 0, 0, False, 0), (Level.WARNING, 15, 0, False, 0)),
    Watch.EMPTY_WINDOW: _days((Level.REMINDER, 5, 0, False, 0), (Level.WARNING, 15, 0, False, 0)),
    Watch.LEFT_WINDOW: _days((Level.REMINDER, 15, 0, False, 0), (Level.WARNING, 30, 0, False, 0)),
    Watch.UNRECORDED: _days((Level.REMINDER, 0, 0, False, 0), (Level.WARNING, 1, 0, False, 0)),
    Watch.UNPUBLISHED_FEE: (Threshold(Level.RED, 0, 2, points=5),),
    Watch.NO_REASON: _YELLOW_ONCE,
    Watch.CHANNEL_REFUSED: _YELLOW_ONCE,
    Watch.REFUSED_LAWFUL: _YELLOW_ONCE,
    Watch.CONDUCT: _YELLOW_ONCE,
    Watch.UNANSWERED: _days((Level.WARNING, -1, 0, False, 0), (Level.RED, 0, 2, False, 5)),
    Watch.RATING_UNOPENED: _LATE_RATING,
    Watch.RATING_UNRECTIFIED: _days((Level.WARNING, -1, 0, False, 0), (Level.YELLOW, 0, 2, False, 2)),
    Watch.RATING_NO_CALL_BACK: _LATE_RATING,
    Watch.ENQUIRY_LATE: _days((Level.WARNING, -1, 0, False, 0), (Level.YELLOW, 0, 2, False, 1)),
    Watch.COMPLAINT_UNASSIGNED: _days((Level.YELLOW, 0, 2, False, 1)),
    Watch.COMPLAINT_UNANSWERED: _days(
        (Level.WARNING, -1, 0, False, 0), (Level.YELLOW, 0, 2, False, 2), (Level.RED, 3, 2, False, 5)
    ),
    Watch.COMPLAINT_UNCLOSED: _days((Level.REMINDER, 0, 0, False, 0), (Level.WARNING, 5, 0, False, 0)),
    Watch.TRANSFER_LATE: _days((Level.REMINDER, 0, 0, False, 0), (Level.WARNING, 5, 0, False, 0)),
    Watch.RECTIFICATION_LATE: _days((Level.WARNING, -1, 0, False, 0), (Level.YELLOW, 0, 2, False, 2)),
    Watch.UNRESOLVED_LATE: _days((Level.WARNING, -1, 0, False, 0), (Level.YELLOW, 0, 2, False, 2)),
}  # fmt: skip


def default_rule(watch: Watch) -> Rule:
    """Return what the product ships: a sound default, no law (A-V 10)."""
    return Rule(watch, DEFAULTS[watch])


def instant_of(threshold: Threshold, limit_at: datetime, unit: Unit, calendar: Calendar) -> datetime:
    """Return when a threshold is reached.

    Working days before the limit: the start of the first day with that many working days or fewer left, as the
    lights count. At the limit: the first instant after it. After it: the first instant after that working day.
    """
    if unit is Unit.MINUTE:
        return limit_at + timedelta(minutes=threshold.offset)
    if unit is Unit.ONCE:
        return limit_at
    if threshold.offset == 0:
        return limit_at + AN_INSTANT
    day = local_day(limit_at)
    if threshold.offset > 0:
        return end_of(calendar.add(day, threshold.offset).on) + AN_INSTANT
    return datetime.combine(_near(day, -threshold.offset, calendar), time.min, get_default_timezone())


def _near(limit_on: date, days: int, calendar: Calendar) -> date:
    day = limit_on
    while calendar.count(day - timedelta(days=1), limit_on) <= days:
        day -= timedelta(days=1)
    return day


@dataclass(frozen=True)
class Reached:
    """A threshold and the instant at which it was, or will be, reached."""

    threshold: Threshold
    at: datetime


def reached(
    rule: Rule, limit_at: datetime, *, calendar: Calendar, now: datetime
) -> tuple[list[Reached], datetime | None]:
    """Return the thresholds that have been reached by now, the earliest first, and when the next one will be.

    Late or early makes no difference to the answer: each carries the instant at which it was due, so that a
    clock that stood still for a day raises the same cards as one that did not.
    """
    unit = SHAPES[rule.watch].unit
    every = [Reached(each, instant_of(each, limit_at, unit, calendar)) for each in rule.in_order]
    past = sorted(
        (each for each in every if each.at <= now), key=lambda each: (each.at, each.threshold.level.rank)
    )
    ahead = [each.at for each in every if each.at > now]
    return past, min(ahead, default=None)


def read_thresholds(data: Iterable[Mapping[str, Any]]) -> tuple[Threshold, ...]:
    """Return what was kept as data."""
    return tuple(
        Threshold(
            Level(each["level"]), int(each["offset"]), int(each["answer_days"]), bool(each["orders"]),
            int(each["points"]),
        )
        for each in data
    )  # fmt: skip


def write_thresholds(thresholds: Iterable[Threshold]) -> list[dict[str, Any]]:
    """Return thresholds as data to be kept."""
    return [
        {
            "level": each.level.value,
            "offset": each.offset,
            "answer_days": each.answer_days,
            "orders": each.orders,
            "points": each.points,
        }
        for each in thresholds
    ]


def why_not_rule(watch: Watch, thresholds: tuple[Threshold, ...], *, near_days: int) -> str:
    """Say why thresholds cannot be a rule; an empty string means they can. `near_days`: when lights turn yellow."""
    if not thresholds:
        return gettext("至少写一级；不想监察这一项，请停用。")
    levels = [each.level for each in thresholds]
    if len(set(levels)) < len(levels):
        return gettext("同一级写了两次。")
    unit = SHAPES[watch].unit
    ordered = sorted(thresholds, key=lambda each: each.level.rank)
    offsets = [each.offset for each in ordered]
    if unit is Unit.ONCE and (len(thresholds) > 1 or offsets != [0]):
        return gettext("这一项发生一次就是一次，只能定一级，提前量是 0。")
    if offsets != sorted(set(offsets)):
        return gettext("级别越高应当越晚：提醒、预警、黄牌、红牌依次往后。")
    most = MOST_MINUTES if unit is Unit.MINUTE else MOST_DAYS
    if any(abs(each) > most for each in offsets):
        return gettext("提前或超过最多 %(most)s。") % {"most": most}
    return _why_not_values(watch, thresholds, near_days)


def _why_not_values(watch: Watch, thresholds: tuple[Threshold, ...], near_days: int) -> str:
    timed = SHAPES[watch].unit is Unit.WORKING_DAY
    earliest = min(each.offset for each in thresholds)
    if timed and watch in (Watch.PROMISE, Watch.LAW, Watch.STEP) and -earliest > near_days:
        return gettext("提前量不能超过亮黄灯的 %(days)s 个工作日。") % {"days": near_days}
    if SHAPES[watch].unit is Unit.MINUTE and earliest < 0:
        return gettext("等候只能从超过以后算起。")
    if any(not 0 <= each.answer_days <= MOST_DAYS for each in thresholds):
        return gettext("答复期限最多 %(most)s 个工作日，0 是不要求答复。") % {"most": MOST_DAYS}
    if any(not 0 <= each.points <= MOST_POINTS for each in thresholds):
        return gettext("扣分在 0 到 %(most)s 之间。") % {"most": MOST_POINTS}
    if watch not in (Watch.PROMISE, Watch.LAW) and any(each.orders for each in thresholds):
        return gettext("只有办理期限超过了才由时钟出督办单。")
    return ""
