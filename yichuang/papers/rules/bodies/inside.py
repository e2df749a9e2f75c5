"""Papers that go with a case from hand to hand, between offices, or up to whoever decides."""

from dataclasses import dataclass
from datetime import date

from ..kinds import PaperKind
from .parts import Attendee, Fact, Limit, MaterialLine, OfCase, Opinion


@dataclass(frozen=True)
class Finding:
    """One point that was looked at on the spot."""

    point: str
    found: str
    is_met: bool | None = None  # None: only recorded


@dataclass(frozen=True)
class RoutingStep:
    """A step that the case goes through. What is not known yet is left blank for the pen."""

    order: int
    name: str
    role: str
    limit: str = ""
    opinion: str = ""
    signed_by: str = ""
    signed_on: date | None = None


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
    countersigns: tuple[Opinion, ...] = ()  # 会签


@dataclass(frozen=True, kw_only=True)
class HandoverSheet(OfCase):
    """项目收件交接单: both sides sign, the same working day (R085)."""

    handed_on: date
    from_unit: str
    to_unit: str
    materials: tuple[MaterialLine, ...]
    is_return: bool = False  # back to the window, with opinion and reasons
    opinion: str = ""
    handed_by: str = ""
    handed_at: str = ""  # 2026年9月16日 10:30
    received_by: str = ""  # empty: for the pen
    received_at: str = ""


@dataclass(frozen=True, kw_only=True)
class UpwardOpinion(OfCase):
    """初审意见报送单: the lower body's opinion and all materials go up (行政许可法 35, 43)."""

    upward_to: str
    accepted_on: date
    finished_on: date
    opinion: str
    materials: tuple[MaterialLine, ...]
    reviewed_by: str = ""
    approved_by: str = ""


@dataclass(frozen=True, kw_only=True)
class JointApprovalForm(OfCase):
    """联合审批表: every department signs its opinion."""

    lead: str  # the responsible window or department
    accepted_on: date
    promised: Limit
    statutory: Limit
    opinions: tuple[Opinion, ...]
    conclusion: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MeetingMinutes(OfCase):
    """会议纪要: of a joint meeting, a joint site visit or a business meeting."""

    meeting: str  # 联审会议; 联合踏勘; 业务会议
    on: date
    time: str
    place: str
    presider: str
    recorder: str
    attendees: tuple[Attendee, ...]
    discussed: tuple[str, ...]
    concluded: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SiteInspectionRecord(OfCase):
    """现场核查记录: by at least two people (行政许可法 34)."""

    on: date
    time: str
    place: str
    inspectors: tuple[Attendee, ...]
    findings: tuple[Finding, ...]
    conclusion: str
    reason: str = ""  # why it was needed: 材料与实际不一致
    present: str = ""  # who was there for the applicant
    said: str = ""  # what they said


@dataclass(frozen=True, kw_only=True)
class NegativeMatterRecord(OfCase):
    """否定事项登记备案表: registered, sent up level by level, before it is refused (004 篇6 第十一条)."""

    registered_on: date
    intended: str  # 不予许可; 不予受理
    reasons: tuple[str, ...]
    basis: str
    levels: tuple[Opinion, ...]
    registered_by: str = ""


@dataclass(frozen=True, kw_only=True)
class SupervisionSheet(OfCase):
    """督办单: an overdue case is to be handled at once; nothing is granted by it (R126)."""

    due_on: date
    overdue_days: int  # working days
    responsible: str  # department and person
    required: str
    reply_by: date
    issued_on: date


@dataclass(frozen=True, kw_only=True)
class RequestSheet(OfCase):
    """请示单 (R116) or 业务会议申请单 (001 a七); `kind` says which."""

    kind: PaperKind  # INSTRUCTION_REQUEST, MEETING_REQUEST
    asked_on: date
    asked_by: str
    asked_of: str
    question: str
    suggestion: str = ""
    answers: tuple[Opinion, ...] = ()
