"""Other bodies under their own limits, orders to put right, what could not be done, opinion boxes, the months."""

from datetime import date, datetime, timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.build import a_case
from tests.cast import NOW, Hall, a_hall
from tests.complaints.build import (
    A_DAY,
    a_complaint,
    a_hall_to_complain_of,
    a_transfer,
    again,
    answered,
    assigned,
    closed,
    investigated,
    online,
    to_chief_rep,
)
from yichuang.complaints import public as complaints
from yichuang.complaints.public import (
    RECTIFICATION_MOVES,
    TRANSFER_MOVES,
    UNRESOLVED_MOVES,
    Assignment,
    Complaint,
    Counted,
    Figures,
    Rectification,
    RectificationMove,
    RectificationState,
    Said,
    State,
    Transfer,
    TransferMove,
    TransferState,
    Trouble,
    Unresolved,
    UnresolvedMove,
    UnresolvedState,
    sentences,
)
from yichuang.complaints.rules.words import CODE_LENGTH, new_code, spaced, tidied
from yichuang.journal.public import story
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.notices.public import Message
from yichuang.papers import public as papers
from yichuang.people.public import Shutting, set_setting, shut_hall
from yichuang.supervision import public as supervision
from yichuang.supervision.public import Card
from yichuang.worktime.public import Month, local_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return a_hall_to_complain_of()


def sent(hall: Hall, body: str = "petition", state: TransferState = TransferState.SENT) -> Transfer:
    complaint, by = a_complaint(hall), hall.officer("supervisor")
    complaints.transfer(complaint, a_transfer(body), by=by, now=NOW)
    (made,) = complaints.transfers_of(complaint)
    if state is TransferState.CAME_BACK:
        complaints.come_back(made, "不属于我局", by=by, now=NOW)
    if state in (TransferState.ACCEPTED, TransferState.ENDED):
        complaints.note_accepted(made, by=by, now=NOW)
    if state is TransferState.ENDED:
        complaints.conclude(made, "已答复信访人", by=by, now=NOW)
    (again_,) = complaints.transfers_of(complaint)
    return again_


def day(at: datetime | None) -> str:
    return local_day(at).isoformat() if at else ""


@pytest.mark.rule("R160")
def test_a_petition_has_the_laws_limits_and_the_halls_own_end(hall: Hall) -> None:
    made = sent(hall)
    # Monday 14 September: 15 days end on the 29th; five working days on the 20th, worked for the holiday.
    assert (day(made.inform_by), day(made.object_by), made.finish_by) == ("2026-09-29", "2026-09-20", None)
    assert [term.over_at for term in complaints.terms_of(made.complaint.pk)] == [NOW, NOW]
    accepted_at = NOW + A_DAY
    complaints.note_accepted(made, by=hall.officer("supervisor"), now=accepted_at)
    assert day(made.finish_by) == "2026-11-16"  # sixty days end on Saturday 14 November
    complaints.note_extended(made, "案情复杂", by=hall.officer("supervisor"), now=NOW + 30 * A_DAY)
    assert day(made.finish_by) == "2026-12-14"  # ninety in all
    with pytest.raises(Refused, match="已经延长过"):
        complaints.note_extended(made, "再延", by=hall.officer("supervisor"), now=NOW)


def test_the_hotline_has_five_working_days_and_five_more_as_the_centre_set_them(hall: Hall) -> None:
    made, by = sent(hall, "hotline"), hall.officer("supervisor")
    assert (day(made.finish_by), made.inform_by) == ("2026-09-20", None)
    complaints.note_accepted(made, by=by, now=NOW)
    complaints.note_extended(made, "热线批准", by=by, now=NOW)
    assert day(made.finish_by) == "2026-09-28"
    set_setting(hall.centre, "complaint.hotline_days", 1, by=hall.officer("manager"), now=NOW)
    assert day(sent(hall, "hotline").finish_by) == "2026-09-15"
    other = sent(hall, "other", TransferState.ACCEPTED)
    with pytest.raises(Refused, match="没有延期一说"):
        complaints.note_extended(other, "要等", by=by, now=NOW)


