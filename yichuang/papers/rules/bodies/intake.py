"""Papers of taking a case in, or of not taking it in (行政许可法 32)."""

from dataclasses import dataclass, field
from datetime import date

from .parts import Contacts, Fact, Limit, MaterialLine, OfCase, Remedies, SupplementItem


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
    conditions: tuple[str, ...] = ()  # 法定条件 (R095)
    steps: tuple[str, ...] = ()  # 法定程序 (R095)


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


@dataclass(frozen=True, kw_only=True)
class ApplicationPrint(OfCase):
    """申请表核对件: what was typed for the applicant, printed to be read and signed (R088)."""

    filled_on: date
    facts: tuple[Fact, ...]
    materials: tuple[MaterialLine, ...] = ()
    agent: str = ""
    filled_by: str = ""


@dataclass(frozen=True, kw_only=True)
class SupplementNotice(OfCase):
    """补正告知书: once, everything, what is wanted of each, by when (R090; 行政许可法 32 (四))."""

    received_on: date
    items: tuple[SupplementItem, ...]
    due_on: date
    if_missed: str  # the sentence: 逾期未补正的，本单位将退回申请材料。
    is_licence: bool = True
    is_again: bool = False  # a second one, which the chief representative approved
    approved_by: str = ""
    reason: str = ""  # why a second one was needed


@dataclass(frozen=True, kw_only=True)
class NotRequiredNotice(OfCase):
    """不受理告知书: by law nothing has to be applied for, told at once (行政许可法 32 (一))."""

    applied_on: date
    reason: str
    basis: str  # the law that says so
    advice: str = ""  # what the applicant can do instead
    is_licence: bool = True


@dataclass(frozen=True, kw_only=True)
class NonAcceptanceDecision(OfCase):
    """不予受理决定书: outside our powers or barred, with the body to go to (行政许可法 32 (二), 78)."""

    applied_on: date
    reason: str
    basis: str
    competent_body: str = ""  # whom to ask instead
    competent_place: str = ""  # its address and telephone
    remedies: Remedies = field(default_factory=Remedies)
    is_licence: bool = True


@dataclass(frozen=True, kw_only=True)
class DeemedAcceptanceNotice(OfCase):
    """视为受理告知书: nothing was said within five working days (行政许可法 32 (四))."""

    received_on: date  # the day as of which it is accepted
    told_by_on: date  # the last day on which a supplement could have been asked for
    promised: Limit
    statutory: Limit
    is_licence: bool = True


@dataclass(frozen=True, kw_only=True)
class GapPromise(OfCase):
    """申请容缺受理承诺书: the applicant promises to hand in what is missing."""

    promised_on: date
    missing: tuple[SupplementItem, ...]
    due_on: date
    if_missed: str
    signed_by: str = ""  # the applicant's or agent's name; empty: for the pen


@dataclass(frozen=True, kw_only=True)
class GapAcceptanceNotice(OfCase):
    """容缺受理通知书: accepted before the secondary materials are there, on the written promise."""

    accepted_on: date
    missing: tuple[SupplementItem, ...]
    due_on: date
    if_missed: str
    promised: Limit
    statutory: Limit
    clock_note: str  # 办理期限自承诺之日起计算。 or 办理期限自材料补齐之日起计算。
    materials: tuple[MaterialLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CommitmentLetter(OfCase):
    """告知承诺书: what is asked for, what the applicant commits to, what follows when it is not kept."""

    committed_on: date
    told: tuple[str, ...]  # conditions and requirements that the office told
    commitments: tuple[str, ...]
    consequences: tuple[str, ...]
    checked_within: str = ""  # 作出决定后 30 个工作日内
    signed_by: str = ""
