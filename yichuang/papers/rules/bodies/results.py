"""Results, how they reach people, and what was paid."""

from dataclasses import dataclass, field
from datetime import date

from .parts import Contacts, Fact, MaterialLine, OfCase


@dataclass(frozen=True)
class FeeLine:
    """One published fee. `amount_fen`: after exemptions, in fen."""

    name: str
    standard: str
    basis: str
    amount_fen: int
    exemption: str = ""


@dataclass(frozen=True)
class SettlementLine:
    """What one way of paying took in on a day, and gave back, in fen."""

    way: str  # 现金; 刷卡; 线上
    count: int
    amount_fen: int
    refunds: int = 0
    refunded_fen: int = 0


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
    number: str = ""  # the certificate's own number; empty: the paper's
    holder_id: str = ""  # 统一社会信用代码, or a masked number of a person
    scope: str = ""  # 许可范围
    conditions: tuple[str, ...] = ()


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


@dataclass(frozen=True, kw_only=True)
class FeeNotice(OfCase):
    """缴费通知书: only what the published matter has (行政许可法 58, 59)."""

    fees: tuple[FeeLine, ...]
    ways: tuple[str, ...]  # 现金、刷卡、线上
    pay_by: date | None = None
    payment_code: str = ""  # 缴款码


@dataclass(frozen=True, kw_only=True)
class FeeReceipt(OfCase):
    """非税收入票据: the slip of a payment; the ticket's number is the finance office's own."""

    payer: str
    fees: tuple[FeeLine, ...]
    paid_on: date
    way: str
    receipt_no: str  # 票据号码
    collected_by: str = ""
    transaction: str = ""  # the provider's reference


@dataclass(frozen=True, kw_only=True)
class SettlementSheet:
    """收费日结单 of a window."""

    window: str
    settled_on: date
    settled_by: str
    lines: tuple[SettlementLine, ...]
    receipts: str = ""  # first to last number
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class CourierWaybill(OfCase):
    """快递交寄单: carrier, number, expected day (001 f5)."""

    carrier: str
    waybill_no: str
    sent_on: date
    receiver: str
    receiver_phone: str
    address: str
    sent: tuple[str, ...]
    expected_on: date | None = None
    handed_by: str = ""
    payer: str = ""  # who pays the postage: 本中心承担邮费
