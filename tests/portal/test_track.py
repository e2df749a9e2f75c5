"""Following a case by its number and the last four characters of an ID or a phone."""

from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.cases.build import a_case
from tests.cast import NOW, Hall, a_hall
from yichuang.approvals import public as approvals
from yichuang.cases.public import Case, State
from yichuang.pacing.models import Attempt
from yichuang.pacing.rules import LONGEST_WAIT, Pace, wait_after
from yichuang.pacing.services import forget_attempts
from yichuang.portal.services import Verdict, follow

pytestmark = pytest.mark.django_db
TAIL = "1234"  # of the builder's phone number
HERE, THERE = "203.0.113.7", "203.0.113.8"


def guess(hall: Hall, no: str, tail: str, *, at: datetime = NOW, address: str = HERE) -> Verdict:
    return follow(no, tail, address=address, centre_id=hall.centre.pk, now=at)


def guess_wrong(hall: Hall, no: str, times: int, *, at: datetime = NOW, address: str = HERE) -> None:
    for _ in range(times):
        guess(hall, no, "0000", at=at, address=address)


def opened(case: Case, tail: str = TAIL) -> HttpResponse:
    client = Client()
    answer = client.post("/track/", {"no": case.no, "tail": tail})
    assert answer.status_code == 302
    return client.get("/track/case/")


@pytest.mark.rule("R115")
@pytest.mark.rule("R280")
def test_the_applicant_sees_what_happens_now_by_when_and_every_step() -> None:
    hall = a_hall()
    case = a_case(hall, now=timezone.now())
    text = opened(case).content.decode()
    assert "正在办理：等审查" in text
    assert "承诺" in text
    story = text.split('<ol class="story">')[1]
    assert story.index("受理") < story.index("审查") < story.index("现在这一步") < story.index("决定")
    assert "领取结果" in story


@pytest.mark.rule("R079")
def test_the_page_names_the_one_person_to_contact() -> None:
    hall = a_hall()
    text = opened(a_case(hall)).content.decode()
    assert "第一责任人" in text
    assert hall.staff["clerk"].name in text
    assert hall.staff["clerk"].phone in text
    assert hall.staff["reviewer"].name not in text


@pytest.mark.rule("R258")
def test_the_page_shows_names_and_numbers_masked_and_no_opinion() -> None:
    hall = a_hall()
    case = a_case(hall)
    task = approvals.open_task_of(case.pk)
    assert task is not None
    approvals.pass_on(
        task, "内部意见：材料可疑", examined=approvals.FINE, by=hall.officer("reviewer"), now=NOW
    )
    text = opened(case).content.decode()
    assert "张**" in text
    assert "138****1234" in text
    assert "张三" not in text
    assert "13812341234" not in text
    assert "内部意见" not in text


@pytest.mark.parametrize("state", [State.DECIDED, State.CONCLUDED])
def test_a_finished_case_says_where_to_collect_or_that_it_was_collected(state: State) -> None:
    text = opened(a_case(a_hall(), at=state)).content.decode()
    assert ("请带：领取人的身份证件" in text) is (state is State.DECIDED)
    assert ("领取人 张**" in text) is (state is State.CONCLUDED)


def test_the_inbox_stands_on_the_page_once_for_each_message() -> None:
    text = opened(a_case(a_hall(), at=State.DECIDED)).content.decode()
    assert text.count('class="told"') == 2


def test_a_wrong_guess_never_says_which_of_the_two_was_wrong() -> None:
    case = a_case(a_hall())
    wrong_tail = Client().post("/track/", {"no": case.no, "tail": "0000"})
    wrong_number = Client().post("/track/", {"no": "209901010001", "tail": TAIL})

    def said(answer: HttpResponse) -> str:
        return answer.content.decode().split('<div class="errors')[1].split("</div>")[0]

    assert wrong_tail.status_code == wrong_number.status_code == 422
    assert said(wrong_tail) == said(wrong_number)


