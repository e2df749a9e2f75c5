"""Several desks at once: what was found is one complaint, and it is answered and told once."""

import pytest

from tests.complaints.build import a_hall_to_complain_of, again, investigated
from tests.races.start import race
from yichuang.complaints.public import Complaint, Rectification, RunningTerm
from yichuang.journal.public import story
from yichuang.notices.public import Message

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.rule("R155")
def test_eight_desks_register_what_one_spot_check_found_once() -> None:
    hall = a_hall_to_complain_of()
    said = race(hall, "supervisor", "register_what_was_found", "spot_item:7", hands=8)
    made = [each for each in said if isinstance(each, int)]
    assert len(made) == 1
    assert {each for each in said if isinstance(each, str)} == {"这个问题已经登记过了。"}
    assert Complaint.objects.count() == 1
    assert RunningTerm.objects.count() == 2


@pytest.mark.rule("R151")
def test_eight_answers_at_once_are_one_answer_told_once() -> None:
    hall = a_hall_to_complain_of()
    complaint = investigated(hall, email="li@example.org", window=None)  # they sit at window 5
    said = race(hall, "chief_rep", "answer_complaint", str(complaint.pk), hands=8)
    assert said.count("answered") == 1
    assert again(complaint).answer == "已改"
    assert [line.event for line in story(complaint.subject)].count("complaint.answered") == 1
    assert Message.objects.filter(kind="complaint_told", subject__contains="有答复了").count() == 1


@pytest.mark.rule("R252")
def test_eight_orders_at_once_to_put_one_thing_right_are_one_order() -> None:
    hall = a_hall_to_complain_of()
    complaint = investigated(hall, window=None)  # they sit at window 5
    said = race(hall, "supervisor", "order_to_put_right", str(complaint.pk), hands=8)
    assert said.count("ordered") == 1
    assert {each for each in said if each != "ordered"} == {"已经给这个部门发过整改单，正在等回复。"}
    assert Rectification.objects.count() == 1
