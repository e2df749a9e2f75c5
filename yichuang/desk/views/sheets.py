"""A window's paper sheet (R265): blank, to be printed beforehand; what was written on it, entered afterwards."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Centre, Role, Staff, Window
from yichuang.queueing import public as queueing
from yichuang.queueing.public import SHEET_ROWS, Outcome, Sheet, Written
from yichuang.worktime.public import local_day

from ..shell import StaffRequest, for_staff, shell

AT = "/desk/sheet/"
ROLES = (Role.CLERK, Role.RECEPTION, Role.MANAGER)
COLUMNS = ("number", "called", "ended", "matter")


@dataclass(frozen=True)
class Row:
    """One row of the page: what was typed, and what became of it."""

    nth: int
    typed: Written = field(default_factory=Written)
    outcome: Outcome | None = None

    @property
    def is_in(self) -> bool:
        """Whether it stands in the records now, and is not asked for again."""
        return self.outcome is not None and self.outcome.kind in ("entered", "already")


@for_staff(*ROLES)
@require_http_methods(["GET", "POST"])
def sheet(request: StaffRequest) -> HttpResponse:
    """Ask for a window's sheet; enter the rows that can be true, and show beside the others why not."""
    by, now = request.officer, timezone.now()
    windows = _windows(request)
    window = _window(request, windows)
    refusal: Refused | None = None
    rows = [Row(nth) for nth in range(1, SHEET_ROWS + 1)]
    if request.method == "POST" and window is not None:
        rows = [Row(row.nth, _written(request, row.nth)) for row in rows]
        try:
            rows = _enter(request, window, rows, now)
        except Refused as no:
            refusal = no
        else:
            if not any(row.outcome and row.outcome.sentence for row in rows):
                return _said(request, window, rows)
    wrong = any(row.outcome and row.outcome.kind == "refused" for row in rows)
    today = local_day(now)
    clerks = queueing.clerks_of(window) if window else []
    context = shell(
        request,
        "reception" if by.holds(Role.RECEPTION, Role.MANAGER) else "window",
        windows=windows,
        window=window,
        clerks=clerks,
        clerk_id=whole_number(request.POST.get("clerk", "")) or by.staff_id,
        on=(request.POST.get("on") or request.GET.get("on") or today.isoformat())[:10],
        first_on=(today - timedelta(days=queueing.MOST_SHEET_DAYS)).isoformat(),
        today=today.isoformat(),
        rows=rows,
        entered=sum(row.is_in for row in rows),
        wrong=sum(row.outcome is not None and row.outcome.kind == "refused" for row in rows),
        refusal=refusal,
    )
    status = status_of(refusal) if refusal else 422 if wrong else 200
    return page(request, "desk/sheet.html", context, status=status)


def _windows(request: StaffRequest) -> list[Window]:
    """Return the windows whose sheets this person enters: her own, or every one of the hall."""
    found = Window.objects.select_related("theme").filter(centre=request.officer.centre_id)
    return [each for each in found.order_by("number") if queueing.may_enter_for(each, request.officer)]


def _window(request: StaffRequest, windows: list[Window]) -> Window | None:
    asked = whole_number(request.POST.get("window", "") or request.GET.get("window", ""))
    own = [each for each in windows if each.pk == request.officer.window_id]
    return next((each for each in windows if each.number == asked), next(iter(own or windows), None))


def _written(request: HttpRequest, nth: int) -> Written:
    return Written(*(request.POST.get(f"{name}{nth}", "").strip() for name in COLUMNS))


def _enter(request: StaffRequest, window: Window, rows: list[Row], now: datetime) -> list[Row]:
    clerk = Staff.objects.filter(pk=whole_number(request.POST.get("clerk", "")) or 0).first()
    written = Sheet(window, _day(request.POST.get("on", "")), clerk, [row.typed for row in rows])
    if all(row.is_empty for row in written.rows):
        raise Invalid(gettext("请至少写一行。"), field="number1")
    outcomes = queueing.enter_sheet(written, by=request.officer, now=now)
    return [Row(row.nth, row.typed, outcome) for row, outcome in zip(rows, outcomes, strict=True)]


def _day(text: str) -> date:
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise Invalid(gettext("请选是哪一天的纸单。"), field="on")
    return found


def _said(request: StaffRequest, window: Window, rows: list[Row]) -> HttpResponse:
    """Everything is in: say so, and give an empty sheet."""
    entered = sum(row.outcome is not None and row.outcome.kind == "entered" for row in rows)
    already = sum(row.outcome is not None and row.outcome.kind == "already" for row in rows)
    said = gettext("已补登 %(n)s 行。") % {"n": entered}
    if already:
        said += gettext("另有 %(n)s 行早已登记，没有重复记。") % {"n": already}
    messages.success(request, said)
    return HttpResponseRedirect(f"{AT}?window={window.number}")


@for_staff(*ROLES)
@require_safe
def blank(request: StaffRequest) -> HttpResponse:
    """The sheets to be printed beforehand and kept at the windows: one page each, of one window or of all."""
    windows = _windows(request)
    asked = whole_number(request.GET.get("window", ""))
    chosen = [each for each in windows if each.number == asked] or windows
    context = shell(
        request,
        "reception" if request.officer.holds(Role.RECEPTION, Role.MANAGER) else "window",
        centre=Centre.objects.get(pk=request.officer.centre_id),
        windows=chosen,
        calls=queueing.policy_of(request.officer.centre_id)[0].calls,
        nths=range(1, SHEET_ROWS + 1),
    )
    return page(request, "desk/sheet_blank.html", context)
