"""What stands where on each kind of paper. Sentences of law name their article; others claim none."""

from collections.abc import Callable
from typing import Any

from .. import bodies as b
from ..bodies import Body, Contacts
from ..hall import HALL_FORMS
from ..sheet import Block
from . import complaining, course, decisions, hall, inside, intake, reports, results

SIGNED_BY_APPLICANT = ("申请人签收：________________", "签收日期：______年____月____日")
SIGNED_BY_RECEIVER = ("领取人签名：________________", "签收日期：______年____月____日")
SIGNED_BY_PERSON = ("申请人（代理人）签名：________________", "日期：______年____月____日")
SIGNED_BY_PROMISER = ("承诺人签名（盖章）：________________", "日期：______年____月____日")
SIGNED_BY_TOLD = ("被告知人签收：________________", "签收日期：______年____月____日")
SIGNED_AT_HEARING = ("主持人签名：____________　记录人签名：____________", "日期：______年____月____日")
SIGNED_ON_THE_SPOT = ("核查人员签名：____________　____________", "被核查方签名：____________")


def blocks_of(body: Body) -> tuple[Block, ...]:
    """Return the blocks between the addressee and the signature."""
    layout: Callable[[Any], tuple[Block, ...]] = _LAYOUTS[type(body)]
    return layout(body)


def addressee_of(body: Body, addressee: str) -> str:
    """Return whom the paper speaks to, empty where it speaks to nobody: a form, a record, a certificate."""
    if isinstance(body, b.HearingRightNotice | b.HearingNotice):
        return body.told
    if isinstance(body, b.InterestedPartyNotice):
        return body.party
    return "" if type(body) in _TO_NOBODY else addressee


def foot_of(body: Body) -> tuple[str, ...]:
    """Return the lines beside the QR code: what it opens, and whom to ask."""
    lines = ["扫码核验本证照。" if isinstance(body, b.Licence) else "扫码核验本文书。"]
    if is_rated_from(body):
        lines = ["扫码核验，办完可以评价。"]
    contacts: Contacts | None = getattr(body, "contacts", None)
    if contacts is None:
        return tuple(lines)
    if contacts.consult_phone:
        lines.append(f"咨询：{contacts.consult_phone}")
    if contacts.complaint_phone:
        lines.append(f"监督：{contacts.complaint_phone}")
    return tuple(lines)


def is_rated_from(body: Body) -> bool:
    """Whether the applicant is told that the code also leads to the rating of the service (R166): on what she takes
    home about her application. Not on a certificate, which hangs on a wall, nor on what others are told."""
    return type(body) not in _NOT_RATED_FROM


def signatures_of(body: Body) -> tuple[str, ...]:
    """Return the lines that are signed by hand."""
    if isinstance(body, b.HallPaper):
        return HALL_FORMS[body.kind].signatures
    return _SIGNED.get(type(body), ())


_TO_NOBODY: frozenset[type] = frozenset(
    (
        b.ApplicationPrint,
        b.GapPromise,
        b.CommitmentLetter,
        b.HearingAnnouncement,
        b.HearingRecord,
        b.RoutingSheet,
        b.HandoverSheet,
        b.UpwardOpinion,
        b.JointApprovalForm,
        b.MeetingMinutes,
        b.RequestSheet,
        b.SiteInspectionRecord,
        b.NegativeMatterRecord,
        b.SupervisionSheet,
        b.Licence,
        b.DeliveryReceipt,
        b.CourierWaybill,
        b.FeeReceipt,
        b.SettlementSheet,
        b.ComplaintRecord,
        b.ComplaintMonthlyReport,
        b.RatingReport,
        b.HallPaper,
    )
)
_NOT_RATED_FROM = (_TO_NOBODY - {b.DeliveryReceipt, b.FeeReceipt}) | {
    b.HearingRightNotice,
    b.HearingNotice,
    b.InterestedPartyNotice,
    b.LicenceDecision,
    b.RevocationDecision,
    b.Checklist,
}
_SIGNED: dict[type, tuple[str, ...]] = {
    b.AcceptanceNotice: SIGNED_BY_APPLICANT,
    b.MaterialsReceipt: SIGNED_BY_APPLICANT,
    b.SupplementNotice: SIGNED_BY_APPLICANT,
    b.NotRequiredNotice: SIGNED_BY_APPLICANT,
    b.GapAcceptanceNotice: SIGNED_BY_APPLICANT,
    b.ClosingNotice: SIGNED_BY_APPLICANT,
    b.ApplicationPrint: SIGNED_BY_PERSON,
    b.GapPromise: SIGNED_BY_PROMISER,
    b.CommitmentLetter: SIGNED_BY_PROMISER,
    b.HearingRightNotice: SIGNED_BY_TOLD,
    b.InterestedPartyNotice: SIGNED_BY_TOLD,
    b.HearingNotice: SIGNED_BY_TOLD,
    b.HearingRecord: SIGNED_AT_HEARING,
    b.SiteInspectionRecord: SIGNED_ON_THE_SPOT,
    b.DeliveryReceipt: SIGNED_BY_RECEIVER,
    b.OriginalsList: SIGNED_BY_RECEIVER,
    b.ComplaintMonthlyReport: complaining.SIGNED_BY_LEADER,
}
_LAYOUTS: dict[type, Callable[[Any], tuple[Block, ...]]] = {
    b.AcceptanceNotice: intake.acceptance,
    b.MaterialsReceipt: intake.receipt,
    b.ApplicationPrint: intake.application,
    b.SupplementNotice: intake.supplement,
    b.NotRequiredNotice: intake.not_required,
    b.NonAcceptanceDecision: intake.non_acceptance,
    b.DeemedAcceptanceNotice: intake.deemed,
    b.GapPromise: intake.gap_promise,
    b.GapAcceptanceNotice: intake.gap_acceptance,
    b.CommitmentLetter: intake.commitment,
    b.SpecialProcedureNotice: course.special,
    b.ExtensionNotice: course.extension,
    b.RecalculationNotice: course.recalculation,
    b.HearingRightNotice: course.hearing_right,
    b.InterestedPartyNotice: course.interested,
    b.HearingNotice: course.hearing_notice,
    b.HearingAnnouncement: course.announcement,
    b.HearingRecord: course.hearing_record,
    b.RoutingSheet: inside.routing,
    b.HandoverSheet: inside.handover,
    b.UpwardOpinion: inside.upward,
    b.JointApprovalForm: inside.joint,
    b.MeetingMinutes: inside.minutes,
    b.SiteInspectionRecord: inside.inspection,
    b.NegativeMatterRecord: inside.negative,
    b.SupervisionSheet: inside.supervision,
    b.RequestSheet: inside.request,
    b.ApprovalDocument: decisions.approval,
    b.DenialDecision: decisions.denial,
    b.RevocationDecision: decisions.revocation,
    b.LicenceDecision: decisions.licence_decision,
    b.ClosingNotice: decisions.closing,
    b.Licence: results.licence,
    b.DeliveryReceipt: results.delivery,
    b.OriginalsList: results.originals,
    b.Checklist: results.checklist,
    b.FeeNotice: results.fee_notice,
    b.FeeReceipt: results.fee_receipt,
    b.SettlementSheet: results.settlement,
    b.RatingReport: reports.ratings,
    b.CourierWaybill: results.waybill,
    b.ComplaintRecord: complaining.record,
    b.ComplaintMonthlyReport: complaining.monthly_report,
    b.HallPaper: hall.paper,
}
