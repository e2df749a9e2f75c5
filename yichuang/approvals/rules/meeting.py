"""业务会议: asked for, held, minuted; the decision rests on the minutes (R113). Pure."""

from django.db.models import TextChoices


class MeetingState(TextChoices):
    """Where a meeting stands."""

    ASKED = "asked", "已申请"
    HELD = "held", "已开会，待出纪要"
    MINUTED = "minuted", "已出纪要"
    CALLED_OFF = "called_off", "已取消"


class MeetingMove(TextChoices):
    """What can be done to it."""

    HOLD = "hold", "登记开会"
    MINUTE = "minute", "出会议纪要"
    CALL_OFF = "call_off", "取消"


MEETING_MOVES: dict[tuple[MeetingState, MeetingMove], MeetingState] = {
    (MeetingState.ASKED, MeetingMove.HOLD): MeetingState.HELD,
    (MeetingState.ASKED, MeetingMove.CALL_OFF): MeetingState.CALLED_OFF,
    (MeetingState.HELD, MeetingMove.MINUTE): MeetingState.MINUTED,
}
