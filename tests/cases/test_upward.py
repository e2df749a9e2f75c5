"""Cases that a higher body decides: opinion and materials go up, the decision comes back (R104)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from tests.approvals.build import GROUNDS, step_of
from tests.cases.build import ID, a_draft, decide, filled, hand_over
from tests.cast import NOW, Hall, a_hall, a_matter
from tests.desk.visits import EXAMINED, shown, sign_in
from tests.portal.test_track import opened
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Attachment, Case, State
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import IntakeSheet
from yichuang.journal.public import breaks
from yichuang.kit.files import Stored
from yichuang.kit.refusal import Forbidden, Refused
from yichuang.notices import public as notices
from yichuang.papers import public as papers
from yichuang.worktime.public import local_day

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R104")]
LATER = NOW + timedelta(days=3)


@dataclass
class Two:
    """A lower hall whose matter goes up, and the higher hall that decides it."""

    low: Hall
    high: Hall
    sheet: IntakeSheet  # of the lower matter
    higher: catalogue.Matter


def two_halls() -> Two:
    high = a_hall("shengli")
    low = a_hall("qinghe", follows=high.centre)
    above = a_matter(high, "sp-above", name="食品经营许可（省级）", promised_value=5)
    sheet = a_matter(low, "sp-low", case_kind="upward", promised_value=None, statutory_value=None)
    higher = catalogue.Matter.objects.get(pk=above.matter_id)
    matter = catalogue.Matter.objects.get(pk=sheet.matter_id)
    catalogue.set_goes_up_to(matter, higher, by=low.officer("publisher"), now=NOW)
    return Two(low, high, sheet, higher)


def accepted(two: Two, *, now: datetime = NOW) -> Case:
    case = filled(a_draft(two.low, two.sheet, now=now), two.low)
    clerk = two.low.officer("clerk")
    cases.mark_material(case, 2, cases.Mark.RECEIVED, is_original=True, by=clerk)
    cases.attach(case, 1, Stored("0" * 64, "申请书.pdf", "application/pdf", 9), by=clerk, now=now)
    cases.accept(case, by=clerk, now=now)
    return case


def sent_up(two: Two) -> tuple[Case, Case]:
    """Return the lower case after its last step, and the higher body's case."""
    case = accepted(two)
    decide(case, two.low, now=LATER)
    return case, case.relay.above


def test_the_lower_body_finishes_its_part_within_twenty_working_days() -> None:
    case = accepted(two_halls())
    assert (case.clock.promised_due_on, case.clock.is_statutory_by_law) == (None, True)
    assert str(case.clock.statutory_due_on) == "2026-10-16"


def test_opinion_materials_and_files_go_up_and_the_higher_clock_is_its_own() -> None:
    two = two_halls()
    case, above = sent_up(two)
    assert (case.state, above.state, above.channel) == (State.SENT_UP, State.ACCEPTED, "upward")
    assert (above.department, above.centre) == (two.high.department, two.high.centre)
    assert (above.applicant, above.taken_by, above.window) == (case.applicant, case.taken_by, case.window)
    assert [(m.name, m.mark) for m in above.materials.all()] == [
        (m.name, m.mark) for m in case.materials.all()
    ]
    assert [a.sha256 for a in Attachment.objects.filter(material__case=above)] == ["0" * 64]
    case.clock.refresh_from_db()
    assert (case.clock.stopped_at, above.clock.started_at) == (LATER, LATER)
    assert above.accepted_at == LATER
    assert [p.kind for p in papers.of_case(case.no)][-1] == "upward_opinion"
    assert step_of(above).department_id == two.high.department.pk
    assert approvals.open_task_of(case.pk) is None
    assert list(breaks()) == []


def test_the_decision_comes_back_and_is_handed_out_where_it_was_taken_in() -> None:
    two = two_halls()
    case, above = sent_up(two)
    decide(above, two.high, now=LATER)
    case.refresh_from_db()
    assert (case.state, case.outcome, case.decision) == (State.DECIDED, above.outcome, above.decision)
    assert above.state == State.CONCLUDED
    assert [c.no for c in cases.to_collect(two.high.centre.pk)] == []
    assert [c.no for c in cases.to_collect(two.low.centre.pk)] == [case.no]
    told = [m for m in notices.of_case(above.no) if m.kind in {"decided", "concluded"}]
    assert told == []  # one place to go: the window that took it in
    hand_over(case, two.low, now=LATER)
    assert case.state == State.CONCLUDED
    document = next(p for p in papers.of_case(above.no) if p.kind == "approval_document")
    receipt = papers.of_case(case.no)[-1]
    assert receipt.kind == "delivery_receipt"
    assert document.number in str(receipt.body)


def test_a_denial_from_above_is_the_applicants_denial_with_its_reasons() -> None:
    two = two_halls()
    case, above = sent_up(two)
    task = step_of(above)
    approvals.pass_on(task, "审查", examined=approvals.FINE, by=two.high.officer("reviewer"), now=LATER)
    by = two.high.officer("approver")
    denial = approvals.register_denial(step_of(above), GROUNDS, by=by, now=LATER)
    approvals.confirm_denial(denial, "同意", by=two.high.officer("leader"), now=LATER)
    case.refresh_from_db()
    assert (case.state, case.outcome) == (State.DECIDED, "denied")
    assert [m.kind for m in notices.of_case(case.no)].count("denied") >= 1
    assert [m.kind for m in notices.of_case(above.no)].count("denied") == 0


