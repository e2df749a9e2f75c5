"""One thing begun by the citizen herself: one guide, one form, received the day it is sent."""

from datetime import timedelta

import pytest
from django.conf import settings

from tests.cases.build import ID
from tests.cast import NOW, Hall, a_department, a_hall
from tests.joint.build import PDF, an_offer, decide, filled_in, sent_in, three_sheets
from yichuang.cases import public as cases
from yichuang.cases.public import Mark
from yichuang.cases.public import State as CaseState
from yichuang.catalogue.public import IntakeSheet
from yichuang.joint import public as joint
from yichuang.joint.models import DraftFile
from yichuang.joint.public import Bundle, OfferTerms, Said, State
from yichuang.joint.services.unsent import unsent_folder
from yichuang.journal.public import story
from yichuang.kit import files
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Invalid, Refused
from yichuang.papers import public as papers
from yichuang.worktime.public import calendar, end_of, local_day

pytestmark = pytest.mark.django_db


def a_street() -> tuple[Hall, list[IntakeSheet]]:
    hall = a_hall()
    return hall, three_sheets(hall, a_department(hall.centre, "xfj", "青消防"))


def states(bundle: Bundle) -> list[str]:
    return [part.case.state for part in joint.parts_of(bundle)]


def key(name: str) -> str:
    return joint.SharedLine(name, "", 1, "", "").key


def check_all(bundle: Bundle, hall: Hall, *, but: int = 0) -> None:
    for shared in bundle.materials.all():
        found = Mark.MISSING if shared.order == but else Mark.RECEIVED
        joint.mark(bundle, shared.order, found, by=hall.officer("clerk"))


@pytest.mark.rule("R102")
@pytest.mark.rule("R276")
@pytest.mark.rule("R077")
def test_what_is_sent_in_is_received_that_day_and_given_one_receipt() -> None:
    hall, sheets = a_street()
    bundle = sent_in(hall, sheets, {3: [1]})
    assert (State(bundle.state), bundle.received_at) == (State.RECEIVED, NOW)
    assert (bundle.window_id, bundle.taken_by_id) == (hall.window.pk, hall.staff["clerk"].pk)
    assert states(bundle) == [CaseState.RECEIVED, CaseState.RECEIVED, CaseState.DRAFT]
    for part in joint.parts_of(bundle)[:2]:
        assert part.case.notice_due_at == end_of(calendar().add(local_day(NOW), 5).on)
        assert part.case.applicant_name == "张三"
    assert [paper.kind for paper in papers.of_case(bundle.no)] == ["receipt_of_materials"]
    assert [line.event for line in story(bundle.subject)][:2] == ["joint.begun", "joint.received"]
    assert bundle.materials.count() == 5


def test_sent_twice_it_is_one_application() -> None:
    hall, sheets = a_street()
    draft = filled_in(an_offer(hall, sheets))
    first = joint.send(draft, by=CITIZEN, now=NOW)
    second = joint.send(draft, by=CITIZEN, now=NOW + timedelta(seconds=1))
    assert (first.pk, Bundle.objects.count()) == (second.pk, 1)
    draft.refresh_from_db()
    assert draft.typed == {}  # her particulars lie with the application and nowhere else
    with pytest.raises(Refused, match="已经提交"):
        joint.keep(draft, {"name": "李四"}, now=NOW)


@pytest.mark.rule("R276")
def test_a_file_uploaded_once_lies_with_every_department_that_asks_for_it() -> None:
    hall, sheets = a_street()
    draft = filled_in(an_offer(hall, sheets))
    joint.add_file(draft, key("租赁合同"), "合同.pdf", [PDF], now=NOW)
    bundle = joint.send(draft, by=CITIZEN, now=NOW)
    for part in joint.parts_of(bundle):
        assert [a.name for a in part.case.materials.get(name="租赁合同").attachments.all()] == ["合同.pdf"]
    mark = files.digest(PDF)
    assert files.read(settings.UPLOAD_DIR, mark) == PDF
    said = dict(bundle.materials.values_list("name", "said"))
    assert (said["租赁合同"], said["设立申请书"]) == (Said.UPLOADED, Said.BRINGS)
    assert [name for _no, _line, file in joint.files_of(bundle)[2] for name in [file.name]] == ["合同.pdf"]


