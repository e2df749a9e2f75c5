"""The JSON interface: the same rules and sentences as the pages."""

import json

import pytest
from django.test import Client
from django.utils.translation import get_language

from tests.api.calls import a_key, an_application, post
from tests.cast import NOW, a_hall, a_matter
from tests.portal.test_english import HAN
from yichuang.cases.public import Case, State
from yichuang.journal.public import breaks, story
from yichuang.papers import public as papers
from yichuang.site.ops.places import ROOT

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R011", "R074", "R076")
def test_an_application_is_taken_in_and_accepted_at_once() -> None:
    hall = a_hall()
    a_matter(hall)
    key = a_key(hall)
    answer = post(an_application(form={"content": "开小吃店", "area": 35.5}, request_key="a-1"), key)
    said = answer.json()
    assert (answer.status_code, said["state"], said["light"]) == (201, "accepted", "green")
    case = Case.objects.get(no=said["no"])
    assert (case.channel, case.form["content"], len(papers.of_case(case.no))) == ("json", "开小吃店", 3)
    assert story(case.subject)[0].by == hall.staff["clerk"].staff_no
    assert list(breaks()) == []
    shown = Client().get(f"/api/v1/cases/{case.no}", headers={"Authorization": f"Bearer {key}"})
    assert shown.json() == said


def test_the_same_request_again_is_the_same_case() -> None:
    hall, elsewhere = a_hall(), a_hall("linxi")
    a_matter(hall)
    a_matter(elsewhere, "else")
    key = a_key(hall)
    first, again = (post(an_application(request_key="k-7"), key) for _ in range(2))
    assert (again.status_code, again.json()) == (201, first.json())
    assert Case.objects.count() == 1
    # Another hall that hits on the same request key learns nothing of that case.
    other = post(an_application(matter="else", request_key="k-7"), a_key(elsewhere))
    assert (other.status_code, "已经有人用过" in other.json()["detail"]) == (409, True)


@pytest.mark.rule("R083")
def test_an_incomplete_application_is_refused_with_the_windows_sentence() -> None:
    hall = a_hall()
    a_matter(hall)
    lacking = [{"order": 1}, {"order": 2}, {"order": 3, "mark": "missing"}, {"order": 4}, {"order": 5}]
    answer = post(an_application(materials=lacking), a_key(hall))
    assert (answer.status_code, answer.json()["detail"]) == (409, "不能受理：第 3 项未交。")
    assert Case.objects.count() == 0


@pytest.mark.rule("R283")
def test_a_refusal_is_in_the_language_that_the_call_asks_for() -> None:
    hall = a_hall()
    a_matter(hall)
    key = a_key(hall)
    lacking = an_application(materials=[{"order": 1}, {"order": 3, "mark": "missing"}])
    wrong = an_application(applicant={"id_number": "12345", "name": "张三"})
    unread = an_application(applicant=7)
    english = {"HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.8"}
    for body, sentence in (
        (lacking, "Cannot be accepted yet: not checked: item 2, 4, 5."),
        (wrong, "An ID number has 18 characters; this has 5."),
        (unread, "applicant: Must be an object."),
    ):
        said = post(body, key, **english)
        assert said.json()["detail"] == sentence
        assert (said["Content-Language"], said["Vary"]) == ("en", "Accept-Language")
        for other in ({}, {"HTTP_ACCEPT_LANGUAGE": "zh-CN"}, {"HTTP_ACCEPT_LANGUAGE": "tlh"}):
            assert HAN.search(post(body, key, **other).json()["detail"])
    assert post(lacking, "nonsense", **english).json()["detail"].startswith("The access key is wrong")


def test_a_language_stays_with_the_request_that_asked_for_it() -> None:
    """Threads are used again: an English page or call leaves nothing to the call after it."""
    hall = a_hall()
    a_matter(hall)
    key = a_key(hall)
    lacking = an_application(materials=[])
    for before in ("/", "/nowhere/", "/api/v1/matters", "/api/v1/matters/none"):
        Client(headers={"Accept-Language": "en"}).get(before)
        assert get_language() == "zh-hans"
        assert HAN.search(post(lacking, key).json()["detail"]), before


@pytest.mark.rule("R035")
def test_only_the_published_list_is_taken_in() -> None:
    hall = a_hall()
    a_matter(hall)
    key = a_key(hall)
    for materials, sentence in (
        ([{"order": 6}], "指南里没有第 6 项材料"),
        ([{"order": 1}, {"order": 1}], "同一项材料登记了两次"),
    ):
        answer = post(an_application(materials=materials), key)
        assert (answer.status_code, sentence in answer.json()["detail"]) == (422, True)


@pytest.mark.rule("R070")
def test_a_body_comes_with_an_agent_here_too() -> None:
    hall = a_hall()
    a_matter(hall)
    body = {"id_kind": "uscc", "id_number": "91350100M000100Y43", "name": "青禾小吃有限公司"}
    answer = post(an_application(applicant=body), a_key(hall))
    assert (answer.status_code, "要登记经办人" in answer.json()["detail"]) == (422, True)


def test_who_may_not_take_in_at_the_window_may_not_here() -> None:
    hall, elsewhere = a_hall(), a_hall("linxi")
    a_matter(hall)
    for key in (a_key(hall, "reviewer"), a_key(elsewhere)):
        assert post(an_application(), key).status_code == 409
    made = post(an_application(), a_key(hall)).json()["no"]
    for who, status in (("reviewer", 200), ("stranger", 404)):
        headers = {"Authorization": f"Bearer {a_key(hall, who)}"}
        assert Client().get(f"/api/v1/cases/{made}", headers=headers).status_code == status, who


def test_guides_are_open_and_show_what_the_clerk_checks() -> None:
    hall = a_hall()
    a_matter(hall)
    found = Client().get("/api/v1/matters?q=小经营").json()
    assert [hit["code"] for hit in found] == ["sp-xjy"]
    guide = Client().get("/api/v1/matters/sp-xjy").json()
    assert (guide["promised"], [m["name"] for m in guide["materials"]][:2]) == (
        "10 个工作日", ["设立申请书", "经营者身份证明"],
    )  # fmt: skip
    assert Client().get("/api/v1/matters/nonsense").status_code == 404


def test_a_limit_is_counted_over_the_holidays() -> None:
    said = Client().get("/api/v1/deadline?from=2026-09-30&days=20").json()
    assert said == {"due_on": "2026-11-03", "provisional": False}


def test_a_draft_of_the_window_is_not_shown() -> None:
    from tests.cases.build import a_draft

    hall = a_hall()
    draft = a_draft(hall)
    headers = {"Authorization": f"Bearer {a_key(hall)}"}
    assert Client().get(f"/api/v1/cases/{draft.no}", headers=headers).status_code == 404
    assert draft.state == State.DRAFT
    assert draft.drafted_at == NOW


def test_the_description_of_the_interface_is_the_one_that_is_published() -> None:
    served = Client().get("/api/v1/openapi.json").json()
    assert served == json.loads((ROOT / "docs/reference/openapi.json").read_text(encoding="utf-8"))
    assert set(served["paths"]) == {
        "/api/v1/cases", "/api/v1/cases/{no}", "/api/v1/matters", "/api/v1/matters/{code}", "/api/v1/deadline",
        "/api/v1/payments/{provider}/callback",
        "/api/v1/telephone/calls",
        "/api/v1/ratings",
    }  # fmt: skip
