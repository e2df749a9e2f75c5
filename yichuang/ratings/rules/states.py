"""What a rating is of, how it came, and what becomes of a bad one. Pure."""

import secrets

from django.db.models import TextChoices


class Unit(TextChoices):
    """What is rated: 一次一评 a visit in the hall, 一事一评 a matter."""

    PER_VISIT = "per_visit", "一次一评"
    PER_MATTER = "per_matter", "一事一评"


class Channel(TextChoices):
    """How a rating came."""

    DEVICE = "device", "窗口评价器"
    PHONE = "phone", "手机"
    PORTAL = "portal", "网上"
    KIOSK = "kiosk", "取号机"
    KEYS = "keys", "评价按键"  # five keys and no letters: nobody can be asked for a reason there


class State(TextChoices):
    """Where a rating stands. A good one has nothing to be done about it."""

    KEPT = "kept", "已记录"
    BAD = "bad", "待受理"
    OPENED = "opened", "已受理"
    VERIFIED = "verified", "已核实"
    RECTIFIED = "rectified", "已整改"
    EXPLAINED = "explained", "已说明"
    CALLED_BACK = "called_back", "已回访"
    CLOSED = "closed", "已办结"
    EXCLUDED = "excluded", "不予采纳"


class Move(TextChoices):
    """What is done about a bad rating."""

    OPEN = "open", "受理"
    VERIFY = "verify", "核实"
    COMPLICATE = "complicate", "按情况复杂延长"
    RECTIFY = "rectify", "整改"
    EXPLAIN = "explain", "说明"
    CALL_BACK = "call_back", "回访"
    CLOSE = "close", "办结"
    EXCLUDE = "exclude", "不予采纳"


MOVES: dict[tuple[State, Move], State] = {
    (State.BAD, Move.OPEN): State.OPENED,
    (State.OPENED, Move.VERIFY): State.VERIFIED,
    (State.OPENED, Move.COMPLICATE): State.OPENED,
    (State.VERIFIED, Move.COMPLICATE): State.VERIFIED,
    (State.VERIFIED, Move.RECTIFY): State.RECTIFIED,
    (State.VERIFIED, Move.EXPLAIN): State.EXPLAINED,
    (State.RECTIFIED, Move.CALL_BACK): State.CALLED_BACK,
    (State.EXPLAINED, Move.CALL_BACK): State.CALLED_BACK,
    (State.RECTIFIED, Move.CLOSE): State.CLOSED,  # of an anonymous one: there is nobody to call
    (State.EXPLAINED, Move.CLOSE): State.CLOSED,
    (State.CALLED_BACK, Move.CLOSE): State.CLOSED,
} | {(state, Move.EXCLUDE): State.EXCLUDED for state in State if state is not State.EXCLUDED}
WAITING = (State.BAD, State.OPENED, State.VERIFIED, State.RECTIFIED, State.EXPLAINED, State.CALLED_BACK)
SETTLED = (State.RECTIFIED, State.EXPLAINED, State.CALLED_BACK, State.CLOSED)
MOST_MEASURES = 4000  # characters of a month's improvement measures
DEPARTMENTS = (Move.OPEN, Move.VERIFY, Move.RECTIFY, Move.EXPLAIN)  # 谁办理、谁负责
CENTRES = (Move.CALL_BACK, Move.CLOSE, Move.COMPLICATE)  # by those who may know who rated


class Suspicion(TextChoices):
    """Why the supervision section should look at a rating. It still counts until they say otherwise."""

    BURST = "burst", "同一地址一分钟内多次评价"
    SAME_DEVICE = "same_device", "同一部手机一分钟内多次评价"
    CLERKS_ADDRESS = "clerks_address", "与窗口人员登录的网络地址相同"
    CLERKS_DEVICE = "clerks_device", "窗口人员登录过的手机或者电脑"
    CLERKS_PHONE = "clerks_phone", "留的是窗口人员自己的电话"


def new_code() -> str:
    """Return an address's secret part: 128 bits, which nobody guesses."""
    return secrets.token_urlsafe(16)
