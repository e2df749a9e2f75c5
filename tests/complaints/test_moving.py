"""A complaint from its registration to the archive: who does what, when, and who may not."""

import re
from itertools import product

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import translation

from tests.cast import NOW, Hall, a_hall, a_person
from tests.complaints.build import (
    A_DAY,
    ON_PAPER,
    WORDS,
    a_complaint,
    a_hall_to_complain_of,
    a_transfer,
    again,
    answered,
    assigned,
    closed,
    in_state,
    investigated,
    online,
    to_chief_rep,
)
from yichuang.complaints import public as complaints
from yichuang.complaints.public import (
    MOVES,
    NATURES,
    Assignment,
    Channel,
    Complaint,
    Kind,
    Move,
    Narrow,
    Rung,
    Said,
    State,
)
from yichuang.complaints.rules.words import BY_THE_PUBLIC, FOUND
from yichuang.journal.public import story
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.notices.public import Message
from yichuang.people.public import Role, officer, set_setting
from yichuang.worktime.public import local_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return a_hall_to_complain_of()


@pytest.mark.rule("R148")
def test_what_can_be_complained_of_is_a_list_and_each_of_it_is_registered(hall: Hall) -> None:
    asked = ("吃拿卡要", "乱收费", "一次讲清", "态度", "推诿", "擅自离岗", "遗失", "解释政策", "时限")
    named = "".join(one.words for one in NATURES.values())
    assert [words for words in asked if words not in named] == []
    for code in NATURES:
        assert a_complaint(hall, nature=code).nature_words == NATURES[code].words
    with pytest.raises(Invalid, match="哪一类"):
        a_complaint(hall, nature="weather")


@pytest.mark.rule("R150", "R162")
@pytest.mark.parametrize("channel", [each for each in BY_THE_PUBLIC if each is not Channel.NETWORK])
def test_every_way_of_complaining_is_taken_down(hall: Hall, channel: Channel) -> None:
    made = a_complaint(hall, channel=channel, told="说明了要核实")
    assert (made.channel, made.state, made.registered_by_id) == (
        channel,
        State.REGISTERED,
        hall.staff["manager"].pk,
    )
    assert [line.event for line in story(made.subject)] == ["complaint.registered"]


@pytest.mark.rule("R150")
def test_the_network_is_the_complainants_own_and_may_be_anonymous(hall: Hall) -> None:
    with pytest.raises(Invalid, match="自己提交"):
        a_complaint(hall, channel="network")
    made = online(hall)
    assert (made.is_anonymous, made.is_written, made.registered_by_id) == (True, True, None)
    found = complaints.followed(made.spaced_code.lower())
    assert found == made
    assert complaints.followed(made.code[:-1]) is None
    assert complaints.followed("\x00" * 16) is None


@pytest.mark.rule("R149")
def test_an_important_one_is_taken_down_spoken_and_put_into_writing_before_it_is_investigated(
    hall: Hall,
) -> None:
    grave = a_complaint(hall, nature="extortion", department=hall.department)
    assert (grave.is_important, grave.is_written) == (True, False)
    supervisor, chief = hall.officer("supervisor"), hall.officer("chief_rep")
    complaints.assign(grave, to_chief_rep(hall), by=supervisor, now=NOW)
    with pytest.raises(Refused, match="书面材料"):
        complaints.investigate(grave, "founded", "查到", by=chief, now=NOW)
    complaints.write_down(grave, ON_PAPER, by=supervisor, now=NOW)
    complaints.investigate(grave, "founded", "查到", by=chief, now=NOW)
    assert again(grave).state == State.INVESTIGATED
    plain = assigned(hall)
    complaints.investigate(plain, "founded", "口头的也办", by=chief, now=NOW)
    assert a_complaint(hall, channel="letter", nature="extortion").is_written


@pytest.mark.rule("R151", "R161")
def test_what_can_be_settled_at_the_counter_is_settled_at_once_and_kept(hall: Hall) -> None:
    said = Said(words=WORDS, channel="spoken", nature="attitude", window=None)
    clerk = hall.officer("second_clerk")
    made = complaints.register_and_settle(said, "换人接待，当场受理", apologised=True, by=clerk, now=NOW)
    kept = again(made)
    assert (kept.state, kept.answer) == (State.CLOSED, "换人接待，当场受理")
    assert kept.apologised_at == NOW
    assert [line.event for line in story(kept.subject)] == [
        "complaint.registered", "complaint.apologised", "complaint.settled",
    ]  # fmt: skip
    with pytest.raises(Refused, match="重大投诉"):
        complaints.settle(a_complaint(hall, nature="extortion"), "好了", by=hall.officer("manager"), now=NOW)


