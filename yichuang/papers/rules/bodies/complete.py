"""Which body stands on which kinds, what a paper is called, and what it may not lack."""

from dataclasses import fields

from ..kinds import PaperKind
from .complaining import ComplaintMonthlyReport, ComplaintRecord
from .course import (
    ExtensionNotice,
    HearingAnnouncement,
    HearingNotice,
    HearingRecord,
    HearingRightNotice,
    InterestedPartyNotice,
    RecalculationNotice,
    SpecialProcedureNotice,
)
from .decisions import ApprovalDocument, ClosingNotice, DenialDecision, LicenceDecision, RevocationDecision
from .hall import HallPaper
from .inside import (
    HandoverSheet,
    JointApprovalForm,
    MeetingMinutes,
    NegativeMatterRecord,
    RequestSheet,
    RoutingSheet,
    SiteInspectionRecord,
    SupervisionSheet,
    UpwardOpinion,
)
from .intake import (
    AcceptanceNotice,
    ApplicationPrint,
    CommitmentLetter,
    DeemedAcceptanceNotice,
    GapAcceptanceNotice,
    GapPromise,
    MaterialsReceipt,
    NonAcceptanceDecision,
    NotRequiredNotice,
    SupplementNotice,
)
from .reports import RatingReport
from .results import (
    Checklist,
    CourierWaybill,
    DeliveryReceipt,
    FeeNotice,
    FeeReceipt,
    Licence,
    OriginalsList,
    SettlementSheet,
)

