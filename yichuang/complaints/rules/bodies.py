"""Other bodies to which a complaint is handed, each with its own limits, kept apart from the hall's (B2). Pure.

A petition's limits are law: 信访工作条例 22 and 23 (told within 15 days; an objection against a hand-over within
5 working days) and 34 (60 days from acceptance, 30 more with reasons, for what article 31, item 6 names; the
hall does not know whether a petition is of that kind, and says so). The hotline's days are one region's
practice and settings of the centre.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

from yichuang.worktime.public import LimitUnit


class Body(TextChoices):
    """To whom it is handed."""

    PETITION = "petition", "信访部门"
    HOTLINE = "hotline", "12345热线"
    DISCIPLINE = "discipline", "纪检监察机关"
    OTHER = "other", "其他机关"


@dataclass(frozen=True)
class Limits:
    """How long a body has. A text in the place of days names the centre's setting that says them.

    `inform`: to say what becomes of it, from the hand-over. `object`: to hand it back as not theirs. `finish`:
    to end it, counted from its acceptance where `from_acceptance`, else from the hand-over. `extend`: once more.
    """

    unit: LimitUnit
    finish: int | str
    extend: int | str = 0
    inform: int = 0
    object: int = 0  # working days
    from_acceptance: bool = False
    source: str = ""


HOTLINE_DAYS, HOTLINE_EXTEND_DAYS = "complaint.hotline_days", "complaint.hotline_extend_days"
OTHER_DAYS = "complaint.other_body_days"
PRACTICE = "按中心设置，不是法定"
LIMITS: dict[Body, Limits] = {
    Body.PETITION: Limits(
        LimitUnit.NATURAL_DAY, 60, 30, inform=15, object=5, from_acceptance=True,
        source="信访工作条例第二十二、二十三、三十四条",
    ),
    Body.HOTLINE: Limits(
        LimitUnit.WORKING_DAY, HOTLINE_DAYS, HOTLINE_EXTEND_DAYS, source=PRACTICE
    ),
    Body.DISCIPLINE: Limits(LimitUnit.WORKING_DAY, OTHER_DAYS, source=PRACTICE),
    Body.OTHER: Limits(LimitUnit.WORKING_DAY, OTHER_DAYS, source=PRACTICE),
}  # fmt: skip


class TransferState(TextChoices):
    """Where a hand-over stands."""

    SENT = "sent", "已转，等告知"
    ACCEPTED = "accepted", "对方已受理"
    ENDED = "ended", "已有结果"
    CAME_BACK = "came_back", "被退回"


class TransferMove(TextChoices):
    """What the other body said."""

    ACCEPT = "accept", "登记对方受理"
    EXTEND = "extend", "登记对方延期"
    END = "end", "登记转办结果"
    COME_BACK = "come_back", "登记被退回"


TRANSFER_MOVES: dict[tuple[TransferState, TransferMove], TransferState] = {
    (TransferState.SENT, TransferMove.ACCEPT): TransferState.ACCEPTED,
    (TransferState.SENT, TransferMove.END): TransferState.ENDED,
    (TransferState.SENT, TransferMove.COME_BACK): TransferState.CAME_BACK,
    (TransferState.ACCEPTED, TransferMove.EXTEND): TransferState.ACCEPTED,
    (TransferState.ACCEPTED, TransferMove.END): TransferState.ENDED,
    (TransferState.ACCEPTED, TransferMove.COME_BACK): TransferState.CAME_BACK,
}
