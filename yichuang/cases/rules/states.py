"""The life of a case: one table of moves, and nothing else decides."""

from django.db.models import TextChoices


class State(TextChoices):
    """Where a case stands. Participles: what has been done to it."""

    DRAFT = "draft", "收件中"
    RECEIVED = "received", "已收件，待受理"
    SUPPLEMENTING = "supplementing", "待补正"
    ACCEPTED = "accepted", "已受理"
    SENT_UP = "sent_up", "已上报，等上级决定"
    DECIDED = "decided", "已决定，待领取"
    CONCLUDED = "concluded", "已办结"
    NOT_REQUIRED = "not_required", "依法不需办理"
    REFUSED = "refused", "不予受理"
    WITHDRAWN = "withdrawn", "已撤回"
    RETURNED = "returned", "已退件"
    TERMINATED = "terminated", "已终止"
    DISCARDED = "discarded", "已作废"


class Action(TextChoices):
    """What can be done to a case."""

    EDIT = "edit", "登记"
    CHECK = "check", "核对材料"
    RECEIVE = "receive", "收下材料"
    ACCEPT = "accept", "受理"
    SUPPLEMENT = "supplement", "通知补正"
    RESUBMIT = "resubmit", "收补正材料"
    NOT_REQUIRE = "not_require", "告知不需办理"
    REFUSE = "refuse", "不予受理"
    COMPLETE = "complete", "收齐容缺材料"
    PAUSE = "pause", "启动特别程序"
    RESUME = "resume", "恢复计时"
    EXTEND = "extend", "延长期限"
    SEND_UP = "send_up", "上报"
    DECIDE = "decide", "决定"
    HAND_OUT = "hand_out", "出件"
    SEND = "send", "寄出"
    SIGN_FOR = "sign_for", "登记签收"
    COME_BACK = "come_back", "登记退回"
    DELIVER_ONLINE = "deliver_online", "网上送达"
    WITHDRAW = "withdraw", "撤回"
    RETURN = "return", "退件"
    TERMINATE = "terminate", "终止"
    DISCARD = "discard", "作废"


MOVES: dict[tuple[State, Action], State] = {
    (State.DRAFT, Action.EDIT): State.DRAFT,
    (State.DRAFT, Action.CHECK): State.DRAFT,
    (State.DRAFT, Action.RECEIVE): State.RECEIVED,
    (State.DRAFT, Action.ACCEPT): State.ACCEPTED,  # 行政许可法 32 (五); R074
    (State.DRAFT, Action.SUPPLEMENT): State.SUPPLEMENTING,  # 32 (四), on the spot; R073
    (State.DRAFT, Action.NOT_REQUIRE): State.NOT_REQUIRED,  # 32 (一); R071
    (State.DRAFT, Action.REFUSE): State.REFUSED,  # 32 (二); R044
    (State.DRAFT, Action.DISCARD): State.DISCARDED,
    (State.RECEIVED, Action.CHECK): State.RECEIVED,
    (State.RECEIVED, Action.ACCEPT): State.ACCEPTED,  # also by the clock itself: deemed acceptance
    (State.RECEIVED, Action.SUPPLEMENT): State.SUPPLEMENTING,  # 32 (四), within five working days
    (State.RECEIVED, Action.NOT_REQUIRE): State.NOT_REQUIRED,
    (State.RECEIVED, Action.REFUSE): State.REFUSED,
    (State.RECEIVED, Action.WITHDRAW): State.WITHDRAWN,
    (State.SUPPLEMENTING, Action.CHECK): State.SUPPLEMENTING,
    (State.SUPPLEMENTING, Action.RESUBMIT): State.RECEIVED,
    (State.SUPPLEMENTING, Action.ACCEPT): State.ACCEPTED,
    (State.SUPPLEMENTING, Action.WITHDRAW): State.WITHDRAWN,
    (State.SUPPLEMENTING, Action.RETURN): State.RETURNED,  # the day told in the notice passed
    (State.ACCEPTED, Action.CHECK): State.ACCEPTED,  # only what was left open at acceptance
    (State.ACCEPTED, Action.COMPLETE): State.ACCEPTED,
    (State.ACCEPTED, Action.PAUSE): State.ACCEPTED,  # 行政许可法 45
    (State.ACCEPTED, Action.RESUME): State.ACCEPTED,
    (State.ACCEPTED, Action.EXTEND): State.ACCEPTED,  # 行政许可法 42
    (State.ACCEPTED, Action.DECIDE): State.DECIDED,
    (State.ACCEPTED, Action.WITHDRAW): State.WITHDRAWN,
    (State.ACCEPTED, Action.RETURN): State.RETURNED,  # a promise to complete lapsed
    (State.ACCEPTED, Action.TERMINATE): State.TERMINATED,
    (State.ACCEPTED, Action.SEND_UP): State.SENT_UP,  # 行政许可法 35, 43; R104
    (State.SENT_UP, Action.DECIDE): State.DECIDED,  # the higher body's decision came back
    (State.SENT_UP, Action.WITHDRAW): State.WITHDRAWN,
    (State.SENT_UP, Action.TERMINATE): State.TERMINATED,  # with the higher body's case
    (State.DECIDED, Action.HAND_OUT): State.CONCLUDED,  # 行政许可法 44; R133, R137
    (State.DECIDED, Action.SEND): State.DECIDED,  # on its way is not yet delivered; R136
    (State.DECIDED, Action.SIGN_FOR): State.CONCLUDED,
    (State.DECIDED, Action.COME_BACK): State.DECIDED,
    (State.DECIDED, Action.DELIVER_ONLINE): State.CONCLUDED,
}

OPEN_STATES = frozenset(
    {State.DRAFT, State.RECEIVED, State.SUPPLEMENTING, State.ACCEPTED, State.SENT_UP, State.DECIDED}
)
BEFORE_ACCEPTANCE = frozenset({State.DRAFT, State.RECEIVED, State.SUPPLEMENTING})
ENDED_EARLY = frozenset(
    {State.NOT_REQUIRED, State.REFUSED, State.WITHDRAWN, State.RETURNED, State.TERMINATED}
)
# Done in the department, not at a window; who exactly is asked where it is done.
OFFICE_ACTIONS = frozenset(
    {Action.DECIDE, Action.SEND_UP, Action.PAUSE, Action.RESUME, Action.EXTEND, Action.TERMINATE}
)
# What an applicant does herself, online, once she has shown who she is: the same moves as at a window. What
# waits in draft for another of her cases goes with her withdrawal.
HER_OWN_ACTIONS = frozenset({Action.RESUBMIT, Action.WITHDRAW, Action.DISCARD})


class Outcome(TextChoices):
    """What was decided (R288)."""

    GRANTED = "granted", "准予"
    CONDITIONAL = "conditional", "有条件准予"
    DENIED = "denied", "不予准予"


class Mark(TextChoices):
    """What the check of one material against the published list found (R083)."""

    PENDING = "pending", "未核对"
    RECEIVED = "received", "收到"
    MISSING = "missing", "缺"
    FAULTY = "faulty", "有误"
    NOT_NEEDED = "not_needed", "本情形不需要"
