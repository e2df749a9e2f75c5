"""What a notice asks for, handed in by the applicant herself; and her withdrawal, until the decision."""

from datetime import timedelta

import pytest
from django.conf import settings

from tests.cast import NOW, Hall, a_department, a_hall
from tests.joint.build import PDF, decide, sent_in, three_sheets
from yichuang.cases import public as cases
from yichuang.cases.public import Attachment, Mark
from yichuang.cases.public import State as CaseState
from yichuang.joint import public as joint
from yichuang.joint.public import Bundle, Said, State, SupplementFile
from yichuang.joint.services.unsent import unsent_folder
from yichuang.journal.public import story
from yichuang.kit import files
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Invalid, Refused
from yichuang.notices import public as notices
from yichuang.papers import public as papers
from yichuang.worktime.public import calendar, end_of, local_day

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)
FLOW = 3  # 操作流程图, asked for by the first department alone


def an_asked_one(after: dict[int, list[int]] | None = None, *lacking: int) -> tuple[Hall, Bundle]:
    """An application that was sent in, and the window's one notice of what it lacks."""
    hall = a_hall()
    sheets = three_sheets(hall, a_department(hall.centre, "xfj", "青消防"))
    bundle, clerk = sent_in(hall, sheets, after), hall.officer("clerk")
    for shared in joint.page_of(bundle.no).counting:  # type: ignore[union-attr]
        found = Mark.MISSING if shared.order in (lacking or (FLOW,)) else Mark.RECEIVED
        joint.mark(bundle, shared.order, found, by=clerk)
    joint.supplement(bundle, by=clerk, now=NOW)
    return hall, bundle


def states(bundle: Bundle) -> list[str]:
    return [part.case.state for part in joint.parts_of(bundle)]


def wanted(bundle: Bundle) -> tuple[int, ...]:
    return joint.supplement_page(bundle).orders


@pytest.mark.rule("R073")
@pytest.mark.rule("R090")
def test_what_she_uploads_and_hands_in_counts_from_that_instant() -> None:
    hall, bundle = an_asked_one()
    assert wanted(bundle) == (FLOW,)
    joint.upload(bundle, FLOW, "流程图.pdf", [PDF], now=LATER)
    first = joint.parts_of(bundle)[0].case
    assert first.state == CaseState.SUPPLEMENTING  # nobody sees it before it is handed in
    assert not Attachment.objects.exists()
    joint.hand_in(bundle, by=CITIZEN, now=LATER)
    first.refresh_from_db()
    assert (State(bundle.state), bundle.received_at) == (State.RECEIVED, LATER)
    assert (first.state, first.received_at) == (CaseState.RECEIVED, LATER)
    assert first.notice_due_at == end_of(calendar().add(local_day(LATER), 5).on)
    assert bundle.is_supplemented
    file = Attachment.objects.get()
    assert (file.material.case_id, file.name, file.added_by) == (first.pk, "流程图.pdf", CITIZEN.actor_id)
    assert files.read(settings.UPLOAD_DIR, file.sha256) == PDF
    shared = bundle.materials.get(order=FLOW)
    assert (shared.mark, shared.said) == (Mark.PENDING, Said.UPLOADED)
    assert joint.to_look_at(hall.centre.pk) == 1
    joint.mark(bundle, FLOW, Mark.RECEIVED, by=hall.officer("clerk"))
    joint.accept(bundle, by=hall.officer("clerk"), now=LATER)
    assert set(states(bundle)) == {CaseState.ACCEPTED}


@pytest.mark.rule("R077")
def test_she_has_a_receipt_and_a_message_for_what_she_handed_in() -> None:
    _hall, bundle = an_asked_one()
    joint.upload(bundle, FLOW, "流程图.pdf", [PDF], now=LATER)
    lead = joint.parts_of(bundle)[0].case.no  # by which the whole speaks
    before = len(notices.of_case(lead))
    joint.hand_in(bundle, by=CITIZEN, now=LATER)
    assert [paper.kind for paper in papers.of_case(bundle.no)].count("receipt_of_materials") == 2
    assert len(notices.of_case(lead)) > before
    last = next(line for line in reversed(story(bundle.subject)) if line.event == "joint.resubmitted")
    assert last.data["lines"] == [FLOW]


