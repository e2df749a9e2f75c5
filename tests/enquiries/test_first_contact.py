"""Whoever is asked answers for it: until it was answered, or arrived where she handed it on to."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from tests.cast import NOW, Hall, a_hall, a_matter, a_person
from yichuang.catalogue.public import Matter
from yichuang.enquiries import public as enquiries
from yichuang.enquiries.public import MOVES, Channel, Enquiry, Move, Question, State, Whither
from yichuang.journal.public import story
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.notices.public import Message
from yichuang.people.public import Role, set_setting
from yichuang.supervision import public as supervision
from yichuang.supervision.public import Card
from yichuang.worktime.public import local_day

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def hall() -> Hall:
    return a_hall()


def again(enquiry: Enquiry) -> Enquiry:
    found = enquiries.enquiry_by_no(enquiry.no)
    assert found is not None
    return found


def a_visit(hall: Hall, words: str = "开饭店要什么证", channel: Channel = Channel.VISIT) -> Enquiry:
    question = Question(words=words, channel=channel, asker="张女士", phone="138-1234-5678")
    return enquiries.register(question, by=hall.officer("second_clerk"), now=NOW)


def online(hall: Hall, **said: str) -> Enquiry:
    return enquiries.ask(Question(words="怎么办证", channel=Channel.ONLINE, **said), hall.centre, now=NOW)


def there(hall: Hall, *, at: str = "window") -> Whither:
    if at == "window":
        return Whither(window=hall.window, place="二楼东侧")
    if at == "department":
        return Whither(department=hall.department)
    return Whither(place="税务大厅，文昌路 9 号", phone="0000-3333333")


def in_state(hall: Hall, state: State) -> Enquiry:
    enquiry = a_visit(hall)
    if state is not State.OPEN:
        enquiries.hand_on(enquiry, there(hall), by=hall.officer("second_clerk"), now=NOW)
    if state in (State.TAKEN, State.ANSWERED):
        enquiries.take(enquiry, by=hall.officer("clerk"), now=NOW)
    if state is State.ANSWERED:
        enquiries.answer(enquiry, "已说清", by=hall.officer("clerk"), now=NOW)
    return again(enquiry)


@pytest.mark.rule("R041", "R043", "R047", "R054")
@pytest.mark.parametrize("channel", [Channel.VISIT, Channel.PHONE, Channel.MESSAGE])
def test_whoever_is_asked_is_kept_with_the_question_and_the_answer(hall: Hall, channel: Channel) -> None:
    enquiry = a_visit(hall, channel=channel)
    assert enquiry.first_contact_id == hall.staff["second_clerk"].pk
    enquiries.answer(enquiry, "要办食品小经营许可", by=hall.officer("second_clerk"), now=NOW)
    kept = again(enquiry)
    assert (kept.channel, kept.asker, kept.phone) == (channel, "张女士", "13812345678")
    assert kept.answered_by_id == hall.staff["second_clerk"].pk
    assert [line.event for line in story(enquiry.subject)] == ["enquiry.asked", "enquiry.answered"]
    assert story(enquiry.subject)[-1].data["words"] == "要办食品小经营许可"


@pytest.mark.rule("R051", "R091")
def test_an_answer_from_the_guide_names_the_version_that_was_told(hall: Hall) -> None:
    sheet = a_matter(hall)
    enquiry = a_visit(hall)
    with pytest.raises(Invalid, match="选一个事项"):
        enquiries.answer(enquiry, " ", by=hall.officer("second_clerk"), now=NOW)
    matter = Matter.objects.get(pk=sheet.matter_id)
    enquiries.answer(enquiry, "", matter=matter, by=hall.officer("second_clerk"), now=NOW)
    assert "一次性告知条件、材料、时限和收费" in again(enquiry).answer
    assert story(enquiry.subject)[-1].data["guide"] == matter.current_id


@pytest.mark.rule("R042", "R052")
def test_handing_on_says_where_and_the_first_contact_answers_until_it_arrived(hall: Hall) -> None:
    enquiry, first, clerk = a_visit(hall), hall.officer("second_clerk"), hall.officer("clerk")
    with pytest.raises(Invalid, match="转到哪里"):
        enquiries.hand_on(enquiry, Whither(place="楼上"), by=first, now=NOW)
    handing = enquiries.hand_on(enquiry, there(hall), by=first, now=NOW)
    assert handing.place == "5 号窗口　二楼东侧"
    assert again(enquiry).state in enquiries.WITH_THE_FIRST
    with pytest.raises(Refused, match="接到的窗口"):
        enquiries.take(enquiry, by=first, now=NOW)
    enquiries.take(enquiry, by=clerk, now=NOW)
    assert again(enquiry).state not in enquiries.WITH_THE_FIRST
    (kept,) = enquiries.handings_of(enquiry)
    assert (kept.has_arrived, kept.ended_by_id) == (True, clerk.staff_id)
    with pytest.raises(Refused, match="由接到的窗口"):
        enquiries.answer(again(enquiry), "随便", by=first, now=NOW)


@pytest.mark.rule("R042")
def test_it_is_handed_on_twice_and_comes_back_with_the_reason(hall: Hall) -> None:
    enquiry, first = a_visit(hall), hall.officer("second_clerk")
    enquiries.hand_on(enquiry, there(hall), by=first, now=NOW)
    enquiries.hand_on(enquiry, there(hall, at="department"), by=hall.officer("clerk"), now=NOW)
    assert [row.enquiry.pk for row in enquiries.waiting_for(hall.officer("reviewer"), NOW)] == [enquiry.pk]
    assert enquiries.waiting_for(hall.officer("stranger"), NOW) == []
    with pytest.raises(Refused):
        enquiries.come_back(enquiry, "没有来", by=hall.officer("stranger"), now=NOW)
    with pytest.raises(Invalid, match="为什么"):
        enquiries.come_back(enquiry, " ", by=hall.officer("reviewer"), now=NOW)
    enquiries.come_back(enquiry, "人没有来", by=hall.officer("reviewer"), now=NOW)
    assert again(enquiry).state == State.OPEN
    assert enquiries.waiting_for(hall.officer("reviewer"), NOW) == []
    assert again(enquiry).first_contact_id == first.staff_id
    assert [one.has_arrived for one in enquiries.handings_of(enquiry)] == [True, False]
    assert [row.enquiry.pk for row in enquiries.waiting_for(first, NOW)] == [enquiry.pk]


@pytest.mark.rule("R042", "R050")
def test_to_another_house_the_first_contact_asks_herself_whether_it_arrived(hall: Hall) -> None:
    enquiry, first = a_visit(hall), hall.officer("second_clerk")
    enquiries.hand_on(enquiry, there(hall, at="outside"), by=first, now=NOW)
    enquiries.take(enquiry, by=first, now=NOW)
    assert again(enquiry).state == State.TAKEN
    asked_herself = in_state(hall, State.HANDED)
    enquiries.answer(asked_herself, "问过窗口，答复如下", by=first, now=NOW)
    assert enquiries.handings_of(asked_herself)[-1].has_arrived is False


@pytest.mark.parametrize(("state", "move"), list(product(State, Move)))
def test_every_move_in_every_state_is_done_or_refused_with_a_sentence(
    hall: Hall, state: State, move: Move
) -> None:
    enquiry = in_state(hall, state)
    who = {State.OPEN: "second_clerk"}.get(state, "clerk")
    by = hall.officer(who)

    def act() -> None:
        if move is Move.ANSWER:
            enquiries.answer(enquiry, "答", by=by, now=NOW)
        elif move is Move.HAND_ON:
            enquiries.hand_on(enquiry, there(hall, at="department"), by=by, now=NOW)
        elif move is Move.TAKE:
            enquiries.take(enquiry, by=by, now=NOW)
        else:
            enquiries.come_back(enquiry, "没有来", by=by, now=NOW)

    before = len(story(enquiry.subject))
    if (state, move) in MOVES:
        act()
        assert again(enquiry).state == MOVES[state, move]
        assert len(story(enquiry.subject)) == before + 1
    else:
        with pytest.raises(Refused, match=str(move.label)):
            act()
        assert again(enquiry).state == state
        assert len(story(enquiry.subject)) == before


def test_two_at_once_are_not_both_written(hall: Hall) -> None:
    enquiry = a_visit(hall)
    stale = again(enquiry)
    enquiries.answer(enquiry, "一", by=hall.officer("second_clerk"), now=NOW)
    with pytest.raises(Stale):
        enquiries.answer(stale, "二", by=hall.officer("second_clerk"), now=NOW)
    assert again(enquiry).answer == "一"


def test_somebody_elses_enquiry_is_not_answered_in_passing(hall: Hall) -> None:
    enquiry = a_visit(hall)
    for who in ("clerk", "reviewer", "supervisor"):
        with pytest.raises(Refused, match="首问人"):
            enquiries.answer(enquiry, "随便", by=hall.officer(who), now=NOW)
    enquiries.answer(enquiry, "由大厅答复", by=hall.officer("manager"), now=NOW)
    with pytest.raises(Refused, match="窗口、导办和大厅"):
        enquiries.register(Question(words="问"), by=hall.officer("reviewer"), now=NOW)


@pytest.mark.rule("R050")
def test_the_reception_answers_at_once(hall: Hall) -> None:
    hall.staff["reception"] = a_person(hall, "recep", "reception", Role.RECEPTION, None)
    by = hall.officer("reception")
    enquiry = enquiries.register(Question(words="厕所在哪"), by=by, now=NOW)
    enquiries.answer(enquiry, "一楼东侧", by=by, now=NOW)
    assert again(enquiry).due_at is None
    assert enquiries.waiting_for(by, NOW) == []


@pytest.mark.rule("R048", "R049")
def test_online_has_three_working_days_and_five_when_others_are_needed(hall: Hall) -> None:
    enquiry = online(hall)
    assert enquiry.due_at is not None
    assert local_day(enquiry.due_at).isoformat() == "2026-09-17"  # Monday the 14th and three working days
    enquiries.hand_on(enquiry, there(hall), by=hall.officer("second_clerk"), now=NOW)
    assert local_day(again(enquiry).due_at or NOW).isoformat() == "2026-09-17"
    enquiries.hand_on(again(enquiry), there(hall, at="department"), by=hall.officer("clerk"), now=NOW)
    # Counted from the day it was asked; Sunday the 20th is worked, for the holiday after it.
    assert local_day(again(enquiry).due_at or NOW).isoformat() == "2026-09-20"
    assert again(enquiry).first_contact_id == hall.staff["second_clerk"].pk
    set_setting(hall.centre, "consult.online_own_days", 1, by=hall.officer("manager"), now=NOW)
    assert local_day(online(hall).due_at or NOW).isoformat() == "2026-09-15"


def test_whoever_asked_reads_the_answer_by_number_and_last_four(hall: Hall) -> None:
    named, nameless = online(hall, phone="13812345678"), online(hall)
    assert enquiries.followed(named.no.lower(), "5678") is not None
    assert enquiries.followed(nameless.no, nameless.tail) is not None
    for bad in ("", "567", "0000" if named.tail != "0000" else "1111", "五六七八", "\0\0\0\0"):
        assert enquiries.followed(named.no, bad) is None
    assert enquiries.followed("W0", "5678") is None


def test_the_answer_goes_out_by_mail_to_who_left_an_address(hall: Hall) -> None:
    enquiry = online(hall, email="zhang@example.org")
    enquiries.answer(enquiry, "<b>可以</b>", by=hall.officer("clerk"), now=NOW)
    message = Message.objects.get(kind="enquiry_answered")
    assert "<b>可以</b>" in message.body
    silent = online(hall)
    enquiries.answer(silent, "可以", by=hall.officer("clerk"), now=NOW)
    assert Message.objects.filter(kind="enquiry_answered").count() == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"words": " "}, "想问什么"),
        ({"words": "问" * 100_000}, "最多"),
        ({"words": "a\x00b"}, "不能保存"),
        ({"words": "问", "asker": "甲" * 61}, "称呼"),
        ({"words": "问", "phone": "12"}, "电话"),
        ({"words": "问", "phone": "１２３４５６７"}, "电话"),
        ({"words": "问", "email": "x@"}, "邮箱"),
    ],
)
def test_what_cannot_be_right_is_said_and_nothing_kept(
    hall: Hall, said: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        enquiries.ask(Question(channel=Channel.ONLINE, **said), hall.centre, now=NOW)
    assert not Enquiry.objects.exists()


def test_the_database_itself_keeps_an_answer_whole(hall: Hall) -> None:
    enquiry = a_visit(hall)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.filter(pk=enquiry.pk).update(state=State.ANSWERED)


def late(hall: Hall) -> tuple[Enquiry, datetime]:
    enquiry = online(hall)
    assert enquiry.due_at is not None
    return enquiry, enquiry.due_at + timedelta(minutes=1)


@pytest.mark.rule("R048")
def test_an_enquiry_that_is_late_raises_cards_and_one_in_time_none(hall: Hall) -> None:
    enquiry, then = late(hall)
    in_time = online(hall)
    enquiries.answer(in_time, "可以", by=hall.officer("clerk"), now=NOW + A_DAY)
    supervision.sweep(NOW)
    assert not Card.objects.exists()
    supervision.sweep(then)
    levels = Card.objects.filter(watch="enquiry_late", thing=enquiry.subject).order_by("arose_at")
    assert [card.level for card in levels] == ["warning", "yellow"]
    assert Card.objects.count() == 2


@pytest.mark.rule("R041", "R049")
def test_the_card_is_the_first_contacts_until_a_department_has_it(hall: Hall) -> None:
    hers, then = late(hall)
    enquiries.hand_on(hers, there(hall), by=hall.officer("second_clerk"), now=NOW)
    theirs = online(hall)
    enquiries.hand_on(theirs, there(hall, at="department"), by=hall.officer("second_clerk"), now=NOW)
    enquiries.take(theirs, by=hall.officer("reviewer"), now=NOW)
    supervision.sweep(then + 5 * A_DAY)
    assert Card.objects.get(thing=hers.subject, level="yellow").staff_id == hall.staff["second_clerk"].pk
    assert Card.objects.get(thing=theirs.subject, level="yellow").department_id == hall.department.pk
