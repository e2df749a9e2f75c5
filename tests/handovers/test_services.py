"""Papers go to the department and back, both sides sign, and late is written down."""

from datetime import timedelta

import pytest

from tests.cases.build import a_case, a_draft, an_immediate_matter, decide, filled, hand_over
from tests.cast import NOW, Hall, a_hall, a_matter
from yichuang.cases import public as cases
from yichuang.cases.public import Case, Refusal, State, Violation, ViolationKind
from yichuang.catalogue.public import MaterialLine
from yichuang.handovers import public as handovers
from yichuang.handovers.public import Errand, Handover, Move, Referral, Way
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.papers import public as papers
from yichuang.papers.public import PaperKind

pytestmark = pytest.mark.django_db


def the_handover(case: Case) -> Handover:
    found = handovers.last_of(case.pk)
    assert found is not None
    return found


def signed(case: Case, hall: Hall, *, giver: str = "clerk", taker: str = "reviewer") -> Handover:
    """Both sides sign the latest hand-over."""
    handover = the_handover(case)
    handovers.hand(handover, by=hall.officer(giver), now=NOW + timedelta(minutes=5))
    handovers.receive(handover, by=hall.officer(taker), now=NOW + timedelta(minutes=9))
    return handover


def sheets(case: Case) -> list[papers.Paper]:
    return [p for p in papers.of_case(case.no) if p.kind == PaperKind.HANDOVER_SHEET]


@pytest.mark.rule("R085")
def test_an_accepted_case_waits_to_be_handed_over_and_both_signatures_make_the_sheet() -> None:
    hall = a_hall()
    case = a_case(hall)
    handover = the_handover(case)
    assert (handover.way, handover.state) == (Way.TO_DEPARTMENT, handovers.State.OPEN)
    handovers.hand(handover, by=hall.officer("clerk"), now=NOW)
    assert sheets(case) == []
    handovers.receive(handover, by=hall.officer("reviewer"), now=NOW + timedelta(hours=1))
    (sheet,) = sheets(case)
    body = papers.body_of(sheet)
    assert (body.handed_by, body.received_by) == ("clerk", "reviewer")  # type: ignore[union-attr]
    assert body.handed_at == "2026年9月14日 10:26"  # type: ignore[union-attr]
    assert body.received_at == "2026年9月14日 11:26"  # type: ignore[union-attr]
    assert Violation.objects.count() == 0


def test_what_is_electronic_needs_no_hand_over() -> None:
    hall = a_hall()
    lines = (MaterialLine(name="营业执照", form="electronic", necessity="required"),)
    case = a_case(hall, sheet=a_matter(hall, materials=lines))
    assert handovers.last_of(case.pk) is None


def test_what_the_window_decides_itself_never_leaves_it() -> None:
    hall = a_hall()
    case = a_case(hall, sheet=an_immediate_matter(hall))
    assert handovers.last_of(case.pk) is None


@pytest.mark.rule("R119")
def test_a_hand_over_that_is_not_signed_on_its_day_is_a_violation_once() -> None:
    hall = a_hall()
    case = a_case(hall)
    tomorrow = NOW + timedelta(days=1)
    assert handovers.sweep_late(NOW) == 0
    assert handovers.sweep_late(tomorrow) == 1
    assert handovers.sweep_late(tomorrow) == 0
    (violation,) = Violation.objects.filter(case=case)
    assert (violation.kind, violation.staff_id) == (ViolationKind.LATE_HANDOVER, case.taken_by_id)
    handover = the_handover(case)
    handovers.hand(handover, by=hall.officer("clerk"), now=tomorrow)
    handovers.receive(handover, by=hall.officer("reviewer"), now=tomorrow)
    assert Violation.objects.filter(case=case).count() == 1


def test_a_late_signature_is_a_violation_even_before_the_sweep_has_run() -> None:
    hall = a_hall()
    case = a_case(hall)
    handover = the_handover(case)
    handovers.hand(handover, by=hall.officer("clerk"), now=NOW)
    handovers.receive(handover, by=hall.officer("reviewer"), now=NOW + timedelta(days=1))
    (violation,) = Violation.objects.filter(case=case)
    assert violation.staff_id is None  # the department's, not the window's
    assert violation.words == "送部门：未签收"


