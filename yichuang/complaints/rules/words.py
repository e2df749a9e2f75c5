"""The words of a complaint: what it is, how it came, who handles it, where it stands (002 之六; GB/T 36113)."""

import secrets

from django.db.models import TextChoices

MOST_WORDS, MOST_NAME = 3_000, 60
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is misread aloud or on paper
CODE_LENGTH = 16  # 78 bits: spoken over the telephone, and not guessed


class Kind(TextChoices):
    """What somebody came with. What could not be done anywhere else is a sibling: `Unresolved`."""

    COMPLAINT = "complaint", "投诉"
    REPORT = "report", "举报"
    SUGGESTION = "suggestion", "意见建议"
    DISPUTE = "dispute", "纠纷"
    PETITION = "petition", "信访"


class Channel(TextChoices):
    """How it came: the six of R150, other bodies, and what the hall found by itself (R155, R162)."""

    PHONE = "phone", "电话"
    LETTER = "letter", "信函"
    SPOKEN = "spoken", "口头"
    OPINION_BOX = "opinion_box", "意见箱"
    RATING_DEVICE = "rating_device", "评议器"
    NETWORK = "network", "网络"
    HOTLINE = "hotline", "12345热线"
    CALL_BACK = "call_back", "电话回访"
    SPOT_CHECK = "spot_check", "现场抽查"
    HOME_VISIT = "home_visit", "上门调查"
    SURVEY = "survey", "满意度调查"
    ASSESSMENT = "assessment", "第三方评估"


BY_THE_PUBLIC = (
    Channel.PHONE,
    Channel.LETTER,
    Channel.SPOKEN,
    Channel.OPINION_BOX,
    Channel.RATING_DEVICE,
    Channel.NETWORK,
    Channel.HOTLINE,
)
FOUND = tuple(each for each in Channel if each not in BY_THE_PUBLIC)
ONCE = (Channel.RATING_DEVICE, Channel.CALL_BACK, Channel.SPOT_CHECK)  # one complaint for each source
WRITTEN = (Channel.LETTER, Channel.OPINION_BOX, Channel.NETWORK)  # in writing from the beginning (R149)


class Rung(TextChoices):
    """Who handles it. The first three are the way up when it is not settled below (R159)."""

    CHIEF_REP = "chief_rep", "首席代表"
    SERVICE_DESK = "service_desk", "综合服务台"
    CENTRE_LEADER = "centre_leader", "中心负责人"
    LEADER = "leader", "分管领导"  # what an error caused (R157)
    EFFICIENCY = "efficiency", "效能监察室、督查科"  # reports (R156)


LADDER = (Rung.CHIEF_REP, Rung.SERVICE_DESK, Rung.CENTRE_LEADER)
OF_A_DEPARTMENT = (Rung.CHIEF_REP, Rung.LEADER)


class State(TextChoices):
    """Where a complaint stands."""

    REGISTERED = "registered", "待分办"
    ASSIGNED = "assigned", "调查中"
    INVESTIGATED = "investigated", "待答复"
    ANSWERED = "answered", "已答复"
    APPEALED = "appealed", "要求复核"
    TRANSFERRED = "transferred", "已转其他机关"
    CLOSED = "closed", "已办结"
    ARCHIVED = "archived", "已归档"


class Move(TextChoices):
    """What can be done with a complaint."""

    SETTLE = "settle", "当场解决"
    WRITE_DOWN = "write_down", "补书面"
    ASSIGN = "assign", "分办"
    ESCALATE = "escalate", "上报"
    INVESTIGATE = "investigate", "记调查结果"
    APOLOGISE = "apologise", "登记道歉"
    EXTEND = "extend", "延长期限"
    ANSWER = "answer", "答复"
    APPEAL = "appeal", "要求复核"
    UPHOLD = "uphold", "维持答复"
    TRANSFER = "transfer", "转其他机关"
    COME_BACK = "come_back", "登记被退回"
    CONCLUDE = "conclude", "登记转办结果"
    CLOSE = "close", "办结"
    ARCHIVE = "archive", "归档"


MOVES: dict[tuple[State, Move], State] = {
    (State.REGISTERED, Move.SETTLE): State.CLOSED,
    (State.REGISTERED, Move.WRITE_DOWN): State.REGISTERED,
    (State.REGISTERED, Move.APOLOGISE): State.REGISTERED,
    (State.REGISTERED, Move.ASSIGN): State.ASSIGNED,
    (State.REGISTERED, Move.TRANSFER): State.TRANSFERRED,
    (State.ASSIGNED, Move.WRITE_DOWN): State.ASSIGNED,
    (State.ASSIGNED, Move.APOLOGISE): State.ASSIGNED,
    (State.ASSIGNED, Move.ASSIGN): State.ASSIGNED,  # it turns out to be somebody else's; no day is gained
    (State.ASSIGNED, Move.ESCALATE): State.ASSIGNED,
    (State.ASSIGNED, Move.TRANSFER): State.TRANSFERRED,
    (State.ASSIGNED, Move.EXTEND): State.ASSIGNED,
    (State.ASSIGNED, Move.INVESTIGATE): State.INVESTIGATED,
    (State.INVESTIGATED, Move.APOLOGISE): State.INVESTIGATED,
    (State.INVESTIGATED, Move.ESCALATE): State.ASSIGNED,
    (State.INVESTIGATED, Move.EXTEND): State.INVESTIGATED,
    (State.INVESTIGATED, Move.ANSWER): State.ANSWERED,
    (State.ANSWERED, Move.APOLOGISE): State.ANSWERED,
    (State.ANSWERED, Move.APPEAL): State.APPEALED,
    (State.ANSWERED, Move.CLOSE): State.CLOSED,
    (State.APPEALED, Move.ASSIGN): State.ASSIGNED,
    (State.APPEALED, Move.UPHOLD): State.CLOSED,
    (State.TRANSFERRED, Move.COME_BACK): State.REGISTERED,
    (State.TRANSFERRED, Move.CONCLUDE): State.CLOSED,
    (State.CLOSED, Move.APPEAL): State.APPEALED,
    (State.CLOSED, Move.ARCHIVE): State.ARCHIVED,
}
WAITING = (State.REGISTERED, State.ASSIGNED, State.INVESTIGATED, State.APPEALED)  # somebody here has to act
OPEN = (*WAITING, State.ANSWERED, State.TRANSFERRED)


class Term(TextChoices):
    """A limit of the hall's own."""

    ASSIGN = "assign", "分办"
    ANSWER = "answer", "答复"
    CLOSE = "close", "回访办结"  # once no review can be asked for any more


class Finding(TextChoices):
    """What the investigation found."""

    FOUNDED = "founded", "属实"
    PARTLY = "partly", "部分属实"
    UNFOUNDED = "unfounded", "不属实"
    UNCLEAR = "unclear", "无法查实"


BORNE_OUT = (Finding.FOUNDED, Finding.PARTLY)


def new_code() -> str:
    """Return a query code: whoever has it reads how the complaint stands, and nobody else (R150)."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def tidied(code: str) -> str:
    """Return a code as it is kept, however it was typed: with hyphens, blanks or small letters."""
    return "".join(c for c in code.upper() if c in CODE_LETTERS)


def spaced(code: str) -> str:
    """Return a code in fours, as it is read aloud: ABCD-2345-EFGH-6789."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
