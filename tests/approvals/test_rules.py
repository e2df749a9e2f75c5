"""The tables of moves and the pure verdicts: every state by every action."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.test_ledger import noon
from yichuang.approvals.public import (
    DENIAL_MOVES,
    HEARING_MOVES,
    MEETING_MOVES,
    MOVES,
    ROLE_OF_STEP,
    Countersigned,
    Denial,
    DenialMove,
    DenialState,
    Examined,
    Hearing,
    HearingMove,
    HearingState,
    Meeting,
    MeetingMove,
    MeetingState,
    Move,
    Task,
    TaskState,
    Verdict,
    countersigned,
    why_not,
    why_not_deny,
    why_not_hearing,
    why_not_meeting,
)
from yichuang.approvals.rules.denial import levels_above
from yichuang.approvals.rules.examination import inspection_is_missing
from yichuang.approvals.rules.hearing import days_open
from yichuang.cases.public import Case, State
from yichuang.cases.rules.quantity import Quantity, quantity_of
from yichuang.people.public import Department, Grant, Officer, Role
from yichuang.worktime.public import packaged

OFFICE = (Role.REVIEWER, Role.APPROVER, Role.CHIEF_REP, Role.LEADER)
ALL = Officer(
    1, "1201", "王磊", "", 1, frozenset({*(Grant(r, 1, 7) for r in OFFICE), Grant(Role.CLERK, 1, None)})
)
NOW = datetime(2026, 9, 14, 10, tzinfo=timezone(timedelta(hours=8)))


def a_step(state: TaskState, **more: object) -> Task:
    case = Case(state=State.ACCEPTED, centre_id=1, department_id=7, taken_by_id=9)
    department = Department(pk=7, name="局")
    return Task(
        case=case, department=department, state=state, order=2, of=3, role=Role.REVIEWER, kind="countersign", **more
    )  # fmt: skip


@pytest.mark.parametrize("state", TaskState)
@pytest.mark.parametrize("move", Move)
def test_a_step_has_only_the_moves_of_its_table(state: TaskState, move: Move) -> None:
    assert bool(why_not(a_step(state), move, by=ALL)) is ((state, move) not in MOVES)


@pytest.mark.rule("R009")
def test_no_step_and_no_move_belongs_to_the_applicant() -> None:
    assert set(ROLE_OF_STEP.values()) <= {Role.REVIEWER, Role.APPROVER, Role.LEADER}
    assert not any("申请人" in move.label for move in Move)
    assert not any("申请人" in role.label for role in Role)


@pytest.mark.parametrize("state", DenialState)
@pytest.mark.parametrize("move", DenialMove)
def test_an_intended_denial_has_only_the_moves_of_its_table(state: DenialState, move: DenialMove) -> None:
    level = 1 if move is DenialMove.CONFIRM_LAST else 0
    task = a_step(TaskState.DENYING)
    denial = Denial(
        case=task.case, task=task, state=state, levels=["approver", "leader"], level=level, registered_by_id=8
    )
    reason = why_not_deny(denial, move, by=ALL)
    assert bool(reason) is ((state, move) not in DENIAL_MOVES), reason


@pytest.mark.parametrize("state", HearingState)
@pytest.mark.parametrize("move", HearingMove)
def test_a_hearing_has_only_the_moves_of_its_table(state: HearingState, move: HearingMove) -> None:
    hearing = Hearing(case=a_step(TaskState.OPEN).case, state=state, ask_by_on=date(2026, 9, 20))
    hearing.case.department = Department(pk=7, name="局")
    reason = why_not_hearing(hearing, move, by=ALL, now=NOW)
    assert bool(reason) is ((state, move) not in HEARING_MOVES), reason


@pytest.mark.parametrize("state", MeetingState)
@pytest.mark.parametrize("move", MeetingMove)
def test_a_meeting_has_only_the_moves_of_its_table(state: MeetingState, move: MeetingMove) -> None:
    case = a_step(TaskState.OPEN).case
    reason = why_not_meeting(Meeting(case=case, state=state), move, case, by=ALL)
    assert bool(reason) is ((state, move) not in MEETING_MOVES), reason


@pytest.mark.rule("R112")
@pytest.mark.parametrize(
    ("needed", "said", "verdict"),
    [
        (1, "", Countersigned.WAITING),
        (1, "??", Countersigned.WAITING),
        (1, "?+", Countersigned.ENOUGH),  # any
        (1, "-+", Countersigned.ENOUGH),
        (1, "--", Countersigned.FAILED),
        (2, "+?-", Countersigned.WAITING),  # two of three
        (2, "++-", Countersigned.ENOUGH),
        (2, "+--", Countersigned.FAILED),
        (0, "++?", Countersigned.WAITING),  # all
        (0, "+++", Countersigned.ENOUGH),
        (0, "++-", Countersigned.FAILED),
        (0, "", Countersigned.WAITING),
    ],
)
def test_any_some_or_all_must_agree(needed: int, said: str, verdict: Countersigned) -> None:
    words = {"?": Verdict.ASKED, "+": Verdict.AGREED, "-": Verdict.OBJECTED}
    assert countersigned(needed, [words[one] for one in said]) is verdict


@given(needed=st.integers(0, 5), said=st.lists(st.sampled_from(list(Verdict)), min_size=1, max_size=6))
def test_what_everyone_has_signed_never_waits(needed: int, said: list[Verdict]) -> None:
    if Verdict.ASKED not in said:
        assert countersigned(needed, said) is not Countersigned.WAITING or needed > len(said)


def test_a_level_that_the_registrant_holds_is_left_out_and_the_top_one_never() -> None:
    assert levels_above("approver,leader", lambda _role: False) == ["approver", "leader"]
    assert levels_above("approver,leader", lambda role: role is Role.APPROVER) == ["leader"]
    assert levels_above("approver,leader", lambda _role: True) == ["leader"]


@pytest.mark.rule("R110")
def test_an_inspection_is_missing_until_it_is_recorded_after_the_doubt() -> None:
    later = NOW + timedelta(days=1)
    assert not inspection_is_missing([], [])
    assert inspection_is_missing([NOW], [])
    assert inspection_is_missing([later], [NOW])
    assert not inspection_is_missing([NOW], [later])


@pytest.mark.rule("R109")
@pytest.mark.parametrize(
    ("examined", "lacks", "inspects"),
    [
        (Examined(True, True, True), "", False),
        (Examined(False, True, True), "truth_note", False),
        (Examined(True, False, True, law_note="超出范围"), "", False),
        (Examined(True, True, False), "match_note", True),
        (Examined(True, True, True, is_disputed=True), "dispute", True),
        (Examined(True, True, True, is_disputed=True, dispute="邻居举报"), "", True),
    ],
)
def test_a_no_needs_its_note(examined: Examined, lacks: str, inspects: bool) -> None:
    assert (examined.unexplained, examined.needs_inspection) == (lacks, inspects)


def test_a_hearing_has_seven_working_days_of_notice_and_twenty_in_all() -> None:
    days = packaged()
    first, last = days_open(noon(date(2026, 9, 14)), noon(date(2026, 9, 14)), days)
    assert (first, last) == (date(2026, 9, 22), date(2026, 10, 16))  # over the National Day holiday
    late, pushed = days_open(noon(date(2026, 10, 14)), noon(date(2026, 9, 14)), days)
    assert late == pushed == date(2026, 10, 23)  # the notice comes first


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("", None), ("无", None), ("无数量限制", None), ("有数量限制", None), ("不限 1 人", None),
        ("50", Quantity(50, by_year=False)), ("限 20 个", Quantity(20, by_year=False)),
        ("每年 10 家", Quantity(10, by_year=True)), ("年度指标100个", Quantity(100, by_year=True)),
    ],
)  # fmt: skip
def test_a_number_is_read_from_the_guides_words(text: str, quantity: Quantity | None) -> None:
    assert quantity_of(text) == quantity
