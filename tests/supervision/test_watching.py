"""Cards arise by the clock: once for each rule, thing and level, at the instant that was due, whoever comes late."""

from datetime import datetime, timedelta

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import IntegrityError

from tests.approvals.build import again, step_of
from tests.cases.build import a_case, a_draft, decide, filled
from tests.cast import NOW, a_hall, a_matter, a_person
from tests.supervision.build import A_DAY, a_late_case, levels, sweep
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Case
from yichuang.journal.public import Event, story
from yichuang.notices.public import Message
from yichuang.people import public as people
from yichuang.people.public import Role, RoleGrant
from yichuang.supervision import public as supervision
from yichuang.supervision.public import Card, Level, Order, OrderKind, State, Watched

pytestmark = pytest.mark.django_db
AN_INSTANT = timedelta(microseconds=1)


def days_on(case: Case, days: int) -> datetime:
    return case.clock.promised_due_at + days * A_DAY


@pytest.mark.rule("R127", "R126")
def test_a_promise_passes_through_reminder_warning_yellow_and_red_each_once() -> None:
    _hall, case = a_late_case()
    due = case.clock.promised_due_at
    assert due is not None
    now, seen = NOW, []
    while now < due + 20 * A_DAY:
        sweep(now)
        if levels(case) != seen:
            seen = levels(case)
        now += timedelta(hours=7)
    assert seen == ["reminder", "warning", "yellow", "red"]
    cards = {card.level: card for card in Card.objects.filter(case_no=case.no, watch="promise")}
    assert cards["yellow"].arose_at == due + AN_INSTANT
    assert cards["reminder"].arose_at < cards["warning"].arose_at < due < cards["red"].arose_at
    assert (cards["reminder"].state, cards["yellow"].state) == (State.NOTED, State.RAISED)
    assert cards["yellow"].department_id == case.department_id
    assert "审查" in cards["yellow"].responsible or cards["yellow"].staff_id
    assert any("承诺期限一过即黄牌" in line for line in cards["yellow"].explanation)
    assert any("起算" in line for line in cards["yellow"].explanation)  # the clock's ledger
    order = Order.objects.get(case_no=case.no)
    assert (order.kind, order.ordered_by, order.card.level) == (OrderKind.DECIDE_NOW, "clock", Level.RED)
    assert Case.objects.get(pk=case.pk).outcome == ""  # pressed for, never decided by itself


@pytest.mark.rule("R127")
def test_a_worker_that_slept_for_a_month_raises_what_it_would_have_raised_with_the_true_instants() -> None:
    hall, punctual = a_late_case()
    slept = again(a_case(hall, sheet=a_matter(hall, "sp-2")))
    late = days_on(punctual, 30)
    now = NOW
    while now < late:
        sweep_but(slept, now)
        now += timedelta(hours=11)
    sweep(late)
    sweep(late)
    told = {
        case.no: list(
            Card.objects.filter(case_no=case.no)
            .exclude(watch="unanswered")  # an order's own days begin when it goes out
            .order_by("watch", "arose_at")
            .values_list("watch", "level", "arose_at")
        )
        for case in (punctual, slept)
    }
    assert told[slept.no] == told[punctual.no]
    assert len(told[slept.no]) >= 5


def sweep_but(case: Case, now: datetime) -> None:
    """Sweep everything, but leave one case to lie as if its worker slept."""
    clocks = cases.Clock.objects.filter(case=case)
    asleep = clocks.values_list("look_at", flat=True).get()
    clocks.update(look_at=None)
    task = step_of(case)
    task_asleep = task.look_at
    type(task).objects.filter(pk=task.pk).update(look_at=None)
    sweep(now)
    clocks.update(look_at=asleep)
    type(task).objects.filter(pk=task.pk).update(look_at=task_asleep)


def test_nothing_is_raised_after_the_decision_and_what_was_missed_before_it_still_is() -> None:
    hall, case = a_late_case()
    due = case.clock.promised_due_at
    assert due is not None
    cases.sweep_lights(due - 2 * A_DAY)  # near: under watch, and then supervision's worker sleeps
    cases.sweep_lights(due + A_DAY)
    decide(case, hall, now=due + A_DAY)
    supervision.sweep(due + 20 * A_DAY)
    assert levels(case) == ["reminder", "warning", "yellow"]
    assert Watched.objects.get(thing=case.subject, watch="promise").over_at == due + A_DAY
    supervision.sweep(due + 40 * A_DAY)
    assert len(levels(case)) == 3


def test_a_clock_that_is_stopped_raises_nothing_until_it_goes_on() -> None:
    from tests.approvals.test_office import TESTING

    hall, case = a_late_case()
    due = case.clock.promised_due_at
    assert due is not None
    near = due - 2 * A_DAY
    sweep(near)
    before = levels(case)
    approvals.start_special(again(case), TESTING, by=hall.officer("reviewer"), now=near)
    sweep(due + A_DAY)
    assert levels(case) == before
    assert Watched.objects.get(thing=case.subject, watch="promise").look_at is None