def test_what_comes_back_is_the_halls_again_with_limits_of_its_own(hall: Hall) -> None:
    made, later = sent(hall), NOW + 3 * A_DAY
    complaints.come_back(made, "不属于信访事项", by=hall.officer("supervisor"), now=later)
    complaint = again(made.complaint)
    assert complaint.state == State.REGISTERED
    assert complaint.assign_by > later
    assert [term.over_at is None for term in complaints.terms_of(complaint.pk)] == [False, False, True, True]
    complaints.transfer(complaint, a_transfer("other"), by=hall.officer("supervisor"), now=later)
    assert len(complaints.transfers_of(complaint)) == 2


def test_what_comes_back_may_be_extended_again_its_limits_being_new(hall: Hall) -> None:
    complaint, by = assigned(hall), hall.officer("supervisor")
    complaints.extend(complaint, "要等检测", by=by, now=NOW)
    complaints.transfer(complaint, a_transfer(), by=by, now=NOW)
    (made,) = complaints.transfers_of(complaint)
    complaints.come_back(made, "不属于信访事项", by=by, now=NOW + A_DAY)
    assert not again(complaint).is_extended
    complaints.assign(again(complaint), to_chief_rep(hall), by=by, now=NOW + A_DAY)
    complaints.extend(again(complaint), "还要等检测", by=by, now=NOW + A_DAY)
    assert again(complaint).is_extended


@pytest.mark.rule("R252")
def test_what_the_supervisory_body_sends_back_stands_in_the_story_and_the_complaint_goes_on(
    hall: Hall,
) -> None:
    complaint, by = investigated(hall), hall.officer("efficiency")
    complaints.report_up(complaint, a_transfer("discipline"), by=by, now=NOW)
    (made,) = complaints.transfers_of(again(complaint))
    complaints.come_back(made, "不属于职务违法", by=by, now=NOW + A_DAY)
    last = story(complaint.subject)[-1]
    assert (last.event, last.at) == ("transfer.came_back", NOW + A_DAY)
    assert "不属于职务违法" in last.data["words"]
    assert again(complaint).state == State.INVESTIGATED


def test_the_complainant_is_told_where_it_went_and_what_came_of_it(hall: Hall) -> None:
    complaint, by = a_complaint(hall, email="li@example.org"), hall.officer("supervisor")
    complaints.transfer(complaint, a_transfer(), by=by, now=NOW)
    (made,) = complaints.transfers_of(complaint)
    complaints.conclude(made, "信访局已答复", by=by, now=NOW)
    bodies = [one.body for one in Message.objects.filter(kind="complaint_told").order_by("pk")]
    assert ["已转青禾市信访局办理" in bodies[1], "信访局已答复" in bodies[2]] == [True, True]


@pytest.mark.parametrize(("state", "move"), list(product(TransferState, TransferMove)))
def test_what_another_body_can_say_is_one_table(hall: Hall, state: TransferState, move: TransferMove) -> None:
    made, by = sent(hall, state=state), hall.officer("supervisor")
    doing = {
        TransferMove.ACCEPT: lambda: complaints.note_accepted(made, by=by, now=NOW),
        TransferMove.EXTEND: lambda: complaints.note_extended(made, "要等", by=by, now=NOW),
        TransferMove.END: lambda: complaints.conclude(made, "有结果", by=by, now=NOW),
        TransferMove.COME_BACK: lambda: complaints.come_back(made, "不归我", by=by, now=NOW),
    }
    if (state, move) in TRANSFER_MOVES:
        doing[move]()
        assert Transfer.objects.get(pk=made.pk).state == TRANSFER_MOVES[state, move]
    else:
        with pytest.raises(Refused, match=str(move.label)):
            doing[move]()
        assert Transfer.objects.get(pk=made.pk).state == state


