"""Source words to codes and back. A word that is not known stays as it is: lists are extensible."""

import re

from .text import narrow
from .words import CaseKind, MaterialForm, MatterKind, StepKind, StepRole

CASE_KINDS = {kind.label: kind.value for kind in CaseKind} | {
    "即时办理": "immediate",
    "即办": "immediate",
    "即时件": "immediate",
    "承诺": "commitment",
    "一般件": "commitment",
    "联审联办件": "joint",
    "联办": "joint",
    "特办": "urgent",
    "1": "immediate",
    "2": "commitment",
}
FORMS = {
    "原件": MaterialForm.ORIGINAL.value,
    "复印件": MaterialForm.COPY.value,
    "原件+复印件": MaterialForm.BOTH.value,
    "原件或扫描件": MaterialForm.EITHER.value,
    "电子件": MaterialForm.ELECTRONIC.value,
}
_MORE_FORMS = {
    "原件和复印件": "both",
    "原件及复印件": "both",
    "原件与复印件": "both",
    "原件、复印件": "both",
    "原件、复印件各一份": "both",
    "原件或复印件": "原件或复印件",
    "扫描件": "electronic",
    "电子": "electronic",
    "电子版": "electronic",
    "1": "original",  # the platform's codes of 材料类型
    "2": "copy",
    "3": "both",
}
NECESSITIES = {"必要": "required", "非必要": "optional", "容缺后补": "deferrable"}
_MORE_NECESSITIES = {
    "必须": "required",
    "必需": "required",
    "必备": "required",
    "是": "required",
    "1": "required",
    "否": "optional",
    "非必须": "optional",
    "非必需": "optional",
    "可选": "optional",
    "2": "optional",
    "可容缺": "deferrable",
    "容缺": "deferrable",
    "3": "deferrable",
}
CATEGORY_CODES = {  # GB/T 39046-2020, A.1
    "00": "行政权力事项",
    "01": "行政许可",
    "02": "行政处罚",
    "03": "行政强制",
    "04": "行政征收",
    "05": "行政给付",
    "06": "行政检查",
    "07": "行政确认",
    "08": "行政奖励",
    "09": "行政裁决",
    "10": "其他类别",
    "20": "公共服务",
}
SOURCES = {"10": "申请人自备", "20": "政府部门核发", "99": "其他"}
CARRIERS = {"1": "纸质", "2": "电子", "3": "纸质和电子", "纸质/电子": "纸质和电子"}
LEVELS = {"1": "国家", "2": "省", "3": "市", "4": "县", "5": "乡镇", "6": "村"}
RESULT_KINDS = {
    "10": "证照",
    "20": "批文",
    "30": "其他",
    "99": "其他",
    "出证办结": "证照",
    "出文办结": "批文",
    "审批办结": "其他",
}

_STEPS = (
    (StepKind.DELIVER, r"送达|颁发|领取|发放|发证$|取件|寄送"),
    (StepKind.COUNTERSIGN, r"会签|会审"),
    (StepKind.SIGN_OFF, r"签批|批示"),
    (StepKind.DECIDE, r"决定|审定|签发|核发"),
    (StepKind.PRODUCE, r"制证|打印|登簿|缮证"),
    (StepKind.ACCEPT, r"受理|收件|接件|登记材料"),
    (StepKind.APPROVE, r"审批|批准|核准|复核|复审|批复"),
    (StepKind.INSPECT, r"勘|核查|踏|检验|检测|评审|论证|听证|公示|公告|评定"),
    (StepKind.REVIEW, r"审查|审核|初审|预审|审理|比对"),
    (StepKind.APPLY, r"申请|提交|申报|填表|填写"),
)


def case_kind(text: str) -> str:
    """承诺件 → commitment; an unknown word is kept."""
    return CASE_KINDS.get(narrow(text), text)


def form(text: str) -> str:
    """原件+复印件 → both; an unknown word is kept."""
    plain = narrow(text)
    return FORMS.get(plain) or _MORE_FORMS.get(plain) or text


def necessity(text: str) -> str:
    """容缺后补 → deferrable; an unknown word (已减免) is kept."""
    plain = narrow(text)
    return NECESSITIES.get(plain) or _MORE_NECESSITIES.get(plain) or text


def label(code: str, table: dict[str, str]) -> str:
    """Return the source word of a code; a word that is no code is its own."""
    return next((word for word, value in table.items() if value == code), code)


def matter_kind(category: str, name: str = "") -> str:
    """Return which of the four kinds of R037 a matter is, from its category and name; "" if unsaid."""
    if "许可" in category or category in {"审批", "非行政许可审批"}:
        return MatterKind.LICENCE
    if "转报" in category or re.search(r"转报|审核上报$", name):
        return MatterKind.RELAY
    if "备案" in category or re.search(r"备案$", name):
        return MatterKind.FILING
    return MatterKind.SERVICE if category else ""


def step_kind(name: str) -> StepKind:
    """Return what a step does, by its name; 受理审查 is taken as the first thing it names."""
    hits = [(m.start(), kind) for kind, pattern in _STEPS if (m := re.search(pattern, name))]
    return min(hits, key=lambda hit: hit[0])[1] if hits else StepKind.OTHER


def is_site_visit(name: str) -> bool:
    """Whether a published step of inspection means going to the place: not a test, a review or a hearing."""
    return re.search(r"勘|踏|现场|实地|核查|核验", name) is not None


def is_as_needed(words: str) -> bool:
    """Whether a published step is taken only where it is needed: 必要时, 需要时, 视情况."""
    return re.search(r"必要时|需要时|需要的|根据需要|视情况|视情", words) is not None


def step_role(kind: StepKind) -> str:
    """Return who takes a step of this kind where the source does not say."""
    if kind in {StepKind.ACCEPT, StepKind.DELIVER}:
        return StepRole.WINDOW
    return ""


def yes_no(text: str) -> bool | None:
    """Read 是/否 and its kin; None where the text is neither."""
    plain = narrow(text).lower()
    if re.match(r"^(?:不|否|无|未|免|0$|n|f|×|£|□|零)", plain):
        return False
    if re.match(r"^(?:是|有|收|需|可|支持|能|已|1$|y|t|√|r$|☑)", plain):
        return True
    return None
