"""What people are told, by which ways, and how often the post is tried again. Pure."""

import re
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a message says. Its words are in templates/notices/<kind>.<language>.txt."""

    ACCEPTED = "accepted", "已受理"
    DECIDED = "decided", "已办好，请领取"
    CONCLUDED = "concluded", "已办结"
    RECEIVED = "received", "已收件"
    SUPPLEMENT_ASKED = "supplement_asked", "请补正材料"
    MATERIALS_DUE = "materials_due", "请补齐材料"
    LIMIT_MOVED = "limit_moved", "办理期限有变化"
    ENDED = "ended", "办理已结束"
    DENIED = "denied", "决定不予办理"
    FEE_DUE = "fee_due", "请缴费"
    SENT = "sent", "结果已寄出"
    CAME_BACK = "came_back", "快递被退回"
    LICENCE_EXPIRING = "licence_expiring", "证件快到期"
    LICENCE_CHANGED = "licence_changed", "证件有变化"
    BOOKED = "booked", "已预约"
    BOOKING_SOON = "booking_soon", "明天的预约"
    BOOKING_OFF = "booking_off", "预约取消了"
    CARD = "card", "电子监察提醒"
    SEALS = "seals", "每日封存清单"  # to an address outside the house; to no person


# To an address alone: who books has no record here, and the list of seals leaves the house.
TO_AN_ADDRESS = (Kind.SEALS, Kind.BOOKED, Kind.BOOKING_SOON, Kind.BOOKING_OFF)


class Channel(TextChoices):
    """How a message reaches a person (R134, R135). The inbox is always there."""

    INBOX = "inbox", "站内信"
    EMAIL = "email", "电子邮件"


class State(TextChoices):
    """Where a message is."""

    QUEUED = "queued", "待发送"
    DELIVERED = "delivered", "已送达"
    FAILED = "failed", "发送失败"


class Language(TextChoices):
    """Languages that messages are written in."""

    ZH = "zh", "中文"
    EN = "en", "English"


@dataclass(frozen=True)
class Accepted:
    """The case was taken in: by when it will be done, and the one person to contact (R079)."""

    matter: str
    case_no: str
    promised_on: date | None
    is_provisional: bool = False
    contact: str = ""
    contact_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class Decided:
    """The result is ready: where, when and what to bring (R134); or it comes by post or online."""

    matter: str
    case_no: str
    result: str
    delivery: str = "窗口领取"
    where: str = ""
    hours: str = ""
    bring: tuple[str, ...] = ()
    until_on: date | None = None
    contact: str = ""
    contact_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class Concluded:
    """The result was handed out; the case is closed."""

    matter: str
    case_no: str
    result: str
    concluded_on: date
    received_by: str = ""  # masked when it is not the applicant
    complaint_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class Received:
    """The materials lie here: by when she hears whether they are accepted (行政许可法 32)."""

    matter: str
    case_no: str
    notice_by: date
    contact: str = ""
    contact_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class SupplementAsked:
    """Everything that has to be supplemented, and by when (R073)."""

    matter: str
    case_no: str
    reply_by: date
    items: tuple[str, ...]
    contact: str = ""
    contact_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class MaterialsDue:
    """The promised materials fall due soon, and what follows if they do not come."""

    matter: str
    case_no: str
    due_on: date
    items: tuple[str, ...]
    if_missed: str = ""
    contact: str = ""
    contact_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class LimitMoved:
    """The day moved, and why: a special procedure, an extension, a calendar, complete materials."""

    matter: str
    case_no: str
    why: str
    old_on: date | None = None
    new_on: date | None = None
    is_provisional: bool = False
    contact: str = ""
    contact_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class Ended:
    """The case ended without a decision: how, why, and where to go instead (R044, R087)."""

    matter: str
    case_no: str
    how: str
    reason: str
    referred_to: str = ""
    contact: str = ""
    contact_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class FeeDue:
    """What is to be paid, on which published basis, and how (R055, R142)."""

    matter: str
    case_no: str
    amount: str  # 120.00 元
    items: tuple[str, ...]
    ways: tuple[str, ...] = ()
    contact: str = ""
    contact_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class Sent:
    """The result was given to a courier: the number, and when it comes (R136)."""

    matter: str
    case_no: str
    carrier: str
    waybill_no: str
    expected_on: date | None = None
    contact: str = ""
    contact_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class CameBack:
    """The parcel came back: where the result waits now, and why it came back."""

    matter: str
    case_no: str
    reason: str
    where: str = ""
    contact: str = ""
    contact_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class Denied:
    """The application was denied: the reasons, and what can be done against it (行政许可法 38)."""

    matter: str
    case_no: str
    reasons: tuple[str, ...]
    where: str = ""
    contact: str = ""
    contact_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class LicenceExpiring:
    """A licence runs out: until when its renewal is to be asked for (行政许可法 50)."""

    matter: str
    case_no: str
    licence: str
    valid_until: date
    ask_by: date
    where: str = ""
    contact_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class LicenceChanged:
    """What became of a licence: changed, renewed, revoked, cancelled, expired, and why."""

    matter: str
    case_no: str
    licence: str
    what: str
    reason: str = ""
    valid_until: date | None = None
    contact_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class Booked:
    """A booking stands, or has another time: the number to come with, when and where (R057)."""

    what: str
    number: str
    starts_at: datetime
    where: str
    is_home_visit: bool = False
    is_changed: bool = False
    phone: str = ""
    page_url: str = ""


@dataclass(frozen=True)
class BookingSoon:
    """The booking is tomorrow."""

    what: str
    number: str
    starts_at: datetime
    where: str
    is_home_visit: bool = False
    phone: str = ""
    page_url: str = ""


@dataclass(frozen=True)
class BookingOff:
    """The centre called a booking off, and why."""

    what: str
    number: str
    starts_at: datetime
    reason: str
    phone: str = ""
    page_url: str = ""


@dataclass(frozen=True)
class Reader:
    """Someone of whom only an address is known."""

    email: str


@dataclass(frozen=True)
class CardRaised:
    """Supervision has something to say: which card, about what, and until when it is to be answered."""

    card: str
    level: str
    watch: str
    about: str
    case_no: str = ""
    responsible: str = ""
    answer_by: date | None = None


Context = (
    Accepted
    | Decided
    | Concluded
    | Received
    | SupplementAsked
    | MaterialsDue
    | LimitMoved
    | Ended
    | FeeDue
    | Sent
    | CameBack
    | LicenceExpiring
    | LicenceChanged
    | Denied
    | Booked
    | BookingSoon
    | BookingOff
    | CardRaised
)
KIND_OF: dict[type, Kind] = {
    Accepted: Kind.ACCEPTED,
    Decided: Kind.DECIDED,
    Concluded: Kind.CONCLUDED,
    Received: Kind.RECEIVED,
    SupplementAsked: Kind.SUPPLEMENT_ASKED,
    MaterialsDue: Kind.MATERIALS_DUE,
    LimitMoved: Kind.LIMIT_MOVED,
    Ended: Kind.ENDED,
    FeeDue: Kind.FEE_DUE,
    Sent: Kind.SENT,
    CameBack: Kind.CAME_BACK,
    LicenceExpiring: Kind.LICENCE_EXPIRING,
    LicenceChanged: Kind.LICENCE_CHANGED,
    Denied: Kind.DENIED,
    Booked: Kind.BOOKED,
    BookingSoon: Kind.BOOKING_SOON,
    BookingOff: Kind.BOOKING_OFF,
    CardRaised: Kind.CARD,
}

SUBJECT_LENGTH = 200
MAX_ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
IN_HAND = timedelta(minutes=5)  # after this a claimed message is anyone's again: its sender has died
NOT_CONFIGURED = "尚未设置邮件服务（YICHUANG_EMAIL_URL），设置后自动补发。"


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts: doubling, from a minute to six hours."""
    return min(FIRST_WAIT * (1 << max(attempts - 1, 0)), LONGEST_WAIT)


def template_of(kind: Kind, language: Language) -> str:
    """Return the name of the template that words this message."""
    return f"notices/{kind.value}.{language.value}.txt"


def on_one_line(context: Context) -> Context:
    """Return the context with line breaks and other white space in its words made single spaces.

    The first line of a message is its subject: a name must not be able to end it.
    """
    values = {f.name: getattr(context, f.name) for f in fields(context)}
    flat: dict[str, Any] = {name: " ".join(v.split()) for name, v in values.items() if isinstance(v, str)}
    return replace(context, **flat)


def subject_and_body(text: str) -> tuple[str, str]:
    """Split a rendered template: its first line is the subject."""
    subject, _, body = text.strip().partition("\n")
    return subject.strip()[:SUBJECT_LENGTH], body.strip() + "\n"


def addresses_in(text: str) -> list[str]:
    """Return the addresses of a list separated by commas or blanks, each once; what is none is left out."""
    parts = re.split(r"[\s,，;；]+", text)
    return list(dict.fromkeys(part for part in parts if re.fullmatch(r"[^@\s]+@[^@\s]+", part)))
