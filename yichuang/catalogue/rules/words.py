"""The closed lists of the catalogue: states, kinds, units. Chinese labels are what people read."""

from django.db.models import TextChoices


class State(TextChoices):
    """Where one version of a guide stands (R028)."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待核准"
    PUBLISHED = "published", "已公布"
    SUPERSEDED = "superseded", "已被取代"


class Action(TextChoices):
    """What can be done with a version."""

    EDIT = "edit", "修改"
    SUBMIT = "submit", "报中心核准"
    WITHDRAW = "withdraw", "撤回"
    SEND_BACK = "send_back", "退回修改"
    PUBLISH = "publish", "核准公布"
    SUPERSEDE = "supersede", "取代"  # never taken by a person alone: publishing the next version does it


MOVES = {
    (State.DRAFT, Action.EDIT): State.DRAFT,
    (State.DRAFT, Action.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Action.WITHDRAW): State.DRAFT,
    (State.SUBMITTED, Action.SEND_BACK): State.DRAFT,
    (State.SUBMITTED, Action.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Action.SUPERSEDE): State.SUPERSEDED,
}


class Tier(TextChoices):
    """Place in the catalogue: main item, sub-item, handling item."""

    MAIN = "main", "主项"
    SUB = "sub", "子项"
    HANDLING = "handling", "业务办理项"


class CaseKind(TextChoices):
    """How a case of this matter runs. Other words of the source are kept as they are (A.6)."""

    IMMEDIATE = "immediate", "即办件"
    COMMITMENT = "commitment", "承诺件"
    JOINT = "joint", "联办件"
    UPWARD = "upward", "上报件"
    URGENT = "urgent", "特办件"


class MatterKind(TextChoices):
    """The four kinds that a window offers (R037)."""

    LICENCE = "licence", "许可类"
    FILING = "filing", "备案类"
    SERVICE = "service", "服务类"
    RELAY = "relay", "转报类"


class LimitUnit(TextChoices):
    """The unit of a limit. Days that are not said to be working days are not turned into them."""

    WORKING_DAY = "working_day", "个工作日"
    NATURAL_DAY = "natural_day", "日"
    MONTH = "month", "个月"
    HOUR = "hour", "小时"
    NONE = "none", "无"  # the source says that there is no limit
    UNSAID = "", "单位待确认"  # a number without a unit: a person has to say which


class MaterialForm(TextChoices):
    """What of a material is handed in."""

    ORIGINAL = "original", "原件"
    COPY = "copy", "复印件"
    BOTH = "both", "原件和复印件"
    EITHER = "either", "原件或扫描件"
    ELECTRONIC = "electronic", "电子件"
    UNSAID = "", "来源未写明"


class Necessity(TextChoices):
    """Whether a material must be there at acceptance."""

    REQUIRED = "required", "必要"
    OPTIONAL = "optional", "非必要"
    DEFERRABLE = "deferrable", "容缺后补"
    UNSAID = "", "来源未写明"


class StepKind(TextChoices):
    """What happens in a step of the published procedure."""

    APPLY = "apply", "申请"
    ACCEPT = "accept", "受理"
    REVIEW = "review", "审查"
    INSPECT = "inspect", "勘验"
    APPROVE = "approve", "审核"
    COUNTERSIGN = "countersign", "会签"
    SIGN_OFF = "sign_off", "签批"
    DECIDE = "decide", "决定"
    PRODUCE = "produce", "制证"
    DELIVER = "deliver", "送达"
    OTHER = "other", "其他"


APPROVAL_STEPS = frozenset(
    {StepKind.REVIEW, StepKind.APPROVE, StepKind.COUNTERSIGN, StepKind.SIGN_OFF, StepKind.DECIDE}
)


class StepRole(TextChoices):
    """Who takes a step."""

    WINDOW = "window", "综合窗口"
    REVIEWER = "reviewer", "审查人员"
    APPROVER = "approver", "审批人员"
    LEADER = "leader", "分管领导"
    UNSAID = "", "来源未写明"


class FormKind(TextChoices):
    """A blank form to fill in, or a filled-in sample (R032)."""

    BLANK = "blank", "空白表格"
    SAMPLE = "sample", "示范文本"
