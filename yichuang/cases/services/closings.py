"""Limits of halls that a government notice shut, counted again."""

from collections.abc import Callable
from datetime import datetime

from yichuang.kit.refusal import Stale
from yichuang.people.public import (
    Closing,
    closings_to_count,
    covered_by,
    forget_closings,
    note_counted,
)

from ..models import Case
from ..rules.states import State
from .clocks import recount
from .gaps import recount_promise
from .receiving import recount_answer, recount_reply


def recount_closings(now: datetime, *, limit: int = 500) -> int:
    """Count again the running limits of halls that a government notice shut, or that were to be shut and
    are not. Returns how many were looked at.

    Safe to run twice, and to be stopped half-way: a closing counts as done when all its halls are.
    """
    looked = 0
    for closing in closings_to_count(now):
        forget_closings()  # what this process remembers may be from before the notice
        looked += _recount_halls(closing, now=now, limit=limit)
        note_counted(closing, now=now)
    return looked


def _recount_halls(closing: Closing, *, now: datetime, limit: int) -> int:
    """Go through the cases that wait or run by their keys, so many at a time."""
    back = "已撤回，恢复计入办理期限" if closing.withdrawn_at else "不计入办理期限"
    words = f"{closing.notice_words}：{closing.from_on:%Y-%m-%d} 至 {closing.until_on:%Y-%m-%d} {back}"
    here = Case.objects.filter(centre__in=covered_by(closing)).select_related("clock").order_by("pk")
    running = here.filter(clock__stopped_at=None, clock__started_at__isnull=False)
    waiting = here.filter(state=State.RECEIVED)
    asked = here.filter(state=State.SUPPLEMENTING)
    promised = here.filter(gap__completed_at=None, gap__lapsed_at=None, gap__promised_at__isnull=False)
    looked = 0
    for cases, recount_one in (
        (running, recount),
        (waiting, recount_answer),
        (asked, recount_reply),
        (promised, recount_promise),
    ):
        last = 0
        while batch := list(cases.filter(pk__gt=last)[:limit]):
            for case in batch:
                _again(case, words, recount_one, now=now)
            looked, last = looked + len(batch), batch[-1].pk
    return looked


def _again(case: Case, words: str, recount_one: Callable[..., None], *, now: datetime) -> None:
    """Recount; where someone was at work on this very case, once more as they left it."""
    try:
        recount_one(case, words, now=now)
    except Stale:
        fresh = Case.objects.select_related("clock").get(pk=case.pk)
        clock = fresh.clock_if_any
        if fresh.state in {State.RECEIVED, State.SUPPLEMENTING} or (clock and clock.stopped_at is None):
            recount_one(fresh, words, now=now)
