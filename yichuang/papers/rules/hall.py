"""The forms of the hall's own papers (rules.md A-III): what each asks for, says, and who gives it out.

A form is data: the page that is filled in, the check of what was typed and the paper follow from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext

from yichuang.kit.refusal import Invalid
from yichuang.people.public import Role

from .bodies import Fact, HallPaper
from .kinds import PaperKind
from .wording import long_date

LONGEST_LINE, LONGEST_TEXT, MOST_ROWS = 120, 2_000, 200


class Ask(StrEnum):
    """How an answer is typed."""

    LINE = "line"
    DAY = "day"
    CHOICE = "choice"
    TEXT = "text"  # paragraphs
    TABLE = "table"  # a line a row, its cells parted by commas or tabs, as copied from a spreadsheet


@dataclass(frozen=True)
class Blank:
    """One thing that a form asks for."""

    key: str
    label: str
    ask: Ask = Ask.LINE
    choices: tuple[str, ...] = ()
    is_required: bool = True
    hint: str = ""


@dataclass(frozen=True)
class HallForm:
    """A form: who gives it out, what it asks for, what it always says, and who signs it by hand."""

    roles: tuple[Role, ...]
    blanks: tuple[Blank, ...]
    opening: str = ""
    closing: tuple[str, ...] = ()
    head: tuple[str, ...] = ()  # of its table
    signatures: tuple[str, ...] = ()
    is_centres: bool = False  # given out by the centre, not by a department
    pen_rows: int = 0  # empty rows for the pen


_OF_UNIT = (Role.CHIEF_REP, Role.LEADER, Role.MANAGER)
_ANYONE = (Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.RECEPTION, Role.SUPERVISION, *_OF_UNIT)
_MANAGER = (Role.MANAGER,)
_FROM, _UNTIL = Blank("from", "开始日期", Ask.DAY), Blank("until", "结束日期", Ask.DAY)
_LEAVE = Blank(
    "leave",
    "假别",
    Ask.CHOICE,
    ("事假", "病假", "公休假（年休假）", "婚假", "产假", "探亲假", "丧假", "培训学习", "公出"),
)
_REASON = Blank("reason", "事由", Ask.TEXT)
_DEMANDS = Blank("terms", "约定的内容", Ask.TEXT, hint="一行一条")


# R183: what a letter says of whoever is to come.
_NEWCOMER = (
    Blank("new_name", "拟派人员姓名"),
    Blank("sex", "性别", Ask.CHOICE, ("女", "男")),
    Blank("age", "年龄"),
    Blank("education", "文化程度"),
    Blank("political", "政治面貌"),
    Blank("section", "科室"),
    Blank("duty", "职务"),
    Blank("years", "工作年限"),
    Blank("phone", "联系电话"),
)

HALL_FORMS: dict[PaperKind, HallForm] = {
    PaperKind.LEAVE_FORM: HallForm(
        _ANYONE,
        (
            Blank("who", "请假人"),
            Blank("window", "岗位（窗口）"),
            _LEAVE,
            _FROM,
            _UNTIL,
            Blank("days", "工作日天数"),
            Blank("cover", "顶岗人员", hint="请假一天以上的，写顶岗人员", is_required=False),
            _REASON,
            Blank("proof", "所附证明", hint="《诊断证明书》、培训文件等", is_required=False),
        ),
        closing=("返岗当日销假；病假所缺的《诊断证明书》在销假时提供。",),
        signatures=(
            "请假人：____________　首席代表意见：____________",
            "单位领导意见（盖章）：____________　中心批准：____________",
            "销假日期：______年____月____日　销假人：____________",
        ),
    ),
    PaperKind.SUBSTITUTION_FILING: HallForm(
        _OF_UNIT,
        (
            Blank("who", "离岗人员"),
            Blank("window", "岗位（窗口）"),
            _REASON,
            Blank("cover", "顶岗人员"),
            Blank("cover_post", "顶岗人员科室、职务"),
            Blank("phone", "顶岗人员电话"),
            _FROM,
            _UNTIL,
            Blank("handed", "交接的工作", Ask.TEXT, is_required=False),
        ),
        closing=("顶岗人员到岗后，离岗人员方可离开。顶岗前报政务服务中心备案。",),
        signatures=("单位（盖章）：____________　首席代表：____________", "中心备案：____________"),
    ),
    PaperKind.ASSET_LOAN: HallForm(
        _MANAGER,
        (
            Blank("who", "借用人"),
            Blank("unit", "单位"),
            Blank("things", "借用的证、牌、物品", hint="临时工作证 1 个、座牌 1 个"),
            _FROM,
            Blank("until", "应归还日期", Ask.DAY),
            _REASON,
        ),
        closing=("顶岗结束，及时归还。",),
        signatures=("借用人：____________　经办：____________", "归还日期：______年____月____日　验收：____________"),
        is_centres=True,
    ),
    PaperKind.ERRAND_FILING: HallForm(
        _OF_UNIT,
        (
            Blank("who", "外出人员"),
            Blank("window", "岗位（窗口）"),
            Blank("place", "去往单位"),
            Blank("things", "交换的资料"),
            Blank("on", "日期", Ask.DAY),
            Blank("from_time", "离岗时间"),
            Blank("back_time", "预计返岗时间"),
            Blank("cover", "在岗人员", is_required=False),
            _REASON,
        ),
        signatures=("单位（盖章）：____________　首席代表：____________", "中心备案：____________"),
    ),
    PaperKind.ROTATION_LETTER: HallForm(
        _OF_UNIT,
        (Blank("old_name", "拟轮换人员"), Blank("window", "岗位（窗口）"), _REASON, *_NEWCOMER),
        opening="因下列原因，拟轮换派驻窗口的工作人员，请予审核。",
        signatures=("单位主要领导签发：____________", "（单位盖章）　______年____月____日"),
    ),
    PaperKind.ROTATION_REPLY: HallForm(
        _MANAGER,
        (
            Blank("to", "来函单位"),
            Blank("letter", "来函文号"),
            Blank("old_name", "轮换人员"),
            Blank("new_name", "拟派人员"),
            Blank("answer", "审核意见", Ask.CHOICE, ("同意", "不同意")),
            Blank("on", "到岗日期", Ask.DAY, is_required=False),
            Blank("words", "说明", Ask.TEXT, hint="不同意的，写明理由；同意的，写明岗前培训和业务交接的安排"),
        ),
        signatures=("中心负责人：____________", "（盖章）　______年____月____日"),
        is_centres=True,
    ),
    PaperKind.RESIDENCE_AGREEMENT: HallForm(
        _MANAGER,
        (
            Blank("centre", "甲方（政务服务中心）"),
            Blank("unit", "乙方（进驻单位）"),
            Blank("scope", "服务内容"),
            _FROM,
            _UNTIL,
            Blank("duties", "双方的权利和责任", Ask.TEXT, hint="一行一条"),
            Blank("quality", "服务质量评估标准", Ask.TEXT, hint="一行一条"),
        ),
        opening="甲乙双方就进驻政务服务中心提供服务，约定如下。",
        closing=("服务质量评估的结果，作为继续进驻的依据。", "本协议一式两份，双方各执一份。"),
        signatures=("甲方（盖章）：____________　代表：____________", "乙方（盖章）：____________　代表：____________"),
        is_centres=True,
    ),
    PaperKind.AUTHORISATION_LETTER: HallForm(
        (Role.LEADER, Role.MANAGER),
        (
            Blank("unit", "授权单位"),
            Blank("who", "被授权人（首席代表、窗口负责人）"),
            Blank("window", "窗口"),
            Blank("scope", "授权的事项", Ask.TEXT, hint="一行一项"),
            Blank("powers", "授权的权限", Ask.TEXT, hint="受理、审查、决定、用印等，一行一项"),
            _FROM,
            _UNTIL,
        ),
        opening="兹授权下列人员，代表本单位在政务服务中心窗口行使下列职权。",
        signatures=("授权单位（盖章）：____________　负责人：____________", "被授权人：____________"),
    ),
    PaperKind.FEEDBACK_CARD: HallForm(
        (Role.RECEPTION, *_MANAGER),
        (
            Blank("window", "窗口", is_required=False),
            Blank("service", "办理的事项", is_required=False),
            Blank("on", "日期", Ask.DAY, is_required=False),
        ),
        opening="请对我们的服务提意见。可以不写姓名。填好后投入意见箱，或者交导办台。",
        closing=(
            "评价：□ 非常满意　□ 满意　□ 基本满意　□ 不满意　□ 非常不满意",
            "姓名（可不填）：____________　电话（可不填）：____________",
        ),
        head=("意见和建议",),
        pen_rows=4,
        is_centres=True,
    ),
    PaperKind.ATTENDANCE_BULLETIN: HallForm(
        (Role.SUPERVISION, *_MANAGER),
        (
            Blank("period", "通报的时段", Ask.CHOICE, ("周通报", "月通报", "季通报")),
            _FROM,
            _UNTIL,
            Blank(
                "rows",
                "出勤情况",
                Ask.TABLE,
                hint="一行一人：姓名，单位，应到，实到，迟到早退，请假，旷工，备注",
            ),
            Blank("words", "情况说明", Ask.TEXT),
        ),
        head=("姓名", "单位", "应到", "实到", "迟到早退", "请假", "旷工", "备注"),
        signatures=("督查科：____________　审签：____________",),
        is_centres=True,
    ),
    PaperKind.RESPONSIBILITY_LETTER: HallForm(
        _MANAGER,
        (
            Blank("unit", "责任单位（窗口）"),
            Blank("who", "责任人"),
            Blank("year", "年度"),
            _DEMANDS,
        ),
        opening="为加强窗口建设，明确责任，签订本责任书。",
        closing=("本责任书自签订之日起生效，考核结果按中心考核办法兑现。",),
        signatures=("政务服务中心（盖章）：____________", "责任单位（盖章）：____________　责任人：____________"),
        is_centres=True,
    ),
}  # fmt: skip


def filled(kind: PaperKind, typed: Mapping[str, str]) -> HallPaper:
    """Return the paper that what was typed makes. Raises Invalid naming the blank that is wrong (R138)."""
    form = HALL_FORMS[kind]
    facts: list[Fact] = []
    words: list[str] = []
    rows: tuple[tuple[str, ...], ...] = ()
    days: dict[str, date] = {}
    for blank in form.blanks:
        text = typed.get(blank.key, "").strip()
        if not text:
            if blank.is_required:
                raise Invalid(gettext("请填“%(label)s”。") % {"label": gettext(blank.label)}, field=blank.key)
            continue
        if blank.ask is Ask.TABLE:
            rows = _rows(text, form, blank)
        elif blank.ask is Ask.TEXT:
            words += [f"{blank.label}：", *_paragraphs(text, blank)]
        else:
            facts.append(Fact(blank.label, _said(text, blank, days)))
    if {"from", "until"} <= days.keys() and days["until"] < days["from"]:
        raise Invalid(gettext("结束日期早于开始日期。"), field="until")
    return HallPaper(kind, tuple(facts), tuple(words), rows)


def _said(text: str, blank: Blank, days: dict[str, date]) -> str:
    if blank.ask is Ask.DAY:
        try:
            days[blank.key] = date.fromisoformat(text)
        except ValueError:
            raise Invalid(gettext("没有这一天。"), field=blank.key) from None
        return long_date(days[blank.key])
    if blank.ask is Ask.CHOICE and text not in blank.choices:
        raise Invalid(gettext("请从列出的选项里选。"), field=blank.key)
    return _printable(text, LONGEST_LINE, blank)


def _printable(text: str, longest: int, blank: Blank) -> str:
    if len(text) > longest:
        said = gettext("“%(label)s”太长，最多 %(n)s 个字。") % {"label": gettext(blank.label), "n": longest}
        raise Invalid(said, field=blank.key)
    return "".join(c for c in text if c.isprintable())


def _paragraphs(text: str, blank: Blank) -> list[str]:
    if len(text) > LONGEST_TEXT:
        _printable(text, LONGEST_TEXT, blank)
    return [_printable(line.strip(), LONGEST_TEXT, blank) for line in text.splitlines() if line.strip()]


def _rows(text: str, form: HallForm, blank: Blank) -> tuple[tuple[str, ...], ...]:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ROWS:
        raise Invalid(gettext("最多 %(n)s 行。") % {"n": MOST_ROWS}, field=blank.key)
    rows = []
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.replace("，", ",").replace("\t", ",").split(",")]
        if len(cells) > len(form.head):
            said = gettext("第 %(n)s 行有 %(has)s 格，表只有 %(most)s 格。")
            raise Invalid(said % {"n": number, "has": len(cells), "most": len(form.head)}, field=blank.key)
        cells += [""] * (len(form.head) - len(cells))
        rows.append(tuple(_printable(cell, LONGEST_LINE, blank) for cell in cells))
    return tuple(rows)
