"""How a matter is taken in and where it goes up, and bars on applying again: the pages that set them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cases.build import a_case, a_draft, filled
from tests.cases.test_gaps import a_lacking
from tests.cases.test_upward import two_halls
from tests.cast import NOW, a_hall, a_matter
from tests.desk.visits import shown, sign_in, text
from yichuang.cases import public as cases
from yichuang.cases.public import Bar, Case, ClockFrom, IntakeMode, LapseOutcome
from yichuang.catalogue.public import Matter, intake_sheet
from yichuang.kit.refusal import Forbidden, Refused

pytestmark = pytest.mark.django_db
LIST = "/desk/taking-in/"


def test_a_manager_sees_what_holds_for_each_matter_and_sets_one_apart() -> None:
    hall = a_hall()
    a_matter(hall)
    a_matter(hall, "dt-1", name="电梯使用登记")
    manager = sign_in(hall, "manager")
    page = shown(manager.get(LIST))
    assert page.count("补齐后才受理") == 2
    own = {"do": "rule", "mode": "accept_with_gap", "clock_from": "from_complete", "lapse": "terminated"}
    assert manager.post(f"{LIST}sp-xjy/", own).status_code == 302
    page = shown(manager.get(LIST))
    assert page.count("补齐后才受理") == 1
    assert "容缺受理：书面承诺后受理 另定 期限起算：自材料补齐之日起 另定 到期没补齐：终止办理 另定" in page
    rule = cases.intake_rule_of(a_draft(hall, a_matter(hall, "sp-2")))
    assert rule.mode is IntakeMode.STRICT
    case = Case(matter=Matter.objects.get(code="sp-xjy"), centre=hall.centre)
    assert cases.intake_rule_of(case) == cases.Rule(
        IntakeMode.TOLERANT, ClockFrom.COMPLETE, LapseOutcome.TERMINATED
    )
    back = {"do": "rule", "mode": "", "clock_from": "", "lapse": ""}
    assert manager.post(f"{LIST}sp-xjy/", back).status_code == 302
    assert cases.intake_rule_of(case).mode is IntakeMode.STRICT


def test_a_promise_typed_at_the_window_outlives_every_save_until_it_is_taken_back() -> None:
    hall = a_hall()
    case = a_lacking(hall, "accept_with_gap")
    clerk, address = sign_in(hall, "clerk"), f"/desk/intake/{case.no}/"
    as_htmx = {"HX-Request": "true"}
    ticked = 'name="promise_signed" value="1" checked'
    until = timezone.localdate() + timedelta(days=5)
    panel = {"reason": "", "promise_until": until.isoformat()}
    again = text(clerk.post(address, {**panel, "promise_signed": "1"}, headers=as_htmx))
    assert ticked in again
    assert f'value="{until.isoformat()}"' in again
    assert ticked in text(clerk.get(address))
    assert ticked not in text(clerk.post(address, panel, headers=as_htmx))
    assert ticked not in text(clerk.get(address))
    cases.receive(case, by=hall.officer("clerk"), now=timezone.now())
    again = text(clerk.post(address, {**panel, "promise_signed": "1"}, headers=as_htmx))
    assert ticked in again  # not a draft any more: what is typed is still drawn anew as it was typed


def test_the_list_is_searched_and_costs_the_same_for_one_matter_and_for_many(
    django_assert_num_queries: object,
) -> None:
    hall = a_hall()
    a_matter(hall)
    manager = sign_in(hall, "manager")
    with django_assert_num_queries(5):  # type: ignore[operator]
        manager.get(LIST)
    for number in range(3):
        a_matter(hall, f"dt-{number}", name=f"电梯使用登记{number}")
    with django_assert_num_queries(5):  # type: ignore[operator]
        manager.get(LIST)
    found = shown(manager.get(f"{LIST}?q=电梯", headers={"HX-Request": "true"}))
    assert ("电梯使用登记0" in found, "食品" in found) == (True, False)
    assert "没有找到" in shown(manager.get(f"{LIST}?q=龘"))


def test_what_is_not_offered_is_refused_in_words_and_others_cannot_set_it() -> None:
    hall = a_hall()
    matter = Matter.objects.get(pk=a_matter(hall).matter_id)
    manager, publisher = sign_in(hall, "manager"), sign_in(hall, "publisher")
    assert manager.post(f"{LIST}sp-xjy/", {"do": "rule", "mode": "sometimes"}).status_code == 422
    assert manager.post(f"{LIST}sp-xjy/", {"do": "nothing"}).status_code == 422
    assert manager.get(f"{LIST}no-such/").status_code == 404
    page = publisher.get(f"{LIST}sp-xjy/")
    assert "只有受理这个事项的中心的管理人员可以改收件方式" in shown(page)
    assert publisher.post(f"{LIST}sp-xjy/", {"do": "rule", "mode": "strict"}).status_code == 403
    assert sign_in(hall, "clerk").get(LIST).status_code == 403
    stranger = a_hall("shengli").officer("manager")
    with pytest.raises(Forbidden, match="管理人员"):
        cases.set_intake_rule(matter, IntakeMode.STRICT, by=stranger, now=NOW)


def test_the_catalogue_and_the_layouts_lead_there() -> None:
    hall = a_hall()
    a_matter(hall)
    manager = sign_in(hall, "manager")
    for page in ("/desk/matters/", "/desk/layouts/"):
        assert f'href="{LIST}"' in text(manager.get(page))
    assert f'href="{LIST}sp-xjy/"' in text(manager.get("/desk/matters/sp-xjy/"))
    assert f'href="{LIST}"' not in text(sign_in(hall, "clerk").get("/desk/matters/"))


@pytest.mark.rule("R104")
def test_a_manager_says_which_matter_of_the_centre_above_decides() -> None:
    two = two_halls()
    manager = sign_in(two.low, "manager")
    page = manager.get(f"{LIST}sp-low/")
    assert "现在报给：" in shown(page)
    assert 'value="sp-above"' in text(page)
    assert manager.post(f"{LIST}sp-low/", {"do": "up", "above": ""}).status_code == 302
    assert Matter.objects.get(code="sp-low").goes_up_to is None
    unknown = manager.post(f"{LIST}sp-low/", {"do": "up", "above": "sp-nowhere"})
    assert (unknown.status_code, "没有编码为“sp-nowhere”的事项" in shown(unknown)) == (422, True)
    own = manager.post(f"{LIST}sp-low/", {"do": "up", "above": "sp-low"})
    assert (own.status_code, 'value="sp-low"' in text(own)) == (409, True)
    assert manager.post(f"{LIST}sp-low/", {"do": "up", "above": "sp-above"}).status_code == 302
    assert Matter.objects.get(code="sp-low").goes_up_to == two.higher
    assert "食品经营许可（省级）" in shown(manager.get(LIST))
    assert "由本级决定" in shown(sign_in(two.high, "manager").get(f"{LIST}sp-above/"))


def test_an_approver_records_a_bar_by_hand_and_the_list_says_when_it_lifts() -> None:
    hall = a_hall()
    case = a_case(hall)
    approver = sign_in(hall, "approver")
    assert "现在没有限制" in shown(approver.get("/desk/bars/"))
    said = {"no": case.no, "ground": "false_materials", "reason": "租赁合同是伪造的。"}
    for wrong in ({"no": "1"}, {"ground": ""}, {"reason": " "}):
        answer = approver.post("/desk/bars/", {**said, **wrong})
        assert answer.status_code == 422
        assert not Bar.objects.exists()
    assert "租赁合同是伪造的。" in shown(approver.post("/desk/bars/", {**said, "ground": "x"}))
    assert approver.post("/desk/bars/", said).status_code == 302
    bar = Bar.objects.get()
    page = shown(approver.get("/desk/bars/"))
    assert f"{bar.until_on:%Y-%m-%d}" in page
    assert "租赁合同是伪造的。" in page
    assert "第七十八条：1 年内不得再次申请" in page
    assert approver.post("/desk/bars/", said).status_code == 409
    again = filled(a_draft(hall, intake_sheet(case.guide_id)), hall)
    with pytest.raises(Refused, match="不得再次申请"):
        cases.accept(again, by=hall.officer("clerk"), now=bar.recorded_at)


def test_only_the_departments_approver_bars_and_only_in_her_own_cases() -> None:
    hall, other = a_hall(), a_hall("shengli")
    case = a_case(hall)
    said = {"no": case.no, "ground": "fraud", "reason": "贿赂"}
    reviewer = sign_in(hall, "reviewer")
    assert "由承办部门的审批人员决定" in shown(reviewer.get("/desk/bars/"))
    assert reviewer.post("/desk/bars/", said).status_code == 409
    assert sign_in(other, "approver").post("/desk/bars/", said).status_code == 422
    assert sign_in(hall, "clerk").get("/desk/bars/").status_code == 403
    assert not Bar.objects.exists()
    assert 'href="/desk/bars/"' in text(reviewer.get("/desk/licences/"))
