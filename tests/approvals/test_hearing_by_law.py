"""Hearings that nobody asks for: ordered by law, or by the public's interest; announced, held, decided on (46)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.approvals.build import GROUNDS, again, at_decision, fresh, step_of
from tests.approvals.test_hearing import NOTES, PARTY
from tests.cast import NOW, Hall
from tests.desk.visits import shown
from yichuang.approvals import public as approvals
from yichuang.approvals.public import Call, Ground, Hearing, HearingState, Ordered, OrderedBy
from yichuang.cases.public import Case, State
from yichuang.journal.public import story
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.papers import public as papers
from yichuang.papers.public import PaperKind, body_of

pytestmark = pytest.mark.django_db
ARTICLE = "《青禾市户外广告条例》第十二条"
BY_LAW = Ordered(Ground.BY_LAW, "是否准予设置", "条例规定应当听证", ARTICLE)
INTEREST = Ordered(Ground.PUBLIC_INTEREST, "是否准予设置", "涉及周边居民")
HELD = date(2026, 9, 22)


def at(day: date) -> datetime:
    return datetime.combine(day, time(10), ZoneInfo("Asia/Shanghai"))


def call_for(hall: Hall, on: date = HELD, **said: object) -> Call:
    values: dict[str, object] = {
        "register_by": on - timedelta(days=2),
        "how_to_register": "到 5 号窗口登记",
        **said,
    }
    return Call(on, "9:30", "一楼听证室", hall.staff["chief_rep"].staff_no, "赵楠", **values)  # type: ignore[arg-type]


def ordered(what: Ordered = BY_LAW) -> tuple[Hall, Case, Hearing]:
    hall, case, _ = at_decision()
    hearing = approvals.order_hearing(again(case), what, by=hall.officer("reviewer"), now=NOW)
    return hall, case, fresh(hearing)


def rule_for(hall: Hall, case: Case) -> None:
    by = hall.officer("publisher")
    approvals.set_hearing_rule(case.matter, OrderedBy.REGULATION, ARTICLE, by=by, now=NOW)


def test_where_a_rule_orders_a_hearing_nothing_is_decided_without_its_signed_record() -> None:
    hall, case, task = at_decision()
    rule_for(hall, case)
    with pytest.raises(Refused, match="第十二条规定应当听证"):
        approvals.pass_on(task, "准予", by=hall.officer("approver"), now=NOW)
    denial = approvals.register_denial(task, GROUNDS, by=hall.officer("approver"), now=NOW)
    with pytest.raises(Refused, match="第十二条规定应当听证"):
        approvals.confirm_denial(denial, "同意", by=hall.officer("leader"), now=NOW)
    approvals.withdraw_denial(fresh(denial), by=hall.officer("approver"), now=NOW)
    hearing = approvals.order_hearing(again(case), BY_LAW, by=hall.officer("reviewer"), now=NOW)
    approvals.call_hearing(fresh(hearing), call_for(hall), by=hall.officer("reviewer"), now=NOW)
    with pytest.raises(Refused, match="向社会公告并举行听证"):
        approvals.pass_on(step_of(case), "准予", by=hall.officer("approver"), now=at(HELD))
    approvals.record_hearing(fresh(hearing), NOTES, by=hall.officer("reviewer"), now=at(HELD))
    approvals.pass_on(step_of(case), "准予", by=hall.officer("approver"), now=at(HELD))
    assert again(case).state == State.DECIDED
    made = next(p for p in papers.of_case(case.no) if p.kind == PaperKind.APPROVAL_DOCUMENT)
    assert "2026年9月22日的听证笔录" in body_of(made).basis  # type: ignore[union-attr]


def test_the_public_is_told_with_a_numbered_paper_and_the_parties_each_with_theirs() -> None:
    hall, case, hearing = ordered()
    approvals.tell_party(again(case), PARTY, by=hall.officer("reviewer"), now=NOW)
    approvals.call_hearing(hearing, call_for(hall), by=hall.officer("reviewer"), now=NOW)
    issued = papers.of_case(case.no)
    [announced] = [p for p in issued if p.kind == PaperKind.HEARING_ANNOUNCEMENT]
    assert announced.number == "青市监听公〔2026〕1号"
    body = body_of(announced)
    assert isinstance(body, papers.HearingAnnouncement)
    assert (body.applicant, body.basis, body.register_by) == ("张**", ARTICLE, date(2026, 9, 20))
    told = [body_of(p).told for p in issued if p.kind == PaperKind.HEARING_NOTICE]  # type: ignore[union-attr]
    assert told == ["张三", "李四"]
    assert again(case).clock.paused_until == HELD
    assert "hearing.ordered" in [line.event for line in story(case.subject)]


def test_an_announced_hearing_is_on_the_public_page_until_and_after_it_is_held() -> None:
    hall, case, hearing = ordered(INTEREST)
    assert "现在没有要举行的听证" in shown(Client().get("/hearings/"))
    day = NOW.date() + (datetime.now(ZoneInfo("Asia/Shanghai")).date() - NOW.date()) + timedelta(days=30)
    approvals.call_hearing(hearing, call_for(hall, day), by=hall.officer("reviewer"), now=NOW)
    announced = fresh(hearing).announcement
    assert announced is not None
    page = shown(Client().get("/hearings/"))
    for words in ("食品小经营许可", "9:30", "一楼听证室", "到 5 号窗口登记", announced.number, "张**"):
        assert words in page
    assert "张三" not in page
    pdf = Client().get(f"/hearings/{announced.code}.pdf")
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    other = next(p for p in papers.of_case(case.no) if p.kind == PaperKind.ACCEPTANCE_NOTICE)
    assert Client().get(f"/hearings/{other.code}.pdf").status_code == 404
    approvals.record_hearing(fresh(hearing), NOTES, by=hall.officer("reviewer"), now=at(day))
    assert "一年内举行过的" in shown(Client().get("/hearings/"))


def test_nobody_waives_it_and_no_day_is_the_last_but_notice_is_seven_working_days() -> None:
    hall, _, hearing = ordered()
    reviewer = hall.officer("reviewer")
    with pytest.raises(Refused, match="不能放弃听证"):
        approvals.waive_hearing(hearing, by=reviewer, now=NOW)
    with pytest.raises(Refused, match="最早 2026-09-22"):
        approvals.call_hearing(hearing, call_for(hall, date(2026, 9, 21)), by=reviewer, now=NOW)
    late = date(2026, 12, 1)  # past the twenty working days of a hearing that was asked for
    approvals.call_hearing(hearing, call_for(hall, late), by=reviewer, now=NOW)
    with pytest.raises(Refused, match="没有人可以放弃"):
        approvals.waive_hearing(fresh(hearing), by=reviewer, now=NOW)


def test_another_day_is_announced_anew_and_the_first_announcement_no_longer_holds() -> None:
    hall, case, hearing = ordered()
    reviewer = hall.officer("reviewer")
    approvals.call_hearing(hearing, call_for(hall), by=reviewer, now=NOW)
    approvals.call_hearing(fresh(hearing), call_for(hall, date(2026, 9, 24)), by=reviewer, now=NOW)
    first, second = [p for p in papers.of_case(case.no) if p.kind == PaperKind.HEARING_ANNOUNCEMENT]
    assert fresh(hearing).announcement_id == second.pk
    assert papers.validity_of(first, NOW.date()) is not papers.validity_of(second, NOW.date())


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"how_to_register": " "}, "how_to_register"),
        ({"register_by": None}, "register_by"),
        ({"register_by": HELD}, "register_by"),
        ({"register_by": NOW.date()}, "register_by"),
    ],
)
def test_an_announcement_says_by_when_and_how_to_come(said: dict[str, object], field: str) -> None:
    hall, _, hearing = ordered()
    with pytest.raises(Invalid) as refused:
        approvals.call_hearing(hearing, call_for(hall, **said), by=hall.officer("reviewer"), now=NOW)
    assert refused.value.field == field
    assert fresh(hearing).state == HearingState.ORDERED


def test_what_is_ordered_needs_its_ground_and_its_article() -> None:
    hall, case, _ = at_decision()
    reviewer = hall.officer("reviewer")
    for wrong, field in (
        (Ordered(Ground.ASKED_FOR, "准予", "理由"), "ground"),
        (Ordered(Ground.BY_LAW, "准予", "理由"), "ordered_basis"),
        (Ordered(Ground.PUBLIC_INTEREST, "准予", ""), "ordered_reason"),
        (Ordered(Ground.PUBLIC_INTEREST, "", "理由"), "ordered_about"),
    ):
        with pytest.raises(Invalid) as refused:
            approvals.order_hearing(again(case), wrong, by=reviewer, now=NOW)
        assert refused.value.field == field
    approvals.order_hearing(again(case), INTEREST, by=reviewer, now=NOW)
    with pytest.raises(Refused, match="一件一次"):
        approvals.order_hearing(again(case), INTEREST, by=reviewer, now=NOW)


def test_only_the_publisher_says_what_a_rule_orders_and_takes_it_back() -> None:
    hall, case, task = at_decision()
    with pytest.raises((Refused, Forbidden)):
        approvals.set_hearing_rule(case.matter, OrderedBy.LAW, ARTICLE, by=hall.officer("clerk"), now=NOW)
    rule_for(hall, case)
    approvals.lift_hearing_rule(case.matter, by=hall.officer("publisher"), now=NOW)
    assert approvals.hearing_rule_of(case.matter_id) is None
    approvals.pass_on(task, "准予", by=hall.officer("approver"), now=NOW)
    assert again(case).state == State.DECIDED