@pytest.mark.rule("R069")
def test_every_fault_has_its_sentence_and_nothing_is_lost() -> None:
    hall, sheets = a_street()
    wrong = ID[:-1] + ("0" if ID[-1] != "0" else "1")
    draft = filled_in(an_offer(hall, sheets), id_number=wrong, phone="1", consent="", way="courier")
    faults = joint.faults_of(joint.draft_view(draft, today=local_day(NOW)))
    assert set(faults) == {
        "id_number", "phone", "receiver", "receiver_phone", "receiver_address", "consent",
    }  # fmt: skip
    assert "最后一位对不上" in faults["id_number"]
    with pytest.raises(Invalid, match="最后一位对不上"):
        joint.send(draft, by=CITIZEN, now=NOW)
    draft.refresh_from_db()
    assert (draft.typed["id_number"], draft.bundle) == (wrong, None)


def test_a_body_names_the_one_who_acts_for_it() -> None:
    hall, sheets = a_street()
    draft = filled_in(
        an_offer(hall, sheets), id_kind="uscc", id_number="91350100M000100Y43", name="青禾餐饮有限公司"
    )
    assert "agent_id_number" in joint.faults_of(joint.draft_view(draft, today=local_day(NOW)))
    joint.keep(
        draft,
        {"agent_id_number": ID, "agent_name": "张三", "agent_phone": "13812341234", "authority": "已签署"},
        now=NOW,
    )
    bundle = joint.send(draft, by=CITIZEN, now=NOW)
    lead = joint.parts_of(bundle)[0].case
    assert lead.agent is not None
    assert (lead.applicant_name, lead.agent.name) == ("青禾餐饮有限公司", "张三")
    assert joint.followed(bundle.no, ID[-4:]) is not None


@pytest.mark.rule("R292")
def test_the_window_looks_at_it_and_accepts_the_whole() -> None:
    hall, sheets = a_street()
    bundle, clerk = sent_in(hall, sheets, {3: [1]}), hall.officer("clerk")
    later = NOW + timedelta(days=1)
    with pytest.raises(Refused, match="没有核对"):
        joint.accept(bundle, by=clerk, now=later)
    check_all(bundle, hall)
    joint.accept(bundle, by=clerk, now=later)
    assert State(bundle.state) is State.RUNNING
    assert states(bundle) == [CaseState.ACCEPTED, CaseState.ACCEPTED, CaseState.DRAFT]
    first, second, third = joint.parts_of(bundle)
    decide(first.case, hall, now=later)
    third.case.refresh_from_db()
    assert third.case.state == CaseState.ACCEPTED
    decide(second.case, hall, now=later)
    third.case.refresh_from_db()
    decide(third.case, hall, now=later)
    bundle.refresh_from_db()
    assert State(bundle.state) is State.READY


@pytest.mark.rule("R073")
def test_what_is_missing_is_told_once_and_what_is_complete_is_accepted() -> None:
    hall, sheets = a_street()
    bundle, clerk = sent_in(hall, sheets), hall.officer("clerk")
    check_all(bundle, hall, but=3)  # 操作流程图, asked for by the first department alone
    joint.supplement(bundle, by=clerk, now=NOW)
    assert State(bundle.state) is State.SUPPLEMENTING
    assert states(bundle) == [CaseState.SUPPLEMENTING, CaseState.ACCEPTED, CaseState.ACCEPTED]
    later = NOW + timedelta(days=3)
    joint.resubmit(bundle, by=clerk, now=later)
    assert (State(bundle.state), bundle.received_at) == (State.RECEIVED, later)
    joint.mark(bundle, 3, Mark.RECEIVED, by=clerk)
    joint.accept(bundle, by=clerk, now=later)
    assert (State(bundle.state), set(states(bundle))) == (State.RUNNING, {CaseState.ACCEPTED})


