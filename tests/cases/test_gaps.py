"""Accepting with something still to come: the three modes of C-18, and how a promise ends."""

from datetime import date, timedelta

import pytest

from tests.cases.build import a_draft, decide, filled
from tests.cast import MATERIALS, NOW, Hall, a_hall, a_matter
from yichuang.cases import public as cases
from yichuang.cases.public import Case, IntakeMode, Mark, Promise, State
from yichuang.catalogue.public import MaterialLine
from yichuang.kit.refusal import Invalid, Refused
from yichuang.papers import public as papers
from yichuang.people import public as people
from yichuang.worktime.public import end_of

pytestmark = pytest.mark.django_db
DEFERRABLE = MaterialLine(name="健康证明", form="copy", copies=1, necessity="deferrable")
UNTIL = date(2026, 9, 24)


def a_lacking(hall: Hall, mode: str, *, order: int = 6, **settings: str) -> Case:
    """A draft whose last material, which may come later, is missing."""
    for key, value in {
        "intake.mode": mode,
        **{k.replace("_", ".", 1): v for k, v in settings.items()},
    }.items():
        people.set_setting(hall.centre, key, value, by=hall.officer("manager"), now=NOW)
    case = filled(a_draft(hall, a_matter(hall, materials=(*MATERIALS, DEFERRABLE))), hall)
    cases.mark_material(case, order, Mark.MISSING, by=hall.officer("clerk"))
    return case


def accept(case: Case, hall: Hall, *, until: date = UNTIL, signed: bool = True) -> None:
    cases.accept(case, promise=Promise(until, signed), by=hall.officer("clerk"), now=NOW)


def bring(case: Case, hall: Hall, *, days: int) -> None:
    clerk = hall.officer("clerk")
    cases.mark_material(case, 6, Mark.RECEIVED, by=clerk)
    cases.complete(case, by=clerk, now=NOW + timedelta(days=days))


def test_a_strict_centre_accepts_nothing_incomplete() -> None:
    hall = a_hall()
    case = a_lacking(hall, "strict")
    with pytest.raises(Refused, match="第 6 项未交"):
        accept(case, hall)


def test_only_what_the_list_marks_as_deferrable_may_come_later() -> None:
    hall = a_hall()
    case = a_lacking(hall, "accept_with_gap", order=1)
    with pytest.raises(Refused, match="第 1 项未交"):
        accept(case, hall)


@pytest.mark.rule("R089")
def test_tolerant_acceptance_needs_a_signed_promise_and_a_near_day() -> None:
    hall = a_hall()
    case = a_lacking(hall, "accept_with_gap")
    with pytest.raises(Refused, match="书面承诺"):
        accept(case, hall, signed=False)
    for until in (date(2026, 9, 14), date(2026, 12, 1)):
        with pytest.raises(Invalid, match="承诺补齐的日期"):
            accept(case, hall, until=until)
    case.refresh_from_db()
    assert (case.state, papers.of_case(case.no)) == (State.DRAFT, [])
    accept(case, hall)
    kinds = {paper.kind for paper in papers.of_case(case.no)}
    assert {"acceptance_notice", "gap_acceptance_promise", "gap_acceptance_notice"} <= kinds
    assert case.clock.started_at == NOW


def test_the_clock_starts_as_the_centre_has_set_it() -> None:
    hall = a_hall()
    case = a_lacking(hall, "accept_with_gap", gap_clock="from_complete")
    accept(case, hall)
    clock = case.clock
    assert (clock.started_at, clock.promised_due_on, clock.light) == (None, None, "none")
    bring(case, hall, days=2)
    case.clock.refresh_from_db()
    assert case.clock.started_at == NOW + timedelta(days=2)
    assert case.clock.promised_due_on == date(2026, 9, 30)


@pytest.mark.rule("R100")
def test_accepting_first_gives_the_supplement_notice_and_counts_from_completion() -> None:
    hall = a_hall()
    case = a_lacking(hall, "supplement_then_accept")
    cases.accept(case, by=hall.officer("clerk"), now=NOW)
    kinds = [paper.kind for paper in papers.of_case(case.no)]
    assert {"acceptance_notice", "supplement_notice"} <= set(kinds)
    assert (case.state, case.clock.started_at) == (State.ACCEPTED, None)
    bring(case, hall, days=1)
    case.clock.refresh_from_db()
    assert case.clock.started_at == NOW + timedelta(days=1)


def test_nothing_is_complete_while_a_line_is_missing_and_other_lines_are_closed() -> None:
    hall = a_hall()
    case = a_lacking(hall, "accept_with_gap")
    accept(case, hall)
    clerk = hall.officer("clerk")
    with pytest.raises(Refused, match="第 6 项还没有补齐"):
        cases.complete(case, by=clerk, now=NOW)
    with pytest.raises(Refused, match="不能再改"):
        cases.mark_material(case, 1, Mark.MISSING, by=clerk)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("withdrawn", State.WITHDRAWN),
        ("returned", State.RETURNED),
        ("terminated", State.TERMINATED),
        ("rejected", State.ACCEPTED),  # a person has to decide
    ],
)
def test_a_promise_is_reminded_of_and_lapses_as_configured(outcome: str, state: State) -> None:
    hall = a_hall()
    case = a_lacking(hall, "accept_with_gap", gap_outcome=outcome)
    accept(case, hall)
    gap = case.gap
    assert cases.sweep_gaps(gap.look_at) == 1  # three working days before
    gap.refresh_from_db()
    assert gap.reminded_at is not None
    assert cases.sweep_gaps(end_of(UNTIL)) == 0
    assert cases.sweep_gaps(end_of(UNTIL) + timedelta(seconds=1)) == 1
    case.refresh_from_db()
    gap.refresh_from_db()
    assert (case.state, gap.lapsed_at is not None, gap.look_at) == (state, True, None)
    kinds = [paper.kind for paper in papers.of_case(case.no)]
    assert ("gap_termination_notice" in kinds) is (state is not State.ACCEPTED)


def test_a_kept_promise_is_never_ended() -> None:
    hall = a_hall()
    case = a_lacking(hall, "accept_with_gap")
    accept(case, hall)
    bring(case, hall, days=1)
    assert cases.sweep_gaps(end_of(UNTIL) + timedelta(days=30)) == 0
    case.refresh_from_db()
    assert State(case.state) is State.ACCEPTED


def test_a_matter_has_its_own_mode_beside_the_centres() -> None:
    hall = a_hall()
    case = a_lacking(hall, "strict")
    cases.set_intake_rule(case.matter, IntakeMode.TOLERANT, by=hall.officer("manager"), now=NOW)
    accept(case, hall)
    assert State(case.state) is State.ACCEPTED


def test_the_review_goes_on_without_what_was_promised_and_the_grant_waits_for_it() -> None:
    hall = a_hall()
    case = a_lacking(hall, "accept_with_gap")
    accept(case, hall)
    with pytest.raises(Refused, match="还没有补齐，不能准予"):
        decide(case, hall)
    bring(case, hall, days=0)
    decide(case, hall)
    assert State(case.state) is State.DECIDED
