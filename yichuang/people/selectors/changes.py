"""What changed at a centre's windows lately, for everybody to read (R014)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from ..models import Window, WindowAssignment


@dataclass(frozen=True)
class WindowChange:
    """A window that was opened (nobody named), or somebody who came to one."""

    on: date
    window: Window
    name: str = ""
    staff_no: str = ""


def changes_of_windows(centre_id: int, *, since: date, limit: int = 50) -> list[WindowChange]:
    """Return the windows opened since a day and who came to which, the latest first. Three queries."""
    opened = Window.objects.filter(centre=centre_id, since_on__gte=since, is_open=True).select_related(
        "theme"
    )
    here = WindowAssignment.objects.filter(window__centre=centre_id)
    began = here.aggregate(first=Min("since_on"))["first"]  # with whom the hall opened is no change
    came = here.filter(since_on__gte=since, window__is_open=True, staff__is_active=True)
    came = came.exclude(since_on=began).select_related("window__theme", "staff")
    found = [WindowChange(window.since_on or since, window) for window in opened[:limit]]
    found += [
        WindowChange(one.since_on, one.window, one.staff.name, one.staff.staff_no)
        for one in came.order_by("-since_on", "window__number")[:limit]
    ]
    return sorted(found, key=lambda change: (change.on, -change.window.number), reverse=True)[:limit]
