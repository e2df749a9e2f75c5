"""What a centre may set, its default, and where it comes from. Lower centres inherit (R001)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

Value = str | int | bool


@dataclass(frozen=True)
class SettingSpec:
    """One per-centre setting. `at_most` is a ceiling that no setting can raise: of law, or of a text's length.

    `pattern` is how a text must look, and `example` one that does.
    """

    key: str
    default: Value
    meaning: str
    source: str
    at_most: int | None = None
    options: tuple[str, ...] = ()
    pattern: str = ""
    example: str = ""


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
        SettingSpec(
            "supplement.notice_days", 5, "收件后几个工作日内告知补正或决定受理。", "行政许可法 32", 5
        ),
        SettingSpec(
            "privacy.years",
            3,
            "取号、预约、咨询、评价、投诉和消息里的个人信息保存几年；办件档案不在内。",
            "个人信息保护法 19、47；年数按中心设置",
            30,
        ),
        SettingSpec(
            "supplement.reply_days", 10, "补正通知给申请人几个工作日。", "来源未给出，按中心设置", 60
        ),
        SettingSpec(
            "supplement.lapse",
            "returned",
            "到期没有补正怎么办：returned 退件，withdrawn 视为撤回。",
            "002 之四；按中心设置",
            options=("returned", "withdrawn"),
        ),
        SettingSpec(
            "supplement.title",
            "补正材料告知书",
            "一次性告知补正的文书叫什么。",
            "000 i、002、003；C-16",
            options=("补正材料告知书", "补办件通知书", "补齐申请材料通知书", "一次性告知单"),
        ),
        SettingSpec(
            "intake.mode",
            "strict",
            "材料不齐时怎么收件：strict 补齐后受理，supplement_then_accept 先受理并通知补齐，"
            "accept_with_gap 容缺受理。",
            "000 i、001 t、001 g；C-18",
            options=("strict", "supplement_then_accept", "accept_with_gap"),
        ),
        SettingSpec(
            "gap.clock",
            "from_commitment",
            "容缺受理的期限从哪天起算：from_commitment 承诺之日，from_complete 补齐之日。",
            "各地做法不同；C-18",
            options=("from_commitment", "from_complete"),
        ),
        SettingSpec(
            "gap.outcome",
            "withdrawn",
            "承诺的材料到期没补齐怎么办：withdrawn 视为撤回，returned 退件，terminated 终止，"
            "rejected 按不予办理报批。",
            "各地做法不同；B7",
            options=("withdrawn", "returned", "terminated", "rejected"),
        ),
        SettingSpec("gap.days", 15, "容缺材料最迟几个工作日内补齐。", "来源未给出，按中心设置", 60),
        SettingSpec("gap.remind_days", 3, "容缺材料到期前几个工作日提醒。", "来源未给出，按中心设置", 20),
        SettingSpec("collection.working_days", 10, "决定后几个工作日内送达证件。", "行政许可法 44", 10),
        SettingSpec(
            "fees.online",
            "",
            "网上支付渠道；空着：不开通。sandbox 是演示用的，不动钱。",
            "001 k 4；R145",
            options=("", "sandbox"),
        ),
        SettingSpec(
            "denial.levels",
            "approver,leader",
            "拟不予办理的事项逐级报给谁：approver 审批人员，chief_rep 首席代表，leader 分管领导。",
            "004 篇6 第十一条；R146",
            options=(
                "approver,leader",
                "approver,chief_rep,leader",
                "chief_rep,leader",
                "leader",
                "approver",
            ),
        ),
        SettingSpec(
            "seals.mail_to",
            "",
            "本中心每日封存清单寄到哪些邮箱，用逗号分开；空着：不寄。",
            "惯例：清单要离开本机，改写整个数据库才看得出来",
            400,
        ),
        SettingSpec("track.tries", 5, "查进度连续输错几次后开始减慢。", "来源未给出，按中心设置", 20),
        SettingSpec(
            "apply.tries",
            20,
            "同一网络地址一天里从网上开始几份申请、占几次预约的名额后开始减慢。",
            "来源未给出，按中心设置",
            500,
        ),
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
        return gettext("没有“%(key)s”这一项设置。") % {"key": key}
    if type(value) is not type(spec.default):
        return gettext("“%(key)s”的值类型不对。") % {"key": key}
    if isinstance(value, str):
        return _problem_with_text(spec, value)
    if not isinstance(value, bool):
        if value < 1:
            return gettext("“%(key)s”至少为 1。") % {"key": key}
        if spec.at_most is not None and value > spec.at_most:
            return gettext("“%(key)s”不能超过 %(most)s（%(source)s）。") % {
                "key": key,
                "most": spec.at_most,
                "source": spec.source,
            }
    return ""


def _problem_with_text(spec: SettingSpec, value: str) -> str:
    if spec.options and value not in spec.options:
        return gettext("“%(key)s”只能是 %(options)s 之一。") % {
            "key": spec.key,
            "options": gettext("、").join(spec.options),
        }
    if spec.pattern and not re.fullmatch(spec.pattern, value):
        return gettext("“%(key)s”要写成 %(example)s 这样。") % {"key": spec.key, "example": spec.example}
    if spec.at_most is not None and len(value) > spec.at_most:
        return gettext("“%(key)s”最多 %(most)s 个字。") % {"key": spec.key, "most": spec.at_most}
    return ""
