"""The publisher's checklist: contradictions inside a guide, and elements that are missing.

The rules are those that one city checks its guides by (guide formats, section 3). Real guides break
many of them, so they are warnings and never refuse a guide.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from .codes import doubt_about_catalog_code, doubt_about_task_code
from .content import Content
from .text import says_nothing
from .words import LimitUnit


@dataclass(frozen=True, slots=True)
class Finding:
    """One warning. `is_gap`: something is missing; otherwise two statements contradict each other."""

    field: str
    sentence: str
    is_gap: bool = False


def checklist(said: Content, *, task_code: str = "", catalog_code: str = "") -> list[Finding]:
    """Return every warning about a guide, in the order of the form."""
    found = [
        *_immediate(said),
        *_limits(said),
        *_result(said),
        *_visits(said),
        *_fees(said),
        *_audience(said),
        *_licence(said),
    ]
    if said.phone and said.phone == said.complaint_phone:
        found.append(Finding("complaint_phone", gettext("咨询电话和投诉电话相同。")))
    codes = (
        ("catalog_code", doubt_about_catalog_code(catalog_code)),
        ("task_code", doubt_about_task_code(task_code, catalog_code)),
    )
    return found + [Finding(field, doubt) for field, doubt in codes if doubt]


def _immediate(said: Content) -> Iterator[Finding]:
    """即办 ⇔ 即办件 and 即审即办; otherwise 承诺件 and 前审后批."""
    at_once = said.promised_value == 0
    if said.case_kind == "immediate" and said.promised_value:
        yield Finding("case_kind", gettext("办件类型是即办件，承诺时限却不是即办。"))
    if said.case_kind == "immediate" and said.promised_value is None:
        yield Finding("promised_value", gettext("办件类型是即办件，没有写承诺时限是即办。"), is_gap=True)
    if at_once and not said.case_kind:
        yield Finding("case_kind", gettext("承诺时限是即办，没有写办件类型是即办件。"), is_gap=True)
    if said.case_kind == "commitment" and at_once:
        yield Finding("case_kind", gettext("承诺时限是即办，办件类型却是承诺件。"))
    if "即审即办" in said.examination and (said.case_kind == "commitment" or said.promised_value):
        yield Finding("examination", gettext("审查类型是即审即办，办件类型和承诺时限却不是即办。"))
    if "前审后批" in said.examination and (said.case_kind == "immediate" or at_once):
        yield Finding("examination", gettext("审查类型是前审后批，却按即办件办理。"))


def _limits(said: Content) -> Iterator[Finding]:
    if said.promised_value is not None and said.promised_unit == LimitUnit.UNSAID:
        yield Finding("promised_unit", gettext("承诺时限没有单位，须写明是工作日还是自然日。"))
    if (
        said.promised_value is not None
        and said.statutory_value is not None
        and said.promised_unit == said.statutory_unit
        and said.promised_value > said.statutory_value
    ):
        yield Finding("promised_value", gettext("承诺时限比法定时限长。"))


_ENDINGS = (
    ("证", {"证照"}, gettext_noop("出证办结")),
    ("批复", {"批文", "其他"}, gettext_noop("审批办结")),
    ("文", {"批文"}, gettext_noop("出文办结")),
)


def _result(said: Content) -> Iterator[Finding]:
    for ending, kinds, word in _ENDINGS:
        if said.result_name.endswith(ending):
            if said.result_kind and said.result_kind not in kinds:
                yield Finding(
                    "result_kind",
                    gettext("结果名称以“%(ending)s”结尾，结果类型应为%(word)s。")
                    % {"ending": ending, "word": gettext(word)},
                )
            break
    if said.result_name and not says_nothing(said.result_name) and not said.result_sample:
        yield Finding("result_sample", gettext("有审批结果，没有结果样本。"), is_gap=True)


def _visits(said: Content) -> Iterator[Finding]:
    reason = said.visits_reason and not says_nothing(said.visits_reason)
    if said.visits and not reason:
        yield Finding("visits_reason", gettext("要到现场，却没有写必须到现场的原因。"), is_gap=True)
    if said.visits == 0 and reason:
        yield Finding("visits_reason", gettext("到现场 0 次，却写了必须到现场的原因。"))
    by_post = any(re.search(r"邮|快递|物流", channel) for channel in said.channels or ())
    if said.visits == 0 and said.is_online is False and not by_post:
        yield Finding("channels", gettext("到现场 0 次又不能网办，办理形式里须有邮寄。"))
    if re.search(r"[Ⅳ]|IV|四级|全程网办", said.online_depth) and said.visits:
        yield Finding("visits", gettext("全程网办的事项，到现场次数应为 0。"))


def _fees(said: Content) -> Iterator[Finding]:
    if said.fee_charged:
        if not said.fee_basis:
            yield Finding("fee_basis", gettext("收费事项没有写收费依据。"), is_gap=True)
        if not (said.fee_items or said.fee_standard):
            yield Finding("fee_items", gettext("收费事项没有写收费项目和标准。"), is_gap=True)
        if said.pay_online is None:
            yield Finding("pay_online", gettext("收费事项没有写能否网上支付。"), is_gap=True)
    if said.fee_charged is False and said.pay_online:
        yield Finding("pay_online", gettext("不收费的事项不应支持网上支付。"))


def _audience(said: Content) -> Iterator[Finding]:
    """服务对象 agrees with the topics it is listed under."""
    if not said.audience or not (said.person_topics or said.company_topics):
        return
    sides = (
        (gettext("自然人"), r"自然人|个人|公民", said.person_topics, "person_topics"),
        (gettext("法人"), r"法人|企业|单位|组织", said.company_topics, "company_topics"),
    )
    for word, pattern, topics, field in sides:
        is_for = bool(re.search(pattern, said.audience))
        has = bool(topics) and not says_nothing(topics)
        if is_for != has:
            yield Finding(field, gettext("服务对象与%(word)s主题分类不一致。") % {"word": word})


def _licence(said: Content) -> Iterator[Finding]:
    if said.matter_kind != "licence":
        return
    if not said.faqs:
        yield Finding("faqs", gettext("许可类事项至少要有一条常见问题。"), is_gap=True)
    if len(said.steps or ()) < 5:
        yield Finding(
            "steps", gettext("许可类事项的环节不足五个（受理、审核、审批、办结、送达）。"), is_gap=True
        )
