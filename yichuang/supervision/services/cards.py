"""Raising a card once, and what is done with it: answered, appealed, upheld, lifted; never deleted."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.cases.public import OPEN_STATES, case_by_no
from yichuang.cases.public import State as CaseState
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CLOCK, Actor
from yichuang.kit.inserting import insert_new
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.notices import public as notices
from yichuang.people.public import Department, Officer, Staff
from yichuang.queueing import public as queueing
from yichuang.worktime.public import calendar, local_day

from ..models import Card, Watched
from ..policies import why_not, why_not_raise
from ..rules import MOVES, SHAPES, Move, Reached, Rule, State, Threshold, Unit, Watch
from ..selectors import responsible_for, rule_for
from ..selectors.seen import Duty, Responsible, Seen
from .orders import order_by_clock

MOST_WORDS = 1000


def raise_card(row: Watched, rule: Rule, each: Reached, seen: Seen, *, now: datetime) -> Card | None:
    """Raise the card of a level that was reached; None when it was raised before.

    Who is responsible and until when it is to be answered follow from `each.at`, the instant at which the level
    was reached, not from when the clock came to it.
    """
    duty = seen.duty_at(each.at)
    whose = responsible_for(duty, seen.centre_id, each.threshold.level, each.at)
    card = _card(rule, each, seen, whose, thing=row.thing, by=CLOCK, now=now)
    if not insert_new([card], unique=("thing", "watch", "level")):
        return None
    _tell(card, whose, by=CLOCK, now=now)
    if each.threshold.orders and card.case_no:
        order_by_clock(card, now=now)
    return card


def _card(
    rule: Rule, each: Reached, seen: Seen, whose: Responsible, *, thing: str, by: Actor, now: datetime
) -> Card:
    threshold = each.threshold
    answer_due = _answer_due(threshold, now)
    limit_at = seen.limit_at or each.at
    return Card(
        watch=rule.watch,
        thing=thing,
        level=threshold.level,
        state=State.RAISED if answer_due else State.NOTED,
        rule_version=rule.version,
        points=threshold.points,
        centre_id=seen.centre_id,
        department_id=whose.duty.department_id,
        window_id=whose.duty.window_id,
        staff_id=whose.staff_id,
        responsible=whose.words,
        matter_code=seen.matter_code,
        about=seen.about[:200],
        case_no=seen.case_no,
        limit_at=limit_at,
        arose_at=each.at,
        raised_at=now,
        raised_by=by.actor_id,
        explanation=[_rule_words(rule, threshold), *_dates(rule, limit_at, each.at), *seen.lines],
        answer_due_on=answer_due,
    )


def _answer_due(threshold: Threshold, now: datetime) -> date | None:
    """Counted from the day it was told: a late clock takes nobody's days."""
    days = threshold.answer_days
    return calendar().add(local_day(now), days).on if days else None


def _rule_words(rule: Rule, threshold: Threshold) -> str:
    unit = SHAPES[rule.watch].unit
    said = {
        "watch": rule.watch.label,
        "level": threshold.level.label,
        "n": abs(threshold.offset),
        "unit": unit.label,
        "version": rule.version,
    }
    if unit is Unit.ONCE:
        words = gettext("规则：%(watch)s，发生即%(level)s（第 %(version)s 版）。")
    elif unit is Unit.MINUTE:
        words = gettext("规则：%(watch)s，再过 %(n)s 分钟%(level)s（第 %(version)s 版）。")
    elif threshold.offset < 0:
        words = gettext("规则：%(watch)s还剩 %(n)s %(unit)s时%(level)s（第 %(version)s 版）。")
    elif threshold.offset == 0:
        words = gettext("规则：%(watch)s一过即%(level)s（第 %(version)s 版）。")
    else:
        words = gettext("规则：%(watch)s超过 %(n)s %(unit)s%(level)s（第 %(version)s 版）。")
    return words % said


def _dates(rule: Rule, limit_at: datetime, arose_at: datetime) -> list[str]:
    if SHAPES[rule.watch].unit is Unit.ONCE:
        return [gettext("发生：%(at)s") % {"at": _minute(limit_at)}]
    return [
        gettext("期限到：%(at)s") % {"at": _minute(limit_at)},
        gettext("达到这一级：%(at)s") % {"at": _minute(arose_at)},
    ]