@pytest.mark.rule("R276")
def test_one_file_goes_to_every_part_that_asked_for_it_and_to_no_other() -> None:
    _hall, bundle = an_asked_one(None, 1, FLOW)  # 设立申请书 is asked for by all three
    joint.upload(bundle, 1, "申请书.pdf", [PDF], now=LATER)
    with pytest.raises(Refused, match="第 3 项还没有上传"):
        joint.hand_in(bundle, by=CITIZEN, now=LATER)
    assert set(states(bundle)) == {CaseState.SUPPLEMENTING}
    joint.upload(bundle, FLOW, "流程图.pdf", [PDF + b"2"], now=LATER)
    joint.hand_in(bundle, by=CITIZEN, now=LATER)
    assert set(states(bundle)) == {CaseState.RECEIVED}
    names = [
        sorted(Attachment.objects.filter(material__case=part.case).values_list("name", flat=True))
        for part in joint.parts_of(bundle)
    ]
    assert names == [["流程图.pdf", "申请书.pdf"], ["申请书.pdf"], ["申请书.pdf"]]


def test_handed_in_twice_it_is_handed_in_once() -> None:
    _hall, bundle = an_asked_one()
    joint.upload(bundle, FLOW, "流程图.pdf", [PDF], now=LATER)
    stale = Bundle.objects.get(pk=bundle.pk)
    joint.hand_in(bundle, by=CITIZEN, now=LATER)
    for again in (stale, bundle):
        with pytest.raises(Refused, match="已经交来的不用再交"):
            joint.hand_in(again, by=CITIZEN, now=LATER + timedelta(seconds=1))
        with pytest.raises(Refused, match="现在没有要补正的材料"):
            joint.upload(again, FLOW, "再传.pdf", [PDF], now=LATER)
    assert Attachment.objects.count() == 1
    assert [line.event for line in story(bundle.subject)].count("joint.resubmitted") == 1


@pytest.mark.rule("R086")
def test_uploads_are_checked_kept_once_and_taken_back(django_capture_on_commit_callbacks: object) -> None:
    _hall, bundle = an_asked_one()
    with pytest.raises(Invalid, match="只收 PDF"):
        joint.upload(bundle, FLOW, "x.pdf", [b"MZ not a document"], now=LATER)
    with pytest.raises(Invalid, match="没有要这一项"):
        joint.upload(bundle, 1, "x.pdf", [PDF], now=LATER)
    kept = joint.upload(bundle, FLOW, "流程图.pdf", [PDF], now=LATER)
    assert joint.upload(bundle, FLOW, "流程图.pdf", [PDF], now=LATER).pk == kept.pk
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        joint.take_back(bundle, kept.pk)
    assert not files.path_of(unsent_folder(), kept.sha256).exists()
    for number in range(joint.MOST_FILES_A_MATERIAL):
        joint.upload(bundle, FLOW, f"{number}.pdf", [PDF + bytes([number])], now=LATER)
    with pytest.raises(Invalid, match="最多传 5 个"):
        joint.upload(bundle, FLOW, "6.pdf", [PDF], now=LATER)


def test_what_she_uploaded_goes_along_when_the_rest_is_taken_in_at_the_window() -> None:
    hall, bundle = an_asked_one(None, 1, FLOW)
    joint.upload(bundle, FLOW, "流程图.pdf", [PDF], now=LATER)
    joint.resubmit(bundle, by=hall.officer("clerk"), now=LATER)
    assert [file.name for file in Attachment.objects.all()] == ["流程图.pdf"]
    assert not SupplementFile.objects.exists()


