"""The supervisor's desk, live; cards and what is done with them (R127, R131, R294)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.journal import public as journal
from yichuang.kit.live import live_address
from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Department, Role, centre_setting
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Ticket
from yichuang.supervision import public as supervision
from yichuang.supervision.public import Card, CardFilter, DayCount, Level, Move, State, Watch

from ...duties import CARD_ROLES
from ...shell import StaffRequest, for_staff, shell

DAYS = 30
SPANS = (1, 7, 30, 365)
HEIGHT = 64  # of the trend's picture
NOTE = "note"


@dataclass(frozen=True)
class Bar:
    """One day of the trend as it is drawn: stacked from the gravest at the bottom."""

    day: DayCount
    x: int
    parts: tuple[tuple[str, float, float], ...]  # level, top, height


@dataclass(frozen=True)
class Unrecorded:
    """A visit on the card, what was typed of it, and why she cannot write what was done."""

    ticket: Ticket
    typed: str
    why: str


@for_staff(Role.SUPERVISION, Role.MANAGER)
@require_GET
def desk(request: StaffRequest) -> HttpResponse:
    """What is late, refused or empty now; by department, window, person or matter; how it went."""
    centre, now = request.officer.centre_id, timezone.now()
    span = whole_number(request.GET.get("days", "")) or DAYS
    span = span if span in SPANS else DAYS
    group = request.GET.get("by", "department")
    group = group if group in supervision.GROUPS else "department"
    since = _start(now, span)
    context = shell(
        request,
        "supervision",
        live=live_address(request, centre),
        now=timezone.localtime(now),
        total=supervision.tally_now(centre, since),
        today=supervision.tally_now(centre, _start(now, 1)),
        orders_answered=supervision.orders_answered(centre),
        waiting=supervision.cards_at([centre], CardFilter(state="waiting"), limit=12),
        newest=supervision.cards_at([centre], CardFilter(), limit=8),
        rows=supervision.tallies(centre, group, since),
        group=group,
        groups=_groups(),
        span=span,
        spans=SPANS,
        levels=list(Level),
        trend=_bars(supervision.trend(centre, timezone.localdate(now), days=DAYS)),
        height=HEIGHT,
        may_act=request.officer.holds(Role.SUPERVISION, centre_id=centre),
    )
    return page(request, "desk/supervision/desk.html", context, part="live")


def _groups() -> list[tuple[str, str]]:
    names = {
        "department": gettext("部门"),
        "window": gettext("窗口"),
        "staff": gettext("人员"),
        "matter": gettext("事项"),
    }
    return [(key, names[key]) for key in supervision.GROUPS]


def _start(now: datetime, days: int) -> datetime:
    day = timezone.localdate(now) - timedelta(days=days - 1)
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def _bars(days: list[DayCount]) -> list[Bar]:
    most = max([day.total for day in days] + [1])
    bars = []
    for number, day in enumerate(days):
        top, parts = float(HEIGHT), []
        for level in reversed(Level):
            height = day.counts.get(level.value, 0) * HEIGHT / most
            top -= height
            if height:
                parts.append((level.value, round(top, 1), round(height, 1)))
        bars.append(Bar(day, number * 12, tuple(parts)))
    return bars


@for_staff(*CARD_ROLES)
@require_GET
def cards(request: StaffRequest) -> HttpResponse:
    """The cards that she or her department answers for; supervision and the manager see the whole centre's."""
    by, sees_all = request.officer, bool(supervision.looks_after(request.officer))
    narrow = _narrow(request)
    rows = (
        supervision.cards_at(sorted(supervision.looks_after(by)), narrow)
        if sees_all
        else supervision.cards_for(by)
    )
    context = shell(
        request,
        "cards",
        rows=rows,
        narrow=narrow,
        sees_all=sees_all,
        levels=Level.choices,
        watches=Watch.choices,
        states=State.choices,
    )
    return page(request, "desk/supervision/cards.html", context, part="list")


def _narrow(request: StaffRequest) -> CardFilter:
    asked = request.GET
    return CardFilter(
        level=asked.get("level", ""),
        watch=asked.get("watch", ""),
        state=asked.get("state", ""),
        department_id=whole_number(asked.get("department", "")),
        window_id=whole_number(asked.get("window", "")),
        staff_id=whole_number(asked.get("staff", "")),
        matter_code=asked.get("matter", "")[:60],
        text="".join(asked.get("q", "").split())[:60],
    )