def test_a_fault_is_told_with_what_is_wrong() -> None:
    hall, sheets = a_street()
    bundle, clerk = sent_in(hall, sheets), hall.officer("clerk")
    check_all(bundle, hall)
    with pytest.raises(Refused, match="没有缺"):
        joint.supplement(bundle, by=clerk, now=NOW)
    joint.mark(bundle, 1, Mark.FAULTY, by=clerk)
    with pytest.raises(Refused, match="写明错在哪里"):
        joint.supplement(bundle, by=clerk, now=NOW)
    joint.mark(bundle, 1, Mark.FAULTY, note="没有签名", by=clerk)
    joint.supplement(bundle, by=clerk, now=NOW)
    assert set(states(bundle)) == {CaseState.SUPPLEMENTING}


@pytest.mark.rule("R075")
def test_silence_for_five_working_days_accepts_the_whole_from_the_day_it_came() -> None:
    hall, sheets = a_street()
    bundle = sent_in(hall, sheets, {3: [1]})
    due = joint.parts_of(bundle)[0].case.notice_due_at
    assert due is not None
    cases.sweep_waiting(due)
    assert states(bundle)[0] == CaseState.RECEIVED
    after = due + timedelta(seconds=1)
    cases.sweep_waiting(after)
    bundle.refresh_from_db()
    assert (State(bundle.state), bundle.accepted_at) == (State.RUNNING, NOW)
    assert bundle.due_on == calendar().add(local_day(NOW), 45).on
    assert states(bundle) == [CaseState.ACCEPTED, CaseState.ACCEPTED, CaseState.DRAFT]
    first, _second, third = joint.parts_of(bundle)
    decide(first.case, hall, now=after)
    third.case.refresh_from_db()
    assert third.case.state == CaseState.RECEIVED  # nobody has looked at it: its own five days begin


def test_what_nobody_supplements_ends_the_whole() -> None:
    hall, sheets = a_street()
    bundle, clerk = sent_in(hall, sheets, {3: [1]}), hall.officer("clerk")
    check_all(bundle, hall, but=1)
    joint.supplement(bundle, by=clerk, now=NOW)
    reply = joint.parts_of(bundle)[0].case.reply_due_at
    assert reply is not None
    cases.sweep_waiting(reply + timedelta(seconds=1))
    bundle.refresh_from_db()
    assert State(bundle.state) is State.ENDED
    assert states(bundle) == [CaseState.RETURNED, CaseState.RETURNED, CaseState.DISCARDED]
    assert story(bundle.subject)[-1].event == "joint.ended"


def test_the_applicant_withdraws_before_anything_is_accepted() -> None:
    hall, sheets = a_street()
    bundle = sent_in(hall, sheets, {3: [1]})
    joint.withdraw(bundle, "不开了", by=hall.officer("clerk"), now=NOW)
    assert states(bundle) == [CaseState.WITHDRAWN, CaseState.WITHDRAWN, CaseState.DISCARDED]


def test_one_part_refused_does_not_stop_the_others() -> None:
    hall, sheets = a_street()
    bundle, clerk = sent_in(hall, sheets), hall.officer("clerk")
    case = joint.parts_of(bundle)[1].case
    cases.refuse(case, cases.Refusal("不属于本中心", "行政许可法 32", "市城管局"), by=clerk, now=NOW)
    for shared in joint.page_of(bundle.no).counting:  # type: ignore[union-attr]
        joint.mark(bundle, shared.order, Mark.RECEIVED, by=clerk)
    bundle.refresh_from_db()
    joint.accept(bundle, by=clerk, now=NOW)
    assert states(bundle) == [CaseState.ACCEPTED, CaseState.REFUSED, CaseState.ACCEPTED]


