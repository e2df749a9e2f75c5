"""What each window serves, and which of its themes give way by how many minutes (R023, R062)."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.templatetags.kit import named
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Role, Theme, Window
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Line, Serves, WindowDuty

from ..shell import StaffRequest, for_staff, shell

CHANGES_SHOWN = 6


@dataclass(frozen=True)
class Served:
    """A theme at a window: its people count there as if they came so many minutes later."""

    theme: Theme
    after_min: int


@dataclass(frozen=True)
class WindowRow:
    """A window of the table: what it does now, who sits there, what it serves."""

    window: Window
    duty: WindowDuty | None
    served: list[Served]


@dataclass(frozen=True)
class Cover:
    """A theme's line, and the windows that could call for it and do not."""

    line: Line
    resting: list[int]


@dataclass(frozen=True)
class Choice:
    """One theme in a window's form, as typed or as it holds."""

    theme: Theme
    is_served: bool
    after_min: str

    @property
    def key(self) -> str:
        """What its field is called after."""
        return str(self.theme.pk)


@dataclass(frozen=True)
class Change:
    """Once that a window's themes were set: when, by whom, to what."""

    at: datetime
    by: str
    words: str


@for_staff(Role.MANAGER, Role.SUPERVISION)
@require_http_methods(["GET", "POST"])
def windows(request: StaffRequest) -> HttpResponse:
    """Show what every window serves; the one that is chosen can be changed beside it."""
    centre_id, refusal = request.officer.centre_id, None
    themes = {theme.pk: theme for theme in queueing.themes_of(centre_id)}
    if request.method == "POST":
        try:
            return _set(request, themes)
        except Refused as problem:
            refusal = problem
    rows = _rows(centre_id, themes)
    asked = whole_number(request.POST.get("number", "") or request.GET.get("window", ""))
    chosen = next((row for row in rows if row.window.number == asked), rows[0] if rows else None)
    context = shell(
        request,
        "board",
        rows=rows,
        chosen=chosen,
        choices=_choices(chosen, themes, request) if chosen else [],
        seen=_as_text(chosen) if chosen else "",
        changes=_changes(chosen, themes) if chosen else [],
        uncovered=[t for t in themes.values() if not any(_serves(row, t) for row in rows)],
        covers=[_cover(line, rows) for line in queueing.lines_at(centre_id)],
        refusal=refusal,
        may_set=request.officer.holds(Role.MANAGER, centre_id=centre_id),
    )
    return page(request, "desk/windows.html", context, status=status_of(refusal) if refusal else 200)


def _rows(centre_id: int, themes: dict[int, Theme]) -> list[WindowRow]:
    duties = {duty.pk: duty for duty in queueing.duties_at(centre_id)}
    found = Window.objects.filter(centre=centre_id, is_open=True).order_by("number")
    rows = []
    for window in found:
        duty = duties.get(window.pk)
        serves = queueing.serves_of(duty) if duty else (Serves(window.theme_id),)
        served = [Served(themes[s.theme_id], s.after_min) for s in serves if s.theme_id in themes]
        rows.append(WindowRow(window, duty, served))
    return rows


def _cover(line: Line, rows: list[WindowRow]) -> Cover:
    resting = [row.window.number for row in rows if _serves(row, line.theme)]
    return Cover(line, [number for number in resting if number not in line.windows])


def _serves(row: WindowRow, theme: Theme) -> bool:
    return any(served.theme.pk == theme.pk for served in row.served)


def _choices(row: WindowRow, themes: dict[int, Theme], request: StaffRequest) -> list[Choice]:
    """Return the window's form: its own theme first."""
    now = {served.theme.pk: served.after_min for served in row.served}
    typed = request.POST
    ordered = sorted(themes.values(), key=lambda t: (t.pk != row.window.theme_id, t.order, t.pk))
    if typed:
        chosen = typed.getlist("theme")
        return [Choice(t, str(t.pk) in chosen, typed.get(f"after:{t.pk}", "0")) for t in ordered]
    return [Choice(t, t.pk in now, str(now.get(t.pk, 0))) for t in ordered]


def _as_text(row: WindowRow) -> str:
    serves = queueing.serves_of(row.duty) if row.duty else (Serves(row.window.theme_id),)
    return ",".join(f"{each.theme_id}:{each.after_min}" for each in serves)


def _set(request: StaffRequest, themes: dict[int, Theme]) -> HttpResponse:
    typed = request.POST
    window = queueing.window_of(request.officer.centre_id, whole_number(typed.get("number", "")) or 0)
    if window is None:
        raise Http404
    seen = _read_seen(typed.get("seen", ""))
    queueing.set_themes(
        window, _wanted(request, window, themes), seen=seen, by=request.officer, now=timezone.now()
    )
    messages.success(
        request, gettext("%(n)d 号窗口办的主题改好了，下一次叫号就按它。") % {"n": window.number}
    )
    return HttpResponseRedirect(f"/desk/windows/?window={window.number}")


def _wanted(request: StaffRequest, window: Window, themes: dict[int, Theme]) -> list[Serves]:
    """Return what was chosen: who gives way least stands first, the window's own theme before others."""
    chosen = [number for text in request.POST.getlist("theme") if (number := whole_number(text))]
    serves = [Serves(pk, _minutes(request, pk)) for pk in chosen]
    order = {pk: theme.order for pk, theme in themes.items()}
    key = {s.theme_id: (s.after_min, s.theme_id != window.theme_id, order.get(s.theme_id, 0)) for s in serves}
    return sorted(serves, key=lambda s: key[s.theme_id])


def _minutes(request: StaffRequest, theme_id: int) -> int:
    found = whole_number(request.POST.get(f"after:{theme_id}", "").strip() or "0", most=9999)
    if found is None:
        raise Invalid(gettext("让先的分钟数请写整数，例如 10。"), field=f"after:{theme_id}")
    return found


def _read_seen(text: str) -> tuple[Serves, ...]:
    pairs = [each.partition(":") for each in text.split(",") if each]
    return tuple(Serves(whole_number(theme) or 0, whole_number(after) or 0) for theme, _, after in pairs)


def _changes(row: WindowRow, themes: dict[int, Theme]) -> list[Change]:
    lines = [
        line
        for line in reversed(journal.story(f"window:{row.window.pk}"))
        if line.event == Event.WINDOW_THEMES_SET
    ]
    return [Change(line.at, line.by_name, _words(line.data["to"], themes)) for line in lines[:CHANGES_SHOWN]]


def _words(serves: list[dict[str, int]], themes: dict[int, Theme]) -> str:
    said = []
    for each in serves:
        theme = themes.get(each["theme_id"])
        words = {"name": named(theme) if theme else gettext("已撤销的主题"), "n": each["after_min"]}
        said.append(gettext("%(name)s（让先 %(n)s 分钟）") % words if words["n"] else str(words["name"]))
    return gettext("、").join(said)