@pytest.mark.rule("R161")
def test_at_the_counter_what_is_not_settled_is_told_why_and_by_when_and_goes_on(hall: Hall) -> None:
    with pytest.raises(Invalid, match="怎样向群众说明"):
        a_complaint(hall, channel="spoken")
    made = a_complaint(hall, channel="spoken", told="要调监控核实")
    assert made.told == "要调监控核实"
    assert local_day(made.answer_by).isoformat() == "2026-09-20"
    waiting = complaints.complaints_for(hall.officer("supervisor"), Narrow(), NOW)
    assert [row.complaint for row in waiting] == [made]


@pytest.mark.rule("R151")
def test_the_answer_is_told_to_whoever_left_an_address_and_read_by_the_others(hall: Hall) -> None:
    told = answered(hall, email="li@example.org")
    registered, message = Message.objects.filter(kind="complaint_told").order_by("pk")
    assert "最晚 2026-09-20 答复" in registered.body
    assert "情况属实，窗口已改正" in message.body
    assert f"/complain/{told.code}/" in message.body
    answered(hall, name="", phone="", email="")
    assert Message.objects.filter(kind="complaint_told").count() == 2


@pytest.mark.rule("R154")
def test_it_is_given_to_somebody_with_a_limit_that_a_centre_may_set(hall: Hall) -> None:
    complaint = a_complaint(hall)
    by = hall.officer("supervisor")
    with pytest.raises(Invalid, match="限办日期"):
        complaints.assign(
            complaint,
            Assignment("chief_rep", hall.department, "", local_day(NOW + 30 * A_DAY)),
            by=by,
            now=NOW,
        )
    on = local_day(NOW + 2 * A_DAY)
    complaints.assign(complaint, Assignment("chief_rep", hall.department, "", on), by=by, now=NOW)
    assert local_day(again(complaint).answer_by) == on
    set_setting(hall.centre, "complaint.answer_days", 1, by=hall.officer("manager"), now=NOW)
    assert local_day(a_complaint(hall).answer_by).isoformat() == "2026-09-15"


@pytest.mark.rule("R155")
@pytest.mark.parametrize("channel", FOUND)
def test_what_the_hall_found_itself_is_a_complaint_with_its_source(hall: Hall, channel: Channel) -> None:
    with pytest.raises(Invalid, match="哪次"):
        a_complaint(hall, channel=channel)
    made = a_complaint(hall, channel=channel, source="spot_item:7")
    assert made.state == State.REGISTERED
    assert complaints.of_source(hall.centre.pk, "spot_item:7", by=hall.officer("supervisor")) == made
    if channel in (Channel.CALL_BACK, Channel.SPOT_CHECK):
        with pytest.raises(Refused, match="已经登记过"):
            a_complaint(hall, channel=channel, source="spot_item:7")


@pytest.mark.rule("R156")
def test_reports_go_to_the_efficiency_office_and_to_nobody_else(hall: Hall) -> None:
    made = a_complaint(hall, by="efficiency", kind="report", nature="extortion")
    by = hall.officer("efficiency")
    with pytest.raises(Invalid, match="效能监察室"):
        complaints.assign(made, to_chief_rep(hall), by=by, now=NOW)
    complaints.assign(made, Assignment("efficiency"), by=by, now=NOW)
    kept = again(made)
    assert complaints.is_handler(kept, by=by)
    assert complaints.can_view(kept, by=hall.officer("supervisor"))
    for who in ("manager", "chief_rep", "leader", "clerk", "reception"):
        assert not complaints.can_view(kept, by=hall.officer(who)), who
        assert kept not in complaints.hers(hall.officer(who)), who


@pytest.mark.rule("R157")
def test_what_an_error_caused_is_the_leaders(hall: Hall) -> None:
    made = a_complaint(hall, nature="lost_materials")
    by = hall.officer("supervisor")
    with pytest.raises(Invalid, match="分管领导"):
        complaints.assign(made, to_chief_rep(hall), by=by, now=NOW)
    complaints.assign(made, Assignment("leader", hall.department), by=by, now=NOW)
    assert complaints.is_handler(again(made), by=hall.officer("leader"))
    complaints.investigate(again(made), "founded", "材料夹在别的卷里", by=hall.officer("leader"), now=NOW)


