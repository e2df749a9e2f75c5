"""What becomes of a card and of an order: answered, appealed, upheld or lifted, accepted or returned."""

from datetime import timedelta

import pytest

from tests.approvals.build import again
from tests.cases.build import decide
from tests.cast import NOW, Hall, a_hall
from tests.supervision.build import A_DAY, a_late_case, sweep
from yichuang.cases.public import Case, Outcome
from yichuang.journal.public import Event, story
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.papers import public as papers
from yichuang.papers.public import PaperKind
from yichuang.supervision import public as supervision
from yichuang.supervision.public import (
    MOVES,
    Card,
    Demand,
    Level,
    Move,
    NewRule,
    Order,
    OrderKind,
    OrderMove,
    OrderState,
    State,
    Threshold,
    Watch,
)

pytestmark = pytest.mark.django_db


def a_yellow() -> tuple[Hall, Case, Card]:
    hall, case = a_late_case()
    sweep(case.clock.promised_due_at + A_DAY)
    return hall, case, Card.objects.get(case_no=case.no, level=Level.YELLOW, watch=Watch.PROMISE)


def a_red() -> tuple[Hall, Case, Card]:
    hall, case = a_late_case()
    sweep(case.clock.promised_due_at + 15 * A_DAY)
    return hall, case, Card.objects.get(case_no=case.no, level=Level.RED, watch=Watch.PROMISE)


@pytest.mark.rule("R127", "R156")
def test_a_card_is_answered_appealed_and_judged_by_others_than_the_one_it_is_about() -> None:
    hall, _case, card = a_yellow()
    reviewer, supervisor = hall.officer("reviewer"), hall.officer("supervisor")
    with pytest.raises(Refused, match="督查科"):
        supervision.change(card, Move.LIFT, "不是我的错", by=reviewer, now=NOW)
    with pytest.raises(Refused, match="责任人或者责任部门"):
        supervision.change(card, Move.ANSWER, "替他答", by=hall.officer("stranger"), now=NOW)
    with pytest.raises(Invalid):
        supervision.change(card, Move.ANSWER, " ", by=reviewer, now=NOW)
    with pytest.raises(Invalid, match="1000"):
        supervision.change(card, Move.ANSWER, "长" * 1001, by=reviewer, now=NOW)
    supervision.change(card, Move.ANSWER, "系统检修两小时", by=reviewer, now=NOW)
    supervision.change(card, Move.APPEAL, "检修有公告", by=reviewer, now=NOW + A_DAY)
    supervision.change(card, Move.LIFT, "查实有公告，撤销", by=supervisor, now=NOW + 2 * A_DAY)
    kept = Card.objects.get(pk=card.pk)
    assert (kept.state, kept.answer, kept.appeal, kept.verdict) == (
        State.LIFTED, "系统检修两小时", "检修有公告", "查实有公告，撤销",
    )  # fmt: skip
    with pytest.raises(Refused, match="撤销"):
        supervision.change(kept, Move.UPHOLD, "再维持", by=supervisor, now=NOW)
    assert [line.event for line in story(card.subject)] == [
        Event.CARD_RAISED, Event.CARD_ANSWERED, Event.CARD_APPEALED, Event.CARD_LIFTED,
    ]  # fmt: skip


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_every_state_and_move_of_a_card_is_allowed_or_has_its_sentence(state: State, move: Move) -> None:
    hall, _case, card = a_yellow()
    card.state = state
    by = hall.officer("supervisor" if move in (Move.UPHOLD, Move.LIFT) else "reviewer")
    assert (supervision.why_not(card, move, by=by) == "") is ((state, move) in MOVES)


def test_two_who_judge_at_once_one_is_told() -> None:
    hall, _case, card = a_yellow()
    twin = Card.objects.get(pk=card.pk)
    supervision.change(card, Move.LIFT, "误发", by=hall.officer("supervisor"), now=NOW)
    with pytest.raises(Stale):
        supervision.change(twin, Move.LIFT, "误发", by=hall.officer("supervisor"), now=NOW)
    assert Card.objects.get(pk=card.pk).version == 1