@pytest.mark.rule("R120")
def test_a_result_is_handed_out_only_when_it_has_come_back_and_the_window_has_signed() -> None:
    hall = a_hall()
    case = a_case(hall)
    signed(case, hall)
    decide(case, hall)
    assert the_handover(case).way == Way.TO_WINDOW
    with pytest.raises(Refused, match="送回窗口"):
        hand_over(case, hall)
    back = the_handover(case)
    handovers.hand(back, by=hall.officer("reviewer"), now=NOW)
    with pytest.raises(Refused, match="签收"):
        hand_over(case, hall)
    handovers.receive(back, by=hall.officer("clerk"), now=NOW)
    hand_over(case, hall)
    assert case.state == State.CONCLUDED
    assert len(sheets(case)) == 2


def test_papers_that_never_left_the_window_need_not_come_back() -> None:
    hall = a_hall()
    case = a_case(hall)
    decide(case, hall)
    assert the_handover(case).state == handovers.State.DROPPED
    hand_over(case, hall)
    assert case.state == State.CONCLUDED


def test_a_withdrawn_case_brings_its_papers_back_when_the_department_has_them() -> None:
    hall = a_hall()
    case = a_case(hall)
    handover = the_handover(case)
    handovers.hand(handover, by=hall.officer("clerk"), now=NOW)
    cases.withdraw(case, "不办了", by=hall.officer("clerk"), now=NOW)
    handover.refresh_from_db()
    handovers.receive(handover, by=hall.officer("reviewer"), now=NOW)
    assert the_handover(case).way == Way.TO_WINDOW


def test_what_is_not_what_the_list_says_goes_back_with_a_reason() -> None:
    hall = a_hall()
    case = a_case(hall)
    handover = the_handover(case)
    handovers.hand(handover, by=hall.officer("clerk"), now=NOW)
    with pytest.raises(Invalid):
        handovers.decline(handover, " ", by=hall.officer("reviewer"), now=NOW)
    handovers.decline(handover, "平面图少一份", by=hall.officer("reviewer"), now=NOW)
    assert (handover.state, handover.handed_by_id) == (handovers.State.OPEN, None)


def test_of_two_who_sign_at_once_one_is_told_that_the_other_was_faster() -> None:
    hall = a_hall()
    case = a_case(hall)
    mine, yours = the_handover(case), the_handover(case)
    handovers.hand(mine, by=hall.officer("clerk"), now=NOW)
    with pytest.raises(Stale):
        handovers.hand(yours, by=hall.officer("second_clerk"), now=NOW)


def test_many_are_signed_at_once_and_those_that_cannot_be_are_named() -> None:
    hall = a_hall()
    sheet = a_matter(hall)
    waiting = [the_handover(a_case(hall, sheet=sheet)) for _ in range(3)]
    handovers.hand(the_handover(waiting[0].case), by=hall.officer("clerk"), now=NOW)
    stale = waiting[0]
    refused = handovers.sign_all(waiting, Move.HAND, by=hall.officer("clerk"), now=NOW)
    assert [handover for handover, _ in refused] == [stale]
    assert Handover.objects.filter(state=handovers.State.HANDED).count() == 3


@pytest.mark.rule("R121")
def test_whoever_goes_out_files_why_and_when_and_who_sits_in() -> None:
    hall = a_hall()
    by, cover = hall.officer("clerk"), hall.staff["second_clerk"].pk
    back = NOW + timedelta(hours=2)
    with pytest.raises(Invalid, match="空岗"):
        handovers.go_out(by.staff_id, hall.department.pk, "取证照", back, by=by, now=NOW)
    errand = handovers.go_out(cover, hall.department.pk, "取证照", back, by=by, now=NOW)
    with pytest.raises(Refused, match="还没有返回"):
        handovers.go_out(cover, hall.department.pk, "再取", back, by=by, now=NOW)
    handovers.come_back(errand, by=by, now=back)
    assert Errand.objects.get().back_at == back
    assert handovers.errands_at(hall.centre.pk) == [errand]


@pytest.mark.rule("R044")
@pytest.mark.rule("R122")
def test_an_application_for_another_department_of_the_hall_is_made_known_to_it() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    refusal = Refusal("不属于本部门职权", referred_to=f"{hall.other_department.name}（3 号窗口）")
    cases.refuse(case, refusal, by=hall.officer("clerk"), now=NOW)
    (referral,) = handovers.referrals_for(hall.officer("stranger"))
    assert referral.department == hall.other_department
    with pytest.raises(Refused, match="别的部门"):
        handovers.note_seen(referral, by=hall.officer("reviewer"), now=NOW)
    handovers.note_seen(referral, by=hall.officer("stranger"), now=NOW)
    assert handovers.referrals_for(hall.officer("stranger")) == []


def test_a_body_outside_the_hall_gets_no_note() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    cases.refuse(case, Refusal("不属于本部门职权", referred_to="省药监局"), by=hall.officer("clerk"), now=NOW)
    assert Referral.objects.count() == 0