Body = (
    AcceptanceNotice
    | MaterialsReceipt
    | ApplicationPrint
    | SupplementNotice
    | NotRequiredNotice
    | NonAcceptanceDecision
    | DeemedAcceptanceNotice
    | GapPromise
    | GapAcceptanceNotice
    | CommitmentLetter
    | SpecialProcedureNotice
    | ExtensionNotice
    | RecalculationNotice
    | HearingRightNotice
    | InterestedPartyNotice
    | HearingNotice
    | HearingAnnouncement
    | HearingRecord
    | RoutingSheet
    | HandoverSheet
    | UpwardOpinion
    | JointApprovalForm
    | MeetingMinutes
    | SiteInspectionRecord
    | NegativeMatterRecord
    | SupervisionSheet
    | RequestSheet
    | ApprovalDocument
    | DenialDecision
    | RevocationDecision
    | LicenceDecision
    | ClosingNotice
    | Licence
    | DeliveryReceipt
    | OriginalsList
    | Checklist
    | FeeNotice
    | FeeReceipt
    | SettlementSheet
    | CourierWaybill
    | ComplaintRecord
    | ComplaintMonthlyReport
    | RatingReport
    | HallPaper
)
K = PaperKind
OF_THE_HALL = (
    K.LEAVE_FORM,
    K.SUBSTITUTION_FILING,
    K.ASSET_LOAN,
    K.ERRAND_FILING,
    K.ROTATION_LETTER,
    K.ROTATION_REPLY,
    K.RESIDENCE_AGREEMENT,
    K.AUTHORISATION_LETTER,
    K.FEEDBACK_CARD,
    K.ATTENDANCE_BULLETIN,
    K.RESPONSIBILITY_LETTER,
)
KINDS_OF: dict[type, tuple[PaperKind, ...]] = {
    AcceptanceNotice: (K.ACCEPTANCE_NOTICE,),
    MaterialsReceipt: (K.RECEIPT_OF_MATERIALS,),
    ApplicationPrint: (K.APPLICATION_PRINT,),
    SupplementNotice: (K.SUPPLEMENT_NOTICE,),
    NotRequiredNotice: (K.NOT_REQUIRED_NOTICE,),
    NonAcceptanceDecision: (K.NON_ACCEPTANCE_DECISION,),
    DeemedAcceptanceNotice: (K.DEEMED_ACCEPTANCE_NOTICE,),
    GapPromise: (K.GAP_ACCEPTANCE_PROMISE,),
    GapAcceptanceNotice: (K.GAP_ACCEPTANCE_NOTICE,),
    CommitmentLetter: (K.COMMITMENT_LETTER,),
    SpecialProcedureNotice: (K.SPECIAL_PROCEDURE_NOTICE,),
    ExtensionNotice: (K.EXTENSION_NOTICE,),
    RecalculationNotice: (K.RECALCULATION_NOTICE,),
    HearingRightNotice: (K.HEARING_RIGHT_NOTICE,),
    InterestedPartyNotice: (K.INTERESTED_PARTY_NOTICE,),
    HearingNotice: (K.HEARING_NOTICE,),
    HearingAnnouncement: (K.HEARING_ANNOUNCEMENT,),
    HearingRecord: (K.HEARING_RECORD,),
    RoutingSheet: (K.ROUTING_SHEET,),
    HandoverSheet: (K.HANDOVER_SHEET,),
    UpwardOpinion: (K.UPWARD_OPINION,),
    JointApprovalForm: (K.JOINT_APPROVAL_FORM,),
    MeetingMinutes: (K.MEETING_MINUTES,),
    SiteInspectionRecord: (K.SITE_INSPECTION_RECORD,),
    NegativeMatterRecord: (K.NEGATIVE_MATTER_RECORD,),
    SupervisionSheet: (K.SUPERVISION_SHEET,),
    RequestSheet: (K.INSTRUCTION_REQUEST, K.MEETING_REQUEST),
    ApprovalDocument: (K.APPROVAL_DOCUMENT,),
    DenialDecision: (K.DENIAL_DECISION,),
    RevocationDecision: (K.REVOCATION_DECISION,),
    LicenceDecision: (
        K.LICENCE_CHANGE_DECISION,
        K.LICENCE_RENEWAL_DECISION,
        K.LICENCE_CANCELLATION_DECISION,
    ),
    ClosingNotice: (K.RETURN_NOTICE, K.WITHDRAWAL_NOTICE, K.GAP_TERMINATION_NOTICE),
    Licence: (K.LICENCE,),
    DeliveryReceipt: (K.DELIVERY_RECEIPT,),
    OriginalsList: (K.ORIGINALS_LIST,),
    Checklist: (K.CHECKLIST,),
    FeeNotice: (K.FEE_NOTICE,),
    FeeReceipt: (K.FEE_RECEIPT,),
    SettlementSheet: (K.SETTLEMENT_SHEET,),
    CourierWaybill: (K.COURIER_WAYBILL,),
    ComplaintRecord: (K.COMPLAINT_RECORD,),
    ComplaintMonthlyReport: (K.COMPLAINT_MONTHLY_REPORT,),
    RatingReport: (K.RATING_REPORT,),
    HallPaper: OF_THE_HALL,
}
BODY_OF = {kind: body for body, kinds in KINDS_OF.items() for kind in kinds}
COMMITMENT_SUFFIX = "（承诺件通知书）"
CONDITIONAL_SUFFIX = "（有条件核准）"
NOT_A_LICENCE = {K.DENIAL_DECISION: "不予批准决定书"}  # what is no 行政许可 is not called one

