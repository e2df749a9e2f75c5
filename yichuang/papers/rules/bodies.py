"""What stands on each kind of paper: values only, kept with the paper as they were when it was issued."""

from dataclasses import dataclass, field
from datetime import date

from .kinds import PaperKind


@dataclass(frozen=True)
class Contacts:
    """Whom to ask. The person is the first responsible one, the only one to contact (R078, R079)."""

    person: str = ""
    person_phone: str = ""
    window: str = ""  # 青禾县政务服务中心 5 号窗口
    consult_phone: str = ""
    complaint_phone: str = ""


@dataclass(frozen=True)
class Limit:
    """A limit as a paper states it: 自受理次日起 10 个工作日, its last day, and whether that may move."""

    text: str
    on: date | None = None
    is_provisional: bool = False


@dataclass(frozen=True)
class MaterialLine:
    """One material on the list that was received."""

    order: int
    name: str
    form: str  # 原件; 核原件，退还; 数据共享，免交
    copies: int = 0  # 0 is printed as –
    is_returned: bool = False  # an original that goes back to the applicant


@dataclass(frozen=True)
class AcceptanceNotice:
    """受理通知书 (R077, R078). `is_licence`: only a 行政许可 is accepted under article 32 of its law."""

    applicant: str
    matter: str
    applied_on: date
    case_no: str
    promised: Limit
    statutory: Limit
    materials: tuple[MaterialLine, ...] = ()
    fee: str = "不收费"
    delivery: str = "窗口领取"
    query_code: str = ""
    is_licence: bool = True
    is_commitment: bool = False  # 承诺件: the title says so (R099)
    contacts: Contacts = field(default_factory=Contacts)
    copies: int = 2  # 一式几份
    clock_note: str = ""  # which times do not count, where the matter says so


@dataclass(frozen=True)
class MaterialsReceipt:
    """申请材料收件凭证: what was handed in, and which originals go back (R077)."""

    applicant: str
    matter: str
    received_on: date
    case_no: str
    materials: tuple[MaterialLine, ...]
    received_by: str = ""
    contacts: Contacts = field(default_factory=Contacts)
    copies: int = 2


@dataclass(frozen=True)
class RoutingStep:
    """A step that the case goes through. Opinion and signature are left blank for the pen."""

    order: int
    name: str
    role: str
    limit: str = ""


@dataclass(frozen=True)
class RoutingSheet:
    """审批流转单: goes with the case from step to step (R077)."""

    applicant: str
    matter: str
    case_no: str
    accepted_on: date
    promised: Limit
    statutory: Limit
    steps: tuple[RoutingStep, ...]
    accepted_by: str = ""
    materials: int = 0


@dataclass(frozen=True)
class ApprovalDocument:
    """准予决定书 or 批复: what is granted, what to mind, within which bounds (R138, R290)."""

    applicant: str
    matter: str
    case_no: str
    decided_on: date
    decision: str  # the operative sentence
    result_name: str = ""
    basis: str = ""
    granted: tuple[str, ...] = ()  # 批准事项
    notes: tuple[str, ...] = ()  # 注意事项
    bounds: tuple[str, ...] = ()  # 限制条件
    valid_from: date | None = None
    valid_until: date | None = None
    validity: str = ""  # in words, where there is no date
    contacts: Contacts = field(default_factory=Contacts)


@dataclass(frozen=True)
class Fact:
    """A labelled line of a licence or a list."""

    label: str
    value: str


@dataclass(frozen=True)
class Licence:
    """证照: the holder and what the licence says, as labelled lines."""

    holder: str
    name: str  # 食品小经营许可证; the paper's title
    case_no: str
    granted_on: date
    facts: tuple[Fact, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    validity: str = ""


@dataclass(frozen=True)
class DeliveryReceipt:
    """送达回执: what was handed to whom, and the originals that went back (R137)."""

    applicant: str
    matter: str
    case_no: str
    delivered_on: date
    results: tuple[str, ...]
    receiver: str
    receiver_id: str  # already masked: the paper stays at the hall
    relation: str = "本人"
    way: str = "窗口领取"
    originals: tuple[str, ...] = ()
    handed_by: str = ""


@dataclass(frozen=True)
class OriginalsList:
    """原件退还清单: originals given back, to be checked by the applicant (R137)."""

    applicant: str
    matter: str
    case_no: str
    returned_on: date
    materials: tuple[MaterialLine, ...]
    handed_by: str = ""


@dataclass(frozen=True)
class Checklist:
    """办事清单: what to bring for a matter, told once and in full (一次性告知)."""

    matter: str
    made_on: date
    materials: tuple[MaterialLine, ...]
    conditions: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()  # limits, fees, where and when
    contacts: Contacts = field(default_factory=Contacts)


Body = (
    AcceptanceNotice
    | MaterialsReceipt
    | RoutingSheet
    | ApprovalDocument
    | Licence
    | DeliveryReceipt
    | OriginalsList
    | Checklist
)
KIND_OF: dict[type, PaperKind] = {
    AcceptanceNotice: PaperKind.ACCEPTANCE_NOTICE,
    MaterialsReceipt: PaperKind.RECEIPT_OF_MATERIALS,
    RoutingSheet: PaperKind.ROUTING_SHEET,
    ApprovalDocument: PaperKind.APPROVAL_DOCUMENT,
    Licence: PaperKind.LICENCE,
    DeliveryReceipt: PaperKind.DELIVERY_RECEIPT,
    OriginalsList: PaperKind.ORIGINALS_LIST,
    Checklist: PaperKind.CHECKLIST,
}
BODY_OF = {kind: body for body, kind in KIND_OF.items()}
COMMITMENT_SUFFIX = "（承诺件通知书）"


def title_of(body: Body, base: str = "") -> str:
    """Return the paper's title. `base` is the centre's own name for it, as 受理单 for the notice."""
    title = base or (body.name if isinstance(body, Licence) else KIND_OF[type(body)].label)
    if isinstance(body, AcceptanceNotice) and body.is_commitment:
        return title + COMMITMENT_SUFFIX
    return title


def what_is_missing(body: Body) -> str:
    """Say what a paper lacks to be complete and accurate (R138); an empty string means nothing."""
    named = {
        "applicant": "申请人",
        "holder": "持证人",
        "matter": "事项名称",
        "case_no": "办件编号",
        "decision": "决定内容",
        "receiver": "领取人",
        "name": "证照名称",
    }
    for attribute, words in named.items():
        if not str(getattr(body, attribute, "-")).strip():
            return f"文书缺少{words}，不能出具。"
    return ""
