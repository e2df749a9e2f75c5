"""The kinds of papers that the hall gives out (rules.md A-III): one closed list."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices

LONGEST_TITLE = 40


class PaperKind(TextChoices):
    """What a paper is for. The label is the house's title for it; a centre may have its own."""

    APPLICATION_PRINT = "application_print", "申请表核对件"
    RECEIPT_OF_MATERIALS = "receipt_of_materials", "申请材料收件凭证"
    ACCEPTANCE_NOTICE = "acceptance_notice", "受理通知书"
    SUPPLEMENT_NOTICE = "supplement_notice", "申请材料补正告知书"
    NOT_REQUIRED_NOTICE = "not_required_notice", "不受理告知书"
    NON_ACCEPTANCE_DECISION = "non_acceptance_decision", "不予受理决定书"
    DEEMED_ACCEPTANCE_NOTICE = "deemed_acceptance_notice", "视为受理告知书"
    GAP_ACCEPTANCE_PROMISE = "gap_acceptance_promise", "申请容缺受理承诺书"
    GAP_ACCEPTANCE_NOTICE = "gap_acceptance_notice", "容缺受理通知书"
    GAP_TERMINATION_NOTICE = "gap_termination_notice", "容缺受理终止办理通知书"
    COMMITMENT_LETTER = "commitment_letter", "告知承诺书"
    SPECIAL_PROCEDURE_NOTICE = "special_procedure_notice", "特殊程序审查期限告知书"
    EXTENSION_NOTICE = "extension_notice", "延长办理期限通知书"
    RECALCULATION_NOTICE = "recalculation_notice", "办理期限变更告知书"
    HEARING_RIGHT_NOTICE = "hearing_right_notice", "听证权利告知书"
    INTERESTED_PARTY_NOTICE = "interested_party_notice", "利害关系人告知书"
    HEARING_NOTICE = "hearing_notice", "听证通知书"
    HEARING_ANNOUNCEMENT = "hearing_announcement", "听证公告"
    HEARING_RECORD = "hearing_record", "听证笔录"
    ROUTING_SHEET = "routing_sheet", "审批流转单"
    HANDOVER_SHEET = "handover_sheet", "项目收件交接单"
    UPWARD_OPINION = "upward_opinion", "初审意见报送单"
    JOINT_APPROVAL_FORM = "joint_approval_form", "联合审批表"
    MEETING_MINUTES = "meeting_minutes", "会议纪要"
    MEETING_REQUEST = "meeting_request", "业务会议申请单"
    SITE_INSPECTION_RECORD = "site_inspection_record", "现场核查记录"
    NEGATIVE_MATTER_RECORD = "negative_matter_record", "否定事项登记备案表"
    INSTRUCTION_REQUEST = "instruction_request", "请示单"
    SUPERVISION_SHEET = "supervision_sheet", "督办单"
    APPROVAL_DOCUMENT = "approval_document", "准予决定书"
    DENIAL_DECISION = "denial_decision", "不予许可决定书"
    REVOCATION_DECISION = "revocation_decision", "撤销决定书"
    LICENCE_CHANGE_DECISION = "licence_change_decision", "准予变更决定书"
    LICENCE_RENEWAL_DECISION = "licence_renewal_decision", "准予延续决定书"
    LICENCE_CANCELLATION_DECISION = "licence_cancellation_decision", "注销决定书"
    RETURN_NOTICE = "return_notice", "退件通知书"
    WITHDRAWAL_NOTICE = "withdrawal_notice", "终止办理通知书"
    LICENCE = "licence", "证照"
    DELIVERY_RECEIPT = "delivery_receipt", "送达回执"
    COURIER_WAYBILL = "courier_waybill", "快递交寄单"
    ORIGINALS_LIST = "originals_list", "原件退还清单"
    FEE_NOTICE = "fee_notice", "缴费通知书"
    FEE_RECEIPT = "fee_receipt", "非税收入票据"
    SETTLEMENT_SHEET = "settlement_sheet", "收费日结单"
    CHECKLIST = "checklist", "办事清单"
    COMPLAINT_RECORD = "complaint_record", "投诉登记表"
    COMPLAINT_MONTHLY_REPORT = "complaint_monthly_report", "投诉月报"
    RATING_REPORT = "rating_report", "好差评月报"
    LEAVE_FORM = "leave_form", "请假条"
    SUBSTITUTION_FILING = "substitution_filing", "顶岗备案表"
    ASSET_LOAN = "asset_loan", "证牌物品借用单"
    ERRAND_FILING = "errand_filing", "外出交换资料函"
    ROTATION_LETTER = "rotation_letter", "窗口人员轮换函"
    ROTATION_REPLY = "rotation_reply", "窗口人员轮换复函"
    RESIDENCE_AGREEMENT = "residence_agreement", "进驻协议"
    AUTHORISATION_LETTER = "authorisation_letter", "授权书"
    FEEDBACK_CARD = "feedback_card", "服务意见反馈卡"
    ATTENDANCE_BULLETIN = "attendance_bulletin", "考勤通报"
    RESPONSIBILITY_LETTER = "responsibility_letter", "窗口建设责任书"


