"""What programs send by mistake or on purpose: 4xx, a sentence in Chinese, nothing changed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.calls import a_key, an_application, post
from tests.cases.build import ID
from tests.cast import Hall, a_hall, a_matter
from yichuang.cases.public import Case
from yichuang.people.public import ApiToken

pytestmark = pytest.mark.django_db

HAN = re.compile("[一-鿿]")
WHO = {"id_number": ID, "name": "张三"}


@pytest.fixture
def hall() -> Hall:
    hall = a_hall()
    a_matter(hall)
    return hall


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"nonsense": 1}, "nonsense"),
        ({"matter": 7}, "matter"),
        ({"matter": "x" * 51}, "matter"),
        ({"applicant": None}, "applicant"),
        ({"applicant": {"id_number": ID}}, "applicant.name"),
        ({"applicant": {**WHO, "id_kind": "tattoo"}}, "applicant.id_kind"),
        ({"applicant": {**WHO, "name": "名" * 121}}, "applicant.name"),
        ({"applicant": {**WHO, "confirmed": "perhaps"}}, "applicant.confirmed"),
        ({"materials": "all"}, "materials"),
        ({"materials": [{"order": 0}]}, "materials.0.order"),
        ({"materials": [{"order": 10**30}]}, "materials.0.order"),
        ({"materials": [{"order": 1, "mark": "eaten"}]}, "materials.0.mark"),
        ({"materials": [{"order": 1, "copies": -1}]}, "materials.0.copies"),
        ({"materials": [{"order": 1}] * 201}, "materials"),
        ({"form": []}, "form"),
        ({"form": {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}}, "form"),
        ({"request_key": "k" * 65}, "request_key"),
    ],
)
def test_a_field_of_the_wrong_shape_is_named_in_words(hall: Hall, change: dict[str, Any], field: str) -> None:
    answer = post(an_application(**change), a_key(hall))
    said = answer.json()
    assert (answer.status_code, said["code"], said["field"]) == (422, "malformed", field)
    assert HAN.search(said["detail"])
    assert not re.search(r"[a-z]{3,} [a-z]{2,} ", said["detail"]), said["detail"]
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("applicant", "field"),
    [
        ({"id_number": "340524198002300010", "name": "张三"}, "id_number"),
        ({**WHO, "name": " "}, "name"),
        ({**WHO, "name": "张\u202e三"}, "name"),
        ({**WHO, "name": "张\n三"}, "name"),
        ({**WHO, "email": "nowhere"}, "email"),
    ],
)
def test_an_applicant_who_cannot_be_is_refused_by_field(
    hall: Hall, applicant: dict[str, str], field: str
) -> None:
    answer = post(an_application(applicant=applicant), a_key(hall))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["field"] in {field, "id_number"}
    assert HAN.search(answer.json()["detail"])
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"[]", b"null", b"7", b'"text"', b"\xff\xfe", b"name=x&matter=y",
        b"[" * 100_000, b'{"form":' * 50_000,
        b'{"matter": "sp-xjy", "form": {"a": NaN}}', b'{"form": {"a": Infinity}}', b'{"form": {"a": 1e999}}',
        b'{"matter": "\\u0000"}', b'{"form": {"a": "\\ud800"}}', b'{"form": {"\\u0000": 1}}',
        b'{"form": {"a": ' + b"9" * 5000 + b"}}",
    ],
)  # fmt: skip
def test_what_is_not_an_application_is_refused(hall: Hall, raw: bytes) -> None:
    answer = post(None, a_key(hall), raw=raw)
    assert answer.status_code in {400, 422}
    assert HAN.search(answer.json()["detail"])
    assert Case.objects.count() == 0


@pytest.mark.parametrize("odd", ['{"a": 1e999}', '{"a": "\\u0000"}', '{"a": ["\\udfff"]}', '{"\\ud800": 1}'])
def test_an_applications_own_form_holds_what_the_database_can_hold(hall: Hall, odd: str) -> None:
    import json

    whole = json.dumps(an_application(form={})).replace('"form": {}', f'"form": {odd}').encode()
    answer = post(None, a_key(hall), raw=whole)
    assert answer.status_code in {400, 422}
    assert Case.objects.count() == 0


def test_text_that_only_looks_like_nul_is_kept(hall: Hall) -> None:
    answer = post(an_application(form={"content": "写作 \\u0000 的文字，和 😀"}), a_key(hall))
    assert answer.status_code == 201
    assert Case.objects.get().form == {"content": "写作 \\u0000 的文字，和 😀"}


def test_a_body_beyond_all_sizes_is_refused(hall: Hall) -> None:
    answer = post(an_application(form={"content": "x" * 3_000_000}), a_key(hall))
    assert (answer.status_code, "太长" in answer.json()["detail"]) == (413, True)


@pytest.mark.parametrize("key", ["", "nonsense", "yc_" + "x" * 43, "密钥", "a\0b", "x" * 20_000])
def test_nobody_comes_in_without_a_key(hall: Hall, key: str) -> None:
    answer = post(an_application(), key.encode().decode("latin-1"))
    assert (answer.status_code, "访问密钥" in answer.json()["detail"]) == (401, True)
    assert Case.objects.count() == 0


def test_a_key_that_ended_or_was_taken_back_opens_nothing(hall: Hall) -> None:
    from django.utils import timezone

    ended = a_key(hall, until_at=timezone.now() - timedelta(seconds=1))
    assert post(an_application(), ended).status_code == 401
    taken_back = a_key(hall)
    ApiToken.objects.filter(until_at=None).update(revoked_at=timezone.now())
    assert post(an_application(), taken_back).status_code == 401
    hall.staff["clerk"].__class__.objects.filter(pk=hall.staff["clerk"].pk).update(is_active=False)
    assert post(an_application(), a_key(hall)).status_code == 401


def test_a_session_of_the_workbench_is_no_key(hall: Hall) -> None:
    from tests.desk.visits import sign_in

    answer = sign_in(hall, "clerk").post("/api/v1/cases", {}, content_type="application/json")
    assert answer.status_code == 401


def test_a_method_that_is_not_there_is_refused_in_words(hall: Hall) -> None:
    for ask in (Client().get, Client().put, Client().delete):
        answer = ask("/api/v1/cases")
        assert (answer.status_code, answer["Allow"]) == (405, "POST")
        assert HAN.search(answer.json()["detail"])


@pytest.mark.parametrize(
    "query",
    ["from=2026-02-30&days=3", "from=x&days=3", "days=3", "from=2026-09-30&days=-1", "from=2026-09-30&days=3651",
     "from=2026-09-30&days=1e9", "from=9999-12-31&days=3650", "from=0001-01-01&days=1",
     "from=2026-09-30&days=3&unit=lunar"],
)  # fmt: skip
def test_a_limit_that_cannot_be_counted_is_refused(query: str) -> None:
    answer = Client(raise_request_exception=False).get(f"/api/v1/deadline?{query}")
    assert answer.status_code in {409, 422}, answer.content
    assert HAN.search(answer.json()["detail"])


@pytest.mark.parametrize("query", ["q=%00", "q=" + "x" * 61, "limit=0", "limit=x", "limit=101"])
def test_a_search_that_cannot_be_is_refused(query: str) -> None:
    answer = Client(raise_request_exception=False).get(f"/api/v1/matters?{query}")
    assert answer.status_code in {400, 422}
    assert HAN.search(answer.json()["detail"])


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("matter", "applicant", "agent", "agent_authority", "materials", "form", "request_key")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changed=st.dictionaries(st.sampled_from(FIELDS), ANY_JSON, max_size=3),
    who=st.dictionaries(
        st.sampled_from(("id_kind", "id_number", "name", "phone", "email")), ANY_JSON, max_size=3
    ),
)
def test_no_json_whatever_it_holds_breaks_the_intake(
    hall: Hall, changed: dict[str, Any], who: dict[str, Any]
) -> None:
    key = KEYS.setdefault(hall.centre.pk, a_key(hall)) if hall.centre.pk not in KEYS else KEYS[hall.centre.pk]
    answer = post({**an_application(applicant={**WHO, **who}), **changed}, key)
    assert answer.status_code < 500, answer.content


KEYS: dict[int, str] = {}
