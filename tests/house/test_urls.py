"""Every address of the product, whoever asks: no stack trace, no stranger, no missing header."""

import re
from collections.abc import Iterator
from functools import partial

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.desk.visits import a_world, shown, sign_in, text

OPEN_TO_ALL = {"sign-in/", "sign-out/", "set-language/"}
GUESSES = {"int": ["0", "1", "9" * 30], "str": ["x", "\0", "%F0%9F%92%A9", "x" * 300], "path": ["x/y"]}
STAFF = ("desk/",)


def addresses() -> list[str]:
    """Return every route, as Django writes it: desk/cases/<str:no>/."""
    return sorted(set(_walk(get_resolver().url_patterns, "")))


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern).replace("^", "").replace("$", "")
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route


def guessed(route: str) -> list[str]:
    """Return addresses of a route with things that do not exist in its places."""
    return sorted({"/" + re.sub(r"<(?:(\w+):)?\w+>", partial(_guess, at), route) for at in range(4)})


def _guess(at: int, place: re.Match[str]) -> str:
    values = GUESSES.get(place[1] or "str", GUESSES["str"])
    return values[at % len(values)]


def staff_routes() -> list[str]:
    return [route for route in addresses() if route.startswith(STAFF)]


@pytest.mark.django_db
@pytest.mark.parametrize("route", addresses())
def test_no_address_breaks_whatever_a_stranger_sends(route: str) -> None:
    client = Client(raise_request_exception=False)
    for address in guessed(route):
        for ask in (client.get, client.post, client.put, client.delete, client.patch):
            answer = ask(address)
            assert answer.status_code < 500, (address, ask.__name__)


@pytest.mark.django_db
@pytest.mark.parametrize("route", staff_routes())
def test_every_address_of_the_workbench_sends_a_stranger_to_sign_in(route: str) -> None:
    address = guessed(route)[0] if "<" not in route else "/" + re.sub(r"<[^>]+>", "1", route)
    for ask in (Client().get, Client().post):
        answer = ask(address)
        assert answer.status_code in {302, 405}, (address, answer.status_code)
        if answer.status_code == 302:
            assert answer["Location"].startswith("/sign-in/?next=")


@pytest.mark.django_db
@pytest.mark.parametrize("route", [route for route in addresses() if not route.startswith("api/")])
def test_no_form_is_taken_from_elsewhere(route: str) -> None:
    client = Client(enforce_csrf_checks=True)
    address = "/" + re.sub(r"<[^>]+>", "1", route)
    answer = client.post(address)
    assert answer.status_code in {403, 405}, address
    if answer.status_code == 403:
        assert "请刷新页面" in shown(answer)


@pytest.mark.django_db
def test_a_signed_in_member_of_staff_meets_no_stack_trace_either() -> None:
    world = a_world()
    for who in ("clerk", "reviewer", "publisher", "supervisor"):
        client = sign_in(world.hall, who)
        client.raise_request_exception = False
        for route in staff_routes():
            for address in guessed(route):
                for ask in (client.get, client.post):
                    answer = ask(address)
                    assert answer.status_code < 500, (who, address)
                    text(answer)  # a file that is not read would stay open


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/sign-in/", "/desk/", "/nowhere/", "/healthz", "/api/v1/matters", "/api/v1/openapi.json", "/desk/%00/"],
)
def test_every_answer_carries_the_safe_headers(address: str) -> None:
    headers = Client().get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "unsafe-" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_no_cookie_is_shown_to_scripts_or_sent_to_other_sites() -> None:
    world = a_world()
    client = Client()
    client.get("/sign-in/?type=large")
    client.post("/set-language/", {"language": "en"})
    sign_in(world.hall, "clerk", client=client)
    client.post(f"/desk/intake/{world.draft.no}/", {"do": "discard", "discard_reason": "改天"})
    assert len(client.cookies) >= 4
    for name, cookie in client.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name


@pytest.mark.django_db
def test_no_page_of_ours_has_an_inline_script_or_style() -> None:
    world = a_world()
    pages = {
        "clerk": ["/desk/window/", f"/desk/intake/{world.draft.no}/", "/desk/collect/", "/desk/ledger/",
                  f"/desk/collect/{world.decided.no}/", f"/desk/cases/{world.accepted.no}/papers/"],
        "reviewer": ["/desk/tasks/", f"/desk/cases/{world.accepted.no}/"],
        "publisher": ["/desk/matters/", "/desk/matters/sp-xjy/"],
    }  # fmt: skip
    for who, addresses_of in pages.items():
        client = sign_in(world.hall, who)
        for address in addresses_of:
            page = client.get(address).content.decode()
            assert re.findall(r"<script(?![^>]*src=)[^>]*>", page) == [], address
            assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", page) == [], address


@pytest.mark.django_db
def test_an_address_that_leads_nowhere_says_so_in_words() -> None:
    answer = Client().get("/no/such/page/")
    assert answer.status_code == 404
    assert "没有您要找的内容" in shown(answer)
    json = Client().get("/api/v1/no-such-thing")
    assert (json.status_code, json.json()["detail"][:6]) == (404, "这里没有您要")


@pytest.mark.django_db
def test_our_own_fault_is_admitted_in_words_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("yichuang.people.public.sign_in", fail)
    client = Client(raise_request_exception=False)
    answer = client.post("/sign-in/", {"staff_no": "1", "password": "2"})
    assert answer.status_code == 500
    assert "系统出错" in shown(answer)
    assert "secret detail" not in answer.content.decode()
