"""告知承诺: offered outside the barred areas, decided first, checked afterwards."""

from datetime import date, datetime, timedelta

import pytest

from tests.cases.build import a_draft, decide, filled
from tests.cast import NOW, Hall, a_hall, a_matter
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import (
    COMMITMENT_MOVES,
    BarredArea,
    Case,
    Commitment,
    CommitmentMove,
    CommitmentState,
    Mark,
    Offer,
    State,
)
from yichuang.catalogue.public import IntakeSheet, Matter
from yichuang.kit.refusal import Invalid, Refused
from yichuang.licences import public as licences
from yichuang.papers import public as papers
from yichuang.papers.public import PaperKind
from yichuang.people.public import Grant, Officer, Role

pytestmark = pytest.mark.django_db
OFFER = Offer(
    ("有固定经营场所", "场所符合卫生要求"),
    ("已经知晓告知的全部内容", "开业前达到许可条件"),
    ("未履行承诺的，撤销许可，并记入信用记录"),
    check_days=20,
    replaces=("经营场所平面图",),
)


def offered(hall: Hall) -> IntakeSheet:
    """Publish a matter that may be decided on a commitment."""
    sheet = a_matter(hall)
    by = hall.officer("centre_approver")
    cases.offer_commitment(Matter.objects.get(pk=sheet.matter_id), OFFER, by=by, now=NOW)
    return sheet


def on_commitment(hall: Hall, sheet: IntakeSheet, *, now: datetime = NOW) -> Case:
    """Accept a case on the applicant's commitment; the plan of the place is not handed in."""
    case = filled(a_draft(hall, sheet, now=now), hall)
    cases.mark_material(case, 3, Mark.MISSING, by=hall.officer("clerk"))
    case = cases.case_by_no(case.no) or case
    return cases.accept_on_commitment(case, by=hall.officer("clerk"), now=now)


def checked(case: Case, move: CommitmentMove, hall: Hall, **how: object) -> Commitment:
    commitment = Commitment.objects.get(pk=case.pk)
    by = hall.officer("approver")
    cases.find_commitment(commitment, move, "现场看过", by=by, now=NOW, **how)  # type: ignore[arg-type]
    return commitment


@pytest.mark.parametrize("state", CommitmentState)
@pytest.mark.parametrize("move", sorted(set(CommitmentMove) - {CommitmentMove.DROP}))
def test_a_commitment_moves_only_as_listed(state: CommitmentState, move: CommitmentMove) -> None:
    by = Officer(2, "1102", "李伟民", "", 1, frozenset({Grant(Role.APPROVER, 1, 7)}))
    commitment = Commitment(state=state, department_id=7, check_by_on=date(2026, 10, 1))
    assert bool(cases.why_not_find(commitment, move, by=by)) is ((state, move) not in COMMITMENT_MOVES)


@pytest.mark.parametrize("area", [area for area in BarredArea if area])
def test_what_the_law_keeps_out_cannot_be_offered(area: BarredArea) -> None:
    assert cases.why_not_area("设立登记", area)


@pytest.mark.parametrize(
    "name", ["焰火燃放许可", "建设项目环境影响评价审批", "特种设备使用登记", "保密资格审查"]
)
def test_a_name_that_speaks_of_a_barred_area_is_refused_even_if_nobody_says_so(name: str) -> None:
    hall = a_hall()
    sheet = a_matter(hall, name=name)
    with pytest.raises(Refused, match="不适用告知承诺"):
        cases.offer_commitment(
            Matter.objects.get(pk=sheet.matter_id), OFFER, by=hall.officer("centre_approver"), now=NOW
        )


def test_the_decision_comes_first_and_the_check_has_its_day() -> None:
    hall = a_hall()
    case = on_commitment(hall, offered(hall))
    task = approvals.open_task_of(case.pk)
    assert task is not None
    assert task.role == "approver"  # the review waits until after the decision
    assert PaperKind.COMMITMENT_LETTER in {p.kind for p in papers.of_case(case.no)}
    assert case.materials.get(order=3).mark == Mark.NOT_NEEDED
    decide(case, hall)
    commitment = Commitment.objects.get(pk=case.pk)
    assert commitment.check_by_on == date(2026, 10, 16)
    assert cases.commitments_to_check(hall.officer("reviewer")) == [commitment]


def test_it_is_not_the_same_as_tolerant_acceptance() -> None:
    hall = a_hall()
    case = on_commitment(hall, offered(hall))
    assert case.gap_if_any is None
    assert case.clock.started_at is not None


def test_a_matter_that_does_not_offer_it_is_refused() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    with pytest.raises(Refused, match="没有实行告知承诺"):
        cases.accept_on_commitment(case, by=hall.officer("clerk"), now=NOW)


def test_an_overdue_check_is_marked_once() -> None:
    hall = a_hall()
    case = on_commitment(hall, offered(hall))
    decide(case, hall)
    assert cases.sweep_commitments(NOW) == 0
    later = NOW + timedelta(days=60)
    assert cases.sweep_commitments(later) == 1
    assert cases.sweep_commitments(later) == 0
    assert Commitment.objects.get().late_at == later


def test_a_broken_commitment_is_put_right_or_the_licence_goes_and_bars_until_repaired() -> None:
    hall = a_hall()
    sheet = offered(hall)
    case = on_commitment(hall, sheet)
    decide(case, hall)
    with pytest.raises(Invalid, match="整改的期限"):
        checked(case, CommitmentMove.FIND_WANTING, hall)
    checked(case, CommitmentMove.FIND_WANTING, hall, rectify_by=date(2026, 9, 30))
    checked(case, CommitmentMove.FIND_BROKEN, hall)
    licence = licences.licence_of_case(case.pk)
    assert licence is not None
    why = licences.Reasons(("未履行承诺",), ("整改期满仍未达到条件",), "告知承诺书")
    licences.revoke(licence, why, by=hall.officer("approver"), now=NOW)
    with pytest.raises(Refused, match="信用修复以前"):
        on_commitment(hall, sheet)
    checked(case, CommitmentMove.REPAIR, hall)
    assert on_commitment(hall, sheet).state == State.ACCEPTED


def test_a_kept_commitment_is_closed() -> None:
    hall = a_hall()
    case = on_commitment(hall, offered(hall))
    with pytest.raises(Refused, match="决定以后"):
        checked(case, CommitmentMove.FIND_KEPT, hall)
    decide(case, hall)
    assert checked(case, CommitmentMove.FIND_KEPT, hall).state == CommitmentState.KEPT
    assert cases.sweep_commitments(NOW + timedelta(days=60)) == 0
