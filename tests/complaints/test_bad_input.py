"""Whatever is typed at the desk's pages of complaints: a sentence or a page, never a stack trace."""

import pytest
from django.test import Client

from tests.cast import NOW
from tests.complaints.build import a_complaint, a_hall_to_complain_of, again, answered, investigated
from tests.desk.visits import sign_in
from yichuang.complaints import public as complaints
from yichuang.complaints.public import Move, Sending, Trouble
from yichuang.people.public import Centre

pytestmark = pytest.mark.django_db
ODD = ("", "\x00", "x" * 100_000, "<script>", "💩", "9" * 30, "-1", "²")
FIELDS = (
    "words", "nature", "channel", "kind", "window", "department", "staff", "case_no", "source", "told", "settled",
    "name", "phone", "email", "ticket", "rung", "answer_on", "why", "finding", "found", "body", "to_name", "number",
    "reason", "said", "required", "put_right_by", "reply_on", "owner", "about", "letters", "witness", "box", "note",
    "place", "month", "remarks", "code",
)  # fmt: skip


def every_page() -> tuple[Client, list[tuple[str, tuple[str, ...]]]]:
    """Return the supervisor's browser, and each address with what can be done there."""
    hall = a_hall_to_complain_of()
    by = hall.officer("supervisor")
    complaint, found = a_complaint(hall), investigated(hall)
    done = answered(hall)
    order = complaints.order_rectification(done, hall.department, "改", by=by, now=done.registered_at)
    trouble = Trouble(about="户口", words="都说不归他管")
    row = complaints.open_unresolved(trouble, by=by, now=done.registered_at)
    moves = (*(move.value for move in Move), "rectify", "report_up", "accept:1", "end:²")
    at = "/desk/complaints/"
    pages = [(f"{at}{one.pk}/", moves) for one in (complaint, found, done)]
    pages += [
        (f"{at}new/", ("",)),
        (f"{at}boxes/", ("add", "open")),
        (f"{at}month/", ("",)),
        (f"{at}rectifications/{order.pk}/", ("answer", "accept", "return")),
        (f"{at}unresolved/", ("",)),
        (f"{at}unresolved/{row.pk}/", ("note", "solve", "hand_to", "reopen")),
        (f"/complain/{complaint.code}/", ("",)),
        (f"/complain/{row.code}/", ("",)),
        ("/complain/find/", ("",)),
    ]
    assert Centre.objects.exists()
    return sign_in(hall, "supervisor"), pages


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_nothing_that_is_typed_breaks_a_page(odd: str) -> None:
    client, pages = every_page()
    client.raise_request_exception = False
    for address, moves in pages:
        for move in moves:
            answer = client.post(address, dict.fromkeys(FIELDS, odd) | {"do": move})
            assert answer.status_code < 500, (address, move)
        asked = {"state": odd, "nature": odd, "channel": odd, "window": odd, "due": odd, "month": odd}
        assert client.get(address, asked).status_code < 500, address


def test_what_is_written_in_html_is_shown_as_it_was_written_and_never_as_html() -> None:
    hall = a_hall_to_complain_of()
    by, at, html = hall.officer("supervisor"), NOW, "<script>alert(1)</script><img src=x onerror=alert(2)>"
    complaint = investigated(hall, words=html, name=html[:20], source="")
    complaints.apologise(complaint, html, by=hall.officer("chief_rep"), now=at)
    complaints.answer(again(complaint), html, by=hall.officer("chief_rep"), now=at)
    complaints.appeal(again(complaint), html, now=at)
    order = complaints.order_rectification(again(complaint), hall.department, html, by=by, now=at)
    complaints.answer_rectification(order, html, by=hall.officer("chief_rep"), now=at)
    row = complaints.open_unresolved(Trouble(about=html, words=html), by=by, now=at)
    sent = complaints.transfer(
        a_complaint(hall, words=html), Sending("other", html, html, html[:30]), by=by, now=at
    )
    complaints.conclude(sent, html, by=by, now=at)
    desk, anyone = sign_in(hall, "supervisor"), Client()
    pages = [
        desk.get("/desk/complaints/?state=all"),
        desk.get(f"/desk/complaints/{complaint.pk}/"),
        desk.get(f"/desk/complaints/{sent.complaint.pk}/"),
        desk.get(f"/desk/complaints/rectifications/{order.pk}/"),
        desk.get(f"/desk/complaints/unresolved/{row.pk}/"),
        desk.get("/desk/complaints/month/"),
        anyone.get(f"/complain/{complaint.code}/"),
        anyone.get(f"/complain/{sent.complaint.code}/"),
        anyone.get(f"/complain/{row.code}/"),
    ]
    for answer in pages:
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert sum("&lt;script&gt;alert(1)" in answer.content.decode() for answer in pages) >= len(pages) - 1