@pytest.mark.rule("R252")
def test_a_grave_one_that_is_borne_out_is_reported_to_the_supervisory_body_and_goes_on_here(
    hall: Hall,
) -> None:
    complaint, by = investigated(hall), hall.officer("efficiency")
    with pytest.raises(Refused, match="督查科、效能监察室"):
        complaints.report_up(complaint, a_transfer("discipline"), by=hall.officer("manager"), now=NOW)
    complaints.report_up(complaint, a_transfer("discipline"), by=by, now=NOW)
    kept = again(complaint)
    assert (kept.state, kept.is_important) == (State.INVESTIGATED, True)
    with pytest.raises(Refused, match="已经报过"):
        complaints.report_up(kept, a_transfer("discipline"), by=by, now=NOW)
    (made,) = complaints.transfers_of(kept)
    complaints.conclude(made, "已立案", by=by, now=NOW)
    assert again(complaint).state == State.INVESTIGATED
    with pytest.raises(Refused, match="查实"):
        complaints.report_up(assigned(hall), a_transfer("discipline"), by=by, now=NOW)


def ordered(hall: Hall, state: RectificationState = RectificationState.OPEN) -> Rectification:
    complaint, by = investigated(hall), hall.officer("supervisor")
    row = complaints.order_rectification(complaint, hall.department, "补发告知单", by=by, now=NOW)
    if state is not RectificationState.OPEN:
        complaints.answer_rectification(row, "已补发", by=hall.officer("chief_rep"), now=NOW)
    if state is RectificationState.ACCEPTED:
        complaints.accept_rectification(row, "", by=by, now=NOW)
    return Rectification.objects.get(pk=row.pk)


@pytest.mark.rule("R252")
@pytest.mark.parametrize(("state", "move"), list(product(RectificationState, RectificationMove)))
def test_an_order_to_put_right_is_answered_accepted_or_sent_back(
    hall: Hall, state: RectificationState, move: RectificationMove
) -> None:
    row, by = ordered(hall, state), hall.officer("supervisor")
    doing = {
        RectificationMove.ANSWER: lambda: complaints.answer_rectification(
            row, "已改", by=hall.officer("chief_rep"), now=NOW
        ),
        RectificationMove.ACCEPT: lambda: complaints.accept_rectification(row, "可以", by=by, now=NOW),
        RectificationMove.RETURN: lambda: complaints.return_rectification(
            row, "还差", local_day(NOW + A_DAY), by=by, now=NOW
        ),
    }
    if (state, move) in RECTIFICATION_MOVES:
        doing[move]()
        assert Rectification.objects.get(pk=row.pk).state == RECTIFICATION_MOVES[state, move]
    else:
        with pytest.raises(Refused, match=str(move.label)):
            doing[move]()
        assert Rectification.objects.get(pk=row.pk).state == state


@pytest.mark.rule("R252")
def test_an_order_to_put_right_is_for_what_was_found_and_for_the_department_itself(hall: Hall) -> None:
    by = hall.officer("supervisor")
    with pytest.raises(Refused, match="查实以后"):
        complaints.order_rectification(assigned(hall), hall.department, "改", by=by, now=NOW)
    row = ordered(hall)
    with pytest.raises(Refused, match="正在等回复"):
        complaints.order_rectification(row.complaint, hall.department, "再改", by=by, now=NOW)
    with pytest.raises(Refused, match="由被要求整改的部门"):
        complaints.answer_rectification(row, "改了", by=by, now=NOW)
    with pytest.raises(Invalid, match="哪个部门"):
        complaints.order_rectification(row.complaint, None, "改", by=by, now=NOW)


def unresolved(hall: Hall, state: UnresolvedState = UnresolvedState.OPEN) -> Unresolved:
    trouble = Trouble(about="迁户口", words="三个窗口都说不归他管", phone="13812341234")
    row = complaints.open_unresolved(trouble, by=hall.officer("clerk"), now=NOW)
    if state is UnresolvedState.SOLVED:
        complaints.solve(row, "协调办好", by=hall.officer("clerk"), now=NOW)
    found = complaints.unresolved_by_id(row.pk)
    assert found is not None
    return found


