"""Kinds of machines, the life of one, and what is looked at before the doors open. Pure."""

import secrets
from datetime import timedelta

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a machine is (R295)."""

    KIOSK = "kiosk", "取号机"
    PRINTER = "printer", "小票打印机"
    SCREEN = "screen", "显示屏"
    RATING = "rating", "评价器"
    CAMERA = "camera", "高拍仪"
    READER = "reader", "读卡器"
    OTHER = "other", "其他"


class State(TextChoices):
    """How a machine stands."""

    WORKING = "working", "正常"
    SILENT = "silent", "没有回音"
    FAULTY = "faulty", "报修"
    RETIRED = "retired", "停用"


class Move(TextChoices):
    """What becomes of a machine."""

    FALL_SILENT = "fall_silent", "没有回音"
    ANSWER = "answer", "有了回音"
    REPORT = "report", "报修"
    REPAIR = "repair", "修好"
    RETIRE = "retire", "停用"


MOVES: dict[tuple[State, Move], State] = {
    (State.WORKING, Move.FALL_SILENT): State.SILENT,
    (State.SILENT, Move.ANSWER): State.WORKING,
    (State.WORKING, Move.REPORT): State.FAULTY,
    (State.SILENT, Move.REPORT): State.FAULTY,
    (State.FAULTY, Move.REPAIR): State.WORKING,
    (State.WORKING, Move.RETIRE): State.RETIRED,
    (State.SILENT, Move.RETIRE): State.RETIRED,
    (State.FAULTY, Move.RETIRE): State.RETIRED,
}
BEATING = (Kind.KIOSK, Kind.SCREEN, Kind.RATING)  # their page tells the server that it is there
SILENT_AFTER = timedelta(minutes=3)  # three heartbeats that did not come


class Check(TextChoices):
    """What is looked at each morning before the doors open (R239)."""

    CALLING = "calling", "叫号机"
    RATING = "rating", "评价器"
    PRINTER = "printer", "打印机"
    CAMERA = "camera", "高拍仪"
    NETWORK = "network", "网络"
    SUPPLIES = "supplies", "耗材"


def new_code() -> str:
    """Return a machine's address, which nobody guesses: who knows it can take numbers from afar."""
    return secrets.token_urlsafe(9)