@pytest.mark.rule("R127")
def test_the_one_responsible_is_who_held_the_post_at_that_instant_and_not_who_holds_it_today() -> None:
    hall, case = a_late_case()
    due = case.clock.promised_due_at
    assert due is not None
    reviewers = RoleGrant.objects.filter(role=Role.REVIEWER, department=hall.department)
    people.end_role(
        reviewers.get(staff=hall.staff["second_reviewer"]), on=NOW.date(), by=hall.officer("manager"), now=NOW
    )
    people.end_role(
        reviewers.get(staff=hall.staff["reviewer"]),
        on=(due + A_DAY).date(),
        by=hall.officer("manager"),
        now=due,
    )
    newcomer = a_person(hall, "qin99", "newcomer", Role.CLERK, None)
    people.grant_role(
        newcomer, Role.REVIEWER, centre=hall.centre, department=hall.department,
        by=hall.officer("manager"), now=due + 2 * A_DAY,
    )  # fmt: skip
    sweep(due + 20 * A_DAY)  # the worker comes late: the newcomer holds the post by then
    cards = {card.level: card for card in Card.objects.filter(case_no=case.no, watch="promise")}
    assert cards["yellow"].staff_id == hall.staff["reviewer"].pk
    assert cards["red"].staff_id == newcomer.pk


@pytest.mark.rule("R129", "R127")
def test_a_yellow_card_reaches_supervision_and_a_red_one_the_leader_as_well() -> None:
    _hall, case = a_late_case()
    sweep(days_on(case, 1))
    told = {
        m.staff.name for m in Message.objects.filter(kind="card", case_no=case.no, subject__contains="黄牌")
    }
    assert {"supervisor", "chief_rep", "reviewer"} <= told
    assert "leader" not in told
    sweep(days_on(case, 20))
    told = {
        m.staff.name for m in Message.objects.filter(kind="card", case_no=case.no, subject__contains="红牌")
    }
    assert {"supervisor", "chief_rep", "leader"} <= told


@pytest.mark.rule("R097")
def test_five_days_without_a_word_are_a_red_card_against_the_window() -> None:
    hall = a_hall()
    case = filled(a_draft(hall, a_matter(hall)), hall)
    cases.receive(case, by=hall.officer("clerk"), now=NOW)
    due = Case.objects.get(pk=case.pk).notice_due_at
    assert due is not None
    sweep(due - timedelta(hours=1))
    assert levels(case, "acceptance") == ["warning"]
    sweep(due + timedelta(minutes=1))
    sweep(due + timedelta(minutes=2))
    assert levels(case, "acceptance") == ["warning", "red"]
    card = Card.objects.get(case_no=case.no, watch="acceptance", level="red")
    assert (card.staff_id, card.window_id) == (hall.staff["clerk"].pk, hall.window.pk)
    assert Case.objects.get(pk=case.pk).state == "accepted"  # the law's own consequence


def test_an_answer_in_time_leaves_no_card() -> None:
    hall = a_hall()
    case = filled(a_draft(hall, a_matter(hall)), hall)
    cases.receive(case, by=hall.officer("clerk"), now=NOW)
    cases.accept(Case.objects.get(pk=case.pk), by=hall.officer("clerk"), now=NOW + timedelta(hours=2))
    sweep(NOW + 9 * A_DAY)
    assert levels(case, "acceptance") == []
    assert Watched.objects.get(watch="acceptance").over_at == NOW + timedelta(hours=2)


@pytest.mark.rule("R128")
def test_a_step_that_takes_too_long_is_warned_of_and_then_carded() -> None:
    _hall, case = a_late_case()
    due = step_of(case).step_due_at
    assert due is not None
    sweep(due + timedelta(minutes=1))
    assert levels(case, "step") == ["warning"]
    sweep(due + 3 * A_DAY)
    assert levels(case, "step") == ["warning", "yellow"]


def test_a_card_is_never_deleted_nor_rewritten() -> None:
    _hall, case = a_late_case()
    sweep(days_on(case, 1))
    card = Card.objects.filter(case_no=case.no).first()
    assert card is not None
    for spoil in ("DELETE FROM supervision_card", "UPDATE supervision_card SET responsible = '他人'"):
        with (
            pytest.raises((IntegrityError, InternalError)),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(spoil)
    assert story(card.subject)[0].event == Event.CARD_RAISED


def test_one_thing_that_cannot_be_looked_at_does_not_stop_the_rest(caplog: pytest.LogCaptureFixture) -> None:
    _hall, case = a_late_case()
    due = case.clock.promised_due_at
    assert due is not None
    cases.sweep_lights(due + A_DAY)
    bad = Watched.objects.create(watch="step", thing="task:no-number", opened_at=NOW, look_at=NOW)
    supervision.sweep(due + A_DAY)
    assert levels(case) == ["reminder", "warning", "yellow"]
    assert Watched.objects.get(pk=bad.pk).look_at == due + A_DAY + timedelta(hours=1)
    assert "could not be looked at" in caplog.text
