"""Who sits at which window, in the A post or in a B post (R169, R170)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Forbidden, Refused

from ..models import Staff, Window, WindowAssignment
from ..rules.officer import Officer
from ..rules.roles import Post, Role


def place(staff: Staff, window: Window, *, since_on: date) -> WindowAssignment:
    """Give somebody a post at a window when a hall is set up: A where it is free, else B."""
    is_taken = WindowAssignment.objects.filter(window=window, post=Post.A).exists()
    post = Post.B if is_taken else Post.A
    return WindowAssignment.objects.create(staff=staff, window=window, post=post, since_on=since_on)


@transaction.atomic
def assign(window: Window, staff: Staff, post: Post, *, by: Officer, now: datetime) -> WindowAssignment:
    """Give somebody a post at a window. Whoever had the A post becomes B. Announced to everybody (R014).

    Raises `Forbidden`, or `Refused` for who is no clerk here or has this very post.
    """
    _check(window, by)
    held = Window.objects.select_for_update().get(pk=window.pk)
    if not _is_clerk(staff, window):
        raise Refused(gettext("%(name)s不是本中心的综合窗口人员。") % {"name": staff.name})
    mine = WindowAssignment.objects.filter(window=held, staff=staff).first()
    if mine is not None and mine.post == post:
        words = {"name": staff.name, "post": gettext(post.label), "n": window.number}
        raise Refused(gettext("%(name)s已经是 %(n)d 号窗口的%(post)s。") % words)
    before = WindowAssignment.objects.filter(window=held, post=Post.A).select_related("staff").first()
    if post is Post.A and before is not None:
        WindowAssignment.objects.filter(pk=before.pk).update(post=Post.B)
    today = now.astimezone().date()
    made, _ = WindowAssignment.objects.update_or_create(
        window=held, staff=staff, defaults={"post": post}, create_defaults={"post": post, "since_on": today}
    )
    data = {"window": window.number, "staff": staff.staff_no, "post": post.value}
    if post is Post.A and before is not None:
        data["before"] = before.staff.staff_no
    journal.record(f"window:{window.pk}", Event.WINDOW_POST_GIVEN, by=by, at=now, data=data)
    return made


@transaction.atomic
def take_off(assignment: WindowAssignment, *, by: Officer, now: datetime) -> None:
    """Take somebody off a window. The journal keeps who was there."""
    _check(assignment.window, by)
    if not WindowAssignment.objects.filter(pk=assignment.pk).delete()[0]:
        raise Refused(gettext("这个人已经不在这个窗口。"))
    window, staff = assignment.window, assignment.staff
    data = {"window": window.number, "staff": staff.staff_no, "post": str(assignment.post)}
    journal.record(f"window:{window.pk}", Event.WINDOW_POST_TAKEN, by=by, at=now, data=data)


def _check(window: Window, by: Officer) -> None:
    if not by.holds(Role.MANAGER, centre_id=window.centre_id):
        raise Forbidden(gettext("窗口的岗位由本中心的大厅管理人员安排。"))


def _is_clerk(staff: Staff, window: Window) -> bool:
    held = staff.grants.filter(role=Role.CLERK, centre=window.centre_id, until_on=None)
    return staff.is_active and held.exists()
