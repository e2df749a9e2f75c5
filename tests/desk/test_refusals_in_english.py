"""Refusals on English pages: the sentence in English, and no Chinese sentence beside it.

Names of matters, materials and departments are what the hall entered, and stay as they are.
"""

import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.cases.build import ID, a_case, a_draft, filled
from tests.cast import Hall, a_hall, a_matter
from tests.desk.visits import shown, sign_in, text
from tests.portal.test_english import english, left_in_chinese
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Case
from yichuang.kit import files
from yichuang.kit.refusal import Stale
from yichuang.notices.public import Message
from yichuang.papers import public as papers
from yichuang.people.public import Staff

pytestmark = pytest.mark.django_db


def in_english(answer: HttpResponse, status: int, sentence: str) -> None:
    """The answer says the sentence, and no sentence in Chinese."""
    assert (answer.status_code, sentence in shown(answer)) == (status, True), shown(answer)
    assert [said for said in left_in_chinese(text(answer)) if "。" in said] == []


def test_a_move_that_the_state_does_not_have() -> None:
    hall = a_hall()
    case = a_case(hall)
    form = {"relation": "本人", "id_kind": "id_card", "id_number": ID, "name": "Zhang"}
    said = "This case is “Accepted”: “Delivery” is not possible now."
    in_english(_clerk(hall).post(f"/desk/collect/{case.no}/", form), 409, said)


def test_someone_was_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    clerk = _clerk(hall)
    accept = cases.accept

    def after_someone_else(seen: Case, **more: object) -> Case:
        Case.objects.filter(pk=seen.pk).update(version=seen.version + 1)
        return accept(seen, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(cases, "accept", after_someone_else)
    answer = clerk.post(f"/desk/intake/{case.no}/", {"do": "accept"})
    in_english(answer, 409, "Someone has just changed this record")


@pytest.mark.rule("R283")
@pytest.mark.parametrize(
    ("marks", "status", "sentence"),
    [
        ({"m3_here": "1", "m3": "missing"}, 409, "Cannot be accepted: not handed in: item 3."),
        (
            {"m3_here": "1", "m3": "missing", "m1_here": "1", "m1": "faulty"},
            409,
            "Cannot be accepted: faulty: item 1, not handed in: item 3.",
        ),
        ({"m2_here": "1", "m2": "not_needed"}, 422, "Item 2 is required of everyone"),
    ],
)
def test_a_material_that_is_missing(marks: dict[str, str], status: int, sentence: str) -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    in_english(_clerk(hall).post(f"/desk/intake/{case.no}/", marks | {"do": "accept"}), status, sentence)


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ({"id_number": "12345"}, 422, "An ID number has 18 characters; this has 5."),
        ({"id_number": "340524198001010011"}, 422, "The last character of the ID number does not fit."),
        ({"id_kind": "tw_pass", "id_number": "1"}, 422, "for Taiwan residents has 8 digits"),
        ({"name": "Z" * 121}, 422, "Name: at most 120 characters; there are 121 now."),
        (
            {"agent_id_number": "1", "agent_name": "Li", "authority": "yes"},
            422,
            "Agent: An ID number has 18 characters; this has 1.",
        ),
        ({"id_number": ""}, 409, "Cannot be accepted yet: the applicant's details are not complete."),
    ],
)
def test_a_person_who_cannot_be(typed: dict[str, str], status: int, sentence: str) -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall, name=typed.pop("name", "Zhang"), **typed)
    in_english(_clerk(hall).post(f"/desk/intake/{case.no}/", {"do": "accept"}), status, sentence)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7\n" + b"0" * files.MOST_BYTES, "The file is over 20 MB."),
        (b"MZ" + b"\x00" * 200, "Only PDF, OFD, JPG, PNG and WebP are taken"),
        (b"", "The file is empty."),
    ],
)
def test_a_file_that_is_not_taken(content: bytes, sentence: str) -> None:
    hall = a_hall()
    case = a_draft(hall)
    attached = {"file": SimpleUploadedFile("scan.pdf", content)}
    in_english(_clerk(hall).post(f"/desk/intake/{case.no}/files/1/", attached), 422, sentence)


def test_a_step_that_is_someone_elses() -> None:
    hall = a_hall()
    case = a_case(hall)
    task = approvals.open_task_of(case.pk)
    assert task is not None
    approver = sign_in(hall, "approver", client=english())
    answer = approver.post(f"/desk/cases/{case.no}/steps/{task.pk}/pass-on/", {"opinion": "fine"})
    assert (answer.status_code, "This step is handled by" in shown(answer)) == (409, True), shown(answer)


@pytest.mark.parametrize(
    ("ask", "status", "sentence"),
    [
        (lambda desk: desk.get("/desk/tasks/"), 403, "This page is not part of your duties."),
        (lambda desk: desk.get("/desk/cases/none/"), 404, "What you look for is not here."),
        (lambda desk: desk.put("/desk/collect/"), 405, "This address cannot be used in this way."),
        (
            lambda desk: desk.get("/desk/collect/?q=%00"),
            400,
            "The address has characters that cannot be read.",
        ),
    ],
)
def test_a_page_that_does_not_open(ask: Callable[[Client], HttpResponse], status: int, sentence: str) -> None:
    in_english(ask(_clerk(a_hall())), status, sentence)


def test_a_wrong_password() -> None:
    hall = a_hall()
    form = {"staff_no": hall.staff["clerk"].staff_no, "password": "x"}
    in_english(english().post("/sign-in/", form), 422, "The staff number or the password is wrong.")
    Staff.objects.filter(staff_no=form["staff_no"]).update(is_active=False)
    in_english(english().post("/sign-in/", form), 422, "This account is no longer in use.")


def test_a_guide_that_cannot_be_taken_further() -> None:
    hall = a_hall()
    a_matter(hall)
    publisher = sign_in(hall, "publisher", client=english())
    answer = publisher.post("/desk/matters/sp-xjy/1/move/", {"do": "publish"})
    said = "This version is marked “Published”; this is not possible: Approve and publish."
    assert (answer.status_code, said in shown(answer)) == (409, True), shown(answer)


def test_what_is_refused_away_from_a_page_is_refused_in_chinese() -> None:
    """The worker and the command line have no reader with a language."""
    assert Stale().sentence.startswith("刚才有人改过")


def test_what_is_written_down_stays_chinese_whatever_the_clerk_reads() -> None:
    """Papers, messages and the record belong to the applicant and the archive."""
    hall = a_hall()
    sheet = a_matter(hall)
    written = []
    for clerk in (sign_in(hall, "clerk"), _clerk(hall)):
        case = filled(a_draft(hall, sheet), hall)
        assert clerk.post(f"/desk/intake/{case.no}/", {"do": "accept"}).status_code == 302
        told = Message.objects.filter(case_no=case.no).order_by("pk").values_list("subject", "body")
        issued = [(paper.title, paper.body) for paper in papers.of_case(case.no)]
        written.append(json.dumps([issued, list(told)], ensure_ascii=False).replace(case.no, "NO"))
    assert written[0] == written[1]


def _clerk(hall: Hall) -> Client:
    return sign_in(hall, "clerk", client=english())