@pytest.mark.rule("R126")
def test_the_clock_orders_an_overdue_case_to_be_decided_and_the_answer_is_judged() -> None:
    hall, case, _card = a_red()
    order = Order.objects.get(case_no=case.no, kind=OrderKind.DECIDE_NOW)
    sheet = [p for p in papers.of_case(case.no) if p.kind == PaperKind.SUPERVISION_SHEET]
    assert len(sheet) == 1
    with pytest.raises(Refused, match="承办部门"):
        supervision.reply(order, "已办", by=hall.officer("stranger"), now=NOW)
    supervision.reply(order, "人手不足，今日办结", by=hall.officer("approver"), now=NOW)
    supervisor = hall.officer("supervisor")
    with pytest.raises(Invalid, match="期限"):
        supervision.judge(order, OrderMove.RETURN, "没有说清", by=supervisor, now=NOW)
    supervision.judge(
        order, OrderMove.RETURN, "没有说清", reply_by=(NOW + A_DAY).date(), by=supervisor, now=NOW
    )
    assert order.state == OrderState.OPEN
    supervision.reply(order, "系统故障三天，已修复", by=hall.officer("approver"), now=NOW)
    supervision.judge(order, OrderMove.ACCEPT, "", by=supervisor, now=NOW)
    said = [(r.words, r.is_accepted) for r in order.replies.all()]
    assert said == [("人手不足，今日办结", False), ("系统故障三天，已修复", True)]
    assert again(case).outcome == ""
    events = [line.event for line in story(again(case).subject)]
    assert events.count(Event.SUPERVISION_ANSWERED) == 2


@pytest.mark.rule("R126")
def test_what_is_late_is_pressed_for_once_at_a_time_and_only_by_supervision() -> None:
    hall, case = a_late_case()
    supervisor, late = hall.officer("supervisor"), case.clock.promised_due_at + A_DAY
    demand = Demand("立即办理并说明原因", late.date(), kind=OrderKind.DECIDE_NOW)
    with pytest.raises(Refused, match="没有超期"):
        supervision.order(demand, case=case, by=supervisor, now=NOW)
    with pytest.raises(Refused, match="督查科"):
        supervision.order(demand, case=case, by=hall.officer("manager"), now=late)
    sweep(late)
    for who in ("supervisor", "manager", "reviewer"):
        assert [one.case.pk for one in supervision.overdue(hall.officer(who), late)] == [case.pk]
    assert supervision.overdue(hall.officer("stranger"), late) == []
    supervision.order(demand, case=case, by=supervisor, now=late)
    with pytest.raises(Refused, match="已经督办"):
        supervision.order(demand, case=case, by=supervisor, now=late)
    assert (again(case).state, again(case).outcome) == ("accepted", "")


def test_an_order_that_nobody_answers_raises_a_card_of_its_own() -> None:
    hall, case, _card = a_red()
    order = Order.objects.get(case_no=case.no)
    sweep(case.clock.promised_due_at + 25 * A_DAY)
    found = Card.objects.filter(watch=Watch.UNANSWERED).order_by("arose_at")
    assert [card.level for card in found] == [Level.WARNING, Level.RED]
    assert found[1].department_id == order.department_id
    supervision.reply(order, "已办", by=hall.officer("approver"), now=NOW + 60 * A_DAY)
    sweep(NOW + 90 * A_DAY)
    assert Card.objects.filter(watch=Watch.UNANSWERED).count() == 2


