"""What a manager has the hall's screens say: shown where it belongs, and gone when its time is over."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Hall, a_hall
from tests.desk.visits import shown, sign_in
from tests.queueing.build import an_open_hall
from yichuang.journal.public import story
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.people.public import Window
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Announcement, Showing, Words
from yichuang.screens.stream.frames import hall_frame

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def a_word(
    hall: Hall, text: str = "系统停电，正在恢复", *, zone: str = "", begins: int = -1, ends: int = 1
) -> Announcement:
    """Have the screens say something, from and until so many hours from now."""
    now = timezone.now()
    words = Words(text, now + begins * HOUR, now + ends * HOUR, zone)
    return queueing.announce(words, by=hall.officer("manager"), now=now + (min(begins, ends) - 1) * HOUR)


def on(address: str) -> str:
    return shown(Client().get(f"/screens/qinghe/{address}"))


@pytest.mark.rule("R014")
def test_it_is_shown_live_and_goes_by_itself() -> None:
    hall = an_open_hall(now=timezone.now())
    a_word(hall, "昨天的通知", begins=-9, ends=-1)
    a_word(hall, "明天的通知", begins=20, ends=30)
    a_word(hall, "3 号窗口流程有变，请先到导办台")
    words = on("")
    assert "3 号窗口流程有变" in words
    assert "天的通知" not in words
    now = timezone.now()
    frame = hall_frame(queueing.hall_now(hall.centre.pk, since=now), (), now=now).decode()
    facts = json.loads(frame.partition("data: ")[2])
    assert facts["said"] == [{"text": "3 号窗口流程有变，请先到导办台", "zone": "", "urgent": False}]
    stands = [str(each.showing) for each in queueing.announcements_at(hall.centre.pk, now=now)]
    assert stands == [Showing.SHOWN, Showing.COMING, Showing.OVER]


def test_a_word_for_one_zone_stands_on_its_screens_and_no_other() -> None:
    hall = an_open_hall(now=timezone.now())
    Window.objects.filter(pk=hall.window.pk).update(place="二楼东厅")
    a_word(hall, "东厅空调检修", zone="二楼东厅")
    a_word(hall, "这一类今天只办到四点", zone=hall.theme.code)
    assert "东厅空调检修" not in on("")
    assert "东厅空调检修" in on("zone/二楼东厅/")
    assert "只办到四点" in on(f"zone/{hall.theme.code}/")
    for words in ("东厅空调检修", "只办到四点"):
        assert words in on("window/5/")
    assert "空调" not in on(f"zone/{hall.theme.code}/")


def test_only_a_manager_says_something_and_nothing_that_cannot_be_read() -> None:
    hall, now = an_open_hall(now=timezone.now()), timezone.now()
    by = hall.officer("manager")
    for who in ("clerk", "supervisor", "reviewer"):
        with pytest.raises(Forbidden, match="大厅管理"):
            queueing.announce(Words("x", now, now + HOUR), by=hall.officer(who), now=now)
    for words, field in (
        (Words(" \0 ", now, now + HOUR), "text"),
        (Words("字" * 100_000, now, now + HOUR), "text"),
        (Words("x", now, now), "until"),
        (Words("x", now - 2 * HOUR, now - HOUR), "until"),
        (Words("x", now, now + 32 * 24 * HOUR), "until"),
        (Words("x", now, now + HOUR, "没有的区"), "zone"),
    ):
        with pytest.raises(Invalid) as no:
            queueing.announce(words, by=by, now=now)
        assert no.value.field == field
    assert not Announcement.objects.exists()


def test_what_is_taken_back_is_gone_at_once_and_stays_on_record() -> None:
    hall = an_open_hall(now=timezone.now())
    made, by, now = a_word(hall), hall.officer("manager"), timezone.now()
    queueing.withdraw(made, by=by, now=now)
    assert "停电" not in on("")
    with pytest.raises(Refused, match="已经不显示"):
        queueing.withdraw(made, by=by, now=now)
    assert [line.event for line in story(made.subject)] == ["announcement.made", "announcement.withdrawn"]
    (listed,) = queueing.announcements_at(hall.centre.pk, now=now)
    assert (listed.showing, listed.announcement.withdrawn_by_id) == (Showing.WITHDRAWN, by.staff_id)
    with pytest.raises(Refused):
        queueing.withdraw(a_word(hall), by=a_hall("linxi").officer("manager"), now=now)


def test_it_is_written_and_withdrawn_by_the_form() -> None:
    hall = an_open_hall(now=timezone.now())
    manager, address = sign_in(hall, "manager"), "/desk/announcements/"
    assert "大厅屏通知" in shown(manager.get("/desk/board/"))
    until = timezone.localtime() + HOUR
    sent = {"text": "<b>停电</b>", "until": f"{until:%Y-%m-%dT%H:%M}", "urgent": "1", "do": "announce"}
    for wrong in ({"until": ""}, {"until": "2026-99-99T10:00"}, {"text": ""}, {"zone": "x"}):
        answer = manager.post(address, sent | wrong)
        assert answer.status_code == 422, wrong
    assert manager.post(address, sent).status_code == 302
    page = Client().get("/screens/qinghe/").content.decode()
    assert "&lt;b&gt;停电" in page
    assert "is-urgent" in page
    made = Announcement.objects.get()
    assert "正在显示" in shown(manager.get(address))
    assert manager.post(address, {"do": "withdraw", "announcement": made.pk}).status_code == 302
    assert "已撤下" in shown(manager.get(address))
    assert manager.post(address, {"do": "withdraw", "announcement": "9" * 30}).status_code == 404
    assert sign_in(hall, "clerk").get(address).status_code == 403
