"""Spot checks: drawn by lot that anybody can draw again, looked at line by line, put right by order."""

import pytest

from tests.cases.build import a_case, a_draft, filled
from tests.cast import NOW, Hall, a_hall, a_matter
from tests.fees.build import a_bill
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Refusal, State
from yichuang.fees import public as fees
from yichuang.fees.public import PayWay
from yichuang.kit.refusal import Invalid, Refused
from yichuang.supervision import public as supervision
from yichuang.supervision.public import (
    CHECKLIST,
    Draw,
    DrawnFrom,
    OrderKind,
    SpotCheck,
    SpotItem,
    points_of,
)

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
ALL_WELL: dict[str, bool | None] = {point.value: True for point in CHECKLIST}


def a_hall_with_cases(many: int = 5) -> Hall:
    hall = a_hall()
    for number in range(many):
        a_case(hall, sheet=a_matter(hall, f"cc-{number}"))
    return hall


@pytest.mark.rule("R131", "R277")
def test_the_same_seed_draws_the_same_cases_and_every_line_has_an_answer() -> None:
    hall = a_hall_with_cases()
    by = hall.officer("supervisor")
    what = Draw(TODAY, TODAY, 3, "季度抽查")
    one = supervision.draw(what, by=by, now=NOW, seed="abc")
    two = supervision.draw(what, by=by, now=NOW, seed="abc")
    drawn = [item.case_no for item in one.items.all()]
    assert drawn == [item.case_no for item in two.items.all()]
    assert (len(drawn), one.population) == (3, 5)
    item = one.items.first()
    assert item is not None
    with pytest.raises(Invalid, match="每一条"):
        supervision.look_at_item(item, {"steps": True}, "", by=by, now=NOW)
    with pytest.raises(Invalid, match="什么问题"):
        supervision.look_at_item(item, ALL_WELL | {"steps": False}, " ", by=by, now=NOW)
    with pytest.raises(Refused, match="没有核对"):
        supervision.close_check(one, by=by, now=NOW)
    for each in one.items.all():
        supervision.look_at_item(each, ALL_WELL, "", by=by, now=NOW)
    supervision.close_check(one, by=by, now=NOW)
    late = SpotItem.objects.select_related("check_of").get(pk=item.pk)
    with pytest.raises(Refused, match="已经结束"):
        supervision.look_at_item(late, ALL_WELL, "", by=by, now=NOW)


@pytest.mark.rule("R131")
def test_every_case_every_step_and_every_fee_can_be_drawn_with_the_lines_that_are_about_it() -> None:
    hall = a_hall()
    by, clerk = hall.officer("supervisor"), hall.officer("clerk")
    bill = a_bill(hall)
    fees.pay_at_window(bill, PayWay.CASH, key="one", by=clerk, now=NOW)
    a_case(hall, at=State.DECIDED, sheet=a_matter(hall, "cc-9"))
    refused = filled(a_draft(hall), hall)
    cases.refuse(refused, Refusal("不属于本中心的职权", "三定方案", "市城管局"), by=clerk, now=NOW)
    fee = supervision.draw(Draw(TODAY, TODAY, 9, "查收费", of=DrawnFrom.FEE), by=by, now=NOW).items.get()
    assert (fee.case_no, fee.thing) == (bill.case.no, f"payment:{bill.payments.get().pk}")
    assert "元" in fee.about
    only = {point.value: True for point in points_of(DrawnFrom.FEE)}
    assert set(only) == {"published_fee", "fee_receipt"}
    supervision.look_at_item(fee, only, "", by=by, now=NOW)
    steps = supervision.draw(Draw(TODAY, TODAY, 9, "查环节", of=DrawnFrom.STEP), by=by, now=NOW)
    done = approvals.Task.objects.filter(closed_at__isnull=False, closed_by__isnull=False)
    assert {item.thing for item in steps.items.all()} == {f"task:{one.pk}" for one in done}
    assert steps.population == done.count() > 0
    away = supervision.draw(Draw(TODAY, TODAY, 9, "查不受理", of=DrawnFrom.NOT_ACCEPTED), by=by, now=NOW)
    assert [item.case_no for item in away.items.all()] == [refused.no]
    accepted = supervision.draw(Draw(TODAY, TODAY, 9, "查"), by=by, now=NOW)
    assert refused.no not in {item.case_no for item in accepted.items.all()}
    with pytest.raises(Invalid, match="没有收的费"):
        supervision.draw(Draw(TODAY, TODAY, 9, "查", hall.other_department.pk, DrawnFrom.FEE), by=by, now=NOW)


@pytest.mark.rule("R252")
def test_what_was_found_is_ordered_to_be_put_right_once() -> None:
    hall = a_hall_with_cases(1)
    by = hall.officer("supervisor")
    check = supervision.draw(Draw(TODAY, TODAY, 1, "举报"), by=by, now=NOW)
    item = check.items.get()
    supervision.look_at_item(item, ALL_WELL, "", by=by, now=NOW)
    with pytest.raises(Refused, match="没有发现问题"):
        supervision.rectify(item, "补开票据", TODAY, by=by, now=NOW)
    supervision.look_at_item(item, ALL_WELL | {"fee_receipt": False}, "没有开票据", by=by, now=NOW)
    supervision.rectify(item, "三日内补开票据并说明", TODAY, by=by, now=NOW)
    assert item.order is not None
    assert (item.order.kind, item.order.department_id) == (OrderKind.RECTIFY, hall.department.pk)
    with pytest.raises(Refused, match="已经发过"):
        supervision.rectify(item, "再补", TODAY, by=by, now=NOW)


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (Draw(None, TODAY, 1, "查"), "从哪天到哪天"),
        (Draw(TODAY, TODAY.replace(year=2027), 1, "查"), "不能晚于今天"),
        (Draw(TODAY, TODAY, 0, "查"), "一次抽 1 到"),
        (Draw(TODAY, TODAY, 201, "查"), "一次抽 1 到"),
        (Draw(TODAY, TODAY, 1, " "), "为什么抽查"),
        (Draw(TODAY.replace(year=2020), TODAY.replace(year=2021), 1, "查"), "没有受理的件"),
        (Draw(TODAY, TODAY, 1, "查", department_id=999999), "没有这个部门"),
    ],
)
def test_a_draw_that_cannot_be_says_why(what: Draw, sentence: str) -> None:
    hall = a_hall_with_cases(1)
    with pytest.raises(Invalid, match=sentence):
        supervision.draw(what, by=hall.officer("supervisor"), now=NOW)
    assert not SpotCheck.objects.exists()


def test_only_supervision_draws() -> None:
    hall = a_hall_with_cases(1)
    with pytest.raises(Refused, match="督查科"):
        supervision.draw(Draw(TODAY, TODAY, 1, "查"), by=hall.officer("clerk"), now=NOW)