def test_wrong_guesses_from_one_address_make_the_next_answer_wait() -> None:
    hall = a_hall()
    case = a_case(hall)
    guess_wrong(hall, "209901010001", 5)
    refused = guess(hall, case.no, TAIL)
    assert (refused.progress, refused.was_read) == (None, False)
    assert refused.wait_until == NOW + timedelta(seconds=30)
    assert guess(hall, case.no, TAIL, at=NOW + timedelta(seconds=30)).progress is not None


def test_wrong_guesses_at_one_number_wait_from_every_address() -> None:
    hall = a_hall()
    case = a_case(hall)
    for n in range(5):
        guess(hall, case.no, "0000", address=f"203.0.113.{100 + n}")
    assert guess(hall, case.no, TAIL, address=THERE).was_read is False


def test_fewer_wrong_guesses_than_the_setting_do_not_wait() -> None:
    hall = a_hall()
    case = a_case(hall)
    guess_wrong(hall, case.no, 4)
    assert guess(hall, case.no, TAIL).progress is not None


def test_a_right_answer_does_not_clear_the_address() -> None:
    hall = a_hall()
    case = a_case(hall)
    guess_wrong(hall, "209901010001", 4)
    guess(hall, case.no, TAIL)
    assert guess(hall, "209901010002", "0000").wait_until is not None


def test_waiting_grows_and_stops_growing() -> None:
    waits = [wait_after(n, Pace(5)).total_seconds() for n in range(4, 9)]
    assert waits == [0, 30, 60, 120, 240]
    assert wait_after(1000, Pace(5)) == LONGEST_WAIT


def test_the_page_answers_429_and_says_when_to_try_again() -> None:
    hall = a_hall()
    case = a_case(hall)
    guess_wrong(hall, case.no, 5, at=timezone.now(), address="127.0.0.1")
    answer = Client().post("/track/", {"no": case.no, "tail": TAIL})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 31
    assert "以后再试" in answer.content.decode()


def test_no_address_and_no_number_is_kept_in_clear() -> None:
    hall = a_hall()
    guess_wrong(hall, "209901010001", 1)
    kept = " ".join(Attempt.objects.values_list("key", flat=True))
    assert HERE not in kept
    assert "209901010001" not in kept


def test_old_wrong_guesses_are_forgotten() -> None:
    hall = a_hall()
    guess_wrong(hall, "209901010001", 3)
    assert forget_attempts(NOW + timedelta(hours=23)) == 0
    assert forget_attempts(NOW + timedelta(hours=25)) == 2


def test_the_case_closes_itself_and_can_be_closed() -> None:
    case = a_case(a_hall())
    client = Client()
    client.post("/track/", {"no": case.no, "tail": TAIL})
    client.post("/track/leave/")
    assert client.get("/track/case/")["Location"] == "/track/"
    client.post("/track/", {"no": case.no, "tail": TAIL})
    session = client.session
    session["followed"] = {
        **session["followed"],
        "until": (timezone.now() - timedelta(seconds=1)).isoformat(),
    }
    session.save()
    assert client.get("/track/case/").status_code == 302


@pytest.mark.parametrize(
    ("no", "tail"), [("", "1234"), ("202609140001", ""), ("202609140001", "12345"), ("", "")]
)
def test_what_is_missing_is_said_beside_the_field_and_the_number_stays(no: str, tail: str) -> None:
    a_hall()
    answer = Client().post("/track/", {"no": no, "tail": tail})
    assert answer.status_code == 422
    assert 'class="err"' in answer.content.decode()
    assert Attempt.objects.count() == 0


def test_a_draft_cannot_be_followed() -> None:
    hall = a_hall()
    draft = a_case(hall, at=State.DRAFT)
    assert guess(hall, draft.no, TAIL).progress is None


def test_a_link_from_a_qr_code_fills_the_number_in() -> None:
    a_hall()
    assert 'value="2026 0914 0001"' in Client().get("/track/?no=202609140001").content.decode()


def test_a_case_costs_a_fixed_number_of_queries(django_assert_max_num_queries: object) -> None:
    case = a_case(a_hall())
    client = Client()
    client.post("/track/", {"no": case.no, "tail": TAIL})
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        client.get("/track/case/")