class Layout(TextChoices):
    """How a paper is set: a notice of the window, an official document (GB/T 9704), a certificate."""

    WINDOW = "window", "窗口文书"
    OFFICIAL = "official", "公文（GB/T 9704）"
    CERTIFICATE = "certificate", "证照"


class Issuer(StrEnum):
    """Who issues a kind."""

    WINDOW = "窗口"
    OFFICE = "主办科室"
    HEAD = "审批机关"
    CENTRE = "政务服务中心"
    UNIT = "进驻部门"
    APPLICANT = "申请人"


@dataclass(frozen=True)
class KindSpec:
    """How a kind is numbered, sealed and set, who issues it, and where it comes from.

    `series` follows the department's letter in the number, as 受 in 青市监受〔2026〕387号; empty: the
    paper bears no number. A sealed paper bears the department's approval seal (R011; 行政许可法 32).
    `is_inside`: goes from hand to hand inside, or to another person; the applicant is not shown it.
    """

    series: str
    issuer: Issuer
    source: str
    is_sealed: bool = False
    layout: Layout = Layout.WINDOW
    is_inside: bool = False


def _sealed(series: str, issuer: Issuer, source: str) -> KindSpec:
    return KindSpec(series, issuer, source, is_sealed=True)


def _official(series: str, source: str) -> KindSpec:
    return KindSpec(series, Issuer.HEAD, source, is_sealed=True, layout=Layout.OFFICIAL)


def _inside(series: str, issuer: Issuer, source: str) -> KindSpec:
    return KindSpec(series, issuer, source, is_inside=True)


_WINDOW, _OFFICE, _HEAD = Issuer.WINDOW, Issuer.OFFICE, Issuer.HEAD
_CENTRE, _APPLICANT, _UNIT = Issuer.CENTRE, Issuer.APPLICANT, Issuer.UNIT

