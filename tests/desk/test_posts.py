"""A and B posts at the windows: given by the manager, announced, and known to whoever takes over."""

import pytest
from django.db import IntegrityError, transaction

from tests.cast import NOW, Hall, a_hall, a_person
from tests.desk.visits import shown, sign_in
from yichuang.journal.public import story
from yichuang.kit.refusal import Forbidden, Refused
from yichuang.people import public as people
from yichuang.people.public import Post, Role, Staff, WindowAssignment
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Turn

pytestmark = pytest.mark.django_db


def another_clerk(hall: Hall) -> Staff:
    hall.staff["second"] = a_person(hall, "qin20", "第二人", Role.CLERK, None)
    return hall.staff["second"]


def give(hall: Hall, staff: Staff, post: Post) -> WindowAssignment:
    return people.assign(hall.window, staff, post, by=hall.officer("manager"), now=NOW)


@pytest.mark.rule("R169")
def test_a_window_has_one_a_post_and_whoever_had_it_becomes_b() -> None:
    hall = a_hall()
    second = another_clerk(hall)
    give(hall, hall.staff["clerk"], Post.A)
    [posts] = people.posts_at(hall.centre.pk)
    assert posts.is_single
    give(hall, second, Post.A)
    [posts] = people.posts_at(hall.centre.pk)
    assert posts.a is not None
    assert (posts.a.staff, [one.staff for one in posts.b]) == (second, [hall.staff["clerk"]])
    assert not posts.is_single
    with pytest.raises(Refused, match="已经是"):
        give(hall, second, Post.A)
    with pytest.raises(IntegrityError), transaction.atomic():
        WindowAssignment.objects.update(post=Post.A)


@pytest.mark.rule("R170")
def test_who_opens_a_window_in_the_b_post_stands_in_for_a() -> None:
    hall = a_hall()
    give(hall, another_clerk(hall), Post.A)
    queueing.turn(hall.window, Turn.OPEN, by=hall.officer("clerk"), now=NOW)
    opened = [line for line in story(f"window:{hall.window.pk}") if line.event == "window.turned"]
    assert opened[-1].data["covers"] == "qin20"
    queueing.turn(hall.window, Turn.CLOSE, by=hall.officer("clerk"), now=NOW)
    give(hall, hall.staff["clerk"], Post.A)
    queueing.turn(hall.window, Turn.OPEN, by=hall.officer("clerk"), now=NOW)
    opened = [line for line in story(f"window:{hall.window.pk}") if line.event == "window.turned"]
    assert "covers" not in opened[-1].data


def test_only_the_manager_gives_posts_and_only_to_clerks() -> None:
    hall = a_hall()
    with pytest.raises(Forbidden):
        people.assign(hall.window, hall.staff["clerk"], Post.A, by=hall.officer("clerk"), now=NOW)
    with pytest.raises(Refused, match="不是本中心的综合窗口人员"):
        give(hall, hall.staff["reviewer"], Post.B)


@pytest.mark.rule("R014", "R169")
def test_the_page_gives_a_post_takes_somebody_off_and_says_who_is_missing() -> None:
    hall = a_hall()
    second, browser = another_clerk(hall), sign_in(hall, "manager")
    assert "没有 A 岗" in shown(browser.get("/desk/posts/"))
    wanted = {"window": hall.window.pk, "staff": second.pk, "post": "a"}
    assert browser.post("/desk/posts/", wanted | {"post": "c"}).status_code == 422
    assert "变更公告同时公布" in shown(browser.post("/desk/posts/", wanted, follow=True))
    public = shown(browser.get("/changes/?centre=qinghe"))
    assert "新到工作人员：第二人（工号 qin20）" in public
    one = WindowAssignment.objects.get(staff=second)
    assert "已撤下" in shown(browser.post("/desk/posts/", {"do": "off", "assignment": one.pk}, follow=True))
    assert browser.post("/desk/posts/", {"do": "off", "assignment": one.pk}).status_code == 409
    assert sign_in(hall, "clerk").get("/desk/posts/").status_code == 403
