"""Who has which post at a centre's windows (R169)."""

from dataclasses import dataclass, field

from ..models import Staff, Window, WindowAssignment
from ..rules.roles import Post, Role


@dataclass
class WindowPosts:
    """A window with its A post and its B posts."""

    window: Window
    a: WindowAssignment | None = None
    b: list[WindowAssignment] = field(default_factory=list)

    @property
    def is_single(self) -> bool:
        """Whether nobody could take over: the rule wants two (R169)."""
        return (self.a is not None) + len(self.b) < 2


def posts_at(centre_id: int) -> list[WindowPosts]:
    """Return the windows of a centre with who has which post, by number. Two queries."""
    found = {
        window.pk: WindowPosts(window)
        for window in Window.objects.filter(centre=centre_id).select_related("theme").order_by("number")
    }
    given = WindowAssignment.objects.filter(window__centre=centre_id, staff__is_active=True)
    for one in given.select_related("staff", "window").order_by("staff__staff_no"):
        if one.post == Post.A:
            found[one.window_id].a = one
        else:
            found[one.window_id].b.append(one)
    return list(found.values())


def clerks_at(centre_id: int) -> list[Staff]:
    """Return the active window clerks of a centre, by their numbers. One query."""
    held = Staff.objects.filter(
        grants__role=Role.CLERK, grants__centre=centre_id, grants__until_on=None, is_active=True
    )
    return list(held.distinct().order_by("staff_no"))


def a_post_of(window: Window) -> Staff | None:
    """Return who has a window's A post; None where nobody has. One query."""
    one = WindowAssignment.objects.filter(window=window, post=Post.A).select_related("staff").first()
    return one.staff if one else None
