"""What each kind of message says: one frozen dataclass for each. Its fields are the words' variables. Pure."""

from dataclasses import dataclass
from datetime import date, datetime


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
class SentIn:
    """What could be done at once was not, and why; the department has it now (R108)."""

    matter: str
    case_no: str
    why: str
    promised_on: date | None = None
    contact: str = ""
    contact_phone: str = ""
    track_url: str = ""


@dataclass(frozen=True)
class PutOff:
    """The last day to bring materials moved away, by a government notice."""

    matter: str
    case_no: str
    what: str
    old_on: date
    new_on: date
    why: str
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
class EnquiryAnswered:
    """What somebody asked has been answered, and where it is kept."""

    number: str
    question: str
    answer: str
    page_url: str = ""


@dataclass(frozen=True)
class ComplaintTold:
    """What became of a complaint: answered, handed to another body, later than promised (R151)."""

    number: str
    what: str
    words: str
    page_url: str = ""


@dataclass(frozen=True)
class DutyGiven:
    """Something was given to a member of staff: what, which one, until when, and where she finds it."""

    number: str
    what: str
    about: str
    until: date
    page_url: str = ""


@dataclass(frozen=True)
class RatingAsked:
    """A visit or a case is over: where it can be rated by whoever wants to (R166)."""

    about: str
    rate_url: str


@dataclass(frozen=True)
class Seals:
    """A day's list of seals, to an address outside the house; `whose` is empty for the operator's own."""

    day: str  # 2026-09-14, as the proof reads it
    whose: str
    list: str


@dataclass(frozen=True)
class UrgentCase:
    """An urgent case was accepted: who is in charge takes it up at once, on a day off too (R106)."""

    matter: str
    case_no: str
    department: str
    step: str
    accepted_at: str
    window_phone: str = ""


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
    | UrgentCase
    | SupplementAsked
    | MaterialsDue
    | PutOff
    | SentIn
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
    | EnquiryAnswered
    | ComplaintTold
    | DutyGiven
    | RatingAsked
    | Seals
    | CardRaised
)
