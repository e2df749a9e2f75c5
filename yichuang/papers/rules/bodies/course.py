"""Papers on the way from acceptance to decision that go to people outside."""

from dataclasses import dataclass
from datetime import date

from .parts import Attendee, Limit, OfCase

ART_42 = "《中华人民共和国行政许可法》第四十二条"
ART_45 = "《中华人民共和国行政许可法》第四十五条"


@dataclass(frozen=True)
class DateChange:
    """A last day that moved."""

    label: str  # 承诺办结; 法定办结
    old_on: date
    new_on: date
    is_provisional: bool = False


@dataclass(frozen=True)
class Statement:
    """What someone said at a hearing."""

    speaker: str
    words: str


@dataclass(frozen=True, kw_only=True)
class SpecialProcedureNotice(OfCase):
    """特殊程序审查期限告知书: the time needed, which does not count (行政许可法 45)."""

    procedure: str  # 听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审, or what the matter's own law names
    needed: str  # 15 个工作日
    starts_on: date
    expected_on: date | None = None
    article: str = ART_45
    statutory: Limit | None = None  # the last day once the time is taken out, where it is known
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ExtensionNotice(OfCase):
    """延长办理期限通知书: old and new last day, the reason, who approved it (行政许可法 42)."""

    old_on: date
    new_on: date
    days: int  # working days
    reason: str
    approved_by: str  # 本机关负责人 王某; 青禾县人民政府负责人
    approved_on: date
    article: str = ART_42


@dataclass(frozen=True, kw_only=True)
class RecalculationNotice(OfCase):
    """办理期限变更告知书: a newly published calendar moved a provisional day."""

    changes: tuple[DateChange, ...]
    reason: str  # 国务院办公厅公布了 2027 年部分节假日安排


@dataclass(frozen=True, kw_only=True)
class HearingRightNotice(OfCase):
    """听证权利告知书: a hearing may be asked for within five days (行政许可法 47)."""

    told: str  # the person told: the applicant or an interested party
    intended: str  # the decision that is intended
    reason: str
    basis: str = ""
    ask_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class InterestedPartyNotice(OfCase):
    """利害关系人告知书: the application touches their important interests (行政许可法 36)."""

    party: str
    interest: str
    content: str  # what was applied for
    reply_by: date
    has_hearing_right: bool = False


@dataclass(frozen=True, kw_only=True)
class HearingNotice(OfCase):
    """听证通知书: time and place, told seven days before (行政许可法 48)."""

    told: str
    on: date
    time: str  # 9:30
    place: str
    about: str
    presider: str
    recorder: str = ""


@dataclass(frozen=True, kw_only=True)
class HearingAnnouncement(OfCase):
    """听证公告: the public is told of a hearing that the law or its own interest orders (行政许可法 46).

    `applicant` is the name as everybody may read it.
    """

    about: str
    reason: str
    on: date
    time: str
    place: str
    presider: str
    register_by: date
    how_to_register: str
    basis: str = ""  # the article that orders it; empty: the public's interest


@dataclass(frozen=True, kw_only=True)
class HearingRecord(OfCase):
    """听证笔录: the decision is made on it; everyone who spoke signs it (行政许可法 48)."""

    on: date
    time: str
    place: str
    about: str
    presider: str
    recorder: str
    attendees: tuple[Attendee, ...]
    statements: tuple[Statement, ...]
    summary: str = ""