def test_a_part_that_begins_later_is_supplemented_online_too() -> None:
    hall, bundle = an_asked_one({3: [1]})
    clerk = hall.officer("clerk")
    joint.upload(bundle, FLOW, "流程图.pdf", [PDF], now=LATER)
    joint.hand_in(bundle, by=CITIZEN, now=LATER)
    joint.mark(bundle, FLOW, Mark.RECEIVED, by=clerk)
    joint.accept(bundle, by=clerk, now=LATER)
    third = joint.parts_of(bundle)[2].case
    plan = third.materials.get(name="消防平面图").order
    decide(joint.parts_of(bundle)[0].case, hall, now=LATER)
    third.refresh_from_db()
    assert third.state == CaseState.RECEIVED
    for material in third.materials.all():
        found = Mark.MISSING if material.order == plan else Mark.RECEIVED
        cases.mark_material(third, material.order, found, by=clerk)
    cases.supplement(third, by=clerk, now=LATER)
    asked = joint.supplement_page(bundle)
    assert [one.shared.name for one in asked.wanted] == ["消防平面图"]
    joint.upload(bundle, asked.orders[0], "平面图.pdf", [PDF + b"3"], now=LATER)
    joint.hand_in(bundle, by=CITIZEN, now=LATER)
    third.refresh_from_db()
    assert (third.state, State(bundle.state)) == (CaseState.RECEIVED, State.RUNNING)
    assert Attachment.objects.get(material__case=third).name == "平面图.pdf"


def test_uploads_that_were_never_handed_in_are_forgotten_once_nothing_asks_for_them() -> None:
    _hall, bundle = an_asked_one()
    joint.upload(bundle, FLOW, "流程图.pdf", [PDF], now=LATER)
    assert joint.forget_uploads(LATER + timedelta(days=5)) == 0  # the notice is still open
    due = joint.supplement_page(bundle).reply_due_at
    assert due is not None
    cases.sweep_waiting(due + timedelta(seconds=1))
    assert wanted(bundle) == ()
    assert joint.forget_uploads(due + timedelta(days=1)) == 1


@pytest.mark.rule("R087")
def test_she_withdraws_herself_until_the_decision_and_gets_the_paper() -> None:
    hall, bundle = an_asked_one({3: [1]})
    joint.upload(bundle, FLOW, "流程图.pdf", [PDF], now=LATER)
    decide(joint.parts_of(bundle)[1].case, hall, now=LATER)
    bundle.refresh_from_db()
    joint.withdraw(bundle, "", by=CITIZEN, now=LATER)
    assert State(bundle.state) is State.WITHDRAWN
    assert states(bundle) == [CaseState.WITHDRAWN, CaseState.DECIDED, CaseState.DISCARDED]
    first = joint.parts_of(bundle)[0].case
    assert first.ended_by == CITIZEN.actor_id
    assert "withdrawal_notice" in [paper.kind for paper in papers.for_applicant(first.no)]
    with pytest.raises(Refused, match="不能再撤回"):
        joint.withdraw(bundle, "", by=CITIZEN, now=LATER)
    with pytest.raises(Refused, match="没有要补正的材料"):
        joint.hand_in(bundle, by=CITIZEN, now=LATER)


def test_what_is_decided_or_was_taken_in_at_a_window_is_not_withdrawn_online() -> None:
    hall, bundle = an_asked_one()
    with pytest.raises(Invalid, match="理由最多"):
        joint.withdraw(bundle, "长" * 501, by=CITIZEN, now=LATER)
    Bundle.objects.filter(pk=bundle.pk).update(channel="window")
    bundle.refresh_from_db()
    with pytest.raises(Refused, match="请到窗口办理"):
        joint.withdraw(bundle, "", by=CITIZEN, now=LATER)
    assert states(bundle).count(CaseState.WITHDRAWN) == 0
    assert not joint.why_not(bundle, joint.Action.WITHDRAW, by=hall.officer("clerk"))