@pytest.mark.rule("R252")
def test_an_order_by_hand_goes_to_a_person_or_a_department_of_the_centre() -> None:
    hall, _case = a_late_case()
    supervisor = hall.officer("supervisor")
    until = (NOW + 3 * A_DAY).date()
    with pytest.raises(Invalid, match="部门或者哪个人"):
        supervision.order(Demand("整理档案", until), by=supervisor, now=NOW)
    with pytest.raises(Invalid, match="没有这个部门"):
        supervision.order(Demand("整理档案", until, department_id=999999), by=supervisor, now=NOW)
    clerk = hall.staff["clerk"]
    order = supervision.order(Demand("窗口物品归位", until, staff_id=clerk.pk), by=supervisor, now=NOW)
    assert [one.pk for one in supervision.orders_for(hall.officer("clerk"))] == [order.pk]
    supervision.reply(order, "已归位", by=hall.officer("clerk"), now=NOW)
    withdrawn = supervision.order(Demand("误发", until, staff_id=clerk.pk), by=supervisor, now=NOW)
    supervision.judge(withdrawn, OrderMove.WITHDRAW, "发错了人", by=supervisor, now=NOW)
    assert Order.objects.get(pk=withdrawn.pk).state == OrderState.WITHDRAWN


def test_the_department_tells_the_public_why_it_is_late_and_nobody_else_does() -> None:
    hall, case = a_late_case()
    late = case.clock.promised_due_at + A_DAY
    with pytest.raises(Refused, match="没有超期"):
        supervision.explain_delay(case, "还没超", by=hall.officer("approver"), now=NOW)
    with pytest.raises(Refused, match="承办部门"):
        supervision.explain_delay(case, "替他说", by=hall.officer("supervisor"), now=late)
    supervision.explain_delay(case, "现场核查因暴雨推迟", by=hall.officer("approver"), now=late)
    sweep(late)
    told = supervision.overdue_at([hall.centre.pk], late)
    assert told[0].reason is not None
    assert told[0].reason.words == "现场核查因暴雨推迟"
    decide(case, hall, now=late)
    assert supervision.overdue_at([hall.centre.pk], late) == []


@pytest.mark.rule("R294")
def test_what_people_found_becomes_a_card_once_and_what_the_clock_watches_does_not() -> None:
    hall, case = a_late_case()
    by = hall.officer("supervisor")
    with pytest.raises(Refused, match="时钟"):
        supervision.raise_by_hand(Watch.PROMISE, case.no, 0, "超期", by=by, now=NOW)
    with pytest.raises(Invalid, match="没有这一件"):
        supervision.raise_by_hand(Watch.NO_REASON, "209900000000", 0, "没写理由", by=by, now=NOW)
    card = supervision.raise_by_hand(Watch.UNPUBLISHED_FEE, case.no, 0, "收了工本费 20 元", by=by, now=NOW)
    assert (card.level, card.state, card.department_id) == (Level.RED, State.RAISED, case.department_id)
    with pytest.raises(Refused, match="已经发过"):
        supervision.raise_by_hand(Watch.UNPUBLISHED_FEE, case.no, 0, "又说一遍", by=by, now=NOW)
    card = supervision.raise_by_hand(Watch.REFUSED_LAWFUL, case.no, 0, "材料齐全，口头不收", by=by, now=NOW)
    assert (card.level, "行政许可法 32、72" in supervision.SHAPES[Watch.REFUSED_LAWFUL].source) == (
        Level.YELLOW,
        True,
    )


@pytest.mark.rule("R294")
def test_what_was_found_without_a_case_is_a_departments_of_this_hall_once_a_day() -> None:
    hall, _case = a_late_case()
    elsewhere = a_hall("linxi").department.pk
    by, ours = hall.officer("supervisor"), hall.department.pk
    for nobody in (0, elsewhere, 999_999_999):
        with pytest.raises(Invalid, match="责任部门"):
            supervision.raise_by_hand(Watch.NO_REASON, "", nobody, "没写理由", by=by, now=NOW)
    first = supervision.raise_by_hand(Watch.NO_REASON, "", ours, "没写理由", by=by, now=NOW)
    with pytest.raises(Refused, match="已经发过"):
        supervision.raise_by_hand(Watch.NO_REASON, "", ours, "没写理由", by=by, now=NOW)
    later = NOW + timedelta(days=1)
    second = supervision.raise_by_hand(Watch.NO_REASON, "", ours, "又没写", by=by, now=later)
    assert {first.department_id, second.department_id} == {ours}


