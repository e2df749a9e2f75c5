"""A swap shows what a reload shows."""

import pytest
from django.utils import timezone

from tests.cases.build import ID
from tests.desk.visits import HTMX, a_world, part, sign_in, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "address", "element"),
    [
        ("clerk", "/desk/window/?q=食品", "found"),
        ("clerk", "/desk/window/?q=没有这样的事项", "found"),
        ("clerk", "/desk/collect/?q=张三", "list"),
        ("clerk", "/desk/collect/?q=李四", "list"),
        ("clerk", "/desk/ledger/?q=张三&state=accepted", "list"),
        ("clerk", "/desk/ledger/?q=食品", "list"),
        ("reviewer", "/desk/tasks/?q=张三", "list"),
        ("reviewer", "/desk/tasks/?view=late", "list"),
        ("publisher", "/desk/matters/?q=食品", "list"),
    ],
)
def test_a_list_swapped_in_is_the_list_of_the_page(who: str, address: str, element: str) -> None:
    world = a_world()
    assert world.accepted
    assert world.decided
    client = sign_in(world.hall, who)
    swapped, whole = client.get(address, headers=HTMX), client.get(address)
    assert part(swapped, element) == part(whole, element)
    assert "<html" not in text(swapped)
    assert "HX-Request" in swapped["Vary"]


@pytest.mark.parametrize(
    "typed",
    [
        {
            "id_kind": "id_card",
            "id_number": ID,
            "m1_here": "1",
            "m1": "received",
            "m2_here": "1",
            "m2": "missing",
        },
        {"id_kind": "id_card", "id_number": "340524198001010011"},
        {"id_kind": "uscc", "id_number": "91350100M000100Y40"},
        {"do": "rest", "name": "张三", "id_number": ID},
    ],
    ids=["known", "wrong number", "doubtful code", "the rest received"],
)
def test_what_follows_from_typing_is_what_a_reload_shows(
    typed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = a_world()
    assert world.accepted  # the applicant is known
    clerk = sign_in(world.hall, "clerk")
    address = f"/desk/intake/{world.draft.no}/"
    swapped = clerk.post(address, typed, headers=HTMX)
    reloaded = clerk.get(address)
    for element in ("who", "counts", "id_note", "agent_id_note"):
        assert part(swapped, element) == part(reloaded, element), element
    if typed.get("id_number") == ID and "name" not in typed:
        for element in ("name_row", "phone_row"):
            assert part(swapped, element) == part(reloaded, element), element
    # The one difference is meant: only the swap can say when it saved.
    assert without_status(part(swapped, "next")) == without_status(part(reloaded, "next"))


def without_status(found: list[object]) -> list[object]:
    """Return a part without what stands in its status line."""
    start = next(
        at for at, tag in enumerate(found) if ("role", "status") in (tag[1] if len(tag) == 2 else ())
    )  # type: ignore[arg-type, index]
    return [*found[: start + 1], *found[found.index("/span", start) :]]


def test_an_opinion_kept_shows_where_the_page_shows_it() -> None:
    world = a_world()
    reviewer = sign_in(world.hall, "reviewer")
    swapped = part(reviewer.post(f"{world.step}/draft/", {"opinion": "可"}, headers=HTMX), "saved")
    whole = part(reviewer.get(f"/desk/cases/{world.accepted.no}/"), "saved")
    assert swapped[0] == whole[0]
    assert f"{timezone.localtime():%H:}" in str(swapped)