@pytest.mark.parametrize(("state", "move"), list(product(UnresolvedState, UnresolvedMove)))
def test_what_could_not_be_done_is_never_nobodys(
    hall: Hall, state: UnresolvedState, move: UnresolvedMove
) -> None:
    row, by = unresolved(hall, state), hall.officer("clerk")
    doing = {
        UnresolvedMove.HAND_TO: lambda: complaints.hand_to(
            row, hall.staff["reviewer"], "归他", by=by, now=NOW
        ),
        UnresolvedMove.NOTE: lambda: complaints.note_progress(row, "问过了", by=by, now=NOW),
        UnresolvedMove.SOLVE: lambda: complaints.solve(row, "办好了", by=by, now=NOW),
        UnresolvedMove.REOPEN: lambda: complaints.reopen(row, "没有办", by=by, now=NOW),
    }
    before = len(story(row.subject))
    if (state, move) in UNRESOLVED_MOVES:
        doing[move]()
        assert Unresolved.objects.get(pk=row.pk).state == UNRESOLVED_MOVES[state, move]
        assert len(story(row.subject)) == before + 1
    else:
        with pytest.raises(Refused, match=str(move.label)):
            doing[move]()
    assert Unresolved.objects.get(pk=row.pk).owner_id is not None


def test_only_the_owner_or_the_hall_changes_it_and_the_new_owner_works_here(hall: Hall) -> None:
    row, other = unresolved(hall), a_hall("linxi")
    with pytest.raises(Refused, match="责任人"):
        complaints.solve(row, "好了", by=hall.officer("reviewer"), now=NOW)
    for nobody in (None, other.staff["clerk"], hall.staff["clerk"]):
        with pytest.raises(Invalid):
            complaints.hand_to(row, nobody, "换人", by=hall.officer("manager"), now=NOW)
    complaints.hand_to(row, hall.staff["reviewer"], "归他", by=hall.officer("manager"), now=NOW)
    stale = Unresolved.objects.get(pk=row.pk)
    complaints.solve(row, "办好了", by=hall.officer("reviewer"), now=NOW)
    with pytest.raises(Stale):
        complaints.solve(stale, "又办好了", by=hall.officer("reviewer"), now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Unresolved.objects.filter(pk=row.pk).update(owner=None)


def test_what_was_answered_and_never_closed_is_reminded_of_when_no_review_can_be_asked_for(
    hall: Hall,
) -> None:
    open_, _ = answered(hall), closed(hall)
    assert open_.appeal_by is not None
    supervision.sweep(open_.appeal_by - A_DAY)
    assert not Card.objects.exists()
    for _ in range(2):
        supervision.sweep(open_.appeal_by + 20 * A_DAY)
    raised = Card.objects.order_by("pk").values_list("watch", "level", "about")
    about = f"投诉 {open_.no}：{open_.nature_words}"
    assert list(raised) == [
        ("complaint_unclosed", "reminder", about),
        ("complaint_unclosed", "warning", about),
    ]
    complaints.appeal(open_, "还是不对", now=open_.appeal_by - A_DAY)
    assert not open_.terms.filter(term="close", over_at=None).exists()


@pytest.mark.rule("R160")
def test_another_body_s_limits_are_asked_after_and_cost_nobody_a_point(hall: Hall) -> None:
    by = hall.officer("supervisor")
    sent, told, done = (
        complaints.transfer(a_complaint(hall), a_transfer(), by=by, now=NOW) for _ in range(3)
    )
    complaints.note_accepted(told, by=by, now=NOW + A_DAY)
    complaints.conclude(done, "已办结", by=by, now=NOW + A_DAY)
    supervision.sweep(NOW + 14 * A_DAY)
    assert not Card.objects.exists()
    supervision.sweep(NOW + 16 * A_DAY)  # told within fifteen days
    (card,) = Card.objects.all()
    assert (card.watch, card.level, card.points) == ("transfer_late", "reminder", 0)
    assert sent.complaint.no in card.about
    assert "不是本中心的" in "".join(card.explanation)
    complaints.note_extended(told, "情况复杂", by=by, now=NOW + 30 * A_DAY)
    supervision.sweep(NOW + 62 * A_DAY)
    assert not Card.objects.filter(about__contains=told.complaint.no).exists()
    supervision.sweep(NOW + 100 * A_DAY)  # sixty from the acceptance, and thirty more
    assert Card.objects.filter(about__contains=told.complaint.no, level="reminder").exists()


@pytest.mark.rule("R154")
def test_a_complaint_that_is_late_raises_cards_and_one_in_time_none(hall: Hall) -> None:
    late, in_time = a_complaint(hall), closed(hall)
    supervision.sweep(NOW)
    assert not Card.objects.exists()
    supervision.sweep(NOW + 20 * A_DAY)
    raised = {(card.watch, card.level) for card in Card.objects.all()}
    assert raised == {
        ("complaint_unassigned", "yellow"),
        ("complaint_unanswered", "warning"),
        ("complaint_unanswered", "yellow"),
        ("complaint_unanswered", "red"),
    }
    card = Card.objects.filter(watch="complaint_unanswered", level="yellow").get()
    assert late.no in card.about
    assert in_time.no not in "".join(Card.objects.values_list("about", flat=True))
    told = "".join(str(one.explanation) + one.about for one in Card.objects.all())
    assert "李四" not in told
    assert late.words not in told


@pytest.mark.rule("R154", "R159")
def test_the_card_is_whose_it_was_and_a_review_is_watched_anew(hall: Hall) -> None:
    complaint = assigned(
        hall, case_no=a_case(hall).no
    )  # whose handlers must not learn that it is complained of
    supervision.sweep(NOW + 20 * A_DAY)
    card = Card.objects.get(watch="complaint_unanswered", level="yellow")
    assert (card.department_id, card.staff_id) == (hall.department.pk, hall.staff["chief_rep"].pk)
    assert card.case_no == ""
    by = hall.officer("chief_rep")
    then = NOW + 21 * A_DAY
    complaints.investigate(complaint, "founded", "查到", by=by, now=then)
    complaints.answer(complaint, "已改", by=by, now=then)
    complaints.appeal(complaint, "不服", now=then + A_DAY)
    supervision.sweep(then + 40 * A_DAY)
    things = set(Card.objects.filter(watch="complaint_unanswered").values_list("thing", flat=True))
    assert len(things) == 2
    anew = Card.objects.filter(watch="complaint_unanswered", level="yellow").exclude(pk=card.pk).get()
    assert anew.department_id is None  # nobody had been given the review


def test_an_extension_moves_what_is_watched_and_a_transfer_ends_it(hall: Hall) -> None:
    complaint, by = assigned(hall), hall.officer("supervisor")
    before = complaint.answer_by
    complaints.extend(complaint, "要等检测", by=by, now=NOW)
    gone = a_complaint(hall)
    complaints.transfer(gone, a_transfer(), by=by, now=NOW)
    supervision.sweep(before + timedelta(minutes=1))
    assert not Card.objects.filter(level="yellow").exists()
    supervision.sweep(NOW + 60 * A_DAY)
    ours = Card.objects.exclude(watch="transfer_late")  # the other body's limit, which is asked after
    assert {card.about for card in ours} == {f"投诉 {complaint.no}：{complaint.nature_words}"}


@pytest.mark.rule("R252")
def test_an_order_that_is_not_answered_and_a_trouble_that_is_not_solved_raise_cards(hall: Hall) -> None:
    row, trouble = ordered(hall), unresolved(hall)
    complaints.answer(again(row.complaint), "已改", by=hall.officer("chief_rep"), now=NOW)
    supervision.sweep(NOW + 20 * A_DAY)
    of_order = Card.objects.get(watch="rectification_late", level="yellow")
    assert of_order.department_id == hall.department.pk
    assert Card.objects.get(watch="unresolved_late", level="yellow").staff_id == hall.staff["clerk"].pk
    complaints.hand_to(
        trouble, hall.staff["reviewer"], "归他", by=hall.officer("clerk"), now=NOW + 21 * A_DAY
    )
    complaints.answer_rectification(
        Rectification.objects.get(pk=row.pk), "已补发", by=hall.officer("chief_rep"), now=NOW + 21 * A_DAY
    )
    raised = Card.objects.filter(watch__in=("rectification_late", "unresolved_late"))
    count = raised.count()
    supervision.sweep(NOW + 60 * A_DAY)
    assert raised.count() == count


def test_what_was_answered_in_time_raises_nothing_however_late_the_clock_comes(hall: Hall) -> None:
    ordered(hall, RectificationState.ACCEPTED)
    unresolved(hall, UnresolvedState.SOLVED)
    assert online(hall)
    complaints.register_and_settle(
        Said(words="态度", nature="attitude"),
        "换人接待",
        apologised=True,
        by=hall.officer("manager"),
        now=NOW,
    )
    Complaint.objects.filter(channel="network").update(version=9)
    supervision.sweep(NOW + 60 * A_DAY)
    assert set(Card.objects.values_list("watch", flat=True)) <= {
        "complaint_unassigned",
        "complaint_unanswered",
        "complaint_unclosed",
    }
    late = Complaint.objects.get(channel="network")
    answered_late = Complaint.objects.exclude(pk=late.pk).get(state=State.INVESTIGATED)
    abouts = set(Card.objects.values_list("about", flat=True))
    assert abouts == {f"投诉 {one.no}：{one.nature_words}" for one in (late, answered_late)}


def test_days_that_a_government_notice_takes_out_are_not_counted(hall: Hall) -> None:
    shutting = Shutting(
        date(2026, 9, 15), date(2026, 9, 16), "台风", notice_number="青政〔2026〕9号", notice_title="停工通知",
        notice_issuer="青禾市人民政府", notice_on=date(2026, 9, 13),
    )  # fmt: skip
    shut_hall(hall.centre, shutting, by=hall.officer("manager"), now=NOW - A_DAY)
    assert day(a_complaint(hall).assign_by) == "2026-09-17"


@pytest.mark.rule("R153")
def test_the_months_figures_have_numerators_denominators_and_the_months_before(hall: Hall) -> None:
    answered(hall)
    answered(hall, "unfounded", nature="attitude")
    online(hall)
    sent(hall)
    a_complaint(hall, now=NOW - 31 * A_DAY)
    complaints.register_and_settle(
        Said(words="等得久", nature="facilities"),
        "加开窗口",
        apologised=True,
        by=hall.officer("manager"),
        now=NOW,
    )
    ordered(hall)
    unresolved(hall)
    found = complaints.figures_of(hall.centre.pk, Month(2026, 9))
    assert (found.registered, found.anonymous, found.settled, found.transferred) == (6, 2, 1, 1)
    assert (found.answered, found.in_time, found.concluded, found.founded) == (3, 3, 3, 2)
    assert (found.rectifications, found.rectified, found.unresolved, found.solved) == (1, 0, 1, 0)
    assert [one.count for one in found.trend] == [0, 0, 0, 0, 1, 6]
    assert found.trend[-1] == Counted("2026-09", 6, 2)
    assert sum(one.count for one in found.by_nature) == found.registered
    said = "".join(sentences(found))
    for words in ("共登记6件，比上月增加5件", "其中按期3件，按期率100.0%", "属实率66.7%", "其余都有责任人"):
        assert words in said, words


@pytest.mark.rule("R153")
def test_the_report_is_a_paper_that_stays_and_a_month_that_is_not_over_has_none(hall: Hall) -> None:
    by = hall.officer("manager")
    with pytest.raises(Refused, match="还没有过完"):
        complaints.report_month(Month(2026, 9), "", by=by, now=NOW)
    with pytest.raises(Refused, match="由中心汇总"):
        complaints.report_month(Month(2026, 8), "", by=hall.officer("clerk"), now=NOW)
    first = complaints.report_month(Month(2026, 8), "平稳", by=by, now=NOW)
    paper = papers.by_code(first.paper_code)
    assert paper is not None
    before = papers.pdf_of(paper, now=NOW)
    a_complaint(hall, now=NOW - 31 * A_DAY)
    second = complaints.report_month(Month(2026, 8), "", by=by, now=NOW)
    assert papers.pdf_of(paper, now=NOW) == before
    assert not papers.validity_of(paper, NOW.date()).holds
    body = papers.body_of(papers.by_code(second.paper_code))
    assert isinstance(body, papers.ComplaintMonthlyReport)
    assert "共登记1件" in body.sentences[0]


def test_the_record_of_a_complaint_does_not_say_who_complained(hall: Hall) -> None:
    complaint = answered(hall)
    paper = complaints.issue_record(complaint, by=hall.officer("supervisor"), now=NOW)
    assert papers.pdf_of(paper, now=NOW).startswith(b"%PDF")
    assert "李四" not in str(paper.body)
    assert complaint.phone not in str(paper.body)
    with pytest.raises(Refused):
        complaints.issue_record(complaint, by=hall.officer("reviewer"), now=NOW)


@given(counts=st.lists(st.integers(0, 99), min_size=2, max_size=6), answered_=st.integers(0, 99))
def test_whatever_the_figures_the_sentences_can_be_signed(counts: list[int], answered_: int) -> None:
    trend = tuple(Counted(f"2026-{n + 1:02d}", count) for n, count in enumerate(counts))
    figures = Figures(
        Month(2026, len(counts)), registered=counts[-1], answered=answered_, in_time=answered_, trend=trend
    )
    said = "".join(sentences(figures))
    assert said.startswith(f"2026年{len(counts)}月")
    assert said.endswith("。")
    assert ("没有收到" in said) is (counts[-1] == 0)
    assert ("持平" in said) is (counts[-1] == counts[-2])


def test_a_code_is_read_however_it_was_typed() -> None:
    code = new_code()
    assert len(code) == CODE_LENGTH
    assert tidied(f" {spaced(code).lower()} ") == code
    assert tidied("\x00０１OIL") == ""


def test_an_answer_of_another_rung_is_not_lost_when_it_is_given_to_somebody_else(hall: Hall) -> None:
    complaint, by = assigned(hall), hall.officer("supervisor")
    complaints.assign(complaint, Assignment("service_desk"), by=by, now=NOW + A_DAY)
    assert complaints.who_had(complaint, NOW).rung == "chief_rep"
    assert complaints.who_had(complaint, NOW + A_DAY).rung == "service_desk"
    assert complaints.who_had(complaint, NOW - A_DAY).rung == ""


@pytest.mark.rule("R154", "R252")
def test_whoever_has_to_act_is_told_and_whom_it_is_about_is_not(hall: Hall) -> None:
    def told(who: str) -> list[str]:
        found = Message.objects.filter(kind="duty", staff=hall.staff[who], channel="inbox").order_by("pk")
        return [f"{one.subject}{one.body}" for one in found]

    complaint = investigated(hall)
    assert [complaint.no in told("chief_rep")[0], len(told("chief_rep"))] == [True, 1]
    assert "李四" not in told("chief_rep")[0]
    assert complaint.words not in told("chief_rep")[0]
    ordered(hall)
    assert "补发告知单" in told("chief_rep")[-1]
    about_the_manager = a_complaint(hall, by="supervisor", staff=hall.staff["manager"], window=None)
    by = hall.officer("supervisor")
    complaints.assign(about_the_manager, Assignment("centre_leader"), by=by, now=NOW)
    assert told("manager") == []
    row = unresolved(hall)
    assert told("clerk") == []  # she took it in herself
    complaints.hand_to(row, hall.staff["reviewer"], "归他", by=hall.officer("manager"), now=NOW)
    complaints.solve(row, "办好了", by=hall.officer("reviewer"), now=NOW)
    complaints.reopen(row, "没有办", now=NOW)
    assert len(told("reviewer")) == 2
