"""Rating pages: on the phone, on the public page, on the workbench; the device at the window."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Hall
from tests.desk.visits import shown, sign_in
from tests.ratings.build import PHONE, a_bad_rating, a_hall_that_serves, a_served_visit, invited, said
from yichuang.devices.public import Device
from yichuang.ratings.public import Channel, Rating, State

pytestmark = pytest.mark.django_db


def post(client: Client, address: str, status: int = 302, **fields: object) -> str:
    answer = client.post(address, fields)
    assert answer.status_code == status, shown(answer)
    return shown(answer)


@pytest.mark.rule("R163", "R166")
def test_the_number_on_the_phone_leads_to_a_rating_that_can_be_changed() -> None:
    hall, matter = a_hall_that_serves(now=timezone.now())
    ticket = a_served_visit(hall, matter, now=timezone.now())
    phone, address = Client(), f"/rate/{ticket.code}/"
    assert address in phone.get(f"/t/{ticket.code}/").content.decode()
    page = phone.get(address)
    assert "这次办得怎么样" in shown(page)
    assert b"checked" not in page.content, "nothing is chosen beforehand"
    assert "哪里不满意" in post(phone, address, 422, level="dissatisfied")
    assert "最多 1000 字" in post(phone, address, 422, level="satisfied", words="字" * 100_000)
    post(
        phone, address, level="dissatisfied", indicators="214", words="<script>alert(1)</script>", phone=PHONE
    )
    assert "已经记下" in shown(phone.get(f"{address}?thanks=1"))
    rating = Rating.objects.get()
    assert (rating.channel, rating.state, rating.is_named) == (Channel.PHONE, State.BAD, True)
    again = phone.get(address).content.decode()
    assert "&lt;script&gt;" in again
    assert PHONE not in again
    post(phone, address, level="satisfied")
    assert Rating.objects.get().level == "satisfied"


def test_a_forged_a_late_and_a_used_address_each_get_their_sentence() -> None:
    hall, matter = a_hall_that_serves(now=timezone.now() - timedelta(days=60))
    visits = [a_served_visit(hall, matter, now=timezone.now() - timedelta(days=60)) for _ in range(2)]
    said(invited(visits[0].subject), "satisfied", now=timezone.now() - timedelta(days=59))
    for code, status, words in (
        ("forged", 404, "链接不对"),
        ("x" * 300, 404, "链接不对"),
        (visits[0].code, 410, "已经评价过了"),
        (visits[1].code, 410, "时间已经过了"),
    ):
        for ask in (Client().get, Client().post):
            answer = ask(f"/rate/{code}/")
            assert answer.status_code == status
            assert words in shown(answer)
    assert Rating.objects.count() == 1


@pytest.mark.rule("R164")
def test_everybody_reads_the_month_with_numerator_and_denominator_and_no_person() -> None:
    now = timezone.now()
    then = now.replace(day=1) - timedelta(days=5)
    hall, matter = a_hall_that_serves(now=then)
    for level in ("very_satisfied", "dissatisfied", "satisfied"):
        said(invited(a_served_visit(hall, matter, now=then).subject), level, now=then)
    for group, name in (
        ("department", hall.department.name),
        ("window", "5 号窗口"),
        ("matter", matter.name),
    ):
        words = shown(Client().get(f"/ratings/?centre=qinghe&by={group}"))
        assert name in words
        assert "66.7%" in words
    assert hall.staff["clerk"].name not in shown(Client().get("/ratings/?by=staff"))
    assert "没有办理" in shown(Client().get("/ratings/?month=2001-01"))
    assert Client().get("/ratings/?month=<b>&by=<b>").status_code == 200


@pytest.mark.rule("R165", "R167")
def test_a_bad_rating_is_handled_by_the_forms_and_the_rated_never_learn_who_rated() -> None:
    hall, rating = a_bad_rating(now=timezone.now())
    address = f"/desk/ratings/{rating.pk}/"
    reviewer, supervisor = sign_in(hall, "reviewer"), sign_in(hall, "supervisor")
    assert sign_in(hall, "clerk").get(address).status_code == 403
    assert sign_in(hall, "stranger").get(address).status_code == 404
    assert rating.no in shown(reviewer.get("/desk/ratings/"))
    assert rating.no not in shown(sign_in(hall, "stranger").get("/desk/ratings/"))
    for page in (address, "/desk/ratings/"):
        assert PHONE not in reviewer.get(page).content.decode()
    assert PHONE in shown(supervisor.get(address))
    assert "由谁处理" in post(reviewer, address, 422, do="open", words=" ")
    post(reviewer, address, do="open", words="由审批股处理")
    post(reviewer, address, do="verify", words="<b>属实</b>")
    assert "&lt;b&gt;属实" in supervisor.get(address).content.decode()
    post(reviewer, address, do="rectify", words="增开一个窗口")
    assert "回访和办结由中心做" in post(reviewer, address, 409, do="call_back", words="我来")
    assert "先回访" in post(supervisor, address, 409, do="close", words="满意")
    post(supervisor, address, do="call_back", words="已电话告知")
    post(supervisor, address, do="close", words="评价人表示认可")
    assert "已办结" in shown(reviewer.get(address))
    assert supervisor.post(address, {"do": "nonsense"}).status_code == 404
    assert rating.no in shown(supervisor.get("/desk/ratings/?state=closed&level=dissatisfied"))
    assert rating.no not in shown(supervisor.get("/desk/ratings/?state=waiting"))


def test_what_is_excluded_stays_visible_and_figures_are_the_centres() -> None:
    hall, rating = a_bad_rating(named=False, now=timezone.now())
    address = f"/desk/ratings/{rating.pk}/"
    supervisor = sign_in(hall, "supervisor")
    assert "为什么不予采纳" in post(supervisor, address, 422, do="exclude")
    post(supervisor, address, do="exclude", words="误评：评的是隔壁窗口")
    assert "误评：评的是隔壁窗口" in shown(supervisor.get(address))
    assert rating.no in shown(supervisor.get("/desk/ratings/?state=excluded"))
    for group in ("department", "window", "staff", "matter", "<b>"):
        assert supervisor.get(f"/desk/ratings/figures/?by={group}").status_code == 200
    assert sign_in(hall, "reviewer").get("/desk/ratings/figures/").status_code == 403


def test_a_rating_from_where_the_clerk_sits_is_shown_to_supervision() -> None:
    hall, matter = a_hall_that_serves(now=timezone.now())
    ticket = a_served_visit(hall, matter, now=timezone.now())
    sign_in(hall, "clerk")
    post(Client(), f"/rate/{ticket.code}/", level="very_satisfied")
    assert "相同" in _list(hall, "?flagged=1")
    assert "非常满意" in _list(hall, "")


def _list(hall: Hall, asked: str) -> str:
    return shown(sign_in(hall, "supervisor").get(f"/desk/ratings/{asked}"))


def a_tablet(hall: Hall) -> str:
    """Put a rating device up at the window; return its page."""
    manager = sign_in(hall, "manager")
    fields = {"name": "评价器", "kind": "rating", "place": "5 号窗口", "window": str(hall.window.pk)}
    post(manager, "/desk/devices/", do="add", **fields)
    address = f"/window-rating/{Device.objects.get(kind='rating').code}/"
    assert address in manager.get("/desk/devices/").content.decode()
    return address


@pytest.mark.rule("R166", "R167")
def test_the_tablet_at_the_window_asks_about_the_visit_that_has_just_ended_and_waits_again() -> None:
    hall, matter = a_hall_that_serves(now=timezone.now())
    address, tablet = a_tablet(hall), Client()
    assert "办完以后" in shown(tablet.get(address))
    assert Device.objects.get(kind="rating").heard_at is not None
    visit = invited(a_served_visit(hall, matter, now=timezone.now()).subject)
    part = tablet.get(address, headers={"HX-Request": "true"})
    assert "这次办得怎么样" in shown(part)
    assert b"<html" not in part.content
    asked = post(tablet, address, 200, visit=visit.pk, level="very_dissatisfied")
    assert "态度差效率低" in asked
    assert not Rating.objects.exists()
    assert "哪里不满意" in post(tablet, address, 422, visit=visit.pk, level="very_dissatisfied", why="1")
    ticked = {"visit": visit.pk, "level": "very_dissatisfied", "why": "1", "indicators": "115"}
    assert "谢谢您" in post(tablet, address, 200, **ticked)
    assert Rating.objects.get().channel == Channel.DEVICE
    assert "办完以后" in shown(tablet.get(address))
    assert "时间已经过了" in post(tablet, address, 409, **ticked)
    assert Rating.objects.count() == 1


def test_the_tablet_rates_no_other_visit_and_no_other_machine_is_one() -> None:
    hall, matter = a_hall_that_serves(now=timezone.now())
    address, tablet = a_tablet(hall), Client()
    old = invited(a_served_visit(hall, matter, now=timezone.now() - timedelta(minutes=10)).subject)
    assert "时间已经过了" in post(tablet, address, 409, visit=old.pk, level="very_satisfied")
    last = invited(a_served_visit(hall, matter, now=timezone.now()).subject)
    for visit, level, status in ((old.pk, "satisfied", 409), ("x", "satisfied", 409), (last.pk, "<b>", 422)):
        post(tablet, address, status, visit=visit, level=level)
    assert not Rating.objects.exists()
    assert tablet.get("/window-rating/nothing/").status_code == 404