KINDS = {
    PaperKind.APPLICATION_PRINT: KindSpec("", _WINDOW, "R088；004 篇3 一.3"),
    PaperKind.RECEIPT_OF_MATERIALS: _sealed("收", _WINDOW, "R077；001 p二"),
    PaperKind.ACCEPTANCE_NOTICE: _sealed("受", _WINDOW, "R077、R078；行政许可法 32"),
    PaperKind.SUPPLEMENT_NOTICE: _sealed("补", _WINDOW, "R090；C-16；行政许可法 32（四）"),
    PaperKind.NOT_REQUIRED_NOTICE: _sealed("告", _WINDOW, "000 i；行政许可法 32（一）"),
    PaperKind.NON_ACCEPTANCE_DECISION: _official("不受", "000 i；行政许可法 32（二）、78"),
    PaperKind.DEEMED_ACCEPTANCE_NOTICE: _sealed("视", _WINDOW, "行政许可法 32（四）"),
    PaperKind.GAP_ACCEPTANCE_PROMISE: KindSpec("", _APPLICANT, "B7；001 g第三条"),
    PaperKind.GAP_ACCEPTANCE_NOTICE: _sealed("容", _WINDOW, "B7；001 g第三条"),
    PaperKind.GAP_TERMINATION_NOTICE: _sealed("容终", _WINDOW, "B7"),
    PaperKind.COMMITMENT_LETTER: KindSpec("", _APPLICANT, "B7"),
    PaperKind.SPECIAL_PROCEDURE_NOTICE: _sealed("特", _HEAD, "行政许可法 45"),
    PaperKind.EXTENSION_NOTICE: _sealed("延", _HEAD, "行政许可法 42"),
    PaperKind.RECALCULATION_NOTICE: _sealed("期", _WINDOW, "全国年节及纪念日放假办法"),
    PaperKind.HEARING_RIGHT_NOTICE: _sealed("听告", _HEAD, "行政许可法 46、47"),
    PaperKind.INTERESTED_PARTY_NOTICE: KindSpec("利", _HEAD, "行政许可法 36", is_sealed=True, is_inside=True),
    PaperKind.HEARING_NOTICE: _sealed("听", _HEAD, "行政许可法 48"),
    PaperKind.HEARING_ANNOUNCEMENT: _sealed("听公", _HEAD, "行政许可法 46"),
    PaperKind.HEARING_RECORD: _inside("", _HEAD, "行政许可法 48"),
    PaperKind.ROUTING_SHEET: _inside("转", _WINDOW, "R077；001 p二"),
    PaperKind.HANDOVER_SHEET: _inside("接", _WINDOW, "R085；001 a四"),
    PaperKind.UPWARD_OPINION: KindSpec("报", _HEAD, "行政许可法 35、43", is_sealed=True, is_inside=True),
    PaperKind.JOINT_APPROVAL_FORM: _inside("联", _OFFICE, "004 篇3 三；001 t三"),
    PaperKind.MEETING_MINUTES: _inside("纪", _OFFICE, "001 a七"),
    PaperKind.MEETING_REQUEST: _inside("会", _OFFICE, "001 a七"),
    PaperKind.SITE_INSPECTION_RECORD: _inside("勘", _OFFICE, "001 d、t；行政许可法 34"),
    PaperKind.NEGATIVE_MATTER_RECORD: _inside("否", _OFFICE, "004 篇6 第十一条"),
    PaperKind.INSTRUCTION_REQUEST: _inside("请", _OFFICE, "R116；003 三(四)3"),
    PaperKind.SUPERVISION_SHEET: _inside("督", _CENTRE, "R126；004 篇2 八(五)"),
    PaperKind.APPROVAL_DOCUMENT: _official("准", "R288、R290；001 a八、h；行政许可法 38"),
    PaperKind.DENIAL_DECISION: _official("不许", "R132；004 篇2；行政许可法 38"),
    PaperKind.REVOCATION_DECISION: _official("撤", "行政许可法 69；B7"),
    PaperKind.LICENCE_CHANGE_DECISION: _official("变", "行政许可法 49"),
    PaperKind.LICENCE_RENEWAL_DECISION: _official("续", "行政许可法 50"),
    PaperKind.LICENCE_CANCELLATION_DECISION: _official("销", "行政许可法 70"),
    PaperKind.RETURN_NOTICE: _sealed("退", _WINDOW, "001 a六；004 篇2"),
    PaperKind.WITHDRAWAL_NOTICE: _sealed("终", _WINDOW, "B7"),
    PaperKind.LICENCE: KindSpec(
        "证", _HEAD, "R140；行政许可法 39", is_sealed=True, layout=Layout.CERTIFICATE
    ),
    PaperKind.DELIVERY_RECEIPT: KindSpec("送", _WINDOW, "R137；行政许可法 44"),
    PaperKind.COURIER_WAYBILL: KindSpec("寄", _WINDOW, "001 f5"),
    PaperKind.ORIGINALS_LIST: KindSpec("", _WINDOW, "R137；003 三(五)2"),
    PaperKind.FEE_NOTICE: _sealed("缴", _WINDOW, "行政许可法 58、59"),
    PaperKind.FEE_RECEIPT: KindSpec("", _WINDOW, "001 a九、f"),
    PaperKind.SETTLEMENT_SHEET: _inside("结", _WINDOW, "001 f"),
    PaperKind.RATING_REPORT: KindSpec("", _CENTRE, "R164；000 a 第6条(二)"),
    PaperKind.CHECKLIST: KindSpec("", _WINDOW, "002 之四；000 i7.4.1d"),
    PaperKind.COMPLAINT_RECORD: _inside("", _CENTRE, "R152；002 之六"),
    PaperKind.COMPLAINT_MONTHLY_REPORT: _inside("", _CENTRE, "R153；002 之六 四.3"),
    PaperKind.LEAVE_FORM: _inside("假", _UNIT, "R206–R219；004 篇2 七(二)"),
    PaperKind.SUBSTITUTION_FILING: _inside("顶", _UNIT, "R220–R222；004 篇2 七(三)"),
    PaperKind.ASSET_LOAN: _inside("借", _CENTRE, "R223；004 篇2 七(三)3"),
    PaperKind.ERRAND_FILING: _inside("外", _UNIT, "004 篇2 七(二)5"),
    PaperKind.ROTATION_LETTER: _inside("轮", _UNIT, "R183、R187；004 篇1 十"),
    PaperKind.ROTATION_REPLY: _inside("轮复", _CENTRE, "R183；004 篇1 十.7"),
    PaperKind.RESIDENCE_AGREEMENT: _inside("驻", _CENTRE, "R005；001 r三"),
    PaperKind.AUTHORISATION_LETTER: _inside("授", _UNIT, "R010；000 i7.1.1"),
    PaperKind.FEEDBACK_CARD: _inside("", _CENTRE, "R237；004 篇1 五.3"),
    PaperKind.ATTENDANCE_BULLETIN: _inside("勤通", _CENTRE, "R200、R201；004 篇1 六、篇2 七"),
    PaperKind.RESPONSIBILITY_LETTER: _inside("责", _CENTRE, "004 篇8"),
}


def number_text(letter: str, series: str, year: int, number: int) -> str:
    """Return 青市监受〔2026〕387号: hexagonal brackets, no leading zeros, no 第 (GB/T 9704)."""
    return f"{letter}{series}〔{year}〕{number}号"


def title_key(kind: PaperKind) -> str:
    """Return the centre's setting that names a kind; a licence is called what it is a licence of."""
    if kind is PaperKind.LICENCE:
        return ""
    return "papers.acceptance_title" if kind is PaperKind.ACCEPTANCE_NOTICE else f"papers.title.{kind}"
