"""The reception: a number for someone who does not use the kiosk, the right class, back after a missed call."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from yichuang.catalogue.public import Matter
from yichuang.devices import public as devices
from yichuang.devices.public import Device
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.middleware import allow_card_reader
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.templatetags.kit import clock_time
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import PERSON_IDS, IdKind, Role, Theme
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Channel, Move, Policy, Ticket, Visit, Visitor
from yichuang.worktime.public import local_day

from ..shell import StaffRequest, card_reader, for_staff, shell

AT = "/desk/reception/"
NOT_SAID = ("appointment", "transferred")  # classes that come of themselves
FIELDS = ("id_number", "name", "phone", "grounds")


@dataclass(frozen=True)
class Row:
    """A ticket in the list: its class in words, and how long it has waited in seconds."""

    ticket: Ticket
    class_name: str
    waited_s: int


@dataclass(frozen=True)
class Entered:
    """What a paper sheet said of a ticket, when it was entered and by whom (R265)."""

    words: str
    at: datetime
    by: str


def _names(policy: Policy) -> dict[str, str]:
    return {c.key: gettext(c.name) for c in policy.classes}


def _rows(tickets: list[Ticket], names: dict[str, str], now: datetime) -> list[Row]:
    return [
        Row(t, names.get(t.key, t.key), t.wait_s + max(int((now - t.since_at).total_seconds()), 0))
        for t in tickets
    ]


@sensitive_post_parameters(*FIELDS)
@for_staff(Role.RECEPTION, Role.MANAGER)
@require_http_methods(["GET", "POST"])
def reception(request: StaffRequest) -> HttpResponse:
    """Show who waits, find a number, give one."""
    by, now = request.officer, timezone.now()
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            return _give_or_help(request, now)
        except Refused as no:
            refusal = no
    policy, _ = queueing.policy_of(by.centre_id)
    names, today = _names(policy), local_day(now)
    query = request.GET.get("q", "").strip()[:10]
    context = shell(
        request,
        "reception",
        query=query,
        found=_rows(queueing.tickets_named(by.centre_id, today, query), names, now) if query else [],
        waiting=_rows(queueing.waiting_in(by.centre_id), names, now),
        missed=_rows(queueing.missed_at(by.centre_id, today), names, now),
        prospects=queueing.prospects_at(by.centre_id, now=timezone.now()),
        classes=[c for c in policy.classes if c.key not in NOT_SAID],
        id_kinds=[(k.value, k.label) for k in PERSON_IDS],
        helps=devices.asking_for_help(by.centre_id),
        refusal=refusal,
        typed=request.POST,
        reader=card_reader(),
    )
    status = status_of(refusal) if refusal else 200
    return allow_card_reader(page(request, "desk/reception.html", context, status=status))


def _give_or_help(request: StaffRequest, now: datetime) -> HttpResponse:
    by, data = request.officer, request.POST
    if data.get("do") == "helped":
        key = whole_number(data.get("device", "")) or 0
        if kiosk := Device.objects.filter(pk=key, centre=by.centre_id).first():
            devices.answer_help(kiosk, by=by, now=now)
        return HttpResponseRedirect(AT)
    ticket = queueing.take(_visit(request), channel=Channel.RECEPTION, by=by, now=now)
    messages.success(request, gettext("已取 %(ticket)s。") % {"ticket": ticket.label})
    return HttpResponseRedirect(f"{AT}{ticket.pk}/")


def _visit(request: StaffRequest) -> Visit:
    data, centre_id = request.POST, request.officer.centre_id
    theme = Theme.objects.filter(pk=whole_number(data.get("theme", "")) or 0, centre=centre_id).first()
    if theme is None:
        raise Invalid(gettext("请选主题。"), field="theme")
    code = data.get("matter", "").strip()
    matter = Matter.objects.filter(code=code, theme=theme, current__isnull=False).first() if code else None
    if code and matter is None:
        raise Invalid(gettext("这个主题没有编码是“%(code)s”的事项。") % {"code": code}, field="matter")
    kind = data.get("id_kind", "")
    number = data.get("id_number", "").strip()[:24]
    who = Visitor(
        (kind if kind in PERSON_IDS else IdKind.ID_CARD) if number else "",
        number,
        data.get("name", "").strip(),
        data.get("phone", "").strip(),
    )
    keys, grounds = _class_of(data.get("key", ""), data.get("grounds", ""), centre_id)
    return Visit(theme, (matter,) if matter else (), who, keys, grounds)


def _class_of(key: str, grounds: str, centre_id: int) -> tuple[tuple[str, ...], str]:
    """Return the class that was chosen with what was seen. Raises `Invalid` when nothing was said of it."""
    known = {c.key: c for c in queueing.policy_of(centre_id)[0].classes if c.key not in NOT_SAID}
    if key not in known or not known[key].head_start_min:
        return (), ""
    if known[key].head_start_min > 0 and not grounds.strip():
        raise Invalid(gettext("请写看了什么证件，或者急在哪里。"), field="grounds")
    return (key,), grounds


@for_staff(Role.RECEPTION, Role.MANAGER)
@require_http_methods(["GET", "POST"])
def ticket(request: StaffRequest, ticket_id: int) -> HttpResponse:
    """One number: correct its class with the proof seen, bring it back after a missed call, end it."""
    by, now = request.officer, timezone.now()
    found = Ticket.objects.select_related("theme", "window", "centre").filter(
        pk=ticket_id, centre=by.centre_id
    )
    one = found.first()
    if one is None:
        raise Http404
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            messages.success(request, _act(request, one, now))
        except Refused as no:
            refusal = no
        else:
            return HttpResponseRedirect(f"{AT}{one.pk}/")
    policy, _ = queueing.policy_of(by.centre_id)
    context = shell(
        request,
        "reception",
        row=_rows([one], _names(policy), now)[0],
        ticket=one,
        proof=gettext(policy.of(one.key).needs_proof) if policy.of(one.key).needs_proof else "",
        outlook=queueing.outlook_of(one, now=now),
        why=queueing.why_behind(one),
        entered=_entered(one),
        classes=[c for c in policy.classes if c.key not in NOT_SAID],
        why_not={move: queueing.why_not(one, Move(move), by=by) for move in _ACTS},
        refusal=refusal,
        typed=request.POST,
    )
    return page(request, "desk/reception_ticket.html", context, status=status_of(refusal) if refusal else 200)


def _entered(ticket: Ticket) -> list[Entered]:
    """Return what paper sheets said of a ticket; two sorts of time, the true ones and that of the entering."""
    found = []
    for line in journal.story(ticket.subject):
        if line.event == Event.TICKET_ENTERED:
            facts = {name: parse_datetime(line.data.get(name, "")) for name in ("called_at", "ended_at")}
            called, ended = (clock_time(at) if at else "" for at in facts.values())
            said = (
                gettext("%(called)s 叫到，没有人来")
                if not ended
                else gettext("%(called)s 叫到，%(ended)s 办完")
            )
            words = {"called": called, "ended": ended}
            found.append(Entered(said % words, line.at, line.by_name))
    return found


def _act(request: StaffRequest, ticket: Ticket, now: datetime) -> str:
    act = _ACTS.get(request.POST.get("do", ""))
    if act is None:
        raise Refused(gettext("请从页面上的按钮操作。"))
    act(request, ticket, now)
    return gettext("%(ticket)s 已改。") % {"ticket": ticket.label}


def _correct(request: StaffRequest, ticket: Ticket, now: datetime) -> None:
    keys = (request.POST.get("key", ""),)
    queueing.correct(ticket, keys=keys, grounds=request.POST.get("grounds", ""), by=request.officer, now=now)


def _come_back(request: StaffRequest, ticket: Ticket, now: datetime) -> None:
    queueing.come_back(ticket, by=request.officer, now=now)


def _leave(request: StaffRequest, ticket: Ticket, now: datetime) -> None:
    queueing.leave(ticket, request.POST.get("reason", ""), by=request.officer, now=now)


_ACTS = {Move.CORRECT.value: _correct, Move.COME_BACK.value: _come_back, Move.LEAVE.value: _leave}