@pytest.mark.rule("R258")
def test_progress_is_shown_to_whoever_knows_number_and_last_four() -> None:
    hall, sheets = a_street()
    bundle = sent_in(hall, sheets)
    assert joint.followed(bundle.no.lower(), "1234") is not None
    assert joint.followed(bundle.no, ID[-4:]) is not None
    assert joint.followed(bundle.no, "0000") is None
    assert joint.followed("L20260101999", "1234") is None


def test_a_file_that_is_no_document_is_refused_and_one_taken_back_is_gone(
    django_capture_on_commit_callbacks: object,
) -> None:
    hall, sheets = a_street()
    draft = filled_in(an_offer(hall, sheets))
    lease = key("租赁合同")
    with pytest.raises(Invalid, match="只收 PDF"):
        joint.add_file(draft, lease, "x.pdf", [b"MZ not a document"], now=NOW)
    with pytest.raises(Invalid, match="没有这项材料"):
        joint.add_file(draft, "0" * 12, "x.pdf", [PDF], now=NOW)
    kept = joint.add_file(draft, lease, "合同.pdf", [PDF], now=NOW)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        joint.remove_file(draft, kept.pk)
    assert not files.path_of(unsent_folder(), kept.sha256).exists()
    for number in range(joint.MOST_FILES_A_MATERIAL):
        joint.add_file(draft, lease, f"{number}.pdf", [PDF + bytes([number])], now=NOW)
    with pytest.raises(Invalid, match="最多传 5 个"):
        joint.add_file(draft, lease, "6.pdf", [PDF], now=NOW)


def test_what_is_not_sent_is_forgotten_after_a_month(django_capture_on_commit_callbacks: object) -> None:
    hall, sheets = a_street()
    draft = filled_in(an_offer(hall, sheets))
    kept = joint.add_file(draft, key("租赁合同"), "合同.pdf", [PDF], now=NOW)
    assert joint.forget_drafts(NOW + timedelta(days=30)) == 0
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert joint.forget_drafts(NOW + timedelta(days=31)) == 1
    assert joint.draft_by_code(draft.code) is None
    assert not DraftFile.objects.exists()
    assert not files.path_of(unsent_folder(), kept.sha256).exists()


def test_only_the_manager_offers_and_only_what_can_end() -> None:
    hall, sheets = a_street()
    manager = hall.officer("manager")
    fine = OfferTerms("open-restaurant", "开办餐饮店", {2: [1]}, is_open=True)
    for terms, chosen, window, by, words in (
        (fine, sheets, hall.window, hall.officer("clerk"), "大厅主任"),
        (fine, sheets, None, manager, "责任窗口"),
        (fine, sheets[:1], hall.window, manager, "2 个以上部门"),
        (OfferTerms("x", "一件事", {1: [2], 2: [1]}), sheets, hall.window, manager, "互相等待"),
        (OfferTerms("开店", "一件事"), sheets, hall.window, manager, "小写字母"),
        (OfferTerms("x", " "), sheets, hall.window, manager, "叫什么"),
    ):
        with pytest.raises(Refused, match=words):
            joint.offer(terms, chosen, window, by=by, now=NOW)
    offer = joint.offer(fine, sheets, hall.window, by=manager, now=NOW)
    with pytest.raises(Invalid, match="已经有了"):
        joint.offer(fine, sheets, hall.window, by=manager, now=NOW)
    closed = OfferTerms("", "开餐饮店", is_open=False)
    joint.offer(closed, sheets[:2], hall.window, known=offer, by=manager, now=NOW)
    page = joint.offer_page("open-restaurant")
    assert page is not None
    assert (page.offer.name, len(page.steps), page.is_begun_here) == ("开餐饮店", 2, False)
    assert joint.offers_at(hall.centre.pk) == []
    with pytest.raises(Refused, match="不能网上办"):
        joint.begin_draft(page.offer, now=NOW)