@pytest.mark.rule("R127")
def test_a_rule_has_its_day_of_effect_and_what_was_raised_keeps_the_version_it_obeyed() -> None:
    hall, case = a_late_case()
    by, due = hall.officer("supervisor"), case.clock.promised_due_at
    mild = (Threshold(Level.WARNING, 0), Threshold(Level.YELLOW, 2, 2, points=1))
    new = NewRule(Watch.PROMISE, mild, due.date() + timedelta(days=1), "试行宽限")
    with pytest.raises(Refused, match="督查科"):
        supervision.set_rule(new, by=hall.officer("manager"), now=NOW)
    assert supervision.set_rule(new, by=by, now=NOW).version == 1
    sweep(due + timedelta(minutes=1))  # this limit is before the day of effect
    assert Card.objects.get(case_no=case.no, level=Level.YELLOW, watch=Watch.PROMISE).rule_version == 0
    assert supervision.rule_for(Watch.PROMISE, hall.centre.pk, on=due.date() + A_DAY).version == 1
    assert supervision.rule_for(Watch.PROMISE, hall.centre.pk, on=due.date()).version == 0
    off = NewRule(Watch.PROMISE, mild, (due + 5 * A_DAY).date(), "停用", is_on=False)
    assert supervision.set_rule(off, by=by, now=NOW).is_on is False


@pytest.mark.parametrize(
    ("watch", "thresholds", "sentence"),
    [
        (Watch.PROMISE, (), "至少写一级"),
        (Watch.PROMISE, (Threshold(Level.RED, 0), Threshold(Level.RED, 1)), "写了两次"),
        (Watch.PROMISE, (Threshold(Level.YELLOW, 2), Threshold(Level.RED, 0)), "依次往后"),
        (Watch.PROMISE, (Threshold(Level.WARNING, -9),), "亮黄灯"),
        (Watch.PROMISE, (Threshold(Level.RED, 31),), "最多 30"),
        (Watch.STEP, (Threshold(Level.WARNING, -1),), "亮黄灯"),
        (Watch.LATE_HANDOVER, (Threshold(Level.YELLOW, 1),), "发生一次"),
        (Watch.LONG_WAIT, (Threshold(Level.REMINDER, -5),), "超过以后"),
        (Watch.LATE_HANDOVER, (Threshold(Level.YELLOW, 0, orders=True),), "督办单"),
        (Watch.PROMISE, (Threshold(Level.RED, 0, answer_days=99),), "答复期限"),
        (Watch.PROMISE, (Threshold(Level.RED, 0, points=-1),), "扣分"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_its_sentence(
    watch: Watch, thresholds: tuple[Threshold, ...], sentence: str
) -> None:
    hall, _case = a_late_case()
    new = NewRule(watch, thresholds, NOW.date(), "试")
    with pytest.raises(Invalid, match=sentence):
        supervision.set_rule(new, by=hall.officer("supervisor"), now=NOW)


def test_a_centre_below_follows_the_rule_of_the_one_above_until_it_has_its_own() -> None:
    from tests.cast import a_hall

    hall, _case = a_late_case()
    below = a_hall("linxi", follows=hall.centre)
    new = NewRule(Watch.STEP, (Threshold(Level.WARNING, 0),), NOW.date(), "简化")
    supervision.set_rule(new, by=hall.officer("supervisor"), now=NOW)
    assert supervision.rule_for(Watch.STEP, below.centre.pk, on=NOW.date()).version == 1
    assert len(supervision.rule_for(Watch.STEP, below.centre.pk, on=NOW.date()).thresholds) == 1


def test_a_granted_case_has_no_order_left_to_give() -> None:
    hall, case = a_late_case()
    late = case.clock.promised_due_at + A_DAY
    decide(case, hall, now=late)
    demand = Demand("立即办理", late.date(), kind=OrderKind.DECIDE_NOW)
    with pytest.raises(Refused, match="不用督办"):
        supervision.order(demand, case=again(case), by=hall.officer("supervisor"), now=late)
    assert again(case).outcome == Outcome.GRANTED
