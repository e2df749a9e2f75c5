"""The days of a hearing are counted like every limit of the law: a government notice takes days out of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.approvals.build import again, fresh
from tests.approvals.test_hearing import FIRST_DAY, LAST_DAY, at, called, told
from tests.cases.reference import Model, Stop
from tests.cases.test_closings import NOTICE, SOON, shut
from tests.cases.test_ledger import DAYS, noon
from tests.cast import NOW
from yichuang.approvals import public as approvals
from yichuang.approvals.public import Call
from yichuang.approvals.rules.hearing import (
    DAYS_OF_NOTICE,
    DAYS_TO_ASK,
    DAYS_TO_HOLD,
    ask_by,
    days_open,
    hold_by,
)
from yichuang.journal.public import story
from yichuang.kit.refusal import Refused
from yichuang.notices import public as notices
from yichuang.people import public as people
from yichuang.people.public import Shutting, forget_closings
from yichuang.worktime.public import Shut

ONE = timedelta(days=1)
shuttings = st.lists(st.tuples(st.integers(-12, 45), st.integers(0, 9)), max_size=4)


@given(st.dates(date(2024, 1, 1), date(2026, 9, 1)), shuttings, st.integers(0, 40))
def test_every_day_of_a_hearing_is_the_day_that_walking_the_calendar_finds(
    start: date, closed: list[tuple[int, int]], later: int
) -> None:
    outside, stops = [], []
    for offset, days in closed:
        first = start + timedelta(days=offset)
        outside.append(Shut(first, first + timedelta(days=days), "台风"))
        stops.append(Stop(first - ONE, first + timedelta(days=days)))

    def walked(since: date, days: int) -> date:
        return Model(since, days, True, DAYS.is_working, stops).end()

    assert ask_by(noon(start), DAYS, outside) == walked(start, DAYS_TO_ASK)
    assert hold_by(noon(start), DAYS, outside) == walked(start, DAYS_TO_HOLD)
    noticed = start + timedelta(days=later)
    first, last = walked(noticed, DAYS_OF_NOTICE), walked(start, DAYS_TO_HOLD)
    assert days_open(noon(noticed), noon(start), DAYS, outside) == (first, max(first, last))
    assert days_open(noon(noticed), None, DAYS, outside) == (first, None)


@pytest.mark.django_db
@pytest.mark.rule("R124")
def test_a_notice_gives_whoever_may_ask_her_days_back_and_she_is_told() -> None:
    hall, case, task, hearing = told()
    shut(hall)  # 16 to 18 September
    forget_closings()
    before = len(notices.of_case(case.no))
    assert approvals.recount_hearings(NOW + SOON) == 1
    assert approvals.recount_hearings(NOW + 2 * SOON) == 0
    hearing = fresh(hearing)
    assert hearing.ask_by_on == date(2026, 9, 23)
    assert len(notices.of_case(case.no)) > before
    assert "hearing.recounted" in [line.event for line in story(case.subject)]
    with pytest.raises(Refused, match="2026-09-23前可以申请听证"):
        approvals.pass_on(task, "准予", by=hall.officer("approver"), now=at(date(2026, 9, 21)))
    approvals.ask_hearing(hearing, by=hall.officer("clerk"), now=at(date(2026, 9, 23)))


@pytest.mark.django_db
def test_a_day_that_she_was_told_is_not_taken_away_when_the_notice_is() -> None:
    hall, _case, _task, hearing = told()
    closing = shut(hall)
    forget_closings()
    approvals.recount_hearings(NOW + SOON)
    people.withdraw_closing(closing, "台风转向", by=hall.officer("manager"), now=NOW + SOON)
    forget_closings()
    assert approvals.recount_hearings(NOW + 2 * SOON) == 0
    assert fresh(hearing).ask_by_on == date(2026, 9, 23)


@pytest.mark.django_db
def test_the_office_has_the_days_of_the_notice_more_to_hold_it_and_no_longer_once_it_is_taken_back() -> None:
    hall, case, _task, hearing = called()
    assert hearing.hold_by_on == LAST_DAY
    closing = shut(hall)
    forget_closings()
    assert approvals.recount_hearings(NOW + SOON) == 1
    assert fresh(hearing).hold_by_on == date(2026, 10, 21)
    assert approvals.days_to_hold(fresh(hearing), now=NOW) == (date(2026, 9, 28), date(2026, 10, 21))
    early = Call(FIRST_DAY, "9:30", "一楼听证室", hall.staff["chief_rep"].staff_no, "赵楠")
    with pytest.raises(Refused, match="最早 2026-09-28"):
        approvals.call_hearing(fresh(hearing), early, by=hall.officer("reviewer"), now=NOW)
    people.withdraw_closing(closing, "台风转向", by=hall.officer("manager"), now=NOW + SOON)
    forget_closings()
    assert approvals.recount_hearings(NOW + 2 * SOON) == 1
    assert fresh(hearing).hold_by_on == LAST_DAY
    assert again(case).clock.paused_until == FIRST_DAY


@pytest.mark.django_db
def test_what_is_told_while_the_notice_holds_counts_without_its_days_at_once() -> None:
    hall, _case, _task, hearing = told()
    shut(hall, Shutting(date(2026, 9, 16), date(2026, 9, 17), "停电", **NOTICE))  # type: ignore[arg-type]
    forget_closings()
    approvals.ask_hearing(hearing, by=hall.officer("clerk"), now=NOW)
    assert fresh(hearing).hold_by_on == date(2026, 10, 20)