@pytest.mark.rule("R158")
def test_what_was_borne_out_is_not_closed_before_somebody_has_apologised(hall: Hall) -> None:
    complaint, by = answered(hall, "partly"), hall.officer("supervisor")
    with pytest.raises(Refused, match="先向群众道歉"):
        complaints.close(complaint, "满意", by=by, now=NOW)
    with pytest.raises(Invalid, match="怎样向群众道歉"):
        complaints.apologise(complaint, " ", by=by, now=NOW)
    complaints.apologise(complaint, "首席代表电话道歉", by=by, now=NOW)
    complaints.close(complaint, "满意", by=by, now=NOW)
    assert again(complaint).state == State.CLOSED
    assert closed(hall).apologised_at is None  # nothing was found


@pytest.mark.rule("R159")
def test_a_quarrel_goes_up_from_the_chief_representative_to_the_leader_of_the_centre(hall: Hall) -> None:
    quarrel = assigned(hall, kind="dispute")
    climbed = [quarrel.rung]
    for who in ("chief_rep", "reception"):
        with pytest.raises(Refused, match="分办到的人"):
            complaints.escalate(quarrel, "上报", by=hall.officer("stranger"), now=NOW)
        complaints.escalate(quarrel, "双方不能一致", by=hall.officer(who), now=NOW)
        quarrel = again(quarrel)
        climbed.append(quarrel.rung)
    assert climbed == [Rung.CHIEF_REP, Rung.SERVICE_DESK, Rung.CENTRE_LEADER]
    with pytest.raises(Refused, match="最上一级"):
        complaints.escalate(quarrel, "再上报", by=hall.officer("manager"), now=NOW)
    first = a_complaint(hall)
    assert local_day(quarrel.answer_by) == local_day(first.answer_by)  # no day is gained by it


@pytest.mark.rule("R152")
def test_what_waits_is_sorted_by_time_window_and_nature(hall: Hall) -> None:
    a_complaint(hall)
    a_complaint(hall, nature="attitude", window=None)
    late = assigned(hall, nature="attitude", now=NOW - 30 * A_DAY)
    by = hall.officer("supervisor")
    found = complaints.sorted_for(by, NOW)
    assert found.by_nature == {"not_told_once": 1, "attitude": 2}
    assert found.by_window == {hall.window.pk: ("5 号窗口", 2)}
    assert found.by_time == {"soon": 2, "late": 1}
    for narrow in (Narrow(due="late"), Narrow(nature="attitude", window=hall.window.pk)):
        rows = complaints.complaints_for(by, narrow, NOW)
        assert [row.complaint.pk for row in rows] == [late.pk]
        assert rows[0].light == "red"


@pytest.mark.rule("R155")
def test_a_review_is_somebody_elses_and_has_limits_of_its_own(hall: Hall) -> None:
    complaint, by = answered(hall), hall.officer("supervisor")
    later = NOW + A_DAY
    complaints.appeal(complaint, "没有说清楚", now=later)
    complaint = again(complaint)
    assert complaint.answer_by > NOW + 5 * A_DAY
    with pytest.raises(Invalid, match="换人办"):
        complaints.assign(complaint, to_chief_rep(hall), by=by, now=later)
    complaints.assign(complaint, Assignment("centre_leader"), by=by, now=later)
    assert (again(complaint).answer, again(complaint).finding) == ("", "")
    running = [(term.term, term.over_at is None) for term in complaints.terms_of(complaint.pk)]
    assert running == [
        ("assign", False),
        ("answer", False),
        ("close", False),
        ("assign", False),
        ("answer", True),
    ]
    said = [one.words for one in complaints.handlings_of(complaint) if one.move == Move.ANSWER]
    assert said == ["情况属实，窗口已改正"]


