"""Decisions about a case, and the papers that end one without a decision."""

from dataclasses import dataclass, field
from datetime import date

from ..kinds import PaperKind
from .parts import Contacts, OfCase, Remedies


@dataclass(frozen=True)
class Change:
    """An item of a licence before and after a change."""

    label: str
    before: str
    after: str


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
    is_conditional: bool = False  # 有条件核准 (R288): the title says so; `bounds` are the conditions


@dataclass(frozen=True, kw_only=True)
class DenialDecision(OfCase):
    """不予许可决定书: facts, reasons, basis and both remedies (R132; 行政许可法 38)."""

    accepted_on: date
    decided_on: date
    facts: tuple[str, ...]
    reasons: tuple[str, ...]
    basis: str
    remedies: Remedies = field(default_factory=Remedies)
    is_licence: bool = True


@dataclass(frozen=True, kw_only=True)
class RevocationDecision(OfCase):
    """撤销决定书: a grant is taken back (行政许可法 69)."""

    decided_on: date
    revoked: str  # 准予决定书（青市监准〔2026〕12号）及据此颁发的《食品小经营许可证》
    facts: tuple[str, ...]
    reasons: tuple[str, ...]
    basis: str
    consequences: tuple[str, ...] = ()
    remedies: Remedies = field(default_factory=Remedies)


@dataclass(frozen=True, kw_only=True)
class LicenceDecision(OfCase):
    """变更, 延续 or 注销 of a licence (行政许可法 49, 50, 70); `kind` says which."""

    kind: PaperKind  # LICENCE_CHANGE_DECISION, LICENCE_RENEWAL_DECISION, LICENCE_CANCELLATION_DECISION
    decided_on: date
    licence: str  # 《食品小经营许可证》（编号 …）
    basis: str
    changes: tuple[Change, ...] = ()
    reason: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    is_deemed: bool = False  # no decision came before it expired (行政许可法 50)
    remedies: Remedies | None = None


@dataclass(frozen=True, kw_only=True)
class ClosingNotice(OfCase):
    """A case that ends without a decision: `kind` says how, `reason` why, in words for the applicant."""

    kind: PaperKind  # RETURN_NOTICE, WITHDRAWAL_NOTICE, GAP_TERMINATION_NOTICE
    applied_on: date
    closed_on: date
    reason: str
    basis: str = ""
    returned: tuple[str, ...] = ()  # materials that go back
    advice: str = ""  # 材料齐全后可以重新申请。
    remedies: Remedies | None = None
