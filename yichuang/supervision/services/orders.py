"""督办单: ordered by the clock for what is overdue, or by supervision; answered, accepted or returned (R126, R252).

超时默认 means supervised immediate handling. What is decided, a person decides: nothing is granted here.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.approvals.public import open_task_of
from yichuang.cases import public as cases
from yichuang.cases.public import Case, heading, issued
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import CLOCK, Actor
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.kit.text import within
from yichuang.papers.public import SupervisionSheet
from yichuang.people.public import Department, Officer, Staff, centre_setting, department_card
from yichuang.queueing import public as queueing
from yichuang.worktime.public import calendar, local_day

from ..models import Card, DelayReason, Order, Reply
from ..policies import why_not_explain, why_not_judge_order, why_not_order, why_not_reply
from ..rules import ORDER_MOVES, OrderKind, OrderMove, OrderState, Watch
from ..rules.settings import REPLY_DAYS
from .watches import watch

MOST_WORDS = 1000


@dataclass(frozen=True)
class Demand:
    """What is ordered: of a department or a person, until when."""

    required: str
    reply_by: date | None
    department_id: int | None = None
    staff_id: int | None = None
    kind: OrderKind = OrderKind.BY_HAND
    about: str = ""


def words_of(text: str, field: str, *, missing: str) -> str:
    """Return a text without the space around it; raises `Invalid` when it is missing or too long."""
    text = text.strip()
    if not text:
        raise Invalid(missing, field=field)
    if len(text) > MOST_WORDS:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": MOST_WORDS}, field=field)
    return text


@transaction.atomic
def order(
    demand: Demand, *, case: Case | None = None, card: Card | None = None, by: Officer, now: datetime
) -> Order:
    """Order something to be done, for the supervision section. Raises `Refused`, `Invalid`."""
    kind = OrderKind.DECIDE_NOW if case is not None and demand.kind is OrderKind.BY_HAND else demand.kind
    if reason := why_not_order(kind, case, by=by, now=now):
        raise Refused(reason)
    required = words_of(demand.required, "required", missing=gettext("请写督办的要求。"))
    if demand.reply_by is None or demand.reply_by < local_day(now):
        raise Invalid(gettext("请写答复的最后一天，不能早于今天。"), field="reply_by")
    department = _department(demand, case, by.centre_id)
    made = Order(
        kind=kind,
        centre_id=by.centre_id,
        department_id=department,
        staff_id=_staff(demand.staff_id, by.centre_id),
        card=card,
        about=(demand.about.strip() or (case.matter_name if case else "") or (card.about if card else ""))[
            :200
        ],
        required=required,
        reply_by_on=demand.reply_by,
    )
    return _make(made, case, by=by, now=now)


def _department(demand: Demand, case: Case | None, centre_id: int) -> int | None:
    if case is not None:
        return case.department_id
    if demand.department_id is None and demand.staff_id is None:
        raise Invalid(gettext("请选督办哪个部门或者哪个人。"), field="to")
    known = Department.objects.filter(centre=centre_id)
    if demand.department_id is not None and not known.filter(pk=demand.department_id).exists():
        raise Invalid(gettext("本中心没有这个部门。"), field="to")
    return demand.department_id


def _staff(staff_id: int | None, centre_id: int) -> int | None:
    if staff_id is not None and not Staff.objects.filter(pk=staff_id, centre=centre_id).exists():
        raise Invalid(gettext("本中心没有这个人。"), field="to")
    return staff_id


def order_by_clock(card: Card, *, now: datetime) -> Order | None:
    """Order an overdue case to be decided now (超时默认, R126); None when it is pressed for already."""
    case = cases.case_by_no(card.case_no)
    if case is None or case.state not in cases.OPEN_STATES:
        return None
    reply_by = calendar().add(local_day(now), centre_setting(card.centre_id, REPLY_DAYS)).on
    made = Order(
        kind=OrderKind.DECIDE_NOW,
        centre_id=card.centre_id,
        department_id=card.department_id or case.department_id,
        card=card,
        about=case.matter_name,
        required=gettext("请立即依法作出决定，并说明超期的原因。"),
        reply_by_on=reply_by,
    )
    try:
        with transaction.atomic():
            return _make(made, case, by=CLOCK, now=now)
    except Refused:
        return None


def _make(made: Order, case: Case | None, *, by: Actor, now: datetime) -> Order:
    made.ordered_at, made.ordered_by, made.ordered_by_name = now, by.actor_id, by.actor_name
    if case is not None:
        clock = case.clock_if_any
        made.case_no = case.no
        made.limit_on = (clock.promised_due_on or clock.statutory_due_on) if clock else None
        today = local_day(now)
        made.overdue_days = max(calendar().count(made.limit_on, today), 0) if made.limit_on else 0
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused(gettext("已经督办，正在等部门答复。")) from None
    facts = {"order": made.no, "required": made.required, "reply_by": made.reply_by_on.isoformat()}
    journal.record(
        made.subject, Event.SUPERVISION_ORDERED, by=by, at=now, data=facts, first=True, centre=made.centre_id
    )
    if case is not None:
        paper = _paper(made, case, by=by, now=now) if made.limit_on else []
        journal.record_all(
            case.subject, [Line(Event.SUPERVISION_ORDERED, facts, thing=case), *paper], by=by, at=now
        )
    watch([Watch.UNANSWERED], _thing(made), now=now)
    queueing.tell_desk(made.centre_id)
    return made


def _thing(made: Order) -> str:
    return f"order:{made.pk}@{made.reply_by_on.isoformat()}+{made.replies.count()}"


def _paper(made: Order, case: Case, *, by: Actor, now: datetime) -> list[Line]:
    task = open_task_of(case.pk)
    name = department_card(case.department_id).name
    body = SupervisionSheet(
        **heading(case),
        due_on=made.limit_on or local_day(now),
        overdue_days=made.overdue_days,
        responsible=f"{name}（{task.name}环节）" if task else name,
        required=made.required,
        reply_by=made.reply_by_on,
        issued_on=local_day(now),
    )
    return issued(case, body, by=by, now=now)


@transaction.atomic
def reply(to: Order, words: str, *, by: Officer, now: datetime) -> Reply:
    """Say, for those who were ordered, why it was so and what has been done."""
    if reason := why_not_reply(to, by=by):
        raise Refused(reason)
    words = words_of(words, "answer", missing=gettext("请写明超期的原因和办理情况。"))
    swap(to, state=ORDER_MOVES[OrderState(to.state), OrderMove.ANSWER])
    said = Reply.objects.create(order=to, words=words, at=now, by_id=by.staff_id)
    _note(to, Event.SUPERVISION_ANSWERED, words, by=by, now=now)
    return said


@transaction.atomic
def judge(
    to: Order, move: OrderMove, words: str, *, reply_by: date | None = None, by: Officer, now: datetime
) -> None:
    """Accept what was answered, return it with a new last day, or withdraw an order that was not needed."""
    if reason := why_not_judge_order(to, move, by=by):
        raise Refused(reason)
    words = (
        words_of(words, "words", missing=gettext("请写明意见。")) if move is not OrderMove.ACCEPT else words
    )
    changes: dict[str, object] = {"state": ORDER_MOVES[OrderState(to.state), move]}
    if move is OrderMove.RETURN:
        if reply_by is None or reply_by < local_day(now):
            raise Invalid(gettext("请写新的答复期限，不能早于今天。"), field="reply_by")
        changes["reply_by_on"] = reply_by
    if move is OrderMove.WITHDRAW:
        changes |= {"withdrawn_at": now, "withdrawn_reason": words[:300]}
    swap(to, **changes)
    if move is not OrderMove.WITHDRAW:
        to.replies.filter(judged_at=None).update(
            is_accepted=move is OrderMove.ACCEPT,
            judged_words=within(words, MOST_WORDS, field="words"),
            judged_at=now,
            judged_by=by.staff_id,
        )
    if move is OrderMove.RETURN:
        watch([Watch.UNANSWERED], _thing(to), now=now)
    events = {
        OrderMove.ACCEPT: Event.SUPERVISION_ACCEPTED,
        OrderMove.RETURN: Event.SUPERVISION_RETURNED,
        OrderMove.WITHDRAW: Event.SUPERVISION_WITHDRAWN,
    }
    _note(to, events[move], words.strip(), by=by, now=now)


def _note(to: Order, event: Event, words: str, *, by: Officer, now: datetime) -> None:
    facts = {"order": to.no, "words": words}
    journal.record(to.subject, event, by=by, at=now, data=facts, centre=to.centre_id)
    case = cases.case_by_no(to.case_no) if to.case_no else None
    if case is not None:
        journal.record(case.subject, event, by=by, at=now, data=facts)
    queueing.tell_desk(to.centre_id)


@transaction.atomic
def explain_delay(case: Case, words: str, *, by: Officer, now: datetime) -> DelayReason:
    """Tell the public why a case is late (优化营商环境条例 36); a later word is added, none is replaced."""
    if reason := why_not_explain(case, by=by, now=now):
        raise Refused(reason)
    words = words_of(words, "delay", missing=gettext("请写明超期的原因，会向社会公开。"))
    told = DelayReason.objects.create(
        case_no=case.no, centre_id=case.centre_id, words=words, told_at=now, told_by_id=by.staff_id
    )
    journal.record(case.subject, Event.DELAY_EXPLAINED, by=by, at=now, data={"words": words})
    return told
