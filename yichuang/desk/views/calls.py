"""The window's strip: call, call again, serve, end; open and pause. Every button is a plain form."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.cases import public as cases
from yichuang.cases.public import Case
from yichuang.catalogue.public import IntakeSheet, intake_sheet
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Officer, Role, Theme, Window
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Move, Ticket, Turn

from ..shell import StaffRequest, for_staff, shell
from ..strip import strip_of
from .window_page import window_page


@for_staff(Role.CLERK)
@require_GET
def strip(request: StaffRequest) -> HttpResponse:
    """The strip as it is now: the page asks for it when the hall has changed."""
    context = {"strip": strip_of(request.officer, now=timezone.now())}
    return page(request, "desk/strip.html", context, part="strip")


def _back() -> HttpResponse:
    return HttpResponseRedirect("/desk/window/")


@for_staff(Role.CLERK)
@require_POST
def call_next(request: StaffRequest) -> HttpResponse:
    """Call the next one; who is being served has been served (R063)."""
    if queueing.call_next(ends_visit=True, by=request.officer, now=timezone.now()) is None:
        messages.info(request, gettext("现在没有人等。"))
    return _back()


@for_staff(Role.CLERK)
@require_POST
def turn(request: StaffRequest) -> HttpResponse:
    """Open, pause, resume or close one's window."""
    by = request.officer
    window = Window.objects.filter(pk=by.window_id or 0).first()
    what = request.POST.get("turn", "")
    if window is None or what not in Turn.values:
        raise Refused(gettext("请先选窗口。"))
    try:
        queueing.turn(window, Turn(what), sign=request.POST.get("sign", ""), by=by, now=timezone.now())
    except Refused as no:
        return window_page(request, refusal=no)
    return _back()


@for_staff(Role.CLERK)
@require_http_methods(["GET", "POST"])
def transfer(request: StaffRequest, ticket_id: int) -> HttpResponse:
    """Send a visit to another theme's line, or to one window, with its number and history."""
    by, now = request.officer, timezone.now()
    ticket = Ticket.objects.filter(pk=ticket_id, centre=by.centre_id).first()
    if ticket is None:
        raise Http404
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            _transfer(request, ticket, now)
        except Refused as no:
            refusal = no
        else:
            messages.success(request, gettext("%(ticket)s 已转走。") % {"ticket": ticket.label})
            return _back()
    context = shell(
        request,
        "window",
        ticket=ticket,
        lines=queueing.lines_at(ticket.centre_id),
        duties=[d for d in queueing.duties_at(ticket.centre_id) if d.pk != by.window_id],
        refusal=refusal,
        why_not=queueing.why_not(ticket, Move.TRANSFER, by=by),
        reason=request.POST.get("reason", ""),
    )
    return page(request, "desk/transfer.html", context, status=status_of(refusal) if refusal else 200)


@for_staff(Role.CLERK)
@require_POST
def move(request: StaffRequest, ticket_id: int, what: str) -> HttpResponse:
    """Do one of the things that are done to a ticket at the window."""
    ticket = Ticket.objects.filter(pk=ticket_id, centre=request.officer.centre_id).first()
    if ticket is None or what not in _MOVES:
        raise Http404
    now = timezone.now()
    try:
        _MOVES[what](request, ticket, now)
    except Invalid as no:
        return window_page(request, refusal=no)
    return _begin(request, ticket, now) if what == Move.SERVE.value else _back()


def _begin(request: StaffRequest, ticket: Ticket, now: datetime) -> HttpResponse:
    """Go on to the intake of what the visit is for. The visit has begun, whether that can be taken in here or not."""
    try:
        case = begin_for(ticket, by=request.officer, now=now)
    except Refused as no:
        messages.warning(request, no.sentence)
        return _back()
    return HttpResponseRedirect(f"/desk/intake/{case.no}/") if case else _back()


def _park(request: StaffRequest, ticket: Ticket, now: datetime) -> None:
    queueing.park(ticket, request.POST.get("reason", ""), by=request.officer, now=now)


def _call(request: StaffRequest, ticket: Ticket, now: datetime) -> None:
    queueing.call_this(ticket, request.POST.get("reason", ""), by=request.officer, now=now)


def _leave(request: StaffRequest, ticket: Ticket, now: datetime) -> None:
    queueing.leave(ticket, request.POST.get("reason", ""), by=request.officer, now=now)


def _transfer(request: StaffRequest, ticket: Ticket, now: datetime) -> None:
    kind, _, key = request.POST.get("to", "").partition("-")
    found = whole_number(key) or 0
    theme = Theme.objects.filter(pk=found).first() if kind == "theme" else None
    window = Window.objects.filter(pk=found).first() if kind == "window" else None
    if theme is None and window is None:
        raise Invalid(gettext("请选转到哪个主题，或者哪个窗口。"), field="to")
    reason = request.POST.get("reason", "")
    queueing.transfer(ticket, theme=theme, window=window, reason=reason, by=request.officer, now=now)


_MOVES = {
    Move.RECALL.value: lambda r, t, now: queueing.recall(t, by=r.officer, now=now),
    Move.SERVE.value: lambda r, t, now: queueing.serve(t, by=r.officer, now=now),
    Move.MISS.value: lambda r, t, now: queueing.miss(t, by=r.officer, now=now),
    Move.UNDO.value: lambda r, t, now: queueing.undo(t, by=r.officer, now=now),
    Move.END.value: lambda r, t, now: queueing.end(t, by=r.officer, now=now),
    Move.COME_BACK.value: lambda r, t, now: queueing.come_back(t, by=r.officer, now=now),
    Move.PARK.value: _park,
    Move.CALL.value: _call,
    Move.LEAVE.value: _leave,
}


def begin_for(ticket: Ticket, *, by: Officer, now: datetime) -> Case | None:
    """Begin the case of the first matter that the visit announced and that has none yet, filled in."""
    for wanted in ticket.matters.select_related("matter"):
        if wanted.case_no or wanted.matter is None or wanted.matter.current_id is None:
            continue
        return begin_case(intake_sheet(wanted.matter.current_id), ticket, order=wanted.order, by=by, now=now)
    return None


def begin_case(
    sheet: IntakeSheet, ticket: Ticket | None, *, order: int = 0, by: Officer, now: datetime
) -> Case:
    """Begin a case; from a visit it has the person's particulars and the visit's name, and the visit its."""
    if ticket is None:
        return cases.draft(sheet, by=by, now=now)
    case = cases.draft(sheet, ticket=ticket.code, by=by, now=now)
    told = {
        "id_kind": ticket.id_kind,
        "id_number": ticket.id_number,
        "name": ticket.name,
        "phone": ticket.phone,
    }
    if typed := {name: value for name, value in told.items() if value}:
        cases.note_typed(case, typed, by=by)
    place = order or ticket.matters.count() + 1
    queueing.link_case(ticket, place, case.no, name=sheet.name, now=now)
    return case
