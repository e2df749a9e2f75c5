"""An immediate case that cannot be decided on the spot goes to the department from its page."""

import pytest

from tests.cases.build import a_case, an_immediate_matter
from tests.cast import a_hall
from tests.desk.visits import shown, sign_in
from yichuang.approvals import public as approvals

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R108")
def test_the_page_asks_for_the_reason_and_keeps_what_was_typed() -> None:
    hall = a_hall()
    case, browser = a_case(hall, sheet=an_immediate_matter(hall)), sign_in(hall, "clerk")
    page = f"/desk/cases/{case.no}/"
    assert "不能当场办结" in shown(browser.get(page))
    refused = browser.post(f"{page}send-in/", {"reason": " "})
    assert refused.status_code == 422
    assert "请写明不能当场办结的原因" in shown(refused)
    answer = browser.post(f"{page}send-in/", {"reason": "<b>系统</b>查不到"}, follow=True)
    assert "原因已告知申请人" in shown(answer)
    assert "<b>系统</b>查不到" in shown(answer)
    assert approvals.open_task_of(case.pk) is not None
    assert browser.post(f"{page}send-in/", {"reason": "再来"}).status_code == 409
