"""The responsible window looks at what was sent in from the portal; the manager sets up what is offered."""

import pytest

from tests.cast import Hall, a_department, a_hall
from tests.desk.visits import shown, sign_in
from tests.joint.build import sent_in, three_sheets
from yichuang.joint import public as joint
from yichuang.joint.public import Bundle, State

pytestmark = pytest.mark.django_db


def a_street() -> tuple[Hall, Bundle]:
    hall = a_hall()
    sheets = three_sheets(hall, a_department(hall.centre, "xfj", "青消防"))
    return hall, sent_in(hall, sheets, {3: [1]})


def test_what_was_sent_in_stands_in_the_list_with_its_day() -> None:
    hall, _bundle = a_street()
    page = shown(sign_in(hall, "clerk").get("/desk/joint/"))
    assert "网上申请待看 1 件" in page
    assert "网上申请，待看" in page
    assert "9月20日" in page  # five working days after the 14th; that Sunday is worked


@pytest.mark.rule("R258")
def test_the_clerk_opens_it_filled_in_and_masked() -> None:
    hall, bundle = a_street()
    page = shown(sign_in(hall, "clerk").get(f"/desk/joint/{bundle.no}/"))
    assert "138****1234" in page
    assert "张三" not in page
    assert "带到窗口" in page
    assert "等前置事项" in page


@pytest.mark.rule("R073")
def test_the_clerk_asks_for_everything_at_once_and_says_what_is_wrong() -> None:
    hall, bundle = a_street()
    clerk, address = sign_in(hall, "clerk"), f"/desk/joint/{bundle.no}/"
    marks = {f"m{shared.order}": "received" for shared in bundle.materials.all()}
    unsaid = clerk.post(address, {**marks, "m1": "faulty", "do": "supplement"})
    assert unsaid.status_code == 409
    assert "写明错在哪里" in shown(unsaid)
    said = {**marks, "m1": "faulty", "note1": "没有签名", "do": "supplement"}
    assert clerk.post(address, said).status_code == 302
    assert clerk.post(address, said).status_code == 409  # pressed twice
    bundle.refresh_from_db()
    assert State(bundle.state) is State.SUPPLEMENTING
    assert clerk.post(address, {"do": "resubmit"}).status_code == 302
    assert clerk.post(address, {**marks, "do": "accept"}).status_code == 302
    bundle.refresh_from_db()
    assert State(bundle.state) is State.RUNNING


def test_only_the_manager_sets_up_what_is_offered() -> None:
    hall, _bundle = a_street()
    clerk, manager = sign_in(hall, "clerk"), sign_in(hall, "manager")
    assert "开办餐饮店" in shown(clerk.get("/desk/joint/offers/"))
    assert clerk.get("/desk/joint/offers/new/").status_code == 403
    address = "/desk/joint/offers/open-restaurant/"
    assert "食品经营许可" in shown(manager.get(address))
    typed = {"name": "开餐饮店", "window": str(hall.window.pk), "matter": ["jt-1", "jt-2"], "do": "save"}
    assert manager.post(address, typed).status_code == 302
    page = joint.offer_page("open-restaurant")
    assert page is not None
    assert (page.offer.name, page.offer.is_open, len(page.steps)) == ("开餐饮店", False, 2)
    wrong = manager.post(address, {**typed, "name": ""})
    assert wrong.status_code == 422
    assert "叫什么" in shown(wrong)
    assert manager.get("/desk/joint/offers/nothing/").status_code == 404
