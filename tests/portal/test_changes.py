"""New windows, new people at windows and changed guides are told to everybody (R014)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import a_hall, a_matter, a_person
from tests.desk.visits import shown
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import Matter
from yichuang.people.public import Role, Window, WindowAssignment

pytestmark = pytest.mark.django_db


def page() -> str:
    return shown(Client().get("/changes/?centre=qinghe"))


@pytest.mark.rule("R014")
def test_a_window_that_opens_who_comes_to_it_and_a_guide_that_changes_are_announced() -> None:
    hall, now = a_hall(), timezone.now()
    today = timezone.localdate(now)
    assert "窗口没有变动。" in page()
    assert "办事指南没有更新。" in page()
    window = Window.objects.create(centre=hall.centre, number=9, theme=hall.theme, since_on=today)
    someone = a_person(hall, "qin99", "新来的", Role.CLERK, None)
    WindowAssignment.objects.create(staff=someone, window=window, since_on=today)
    by = hall.officer("publisher")
    sheet = a_matter(hall)
    newer = catalogue.draft(Matter.objects.get(pk=sheet.matter_id), by=by, now=now)
    catalogue.edit(newer, replace(catalogue.content_of(newer), promised_value=5), by=by, now=now)
    catalogue.submit(newer, by=by, now=now)
    catalogue.publish(newer, by=hall.officer("centre_approver"), now=now)
    words = page()
    assert "9 号窗口 新开，办理" in words
    assert "9 号窗口 新到工作人员：新来的（工号 qin99）" in words
    assert "5 号窗口" not in words  # with whom the hall began is no change
    assert "更新为第 2 版" in words


def test_what_is_old_is_no_longer_announced() -> None:
    hall = a_hall()
    long_ago = timezone.localdate() - timedelta(days=120)
    Window.objects.create(centre=hall.centre, number=9, theme=hall.theme, since_on=long_ago)
    assert "窗口没有变动。" in page()
