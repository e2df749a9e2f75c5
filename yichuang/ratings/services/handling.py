"""What is done about a bad rating: opened, verified, put right or explained, called back, closed; or excluded."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Refused
from yichuang.kit.swapping import swap
from yichuang.people.public import Officer, centre_setting
from yichuang.worktime.public import calendar, end_of, local_day

from ..models import Handling, Rating
from ..policies import why_not
from ..rules import MOVES, Move, State
from ..rules.settings import CALL_BACK_DAYS, COMPLICATED_DAYS
from .words import fitting

_EVENTS = {
    Move.OPEN: Event.RATING_OPENED,
    Move.VERIFY: Event.RATING_VERIFIED,
    Move.COMPLICATE: Event.RATING_COMPLICATED,
    Move.RECTIFY: Event.RATING_RECTIFIED,
    Move.EXPLAIN: Event.RATING_EXPLAINED,
    Move.CALL_BACK: Event.RATING_CALLED_BACK,
    Move.CLOSE: Event.RATING_CLOSED,
    Move.EXCLUDE: Event.RATING_EXCLUDED,
}


@transaction.atomic
def handle(rating: Rating, move: Move, words: str, *, by: Officer, now: datetime) -> None:
    """Do one thing about a bad rating and write what was found or said. What is excluded stays, as excluded.

    Raises `Refused` with the sentence of `why_not`, `Invalid` without words, `Stale` when somebody was faster.
    """
    if reason := why_not(rating, move, by=by):
        raise Refused(reason)
    if move is Move.COMPLICATE and rating.handlings.filter(move=move).exists():
        raise Refused(gettext("已经按情况复杂延长过一次。"))
    words = fitting(words, "words", missing=_missing(move))
    state = MOVES[State(rating.state), move]
    swap(rating, state=state, **_instants(rating, move, now))
    Handling.objects.create(rating=rating, move=move, words=words, at=now, by_id=by.staff_id)
    facts = {"rating": rating.no, "words": words}
    journal.record(
        rating.subject, _EVENTS[move], by=by, at=now, data=facts, thing=rating, centre=rating.centre_id
    )


def _missing(move: Move) -> str:
    return {
        Move.VERIFY: gettext("请写核实到的情况。"),
        Move.COMPLICATE: gettext("请写哪里复杂。"),
        Move.RECTIFY: gettext("请写怎样改的。"),
        Move.EXPLAIN: gettext("请写向群众怎样说明，依据是什么。"),
        Move.CALL_BACK: gettext("请写回访的结果。"),
        Move.CLOSE: gettext("请写评价人的意见；匿名的写处理结果。"),
        Move.EXCLUDE: gettext("请写为什么不予采纳。"),
    }.get(move, gettext("请写由谁处理。"))


def _instants(rating: Rating, move: Move, now: datetime) -> dict[str, object]:
    if move is Move.OPEN:
        return {"opened_at": now}
    if move is Move.COMPLICATE:
        return {"rectify_by": _days_after(rating.centre_id, rating.opened_at or now, COMPLICATED_DAYS)}
    if move in (Move.RECTIFY, Move.EXPLAIN):
        named = rating.is_named
        return {
            "rectified_at": now,
            "call_back_by": _days_after(rating.centre_id, now, CALL_BACK_DAYS) if named else None,
        }
    if move is Move.CALL_BACK:
        return {"called_back_at": now}
    return {"ended_at": now} if move in (Move.CLOSE, Move.EXCLUDE) else {}


def _days_after(centre_id: int, at: datetime, key: str) -> datetime:
    return end_of(calendar().add(local_day(at), centre_setting(centre_id, key)).on)
