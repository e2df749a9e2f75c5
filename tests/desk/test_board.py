"""The live board as the manager and the supervision see it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.desk.visits import HTMX, shown, sign_in
from tests.queueing.build import a_second_window, a_ticket, an_open_hall
from yichuang.people.public import Theme, Window
from yichuang.queueing import public as queueing

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R059", "R061", "R062")
def test_a_long_wait_names_who_can_help_and_one_click_helps() -> None:
    now = timezone.now()
    hall = an_open_hall(now=now - timedelta(hours=1))
    other = Theme.objects.create(centre=hall.centre, code="D", name="其他事务", order=3)
    idle = a_second_window(hall, 7, theme=other, now=now - timedelta(hours=1))
    a_ticket(hall, "elderly", now=now - timedelta(minutes=45))
    manager = sign_in(hall, "manager")
    words = shown(manager.get("/desk/board/"))
    assert "有，1 人等了 30 分钟以上" in words
    assert "老年人 1" in words
    assert "主动安抚" in words
    assert "7 号窗口空闲，改为也接" in words
    sent = {"theme": hall.theme.pk, "window": idle.window_id, "kind": "take"}
    words = shown(manager.post("/desk/board/relieve/", sent, follow=True))
    assert "已办，并记录在案" in words
    assert "企业注册开办 最长等了 45 分钟： 7 号窗口也接这个主题。".replace(" ", "") in words.replace(" ", "")
    assert 7 in queueing.covers(hall.centre.pk, hall.theme.pk)


def test_supervision_looks_and_does_not_act() -> None:
    now = timezone.now()
    hall = an_open_hall(now=now)
    supervisor = sign_in(hall, "supervisor")
    assert supervisor.get("/desk/board/").status_code == 200
    sent = {"theme": hall.theme.pk, "window": hall.window.pk, "kind": "open"}
    assert supervisor.post("/desk/board/relieve/", sent).status_code == 403
    assert sign_in(hall, "reviewer").get("/desk/board/").status_code == 403


def test_what_the_board_does_not_offer_is_refused() -> None:
    hall = an_open_hall(now=timezone.now())
    manager = sign_in(hall, "manager")
    sent = {"theme": hall.theme.pk, "window": hall.window.pk, "kind": "open"}
    answer = manager.post("/desk/board/relieve/", sent)
    assert answer.status_code == 409
    assert "情况变了" in shown(answer)
    assert manager.post("/desk/board/relieve/", {"theme": "x"}).status_code == 404


def test_the_part_that_is_asked_for_is_the_board_alone() -> None:
    hall = an_open_hall(now=timezone.now())
    Window.objects.create(centre=hall.centre, number=9, theme=hall.theme)
    manager = sign_in(hall, "manager")
    part = manager.get("/desk/board/", headers=HTMX).content.decode()
    assert part.strip().startswith('<div id="board"')
    assert "<html" not in part
    assert "未开" in part
