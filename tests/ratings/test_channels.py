"""Every way to a rating leads the person served there, and nobody else (R163, R166, R168)."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.cases.build import ID, a_case
from tests.cast import NOW, Hall, a_matter
from tests.desk.visits import shown, sign_in
from tests.devices.build import a_kiosk
from tests.queueing.build import a_ticket
from tests.ratings.build import PHONE, a_concluded_case, a_hall_that_serves, a_served_visit, invited, said
from yichuang.cases.public import State as CaseState
from yichuang.devices import public as devices
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Invalid, Refused
from yichuang.notices.public import Channel as Way
from yichuang.notices.public import Message
from yichuang.papers import public as papers
from yichuang.papers.public import Paper, PaperKind
from yichuang.people.public import IdKind
from yichuang.people.selectors.centres import forget_settings
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel as TicketChannel
from yichuang.queueing.public import Ticket, Visit, Visitor
from yichuang.ratings import public as ratings
from yichuang.ratings.public import Channel, Invitation, Month, Rating, State

pytestmark = pytest.mark.django_db
WHO = Visitor(IdKind.ID_CARD, ID, "李四", PHONE)


def setting(hall: Hall, value: str) -> None:
    hall.centre.settings["rating.message"] = value
    hall.centre.save(update_fields=["settings"])
    forget_settings()


def a_known_visit(hall: Hall, *, ends: bool = True) -> Ticket:
    """Somebody who gave her ID and telephone is served now."""
    now, by = timezone.now(), hall.officer("clerk")
    queueing.take(Visit(hall.theme, visitor=WHO), channel=TicketChannel.KIOSK, by=CITIZEN, now=now)
    ticket = queueing.call_next(by=by, now=now)
    assert ticket is not None
    queueing.serve(ticket, by=by, now=now)
    if ends:
        queueing.end(ticket, by=by, now=now)
    return ticket


def a_pad(hall: Hall) -> str:
    """Return the code of a rating device at the hall's window."""
    machine = devices.Machine("评价键", devices.Kind.RATING, "5 号窗口", code="pad-1", window=hall.window)
    return devices.add(machine, by=hall.officer("manager"), now=NOW).code


# --- the clerk asks ---


@pytest.mark.rule("R166")
def test_the_clerk_asks_and_the_tablet_wakes_while_the_person_still_stands_there() -> None:
    hall, _matter = a_hall_that_serves(now=timezone.now())
    pad, clerk = a_pad(hall), sign_in(hall, "clerk")
    clerk.post("/desk/seat/", {"window": hall.window.pk})
    with pytest.raises(Refused, match="没有人在办"):
        ratings.ask_at_window(by=hall.officer("clerk"), now=timezone.now())
    ticket = a_known_visit(hall, ends=False)
    assert "请您评价" in shown(clerk.get("/desk/window/"))
    assert "这次办得怎么样" not in shown(Client().get(f"/window-rating/{pad}/"))
    assert "评价器已经亮起" in shown(clerk.post("/desk/calls/ask-rating/", follow=True))
    assert "这次办得怎么样" in shown(Client().get(f"/window-rating/{pad}/"))
    said(invited(ticket.subject), "satisfied", now=timezone.now())
    assert "已经评价过了" in shown(clerk.post("/desk/calls/ask-rating/"))
    queueing.end(ticket, by=hall.officer("clerk"), now=timezone.now())
    assert Invitation.objects.count() == 1


def test_who_is_asked_at_one_window_and_goes_on_rates_the_window_where_it_ended() -> None:
    hall, _matter = a_hall_that_serves(now=timezone.now())
    ticket = a_known_visit(hall, ends=False)
    early = ratings.ask_at_window(by=hall.officer("clerk"), now=timezone.now() - timedelta(minutes=20))
    queueing.end(ticket, by=hall.officer("clerk"), now=timezone.now())
    late = invited(ticket.subject)
    assert (late.pk, late.code) == (early.pk, ticket.code)
    assert late.served_at > early.served_at


# --- keys ---