@for_staff()
@require_http_methods(["GET", "POST"])
def card(request: StaffRequest, card_id: int) -> HttpResponse:
    """One card: why it was raised, what was said to it, and what she can do now."""
    shown = _the_card(request, card_id)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            _do(request, shown)
        except Refused as no_way:
            refusal = no_way
            shown = _the_card(request, card_id)
        else:
            messages.success(request, gettext("已记录。"))
            return HttpResponseRedirect(request.path)
    context = shell(request, "cards", **_card_context(request, shown), refusal=refusal)
    typed = request.POST.get("words", "") if refusal else ""
    return page(
        request, "desk/supervision/card.html", {**context, "typed": typed},
        status=status_of(refusal) if refusal else 200,
    )  # fmt: skip


def _do(request: StaffRequest, shown: Card) -> None:
    """Do with a card what was asked: a move, or write down what was done on the visits that it names."""
    what, by, now = request.POST.get("do", ""), request.officer, timezone.now()
    if what == NOTE and shown.watch == Watch.UNRECORDED:
        for ticket in supervision.visits_without_record(shown.thing):
            if words := request.POST.get(f"done-{ticket.pk}", "").strip():
                queueing.note_afterwards(ticket, words, by=by, now=now)
        return
    if what not in Move.values:
        raise Http404
    supervision.change(shown, Move(what), request.POST.get("words", ""), by=by, now=now)


def _visits(request: StaffRequest, shown: Card) -> list[Unrecorded]:
    """Return the visits of which nothing tells yet what was done, and why she cannot write it."""
    if shown.watch != Watch.UNRECORDED:
        return []
    days, today = centre_setting(shown.centre_id, queueing.NOTE_DAYS), timezone.localdate()
    return [
        Unrecorded(
            ticket,
            request.POST.get(f"done-{ticket.pk}", ""),
            queueing.why_not_note(ticket, today=today, days=days, by=request.officer),
        )
        for ticket in supervision.visits_without_record(shown.thing)
    ]


def _the_card(request: StaffRequest, card_id: int) -> Card:
    found = supervision.card_by_id(card_id)
    if found is None or not supervision.can_view(found, by=request.officer):
        raise Http404
    return found


def _card_context(request: StaffRequest, shown: Card) -> dict[str, Any]:
    by = request.officer
    visits = _visits(request, shown)
    whys = {move: supervision.why_not(shown, move, by=by) for move in Move}
    return {
        "card": shown,
        "visits": visits,
        "may_note": any(not visit.why for visit in visits),
        "others": supervision.cards_of_thing(shown),
        "orders": list(shown.orders.order_by("pk")),
        "story": journal.story(shown.subject),
        "can": [(move.value, move.label) for move, why in whys.items() if not why],
        "why": next((why for why in whys.values() if why), ""),
        "may_judge": by.holds(Role.SUPERVISION, centre_id=shown.centre_id),
    }


@for_staff(Role.SUPERVISION)
@require_POST
def raise_card(request: StaffRequest) -> HttpResponse:
    """Raise a card for what people found; with a fault in it the form comes back as it was typed."""
    watch = request.POST.get("watch", "")
    if watch not in Watch.values:
        raise Http404
    try:
        made = supervision.raise_by_hand(
            Watch(watch),
            "".join(request.POST.get("case_no", "").split()),
            whole_number(request.POST.get("department", "")) or 0,
            request.POST.get("words", ""),
            by=request.officer,
            now=timezone.now(),
        )
    except Refused as refusal:
        return _found(request, refusal)
    messages.success(request, gettext("%(no)s 已发出。") % {"no": made.no})
    return HttpResponseRedirect(f"/desk/cards/{made.pk}/")


@for_staff(Role.SUPERVISION)
@require_GET
def found(request: StaffRequest) -> HttpResponse:
    """The form for what people found: an unpublished fee, a missing reason, a channel refused."""
    return _found(request)


def _found(request: StaffRequest, refusal: Refused | None = None) -> HttpResponse:
    by_hand = [(w.value, w.label) for w in Watch if supervision.SHAPES[w].by_hand]
    departments = Department.objects.filter(centre=request.officer.centre_id, is_active=True).order_by("code")
    context = shell(request, "supervision", watches=by_hand, departments=departments)
    typed = {name: request.POST.get(name, "") for name in ("watch", "case_no", "department", "words")}
    context |= {"refusal": refusal, "typed": typed}
    return page(
        request, "desk/supervision/found.html", context, status=status_of(refusal) if refusal else 200
    )
