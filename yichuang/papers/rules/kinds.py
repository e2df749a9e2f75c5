"""The kinds of papers that the hall gives out (rules.md A-III)."""

from dataclasses import dataclass

from django.db.models import TextChoices


class PaperKind(TextChoices):
    """What a paper is for."""

    ACCEPTANCE_NOTICE = "acceptance_notice", "受理通知书"
    RECEIPT_OF_MATERIALS = "receipt_of_materials", "申请材料收件凭证"
    ROUTING_SHEET = "routing_sheet", "审批流转单"
    APPROVAL_DOCUMENT = "approval_document", "准予决定书"
    LICENCE = "licence", "证照"
    DELIVERY_RECEIPT = "delivery_receipt", "送达回执"
    ORIGINALS_LIST = "originals_list", "原件退还清单"
    CHECKLIST = "checklist", "办事清单"


@dataclass(frozen=True)
class KindSpec:
    """How a kind is numbered and sealed.

    `series` follows the department's letter in the number, as 受 in 青市监受〔2026〕387号; empty: the
    paper bears no number. A sealed paper bears the department's approval seal (R011; 行政许可法 32).
    """

    series: str
    is_sealed: bool


KINDS = {
    PaperKind.ACCEPTANCE_NOTICE: KindSpec("受", is_sealed=True),
    PaperKind.RECEIPT_OF_MATERIALS: KindSpec("收", is_sealed=True),
    PaperKind.ROUTING_SHEET: KindSpec("转", is_sealed=False),
    PaperKind.APPROVAL_DOCUMENT: KindSpec("准", is_sealed=True),
    PaperKind.LICENCE: KindSpec("证", is_sealed=True),
    PaperKind.DELIVERY_RECEIPT: KindSpec("送", is_sealed=False),
    PaperKind.ORIGINALS_LIST: KindSpec("", is_sealed=False),
    PaperKind.CHECKLIST: KindSpec("", is_sealed=False),
}


def number_text(letter: str, series: str, year: int, number: int) -> str:
    """Return 青市监受〔2026〕387号: hexagonal brackets, no leading zeros, no 第 (GB/T 9704)."""
    return f"{letter}{series}〔{year}〕{number}号"
