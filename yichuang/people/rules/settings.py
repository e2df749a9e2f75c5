"""What a centre may set, its default, and where it comes from. Lower centres inherit (R001)."""

from collections.abc import Iterable
from dataclasses import dataclass

Value = str | int | bool


@dataclass(frozen=True)
class SettingSpec:
    """One per-centre setting. `at_most` is a ceiling that no setting can raise: of law, or of a text's length."""

    key: str
    default: Value
    meaning: str
    source: str
    at_most: int | None = None
    options: tuple[str, ...] = ()


CENTRE_SETTINGS = {
    spec.key: spec
    for spec in (
        SettingSpec(
            "clock.near_days",
            3,
            "承诺期限还剩几个工作日以内亮黄灯。",
            "来源未给出，按中心设置（A-V 10）",
            30,
        ),
        SettingSpec(
            "papers.acceptance_title",
            "受理通知书",
            "受理时出具的书面凭证的名称。",
            "001 a三；行政许可法 32",
        ),
        SettingSpec("papers.copies", 2, "受理通知书一式几份。", "惯例", 9),
        SettingSpec("collection.working_days", 10, "决定后几个工作日内送达证件。", "行政许可法 44", 10),
        SettingSpec("track.tries", 5, "查进度连续输错几次后开始减慢。", "来源未给出，按中心设置", 20),
        SettingSpec("priority.elderly_age", 70, "按老年人优先的年龄。", "004 篇3；C-24"),
        SettingSpec("guide.review_months", 12, "办事指南多久复核一次（月）。", "000 f 第十三条；R015", 36),
    )
}


def declare_settings(specs: Iterable[SettingSpec]) -> None:
    """Add settings that a room above owns; called once, when the rooms are ready."""
    CENTRE_SETTINGS.update((spec.key, spec) for spec in specs)


def problem_with(key: str, value: Value) -> str:
    """Say why a value cannot be set; an empty string means it can."""
    spec = CENTRE_SETTINGS.get(key)
    if spec is None:
        return f"没有“{key}”这一项设置。"
    if type(value) is not type(spec.default):
        return f"“{key}”的值类型不对。"
    if spec.options and value not in spec.options:
        return f"“{key}”只能是 {'、'.join(spec.options)} 之一。"
    if isinstance(value, str) and spec.at_most is not None and len(value) > spec.at_most:
        return f"“{key}”最多 {spec.at_most} 个字。"
    if isinstance(value, int) and not isinstance(value, bool):
        if value < 1:
            return f"“{key}”至少为 1。"
        if spec.at_most is not None and value > spec.at_most:
            return f"“{key}”不能超过 {spec.at_most}（{spec.source}）。"
    return ""