def _minute(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def _tell(card: Card, whose: Responsible, *, by: Actor, now: datetime) -> None:
    data = {
        "watch": str(card.watch),
        "level": str(card.level),
        "thing": card.thing,
        "responsible": card.responsible,
        "staff": card.staff_id,
        "told": list(whose.told),
    }
    journal.record(
        card.subject,
        Event.CARD_RAISED,
        by=by,
        at=now,
        data=data,
        thing=card,
        first=True,
        centre=card.centre_id,
    )
    context = notices.CardRaised(
        card=card.no,
        level=card.get_level_display(),
        watch=card.get_watch_display(),
        about=card.about,
        case_no=card.case_no,
        responsible=card.responsible,
        answer_by=card.answer_due_on,
    )
    postings = [
        notices.Posting(context, person, card.case_no, f"card:{card.pk}:{person.pk}", centre=card.centre_id)
        for person in Staff.objects.filter(pk__in=whose.told, is_active=True)
    ]
    notices.post_all(postings, now=now)
    queueing.tell_desk(card.centre_id)


@transaction.atomic
def raise_by_hand(
    watch: Watch, case_no: str, department_id: int, words: str, *, by: Officer, now: datetime
) -> Card:
    """Raise a card for what people found: an unpublished fee, a missing reason, a channel refused (R131, R155).

    The same find is one card: of a case once, of a department without a case once a day.
    """
    if reason := why_not_raise(watch, by=by):
        raise Refused(reason)
    words = words.strip()
    if not words:
        raise Invalid(gettext("请写明发现了什么。"), field="words")
    if len(words) > MOST_WORDS:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": MOST_WORDS}, field="words")
    case = case_by_no(case_no) if case_no else None
    if case_no and (case is None or case.centre_id != by.centre_id or case.state == CaseState.DRAFT):
        raise Invalid(gettext("本中心没有这一件。"), field="case_no")
    ours = Department.objects.filter(centre=by.centre_id, is_active=True)
    if case is None and not ours.filter(pk=department_id).exists():
        raise Invalid(gettext("请选责任部门。"), field="department")
    rule = rule_for(watch, by.centre_id, on=local_day(now))
    thing = f"found:{case.no}" if case else f"found:{department_id}@{local_day(now)}"
    each = Reached(rule.in_order[0], now)
    duty = Duty(department_id=case.department_id if case else department_id)
    seen = Seen(
        centre_id=by.centre_id,
        about=case.matter_name if case else watch.label,
        limit_at=now,
        duty_at=lambda _at: duty,
        case_no=case.no if case else "",
        matter_code=case.matter.code if case else "",
        lines=(words,),
    )
    whose = responsible_for(duty, by.centre_id, each.threshold.level, now)
    card = _card(rule, each, seen, whose, thing=thing, by=by, now=now)
    if not insert_new([card], unique=("thing", "watch", "level")):
        raise Refused(gettext("这个问题已经发过牌了。"))
    _tell(card, whose, by=by, now=now)
    return card


_SAYS = {
    Move.ANSWER: (Event.CARD_ANSWERED, "answer", "answered"),
    Move.APPEAL: (Event.CARD_APPEALED, "appeal", "appealed"),
    Move.UPHOLD: (Event.CARD_UPHELD, "verdict", "judged"),
    Move.LIFT: (Event.CARD_LIFTED, "verdict", "judged"),
}


@transaction.atomic
def change(card: Card, move: Move, words: str, *, by: Officer, now: datetime) -> None:
    """Answer, appeal, uphold or lift a card, with words. Raises `Refused`, `Invalid`, `Stale`."""
    if reason := why_not(card, move, by=by):
        raise Refused(reason)
    words = words.strip()
    event, field, stem = _SAYS[move]
    if not words:
        raise Invalid(gettext("请写明理由和情况。"), field="words")
    if len(words) > MOST_WORDS:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": MOST_WORDS}, field="words")
    state = MOVES[State(card.state), move]
    swap(card, state=state, **{field: words, f"{stem}_at": now, f"{stem}_by_id": by.staff_id})
    journal.record(
        card.subject, event, by=by, at=now, data={"words": words, "state": str(state)}, centre=card.centre_id
    )
    queueing.tell_desk(card.centre_id)


def is_running(case_no: str) -> bool:
    """Say whether the case of a card still goes on."""
    case = case_by_no(case_no)
    return case is not None and case.state in OPEN_STATES