def test_nobody_below_decides_or_denies() -> None:
    two = two_halls()
    case = accepted(two)
    approvals.pass_on(step_of(case), "符合", examined=approvals.FINE, by=two.low.officer("reviewer"), now=NOW)
    by = two.low.officer("approver")
    granted = cases.Decision(cases.Outcome.GRANTED, "准予")
    with pytest.raises(Refused, match="由上级决定"):
        approvals.decide(step_of(case), granted, by=by, now=NOW)
    with pytest.raises(Refused, match="由上级决定"):
        approvals.register_denial(step_of(case), GROUNDS, by=by, now=NOW)


def test_what_is_withdrawn_below_ends_above_too() -> None:
    two = two_halls()
    case, above = sent_up(two)
    cases.withdraw(case, "不办了", by=two.low.officer("clerk"), now=LATER)
    above.refresh_from_db()
    assert (case.state, above.state) == (State.WITHDRAWN, State.WITHDRAWN)
    assert approvals.open_task_of(above.pk) is None
    assert list(breaks()) == []


def test_only_the_publisher_sets_a_matter_of_the_followed_centre_above() -> None:
    two = two_halls()
    matter = catalogue.Matter.objects.get(pk=two.sheet.matter_id)
    with pytest.raises(Forbidden):
        catalogue.set_goes_up_to(matter, None, by=two.low.officer("clerk"), now=NOW)
    with pytest.raises(Refused, match="上级政务服务中心"):
        catalogue.set_goes_up_to(matter, matter, by=two.low.officer("publisher"), now=NOW)
    plain = catalogue.Matter.objects.get(pk=a_matter(two.low).matter_id)
    with pytest.raises(Refused, match="本级决定"):
        catalogue.set_goes_up_to(plain, two.higher, by=two.low.officer("publisher"), now=NOW)


def test_without_a_published_guide_above_nothing_goes_up() -> None:
    two = two_halls()
    case = accepted(two)
    catalogue.Matter.objects.filter(pk=two.higher.pk).update(is_active=False)
    with pytest.raises(Refused, match="不能上报"):
        decide(case, two.low, now=LATER)


def test_the_approver_sends_it_up_at_the_desk_and_the_applicant_follows_both() -> None:
    two = two_halls()
    case = accepted(two)
    approvals.pass_on(step_of(case), "符合", examined=approvals.FINE, by=two.low.officer("reviewer"), now=NOW)
    desk = sign_in(two.low, "approver")
    page = shown(desk.get(f"/desk/cases/{case.no}/"))
    assert "签发初审意见，上报" in page
    assert "不予：先登记报批" not in page
    words = {"opinion": "材料齐全，建议准予。", **EXAMINED}
    answer = desk.post(f"/desk/cases/{case.no}/steps/{step_of(case).pk}/pass-on/", words)
    assert answer.status_code == 302
    case.refresh_from_db()
    above = Case.objects.get(relayed__case=case)
    read = shown(sign_in(two.high, "reviewer").get(f"/desk/cases/{above.no}/"))
    assert "下级初审意见" in read
    assert "材料齐全，建议准予。" in read
    text = opened(case, ID[-4:]).content.decode()
    assert "已上报，等上级决定" in text
    assert "不会再向您要" in text
    assert above.no[-4:] in text
    assert f"{local_day(NOW).year}" in text
    decide(above, two.high, now=LATER)
    assert "已办好，可以领取了" in opened(case, ID[-4:]).content.decode()
    assert "到收件的窗口领取" in opened(above, ID[-4:]).content.decode()


def test_the_review_below_has_the_twenty_days_of_article_43_and_says_so_everywhere() -> None:
    two = two_halls()
    case = accepted(two)
    clock = cases.case_by_no(case.no).clock  # type: ignore[union-attr]
    assert (clock.is_review, clock.law_article) == (True, "行政许可法第四十三条")
    assert cases.ledger_of(case)[0].article == "行政许可法第四十三条"
    out = StringIO()
    call_command("explain", case.no, stdout=out)
    assert "法定：行政许可法第四十三条" in out.getvalue()
    assert "第四十二条" not in out.getvalue()
    notice = next(p for p in papers.of_case(case.no) if p.kind == papers.PaperKind.ACCEPTANCE_NOTICE)
    assert "第四十三条" in papers.body_of(notice).statutory.text  # type: ignore[union-attr]
    page = shown(sign_in(two.low, "reviewer").get(f"/desk/cases/{case.no}/"))
    assert "按行政许可法第四十三条" in page
    silent = a_matter(two.low, "sp-plain", promised_value=None, statutory_value=None)
    plain = accepted(Two(two.low, two.high, silent, two.higher))
    assert cases.ledger_of(plain)[0].article == "行政许可法第四十二条"