@pytest.mark.rule("R155")
def test_who_answered_does_not_review_it_though_it_comes_back_to_her_post(hall: Hall) -> None:
    complaint, by = answered(hall), hall.officer("supervisor")
    complaints.appeal(complaint, "没有说清楚", now=NOW)
    complaints.assign(again(complaint), Assignment("centre_leader"), by=by, now=NOW)
    before = Message.objects.count()
    complaints.assign(again(complaint), to_chief_rep(hall), by=by, now=NOW)
    assert Message.objects.count() == before  # she is the only one at that post, and is not told to act
    complaint, first = again(complaint), hall.officer("chief_rep")
    assert "换人办" in complaints.why_not(complaint, Move.INVESTIGATE, by=first)
    with pytest.raises(Refused, match="换人办"):
        complaints.investigate(complaint, "founded", "查到", by=first, now=NOW)
    another = a_person(hall, "chief2", "second_chief", Role.CHIEF_REP, hall.department)
    second = officer(another.pk, on=NOW.date())
    assert second is not None
    complaints.investigate(complaint, "founded", "查到", by=second, now=NOW)
    with pytest.raises(Refused, match="换人办"):
        complaints.answer(again(complaint), "已改", by=first, now=NOW)
    complaints.answer(again(complaint), "已改", by=second, now=NOW)
    assert again(complaint).answered_by_id == another.pk


def test_each_lengthening_is_told_also_that_of_a_review(hall: Hall) -> None:
    complaint, by = assigned(hall, email="li@example.org"), hall.officer("supervisor")
    complaints.extend(complaint, "要等检测报告", by=by, now=NOW)
    chief = hall.officer("chief_rep")
    complaints.investigate(again(complaint), "unfounded", "查无此事", by=chief, now=NOW)
    complaints.answer(again(complaint), "查无此事", by=chief, now=NOW)
    complaints.appeal(again(complaint), "不是这样", now=NOW)
    complaints.assign(again(complaint), Assignment("centre_leader"), by=by, now=NOW)
    complaints.extend(again(complaint), "要再听一次", by=by, now=NOW)
    told = Message.objects.filter(kind="complaint_told", channel="email").values_list("body", flat=True)
    assert [sum(why in body for body in told) for why in ("要等检测报告", "要再听一次")] == [1, 1]


def test_the_complainant_reads_her_own_language_and_staff_theirs_whoever_is_at_work(hall: Hall) -> None:
    complaint = a_complaint(
        hall, email="smith@example.org", language="en", name="Smith", words="Nobody there"
    )
    told = Message.objects.filter(kind="complaint_told", channel="email").get()
    assert not re.search(r"[一-鿿]", told.subject + told.body.replace(complaint.centre.name, ""))
    with translation.override("en"):
        complaints.assign(complaint, to_chief_rep(hall), by=hall.officer("supervisor"), now=NOW)
    duty = Message.objects.filter(kind="duty", channel="inbox").latest("pk")
    assert "投诉分给您办理" in duty.subject + duty.body


def test_a_review_may_leave_the_answer_but_not_by_who_gave_it(hall: Hall) -> None:
    complaint = a_complaint(hall)
    complaints.assign(complaint, Assignment("efficiency"), by=hall.officer("efficiency"), now=NOW)
    complaints.investigate(complaint, "unfounded", "查无此事", by=hall.officer("supervisor"), now=NOW)
    complaints.answer(complaint, "查无此事", by=hall.officer("supervisor"), now=NOW)
    complaints.appeal(complaint, "不是这样", by=hall.officer("manager"), now=NOW)
    with pytest.raises(Refused, match="换人办"):
        complaints.uphold(complaint, "维持", by=hall.officer("supervisor"), now=NOW)
    complaints.uphold(complaint, "复核无新情况", by=hall.officer("efficiency"), now=NOW)
    with pytest.raises(Refused, match="期限已经过了"):
        complaints.appeal(again(complaint), "还是不服", now=NOW)


def test_a_review_is_asked_for_in_its_days_and_the_file_waits_for_them(hall: Hall) -> None:
    complaint, by = closed(hall), hall.officer("supervisor")
    with pytest.raises(Refused, match="还可以要求复核"):
        complaints.archive(complaint, by=by, now=NOW)
    with pytest.raises(Refused, match="期限已经过了"):
        complaints.appeal(complaint, "不服", now=NOW + 60 * A_DAY)
    complaints.archive(complaint, by=by, now=NOW + 60 * A_DAY)
    with pytest.raises(Refused, match="归档"):
        complaints.appeal(again(complaint), "不服", now=NOW + 61 * A_DAY)


