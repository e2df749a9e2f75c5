"""Every kind with what it says, an invented sample, and whether a person can do without it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from . import contexts as c
from .kinds import Kind, Language
from .wording import Wording

TEXTS = Path(__file__).parent.parent / "texts"
_MATTER, _NO, _PHONE, _URL = "食品小经营许可", "202609160043", "0000-1234501", "https://example.org/track/"
_DAY, _AT, _HALL = date(2026, 9, 30), datetime(2026, 9, 30, 1, 0, tzinfo=UTC), "青禾县政务服务中心"
_WHO = {"contact": "李敏", "contact_phone": _PHONE, "track_url": _URL}


@dataclass(frozen=True)
class KindFacts:
    """What is fixed about a kind. `law` names the article that has the person told: then nobody opts out."""

    sample: c.Context
    law: str = ""
    is_urgent: bool = False  # does not wait for the quiet hours to end

    @property
    def context(self) -> type[c.Context]:
        """What the kind's messages say."""
        return type(self.sample)


KINDS: dict[Kind, KindFacts] = {
    Kind.ACCEPTED: KindFacts(
        c.Accepted(_MATTER, _NO, _DAY, is_provisional=True, **_WHO), "行政许可法第三十二条"
    ),
    Kind.DECIDED: KindFacts(
        c.Decided(
            _MATTER,
            _NO,
            "食品小经营许可证",
            where=_HALL,
            hours="周一至周五 9:00–17:00",
            bring=("身份证", "受理通知书"),
            until_on=_DAY,
            **_WHO,
        ),
        "行政许可法第四十四条",
    ),
    Kind.CONCLUDED: KindFacts(
        c.Concluded(_MATTER, _NO, "食品小经营许可证", _DAY, "张**", "0000-7654321", _URL)
    ),
    Kind.RECEIVED: KindFacts(c.Received(_MATTER, _NO, _DAY, **_WHO)),
    Kind.SUPPLEMENT_ASKED: KindFacts(
        c.SupplementAsked(_MATTER, _NO, _DAY, ("租赁合同：没有签名", "平面图：没有交"), **_WHO),
        "行政许可法第三十二条",
    ),
    Kind.MATERIALS_DUE: KindFacts(
        c.MaterialsDue(_MATTER, _NO, _DAY, ("平面图", "健康证"), "视为撤回申请", **_WHO)
    ),
    Kind.SENT_IN: KindFacts(c.SentIn(_MATTER, _NO, "系统查不到以前的登记", _DAY, **_WHO)),
    Kind.PUT_OFF: KindFacts(
        c.PutOff(
            _MATTER,
            _NO,
            "补正材料",
            _DAY,
            date(2026, 10, 21),
            "青禾市人民政府《关于防御台风停工停业的通告》",
            **_WHO,
        ),
        "行政许可法第三十二条",
    ),
    Kind.LIMIT_MOVED: KindFacts(
        c.LimitMoved(
            _MATTER, _NO, "经批准延长 10 个工作日", _DAY, date(2026, 10, 21), is_provisional=False, **_WHO
        ),
        "行政许可法第四十二条",
    ),
    Kind.ENDED: KindFacts(
        c.Ended(_MATTER, _NO, "不予受理", "不属于本机关职权范围", "青禾县文旅局", **_WHO),
        "行政许可法第三十二条",
    ),
    Kind.DENIED: KindFacts(
        c.Denied(_MATTER, _NO, ("场所不符合规定",), _HALL, **_WHO), "行政许可法第三十八条"
    ),
    Kind.FEE_DUE: KindFacts(
        c.FeeDue(_MATTER, _NO, "120.00 元", ("证照工本费 120.00 元",), ("现金", "刷卡"), **_WHO)
    ),
    Kind.SENT: KindFacts(c.Sent(_MATTER, _NO, "邮政快递", "EX0000000001", _DAY, **_WHO)),
    Kind.CAME_BACK: KindFacts(c.CameBack(_MATTER, _NO, "地址没有人", _HALL, **_WHO)),
    Kind.LICENCE_EXPIRING: KindFacts(
        c.LicenceExpiring(_MATTER, _NO, "食品小经营许可证", date(2026, 12, 31), _DAY, _HALL, _PHONE, _URL)
    ),
    Kind.LICENCE_CHANGED: KindFacts(
        c.LicenceChanged(_MATTER, _NO, "食品小经营许可证", "已撤销", "登记错误", _DAY, _PHONE, _URL),
        "行政许可法第七十条",
    ),
    Kind.BOOKED: KindFacts(c.Booked(_MATTER, "Y20260930001", _AT, _HALL, phone=_PHONE, page_url=_URL)),
    Kind.BOOKING_SOON: KindFacts(
        c.BookingSoon(_MATTER, "Y20260930001", _AT, _HALL, phone=_PHONE, page_url=_URL)
    ),
    Kind.BOOKING_OFF: KindFacts(c.BookingOff(_MATTER, "Y20260930001", _AT, "全员培训", _PHONE, _URL)),
    Kind.ENQUIRY_ANSWERED: KindFacts(
        c.EnquiryAnswered("W4820137756", "开饭店要什么证", "办食品小经营许可", _URL)
    ),
    Kind.COMPLAINT_TOLD: KindFacts(c.ComplaintTold("TS2026000012", "有答复了", "已核实，向您道歉", _URL)),
    Kind.DUTY: KindFacts(c.DutyGiven("TS2026000012", "投诉分给您办理", "态度生硬、服务不文明", _DAY, _URL)),
    Kind.URGENT_CASE: KindFacts(
        c.UrgentCase(_MATTER, _NO, "市市场监督管理局", "审查", "2026-10-01 21:30", "0000-7654321"),
        is_urgent=True,
    ),
    Kind.RATING_ASKED: KindFacts(c.RatingAsked(_MATTER, "https://example.org/rate/0/")),
    Kind.CARD: KindFacts(c.CardRaised("JC20260001", "黄牌", "承诺期限", _MATTER, _NO, "李敏", _DAY)),
    Kind.SEALS: KindFacts(c.Seals(_DAY.isoformat(), _HALL, "yichuang-seal 1 1 0000")),
}
KIND_OF: dict[type, Kind] = {facts.context: kind for kind, facts in KINDS.items()}
# What a centre words itself. The list of seals is read back by a program: its words are nobody's to change.
WORDED = tuple(kind for kind in KINDS if kind is not Kind.SEALS)


@cache
def house_wording(kind: Kind, language: Language) -> Wording:
    """Return the words that hold where a centre has none of its own."""
    file = TEXTS / f"{kind.value}.{language.value}.txt"
    letter, _, sms = file.read_text(encoding="utf-8").partition("\n---\n")
    subject, _, body = letter.strip().partition("\n")
    return Wording(subject.strip(), body.strip(), sms.strip())
