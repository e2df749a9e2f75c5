"""An urgent case calls out those in charge, at any hour and on days off (R106)."""

from datetime import datetime

import pytest

from tests.cases.build import a_case
from tests.cast import Hall, a_hall, a_matter
from tests.desk.visits import shown, sign_in
from yichuang.catalogue.public import CaseKind, IntakeSheet
from yichuang.notices.models import Message
from yichuang.people.public import Staff

pytestmark = pytest.mark.django_db
HOLIDAY_NIGHT = datetime.fromisoformat("2026-10-03T22:40+08:00")


def an_urgent_matter(hall: Hall) -> IntakeSheet:
    return a_matter(hall, "tj-1", name="应急抢修临时占路", case_kind=CaseKind.URGENT)


@pytest.mark.rule("R106")
def test_those_in_charge_are_called_at_night_on_a_holiday() -> None:
    hall = a_hall()
    case = a_case(hall, sheet=an_urgent_matter(hall), now=HOLIDAY_NIGHT)
    told = Message.objects.filter(case_no=case.no, kind="urgent_case")
    assert {message.staff_id for message in told} == {
        hall.staff[who].pk for who in ("approver", "leader", "chief_rep")
    }
    assert all(message.is_urgent for message in told)
    assert "节假日和外出期间也请保持联系" in told[0].body


@pytest.mark.rule("R106")
def test_the_page_says_whom_to_reach_or_that_nobody_left_a_number() -> None:
    hall = a_hall()
    case, browser = a_case(hall, sheet=an_urgent_matter(hall)), sign_in(hall, "clerk")
    assert "approver 0000-2222222" in shown(browser.get(f"/desk/cases/{case.no}/"))
    Staff.objects.update(phone="")
    assert "部门没有留电话的负责人" in shown(browser.get(f"/desk/cases/{case.no}/"))


def test_an_ordinary_case_calls_nobody_out() -> None:
    hall = a_hall()
    case = a_case(hall)
    assert not Message.objects.filter(kind="urgent_case").exists()
    assert "特办件找谁" not in shown(sign_in(hall, "clerk").get(f"/desk/cases/{case.no}/"))