@pytest.mark.rule("R166", "R167")
def test_a_key_rates_the_visit_that_has_just_ended_once_and_a_bad_one_needs_no_letters() -> None:
    hall, matter = a_hall_that_serves(now=timezone.now())
    address = f"/api/v1/rating-keys/{a_pad(hall)}/"
    pad = Client(enforce_csrf_checks=True)
    assert pad.get(address).json() == {"visit": None}
    visit = invited(a_served_visit(hall, matter, now=timezone.now()).subject)
    assert pad.get(address).json() == {"visit": visit.pk}

    def press(**sent: object) -> tuple[int, str]:
        answer = pad.post(address, json.dumps(sent), content_type="application/json")
        return answer.status_code, answer.json().get("detail", "")

    for wrong in ({"visit": visit.pk}, {"visit": "1", "key": 1}, {"visit": visit.pk, "key": 6}, {}):
        assert press(**wrong)[0] == 422
    assert pad.post(address, "[", content_type="application/json").status_code == 422
    assert pad.post(address, "x" * 100_000, content_type="application/json").status_code == 422
    assert press(visit=visit.pk + 1, key=1)[0] == 409
    assert not Rating.objects.exists()
    assert press(visit=visit.pk, key=5) == (200, "")
    rating = Rating.objects.get()
    assert (rating.level, rating.state, rating.channel) == ("very_dissatisfied", State.BAD, Channel.KEYS)
    assert pad.get(address).json() == {"visit": None}
    assert press(visit=visit.pk, key=1)[0] == 409
    assert Client().get("/api/v1/rating-keys/nothing/").status_code == 404
    again = said(invited(visit.thing), "very_dissatisfied", now=timezone.now(), words="没有人理我")
    assert again.words == "没有人理我", "the reason is added on the phone"


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """Answer over a real socket in this thread's transaction: the pad's program is another program."""
    answers: dict[str, tuple[int, bytes]] = {}

    def application(environ: dict, start: object) -> list[bytes]:  # type: ignore[type-arg]
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(length)
        status, said = answers[f"{environ['REQUEST_METHOD']} {body.decode()}".strip()]
        start(f"{status} x", [("Content-Type", "application/json")])  # type: ignore[operator]
        return [said]

    answers["GET"] = (200, b'{"visit": 12}')
    answers['POST {"visit": 12, "key": 2}'] = (200, b'{"kept": true}')
    answers['POST {"visit": 12, "key": 5}'] = (409, json.dumps({"detail": "已经评价过了"}).encode())
    server = make_server("127.0.0.1", 0, application, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_simulator_speaks_the_protocol_of_the_keys(capsys: pytest.CaptureFixture[str]) -> None:
    with served() as address:
        call_command("rating_keys_simulator", server=address, device="pad-1", key=2)
        assert "kept" in capsys.readouterr().out
        with pytest.raises(CommandError, match="已经评价过了"):
            call_command("rating_keys_simulator", server=address, device="pad-1", key=5)


# --- the kiosk ---


@pytest.mark.rule("R166")
def test_at_the_kiosk_the_number_and_what_was_given_with_it_find_the_visit() -> None:
    hall, _matter = a_hall_that_serves(now=timezone.now())
    a_kiosk(hall)
    ticket, kiosk, address = a_known_visit(hall), Client(), "/kiosk/kiosk-1/rate/"
    assert "rate/" in kiosk.get("/kiosk/kiosk-1/").content.decode()
    for tail in ("", "0000", "１２３４"):
        answer = kiosk.post(address, {"given": ticket.label, "tail": tail})
        assert (answer.status_code, "没有对上" in shown(answer)) == (422, True)
    for tail in (PHONE[-4:], ID[-4:].lower()):
        assert "这次办得怎么样" in shown(kiosk.post(address, {"given": ticket.label, "tail": tail}))
    assert "哪里不好" in shown(kiosk.post(address, {"code": ticket.code, "level": "dissatisfied"}))
    assert not Rating.objects.exists()
    refused = kiosk.post(address, {"code": ticket.code, "level": "dissatisfied", "why": "1"})
    assert (refused.status_code, "哪里不满意" in shown(refused)) == (422, True)
    kiosk.post(address, {"code": ticket.code, "level": "dissatisfied", "why": "1", "words": "<b>慢</b>"})
    rating = Rating.objects.get()
    assert (rating.channel, rating.words) == (Channel.KIOSK, "<b>慢</b>")
    assert "链接不对" in shown(kiosk.post(address, {"code": "forged", "level": "satisfied"}))


def test_a_slip_without_a_name_is_scanned_and_a_number_alone_is_not_enough() -> None:
    hall, matter = a_hall_that_serves(now=timezone.now())
    a_kiosk(hall)
    ticket, kiosk, address = (
        a_served_visit(hall, matter, now=timezone.now()),
        Client(),
        "/kiosk/kiosk-1/rate/",
    )
    assert "没有对上" in shown(kiosk.post(address, {"given": ticket.label, "tail": "1234"}))
    assert "这次办得怎么样" in shown(kiosk.post(address, {"given": f"https://x.example/t/{ticket.code}/"}))
    waiting = a_ticket(hall, now=timezone.now())
    assert "没有对上" in shown(kiosk.post(address, {"given": f"https://x.example/t/{waiting.code}/"}))


def test_whoever_tries_tails_at_a_kiosk_has_to_wait() -> None:
    hall, _matter = a_hall_that_serves(now=timezone.now())
    a_kiosk(hall)
    ticket, kiosk = a_known_visit(hall), Client()
    codes = [
        kiosk.post("/kiosk/kiosk-1/rate/", {"given": ticket.label, "tail": f"{n:04d}"}).status_code
        for n in range(30)
    ]
    assert codes[0] == 422
    assert codes[-1] == 429


# --- papers ---


@pytest.mark.rule("R166")
def test_a_papers_code_leads_to_the_rating_of_whoever_also_knows_her_last_four() -> None:
    hall, _matter = a_hall_that_serves(now=timezone.now())
    invitation = a_concluded_case(hall, now=timezone.now())
    paper = papers.of_case(invitation.case_no)[0]
    address = papers.verify_url(paper, "")
    holder = Client()
    assert f"{address}rate/" in holder.get(address).content.decode()
    asked = holder.get(f"{address}rate/")
    assert "后四位" in shown(asked)
    assert invitation.code not in asked.content.decode()
    wrong = holder.post(f"{address}rate/", {"tail": "0000"})
    assert (wrong.status_code, "对不上" in shown(wrong)) == (422, True)
    assert invitation.code not in wrong.content.decode()
    right = holder.post(f"{address}rate/", {"tail": ID[-4:]})
    assert right["Location"] == f"/rate/{invitation.code}/"
    answers = [holder.post(f"{address}rate/", {"tail": f"{n:04d}"}) for n in range(30)]
    assert answers[0].status_code == 422
    last = answers[-1]
    assert last.status_code == 429 or last["Location"] == address, (
        "she has to wait, here or at the paper itself"
    )


def test_before_anything_is_over_a_paper_says_so_and_a_forged_one_leads_nowhere() -> None:
    hall, _matter = a_hall_that_serves(now=timezone.now())
    case = a_case(hall, at=CaseState.ACCEPTED, sheet=a_matter(hall, "r-2"), now=timezone.now())
    address = papers.verify_url(papers.of_case(case.no)[0], "")
    assert "还没有办完" in shown(Client().post(f"{address}rate/", {"tail": ID[-4:]}))
    forged = Client().get("/verify/AAAAAA/BBBBBB/rate/")
    assert forged["Location"] == "/verify/AAAAAA/BBBBBB/"


def test_what_hangs_on_a_wall_or_stays_inside_leads_to_no_rating() -> None:
    hall, _matter = a_hall_that_serves(now=timezone.now())
    invitation = a_concluded_case(hall, now=timezone.now())
    leads = {str(paper.kind): papers.leads_to_rating(paper) for paper in Paper.objects.all()}
    assert leads[PaperKind.ACCEPTANCE_NOTICE]
    assert leads[PaperKind.APPROVAL_DOCUMENT]
    assert not leads.get(PaperKind.ROUTING_SHEET, False)
    assert not leads.get(PaperKind.LICENCE, False)
    assert invitation.case_no


# --- messages ---


@pytest.mark.rule("R166")
@pytest.mark.parametrize(("wanted", "sent"), [("none", 0), ("case", 1), ("visit", 1), ("both", 2)])
def test_a_link_is_sent_when_a_visit_or_a_case_ends_as_the_centre_wants(
    settings: Settings, wanted: str, sent: int
) -> None:
    settings.SMS_URL, settings.SMS_SECRET = "https://sms.example/v1", "x" * 16
    hall, _matter = a_hall_that_serves(now=timezone.now())
    setting(hall, wanted)
    ticket = a_known_visit(hall)
    case = a_concluded_case(hall, now=timezone.now())
    texts = Message.objects.filter(kind="rating_asked", channel=Way.SMS)
    assert texts.count() == sent
    codes = {ticket.code, case.code}
    assert all(any(f"/rate/{code}/" in text.body for code in codes) for text in texts)
    assert all(text.centre_id == hall.centre.pk for text in texts)


def test_nobody_is_sent_a_link_who_left_no_telephone() -> None:
    hall, matter = a_hall_that_serves()
    setting(hall, "both")
    a_served_visit(hall, matter)
    assert not Message.objects.filter(kind="rating_asked").exists()


# --- a clerk's own notes ---


@pytest.mark.rule("R168")
def test_what_a_clerk_notes_of_herself_changes_no_figure_and_is_hers_alone() -> None:
    hall, matter = a_hall_that_serves(now=NOW)
    visits = [invited(a_served_visit(hall, matter).subject) for _ in range(2)]
    said(visits[0], "dissatisfied")

    def figures() -> list[object]:
        return [
            [
                (f.name, f.served, f.levels, f.percent)
                for f in ratings.figures_of([hall.centre.pk], group, Month(2026, 9))
            ]
            for group in ratings.GROUPS
        ]

    before, clerk = figures(), hall.officer("clerk")
    ratings.note_own(visits[0], "应当早点告诉要等", by=clerk, now=NOW)
    ratings.note_own(visits[1], "这次很顺", by=clerk, now=NOW)
    assert figures() == before
    assert Rating.objects.count() == 1
    assert [each.mine[0].words for each in ratings.services_of(clerk)] == ["这次很顺", "应当早点告诉要等"]
    assert all(not each.mine for each in ratings.services_of(hall.officer("supervisor")))
    with pytest.raises(Refused, match="自己办的事"):
        ratings.note_own(visits[0], "她不好", by=hall.officer("supervisor"), now=NOW)
    with pytest.raises(Invalid, match="1000"):
        ratings.note_own(visits[0], "字" * 100_000, by=clerk, now=NOW)
    ratings.note_own(visits[1], " ", by=clerk, now=NOW)
    assert [bool(each.mine) for each in ratings.services_of(clerk)] == [False, True]


def test_the_page_of_ones_own_notes_shows_them_to_nobody_else() -> None:
    hall, matter = a_hall_that_serves(now=timezone.now())
    visit = invited(a_served_visit(hall, matter, now=timezone.now()).subject)
    clerk, address = sign_in(hall, "clerk"), "/desk/ratings/own/"
    assert clerk.post(address, {"service": visit.pk, "words": "<b>说清楚</b>"}).status_code == 302
    assert "&lt;b&gt;说清楚" in clerk.get(address).content.decode()
    assert clerk.post(address, {"service": visit.pk, "words": "字" * 2000}).status_code == 422
    assert clerk.post(address, {"service": "9" * 30, "words": "x"}).status_code == 404
    for who in ("supervisor", "manager", "reviewer"):
        assert sign_in(hall, who).get(address).status_code == 403


def test_a_browser_in_which_the_clerk_once_signed_in_is_known_again_when_it_rates_her() -> None:
    hall, matter = a_hall_that_serves()
    visits = [invited(a_served_visit(hall, matter, now=timezone.now()).subject) for _ in range(2)]
    hers, somebodys = Client(), Client()
    sign_in(hall, "clerk", client=hers)
    hers.post("/sign-out/")
    for browser, visit in zip((hers, somebodys), visits, strict=True):
        address = f"/rate/{visit.code}/"
        browser.get(address)
        answer = browser.post(address, {"level": "very_satisfied"}, REMOTE_ADDR="203.0.113.9")
        assert answer.status_code == 302
    flags = [[str(flag.suspicion) for flag in each.flags.all()] for each in Rating.objects.order_by("pk")]
    assert flags == [["clerks_device"], []]
