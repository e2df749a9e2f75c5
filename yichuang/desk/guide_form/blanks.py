"""What the form of a guide asks for. Whatever a guide can say of its own is here, and once.

Not here, on purpose: where a guide taken over from elsewhere came from, and the columns of its file that have no
place in the catalogue. They are facts about the source, kept with every version.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

from yichuang.catalogue.public import (
    CaseKind,
    LimitUnit,
    MaterialForm,
    MatterKind,
    Necessity,
    StepKind,
    StepRole,
)

Choices = tuple[tuple[str, str], ...]
SAID_NOT = gettext_noop("没有写明")


class Ask(StrEnum):
    """How an answer is typed."""

    LINE = "line"
    TEXT = "text"  # paragraphs
    LIST = "list"  # one a line
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Blank:
    """One thing that the form asks for, by the name of its field in `Content` or in a line of it."""

    name: str
    label: str
    ask: Ask = Ask.LINE
    choices: Choices = ()
    hint: str = ""
    most: int = 1000  # characters, or the greatest number
    is_beside: bool = False  # drawn on the line of the one before


@dataclass(frozen=True, slots=True)
class Section:
    """Blanks that stand together under a heading."""

    title: str
    blanks: tuple[Blank, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of a guide: each row is one, and the row whose first cell is empty is none."""

    field: str  # of Content
    title: str
    hint: str
    columns: tuple[Blank, ...]
    spare: int

    def name_of(self, column: Blank) -> str:
        """Return the name of a column's input."""
        return f"{self.field}-{column.name}"

    @property
    def at(self) -> str:
        """The name of the input that says which line of the guide a row was."""
        return f"{self.field}-at"


def _choices(pairs: list[tuple[str, str]], unsaid: str = SAID_NOT) -> Choices:
    return (("", unsaid), *((value, label) for value, label in pairs if value))


_UNITS = _choices(LimitUnit.choices)
_YES = (("", SAID_NOT), ("yes", gettext_noop("是")), ("no", gettext_noop("否")))

SECTIONS = (
    Section(
        "基本",
        (
            Blank("name", "名称", most=200),
            Blank("short_name", "简称", most=200),
            Blank("category", "类别", hint="行政许可、行政确认、公共服务……"),
            Blank("matter_kind", "窗口分类", Ask.CHOICE, _choices(MatterKind.choices)),
            Blank("case_kind", "办件类型", Ask.CHOICE, _choices(CaseKind.choices)),
            Blank("examination", "审查类型", hint="即审即办、前审后批"),
            Blank("use_level", "行使层级"),
            Blank("scope", "通办范围"),
            Blank("audience", "服务对象", hint="自然人、法人"),
            Blank("person_topics", "面向自然人的主题"),
            Blank("company_topics", "面向法人的主题"),
        ),
    ),
    Section(
        "时限",
        (
            Blank("promised_value", "承诺时限", Ask.NUMBER, most=3660, hint="当场办结填 0"),
            Blank("promised_unit", "承诺时限的单位", Ask.CHOICE, _UNITS, is_beside=True),
            Blank("promised_text", "承诺时限的原文"),
            Blank("statutory_value", "法定时限", Ask.NUMBER, most=3660),
            Blank("statutory_unit", "法定时限的单位", Ask.CHOICE, _UNITS, is_beside=True),
            Blank("statutory_text", "法定时限的原文"),
            Blank("limit_notes", "时限说明", Ask.LIST, hint="一行一条"),
        ),
    ),
    Section(
        "收费",
        (
            Blank("fee_charged", "收费", Ask.YES_NO, _YES),
            Blank("fee_items", "收费项目"),
            Blank("fee_standard", "收费标准"),
            Blank("fee_basis", "收费依据"),
            Blank("pay_online", "网上支付", Ask.YES_NO, _YES),
        ),
    ),
    Section(
        "结果",
        (
            Blank("result_name", "结果名称"),
            Blank("result_kind", "结果类型", hint="证照、批文、其他"),
            Blank("result_validity", "有效期"),
            Blank("result_sample", "结果样本", hint="样本的名称或者网址"),
            Blank("quantity_limit", "数量限制", hint="没有限制填“无”"),
        ),
    ),
    Section(
        "怎么办",
        (
            Blank("visits", "到现场次数", Ask.NUMBER, most=99),
            Blank("visits_reason", "必须到现场的原因"),
            Blank("is_online", "能否网办", Ask.YES_NO, _YES),
            Blank("online_depth", "网办深度"),
            Blank("channels", "办理形式", Ask.LIST, hint="一行一条：窗口、网上、邮寄"),
            Blank("delivery", "送达方式", Ask.LIST, hint="一行一条"),
        ),
    ),
    Section(
        "联系",
        (
            Blank("responsible", "责任人"),
            Blank("phone", "咨询电话"),
            Blank("complaint_phone", "投诉电话"),
            Blank("address", "办理地点"),
            Blank("hours", "办理时间"),
        ),
    ),
    Section(
        "条件和依据",
        (
            Blank("conditions", "申请条件", Ask.LIST, hint="一行一条", most=20000),
            Blank(
                "legal_basis",
                "设定依据",
                Ask.LIST,
                hint="一行一部，条款写在竖线后：行政许可法|第四十二条",
                most=20000,
            ),
            Blank("notes", "备注", Ask.TEXT, most=5000),
        ),
    ),
)

MATERIALS = Table(
    "materials",
    "材料",
    "窗口只能收这里列的",
    (
        Blank("name", "名称", Ask.TEXT, most=500),
        Blank("form", "形式", Ask.CHOICE, _choices(MaterialForm.choices)),
        Blank("copies", "份数", Ask.NUMBER, most=999),
        Blank("necessity", "必要性", Ask.CHOICE, _choices(Necessity.choices)),
        Blank("situation", "什么情形要交"),
        Blank("carrier", "介质", hint="纸质、电子"),
        Blank("source", "来源", hint="申请人自备、政府部门核发"),
        Blank("notes", "填报要求"),
    ),
    spare=4,
)
STEPS = Table(
    "steps",
    "步骤",
    "审查、审核、会签、签批、决定由系统派给办件的人",
    (
        Blank("name", "环节", most=200),
        Blank("kind", "做什么", Ask.CHOICE, _choices(StepKind.choices, unsaid="按名称判断")),
        Blank("role", "谁办", Ask.CHOICE, _choices(StepRole.choices)),
        Blank("limit_value", "时限", Ask.NUMBER, most=3660),
        Blank("limit_unit", "时限的单位", Ask.CHOICE, _UNITS),
        Blank("needed", "几人同意", Ask.NUMBER, most=99, hint="0 是全体"),
        Blank("notes", "说明"),
    ),
    spare=4,
)
SPECIALS = Table(
    "special_procedures",
    "特别程序",
    "检验、检测、鉴定、专家评审、听证等，写明是否计入时限",
    (
        Blank("name", "名称", most=200),
        Blank("value", "时限", Ask.NUMBER, most=3660),
        Blank("unit", "单位", hint="工作日", most=20),
        Blank("counted", "计入时限", Ask.YES_NO, _YES),
        Blank("notes", "说明"),
    ),
    spare=2,
)
FAQS = Table(
    "faqs",
    "常见问题",
    "许可类事项至少要有一条",
    (Blank("question", "问", Ask.TEXT, most=200), Blank("answer", "答", Ask.TEXT, most=2000)),
    spare=2,
)
TABLES = (MATERIALS, STEPS, SPECIALS, FAQS)
