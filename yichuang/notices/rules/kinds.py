"""The kinds of messages and the ways they take.

A new kind is three things: a member of `Kind`, a dataclass in `contexts.py`, and a line in `KINDS` of
`house.py` with an invented sample; its words lie in `texts/<kind>.<language>.txt`. Everything else follows:
the settings of its ways, the page of its words, the preview, the tests that render every kind.
"""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a message says."""

    ACCEPTED = "accepted", "已受理"
    SENT_IN = "sent_in", "不能当场办结"
    DECIDED = "decided", "已办好，请领取"
    CONCLUDED = "concluded", "已办结"
    RECEIVED = "received", "已收件"
    SUPPLEMENT_ASKED = "supplement_asked", "请补正材料"
    MATERIALS_DUE = "materials_due", "请补齐材料"
    PUT_OFF = "put_off", "交材料的最后一天顺延"
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
    ENQUIRY_ANSWERED = "enquiry_answered", "咨询有答复了"
    COMPLAINT_TOLD = "complaint_told", "投诉有回音"
    DUTY = "duty", "有事由您负责"
    URGENT_CASE = "urgent_case", "特办件，请立即办"
    RATING_ASKED = "rating_asked", "请您评价"
    CARD = "card", "电子监察提醒"
    SEALS = "seals", "每日封存清单"  # to an address outside the house; to no person


# To an address alone: who books, asks or was at a window has no record here, and the list of seals leaves the house.
TO_AN_ADDRESS = (
    Kind.SEALS,
    Kind.BOOKED,
    Kind.BOOKING_SOON,
    Kind.BOOKING_OFF,
    Kind.ENQUIRY_ANSWERED,
    Kind.COMPLAINT_TOLD,
    Kind.RATING_ASKED,
)


class Channel(TextChoices):
    """How a message reaches a person (R134, R135). The inbox is always there."""

    INBOX = "inbox", "站内信"
    EMAIL = "email", "电子邮件"
    SMS = "sms", "短信"


class State(TextChoices):
    """Where a message is."""

    QUEUED = "queued", "待发送"
    DELIVERED = "delivered", "已送达"
    FAILED = "failed", "发送失败"
    DECLINED = "declined", "本人不要，没有发"


class Language(TextChoices):
    """Languages that messages are written in."""

    ZH = "zh", "中文"
    EN = "en", "English"
