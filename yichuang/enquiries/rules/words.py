"""The states of an enquiry and what can be done with it (002 之二; rules.md A-IV, C-23)."""

import secrets

from django.db.models import TextChoices

_DIGITS = 10
TAIL_LENGTH = 4
MOST_WORDS, MOST_PLACE = 2_000, 120
MOST_FAQ, MOST_REASON = 200, 300


class Channel(TextChoices):
    """How somebody asked (R054)."""

    VISIT = "visit", "来访"
    PHONE = "phone", "来电"
    MESSAGE = "message", "留言"
    ONLINE = "online", "网上"


SPOKEN = (Channel.VISIT, Channel.PHONE)
WRITTEN = (Channel.MESSAGE, Channel.ONLINE)  # somebody waits for words in writing, within a limit


class State(TextChoices):
    """Where an enquiry stands. Nobody's is no state: it is answered, or somebody answers for it."""

    OPEN = "open", "待答复"
    HANDED = "handed", "已转，待确认"
    TAKEN = "taken", "已接到"
    ANSWERED = "answered", "已答复"


class Move(TextChoices):
    """What can be done. "Not mine" without handing on is not among them (R052)."""

    ANSWER = "answer", "答复"
    HAND_ON = "hand_on", "转出"
    TAKE = "take", "确认接到"
    COME_BACK = "come_back", "退回首问人"


MOVES: dict[tuple[State, Move], State] = {
    (State.OPEN, Move.ANSWER): State.ANSWERED,
    (State.OPEN, Move.HAND_ON): State.HANDED,
    (State.HANDED, Move.ANSWER): State.ANSWERED,  # after asking the window herself (R050)
    (State.HANDED, Move.HAND_ON): State.HANDED,  # the receiver finds whose it is
    (State.HANDED, Move.TAKE): State.TAKEN,
    (State.HANDED, Move.COME_BACK): State.OPEN,
    (State.TAKEN, Move.ANSWER): State.ANSWERED,
    (State.TAKEN, Move.HAND_ON): State.HANDED,
}


class FaqState(TextChoices):
    """Where a proposed FAQ stands with the publisher of its matter."""

    PROPOSED = "proposed", "等事项管理员看"
    TAKEN = "taken", "已写进草稿"
    REFUSED = "refused", "没有采用"


WITH_THE_FIRST = (State.OPEN, State.HANDED)  # the first-contact officer still answers for it (R041, R043)


def new_number() -> str:
    """Return a number that is read out easily and guessed badly: W4820137756. The row makes sure of it."""
    return f"W{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"


def new_tail() -> str:
    """Return four digits for somebody who left no telephone number."""
    return f"{secrets.randbelow(10_000):04d}"