_NAMED = {
    "applicant": "申请人",
    "holder": "持证人",
    "matter": "事项名称",
    "case_no": "办件编号",
    "decision": "决定内容",
    "receiver": "领取人",
    "name": "证照名称",
    "reason": "理由",
    "basis": "依据",
    "if_missed": "逾期不补的处理办法",
    "clock_note": "期限的起算办法",
    "procedure": "特殊程序的名称",
    "needed": "所需时间",
    "approved_by": "批准人",
    "told": "告知的内容或者对象",
    "intended": "拟作出的决定",
    "party": "利害关系人",
    "place": "地点",
    "how_to_register": "报名办法",
    "presider": "主持人",
    "recorder": "记录人",
    "conclusion": "结论",
    "upward_to": "报送的机关",
    "opinion": "意见",
    "from_unit": "移交单位",
    "to_unit": "接收单位",
    "required": "督办要求",
    "question": "请示的问题",
    "asked_of": "请示的对象",
    "revoked": "被撤销的决定",
    "licence": "证照的名称和编号",
    "waybill_no": "运单号",
    "carrier": "承运单位",
    "receipt_no": "票据号码",
    "facts": "事实",
    "reasons": "理由",
    "items": "需要补正的内容",
    "missing": "容缺的材料",
    "commitments": "承诺的内容",
    "consequences": "不履行承诺的后果",
    "changes": "变更的内容",
    "statements": "听证的记录",
    "concluded": "议定的事项",
    "findings": "核查的情况",
    "opinions": "各部门的意见",
    "levels": "逐级的意见",
    "fees": "收费项目",
    "sent": "寄送的内容",
    "words": "反映的情况",
    "sentences": "情况说明",
    "measures": "改进的措施",
}
_MAY_LACK: dict[type, frozenset[str]] = {
    AcceptanceNotice: frozenset({"clock_note"}),
    ApprovalDocument: frozenset({"basis"}),  # decisions made before these were asked for have none
    Licence: frozenset({"facts"}),
    Checklist: frozenset({"facts"}),
    HallPaper: frozenset({"facts", "words"}),  # its form says what is needed: rules.hall
    SupplementNotice: frozenset({"approved_by", "reason"}),
    SpecialProcedureNotice: frozenset({"reason"}),
    HearingRightNotice: frozenset({"basis"}),
    HearingNotice: frozenset({"recorder"}),
    HearingAnnouncement: frozenset({"basis"}),
    UpwardOpinion: frozenset({"approved_by"}),
    JointApprovalForm: frozenset({"conclusion", "facts"}),
    SiteInspectionRecord: frozenset({"reason"}),
    HandoverSheet: frozenset({"opinion"}),
    LicenceDecision: frozenset({"reason", "changes"}),
    ClosingNotice: frozenset({"basis"}),
}


# What each kind of body has and may not leave empty, with the words for it.
_NEEDED: dict[type, list[tuple[str, str]]] = {
    made: [
        (name, words)
        for name, words in _NAMED.items()
        if name in {field.name for field in fields(made)} and name not in _MAY_LACK.get(made, frozenset())
    ]
    for made in KINDS_OF
}


def kind_of(body: Body) -> PaperKind:
    """Return the kind of paper that a body makes."""
    kinds = KINDS_OF[type(body)]
    return kinds[0] if len(kinds) == 1 else PaperKind(getattr(body, "kind"))  # noqa: B009 - of some bodies


def title_of(body: Body, base: str = "") -> str:
    """Return the paper's title. `base` is the centre's own name for it, as 受理单 for the notice."""
    kind = kind_of(body)
    usual = kind.label if getattr(body, "is_licence", True) else NOT_A_LICENCE.get(kind, kind.label)
    title = base or (body.name if isinstance(body, Licence) else usual)
    if isinstance(body, AcceptanceNotice) and body.is_commitment:
        return title + COMMITMENT_SUFFIX
    if isinstance(body, ApprovalDocument) and body.is_conditional:
        return title + CONDITIONAL_SUFFIX
    return title


def what_is_missing(body: Body) -> str:
    """Say what a paper lacks to be complete and accurate (R138); an empty string means nothing."""
    for attribute, words in _NEEDED[type(body)]:
        if not _is_there(getattr(body, attribute)):
            return f"文书缺少{words}，不能出具。"
    return _special_lack(body)


def _is_there(value: object) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def _special_lack(body: Body) -> str:
    """What one kind needs that the others do not."""
    if kind_of(body) not in KINDS_OF[type(body)]:
        return "文书的种类和内容不符，不能出具。"
    if isinstance(body, ApprovalDocument) and body.is_conditional and not body.bounds:
        return "有条件核准的决定书缺少限制条件，不能出具。"
    if isinstance(body, SiteInspectionRecord) and len(body.inspectors) < 2:
        return "现场核查至少要有两名工作人员（行政许可法第三十四条），不能出具记录。"
    if isinstance(body, SupplementNotice) and not all(item.problem and item.wanted for item in body.items):
        return "补正告知书要写明每一项有什么问题、需要什么样的材料，不能出具。"
    if isinstance(body, HandoverSheet) and body.is_return and not body.opinion.strip():
        return "退回窗口要写明意见和理由，不能出具交接单。"
    return ""