def test_the_limit_is_lengthened_once_with_the_reason(hall: Hall) -> None:
    complaint, by = assigned(hall, email="li@example.org"), hall.officer("supervisor")
    before = complaint.answer_by
    complaints.extend(complaint, "要等检测报告", by=by, now=NOW)
    assert again(complaint).answer_by > before
    assert "要等检测报告" in Message.objects.filter(kind="complaint_told").latest("pk").body
    with pytest.raises(Refused, match="已经延长过"):
        complaints.extend(complaint, "再等", by=by, now=NOW)


@pytest.mark.parametrize(("state", "move"), list(product(State, Move)))
def test_every_move_in_every_state_is_done_or_refused_with_a_sentence(
    hall: Hall, state: State, move: Move
) -> None:
    complaint = in_state(hall, state)
    before = len(story(complaint.subject))
    if (state, move) in MOVES:
        act(hall, complaint, move)
        assert again(complaint).state == MOVES[state, move]
        assert len(story(complaint.subject)) == before + 1
    else:
        with pytest.raises(Refused, match=str(move.label)):
            act(hall, complaint, move)
        assert again(complaint).state == state
        assert len(story(complaint.subject)) == before


def act(hall: Hall, complaint: Complaint, move: Move) -> None:
    """Try one move as somebody who may."""
    chief, by = hall.officer("chief_rep"), hall.officer("supervisor")
    now = NOW + 60 * A_DAY if move is Move.ARCHIVE else NOW
    if move in (Move.COME_BACK, Move.CONCLUDE) and complaint.state == State.TRANSFERRED:
        (sent,) = complaints.transfers_of(complaint)
        do = complaints.come_back if move is Move.COME_BACK else complaints.conclude
        do(sent, "对方这样说", by=by, now=now)
        return
    if move in (Move.COME_BACK, Move.CONCLUDE):
        raise Refused(complaints.why_not(complaint, move, by=by))
    hand = chief if move in (Move.ESCALATE, Move.INVESTIGATE, Move.ANSWER) else by
    doing = {
        Move.SETTLE: lambda: complaints.settle(complaint, "好了", by=hand, now=now),
        Move.WRITE_DOWN: lambda: complaints.write_down(complaint, ON_PAPER, by=hand, now=now),
        Move.ASSIGN: lambda: complaints.assign(complaint, Assignment("service_desk"), by=hand, now=now),
        Move.ESCALATE: lambda: complaints.escalate(complaint, "上报", by=hand, now=now),
        Move.INVESTIGATE: lambda: complaints.investigate(complaint, "founded", "查到", by=hand, now=now),
        Move.APOLOGISE: lambda: complaints.apologise(complaint, "道歉", by=hand, now=now),
        Move.EXTEND: lambda: complaints.extend(complaint, "要等", by=hand, now=now),
        Move.ANSWER: lambda: complaints.answer(complaint, "答复", by=hand, now=now),
        Move.APPEAL: lambda: complaints.appeal(complaint, "不服", by=hand, now=now),
        Move.UPHOLD: lambda: complaints.uphold(complaint, "维持", by=hand, now=now),
        Move.TRANSFER: lambda: complaints.transfer(complaint, a_transfer(), by=hand, now=now),
        Move.CLOSE: lambda: complaints.close(complaint, "满意", by=hand, now=now),
        Move.ARCHIVE: lambda: complaints.archive(complaint, by=hand, now=now),
    }
    doing[move]()


def test_whom_it_is_about_neither_takes_it_down_nor_sees_nor_handles_it(hall: Hall) -> None:
    chief = hall.staff["chief_rep"]
    with pytest.raises(Refused, match="您本人"):
        a_complaint(hall, by="clerk")  # she sits at window 5
    about_her = a_complaint(hall, staff=chief, window=None)
    complaints.assign(about_her, to_chief_rep(hall), by=hall.officer("supervisor"), now=NOW)
    kept, by = again(about_her), hall.officer("chief_rep")
    assert not complaints.can_view(kept, by=by)
    assert kept not in complaints.hers(by)
    with pytest.raises(Refused, match="投诉的是您本人"):
        complaints.investigate(kept, "unfounded", "没有的事", by=by, now=NOW)
    of_the_manager = a_complaint(hall, by="supervisor", staff=hall.staff["manager"], window=None)
    assert not complaints.can_view(of_the_manager, by=hall.officer("manager"))
    assert of_the_manager not in complaints.hers(hall.officer("manager"))


def test_the_department_sees_what_is_said_and_not_who_said_it(hall: Hall) -> None:
    complaint = assigned(hall)
    assert complaints.can_view(complaint, by=hall.officer("chief_rep"))
    assert not complaints.may_see_complainant(complaint, by=hall.officer("chief_rep"))
    for who in ("supervisor", "efficiency", "manager"):
        assert complaints.may_see_complainant(complaint, by=hall.officer(who))
    told = "".join(str(line.data) for line in story(complaint.subject))
    assert "李四" not in told
    assert complaint.phone not in told


def test_what_the_list_shows_is_what_the_policy_says(hall: Hall) -> None:
    a_hall("linxi")
    hall.staff["both"] = a_person(hall, "both1", "both", Role.CHIEF_REP, hall.other_department)
    made = [
        a_complaint(hall, by="second_clerk", window=None),
        assigned(hall),
        a_complaint(hall, kind="report", by="supervisor"),
        in_state(hall, State.TRANSFERRED),
    ]
    escalated = assigned(hall)
    complaints.escalate(escalated, "上报", by=hall.officer("chief_rep"), now=NOW)
    for complaint in (again(one) for one in (*made, escalated)):
        for who in hall.staff:
            by = hall.officer(who)
            listed = complaints.hers(by).filter(pk=complaint.pk).exists()
            assert listed == complaints.can_view(complaint, by=by), (who, complaint.kind, complaint.rung)


def test_two_at_once_are_not_both_written(hall: Hall) -> None:
    complaint = a_complaint(hall)
    stale = again(complaint)
    complaints.settle(complaint, "一", by=hall.officer("manager"), now=NOW)
    with pytest.raises(Stale):
        complaints.settle(stale, "二", by=hall.officer("manager"), now=NOW)
    assert again(complaint).answer == "一"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"words": " "}, "发生了什么"),
        ({"words": "诉" * 100_000}, "100000 字，最多 3000 字"),
        ({"words": "a\x00b"}, "不能保存"),
        ({"kind": "poem"}, "投诉、举报"),
        ({"name": "甲" * 61}, "最多 60 字"),
        ({"phone": "12"}, "电话"),
        ({"email": "x@"}, "邮箱"),
        ({"case_no": "209900000000"}, "没有这个办件编号"),
        ({"case_no": "\x00"}, "没有这个办件编号"),
    ],
)
def test_what_cannot_be_right_is_said_and_nothing_kept(
    hall: Hall, said: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        online(hall, **said)
    assert not Complaint.objects.exists()


def test_a_window_of_another_hall_is_refused(hall: Hall) -> None:
    other = a_hall("linxi")
    with pytest.raises(Invalid, match="本中心"):
        a_complaint(hall, window=other.window)
    with pytest.raises(Refused, match="由窗口、导办和中心"):
        a_complaint(hall, by="reviewer")


def test_the_database_itself_keeps_what_was_said_and_done(hall: Hall) -> None:
    complaint = answered(hall)
    for spoil in (
        lambda: Complaint.objects.filter(pk=complaint.pk).update(words="改了"),
        lambda: Complaint.objects.filter(pk=complaint.pk).delete(),
        lambda: complaint.handlings.update(words="改了"),
        lambda: Complaint.objects.filter(pk=complaint.pk).update(answer=""),
    ):
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            spoil()


@pytest.mark.rule("R160")
def test_a_petition_is_received_recorded_and_reported_and_not_decided_here(hall: Hall) -> None:
    petition = a_complaint(hall, by="reception", kind=Kind.PETITION, channel="spoken", told="已记录上报")
    with pytest.raises(Refused, match="上报有关部门"):
        complaints.settle(petition, "好了", by=hall.officer("reception"), now=NOW)
    with pytest.raises(Refused, match="上报有关部门"):
        complaints.assign(petition, to_chief_rep(hall), by=hall.officer("supervisor"), now=NOW)
    complaints.transfer(petition, a_transfer(), by=hall.officer("reception"), now=NOW)
    assert again(petition).state == State.TRANSFERRED
    assert [line.event for line in story(petition.subject)][-1] == "complaint.transferred"
    assert investigated(hall).state == State.INVESTIGATED
