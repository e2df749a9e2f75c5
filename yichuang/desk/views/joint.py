"""Joint applications at the responsible window: begin, one list of materials, the parts, the whole result."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.cases.public import TYPED_FIELDS, Collection, Mark
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import IntakeSheet, LifeEvent, Matter, intake_sheet
from yichuang.joint import public as joint
from yichuang.joint.public import Action, JointPage, MeetingKind, Minutes
from yichuang.journal import public as journal
from yichuang.kit.refusal import Invalid, Refused, called
from yichuang.kit.web import page, status_of, whole_number
from yichuang.papers import public as papers
from yichuang.people.public import Centre, IdKind, Role

from ..shell import StaffRequest, for_staff, shell
from ..story import tell
from .intake import Who, who_is

WHO = (Role.CLERK, Role.MANAGER, Role.SUPERVISION)
KEEPING = {"save", "accept", "supplement"}  # what is on the page is kept before anything is done
DECIDING = {
    "accept": (joint.accept, gettext_noop("已一并受理，各部门同时开始办理。")),
    "supplement": (joint.supplement, gettext_noop("已一次性告知补正，材料齐的部门已受理。")),
    "resubmit": (joint.resubmit, gettext_noop("已收到补正材料，请重新核对。")),
}


@dataclass
class Form:
    """The applicant's fields, as the shared template of a person reads them."""

    typed: dict[str, Any]
    applicant: Who
    agent: Who
    errors: dict[str, str] = field(default_factory=dict)


@for_staff(*WHO)
@require_GET
def joint_list(request: StaffRequest) -> HttpResponse:
    """The centre's joint applications, newest first."""
    centre_id = request.officer.centre_id
    found, waiting = joint.bundles_at(centre_id), joint.to_look_at(centre_id)
    return page(request, "desk/joint_list.html", shell(request, "joint", bundles=found, waiting=waiting))


@for_staff(Role.CLERK)
@require_http_methods(["GET", "POST"])
def begin(request: StaffRequest) -> HttpResponse:
    """Choose the matters, by life event or by words, and which of them wait for others."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            return HttpResponseRedirect(f"/desk/joint/{_begin(request)}/")
        except Refused as problem:
            refusal = problem
    asked = request.POST if refusal else request.GET
    query, event_id = asked.get("q", "").strip(), whole_number(asked.get("event", ""))
    chosen = list(dict.fromkeys(asked.getlist("matter")))
    centre = Centre.objects.get(pk=request.officer.centre_id)
    context = shell(
        request,
        "joint",
        events=LifeEvent.objects.all(),
        event_id=event_id,
        query=query,
        name=asked.get("name", ""),
        chosen=chosen_sheets(chosen, centre),
        found=found_sheets(query, event_id, chosen, centre),
        refusal=refusal,
    )
    return page(request, "desk/joint_begin.html", context, status=status_of(refusal) if refusal else 200)


def chosen_sheets(codes: Sequence[str], centre: Centre) -> list[IntakeSheet]:
    """Return the published guides of these matters, in this order; what is not taken in here is left out."""
    held = Matter.objects.filter(code__in=codes, centre=centre, current__isnull=False)
    guides = {matter.code: matter.current_id for matter in held}
    return [intake_sheet(guides[code]) for code in codes if guides.get(code)]


def found_sheets(
    query: str, event_id: int | None, chosen: Sequence[str], centre: Centre
) -> list[IntakeSheet]:
    """Return matters to choose from: those of the life event, or those that the words find."""
    codes: list[str] = []
    if event_id:
        event_matters = Matter.objects.filter(life_events=event_id, centre=centre, current__isnull=False)
        codes = list(event_matters.order_by("pk").values_list("code", flat=True)[:30])
    elif query:
        codes = [hit.matter_code for hit in catalogue.suggest(query, centre=centre, limit=12)]
    return chosen_sheets([code for code in codes if code not in chosen], centre)


def _begin(request: StaffRequest) -> str:
    centre = Centre.objects.get(pk=request.officer.centre_id)
    sheets = chosen_sheets(list(dict.fromkeys(request.POST.getlist("matter"))), centre)
    places = {sheet.matter_code: place for place, sheet in enumerate(sheets, start=1)}
    after = {
        places[sheet.matter_code]: [
            places[code] for code in request.POST.getlist(f"after_{sheet.matter_code}") if code in places
        ]
        for sheet in sheets
    }
    bundle = joint.begin(
        request.POST.get("name", ""),
        sheets,
        {part: before for part, before in after.items() if before},
        event_id=whole_number(request.POST.get("event", "")),
        by=request.officer,
        now=timezone.now(),
    )
    return bundle.no


@for_staff(*WHO)
@require_http_methods(["GET", "POST"])
def bundle(request: StaffRequest, no: str) -> HttpResponse:
    """One joint application: the applicant and the materials once, the parts, the meeting, the results."""
    found = joint.page_of(no)
    if found is None or not request.officer.holds(*WHO, centre_id=found.bundle.centre_id):
        raise Http404
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            said = _do(request, found)
        except Refused as problem:
            refusal = problem
            found = joint.page_of(no) or found
        else:
            messages.success(request, said)
            return HttpResponseRedirect(f"/desk/joint/{no}/")
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/joint.html", _context(request, found, refusal), status=status)


def _context(request: StaffRequest, found: JointPage, refusal: Refused | None) -> dict[str, Any]:
    now, by, whole = timezone.now(), request.officer, found.bundle
    typed = {**whole.typed, **{k: v for k, v in request.POST.items() if refusal and k in TYPED_FIELDS}}
    form = Form(typed, who_is(typed, "", now), who_is(typed, "agent_", now))
    if isinstance(refusal, Invalid) and refusal.field:
        form.errors = {refusal.field: refusal.sentence}
    kinds = [(kind.value, kind.label) for kind in IdKind]
    return shell(
        request,
        "joint",
        page=found,
        bundle=whole,
        it=form,
        id_kinds=kinds,
        person_kinds=kinds[:-1],
        refusal=refusal,
        posted=request.POST,
        why_accept=joint.why_not_accept(whole, found.counting, by=by),
        why_supplement=joint.why_not_supplement(whole, found.counting, by=by),
        is_looked_at=whole.state in joint.BEFORE_ACCEPTANCE,
        files=joint.files_of(whole) if whole.state in joint.BEFORE_ACCEPTANCE else {},
        notice_on=found.notice_due_at,
        marks=[(mark.value, mark.label) for mark in Mark],
        why={action.value: joint.why_not(whole, action, by=by) for action in Action},
        meeting_kinds=[(kind.value, kind.label) for kind in MeetingKind],
        papers=papers.of_case(whole.no),
        story=tell(journal.story(whole.subject)),
        today=timezone.localdate(now),
    )


def _do(request: StaffRequest, found: JointPage) -> str:
    """Do what the pressed button asks; return the sentence that is shown afterwards."""
    whole, by, now = found.bundle, request.officer, timezone.now()
    wish = request.POST.get("do", "save")
    if wish in KEEPING and whole.state in {joint.State.GATHERING, joint.State.RECEIVED}:
        _keep(request, found)
        whole.refresh_from_db()
    if wish in DECIDING:
        decide, said = DECIDING[wish]
        decide(whole, by=by, now=now)
        return gettext(said)
    match wish:
        case "meet":
            joint.meet(whole, _minutes(request), by=by, now=now)
            return gettext("会议纪要已记入，并出具文书。")
        case "extend":
            days = whole_number(request.POST.get("days", "")) or 0
            joint.extend(whole, days, request.POST.get("approval", ""), by=by, now=now)
            return gettext("已延长。")
        case "hand_out":
            with called({"id_number": "collector_number", "name": "collector"}):
                joint.hand_out(whole, _collection(request), by=by, now=now)
            return gettext("全部结果已一次交给领取人。")
        case "withdraw":
            joint.withdraw(whole, request.POST.get("reason", ""), by=by, now=now)
            return gettext("已撤回。")
    return gettext("已保存。")


def _keep(request: StaffRequest, found: JointPage) -> None:
    fields = {name: request.POST[name] for name in TYPED_FIELDS if name in request.POST}
    if fields and found.bundle.state == joint.State.GATHERING:
        joint.note(found.bundle, fields, by=request.officer)
    for shared in found.materials:
        note = request.POST.get(f"note{shared.order}", shared.note).strip()
        mark = request.POST.get(f"m{shared.order}", shared.mark)
        original = f"m{shared.order}_original" in request.POST
        here = f"m{shared.order}" in request.POST
        changed = (mark, original, note) != (shared.mark, shared.is_original, shared.note)
        if here and mark in Mark.values and changed:
            with called({"note": f"note{shared.order}"}):
                joint.mark(
                    found.bundle,
                    shared.order,
                    Mark(mark),
                    is_original=original,
                    note=note,
                    by=request.officer,
                )


def _minutes(request: StaffRequest) -> Minutes:
    given = request.POST
    kind = given.get("kind", "")
    try:
        held_on = date.fromisoformat(given.get("held_on", ""))
    except ValueError as wrong:
        raise Invalid(gettext("没有这样的日期，请写成 2026-09-16。"), field="held_on") from wrong
    return Minutes(
        MeetingKind(kind) if kind in MeetingKind.values else MeetingKind.MEETING,
        held_on,
        given.get("place", ""),
        given.get("attendees", ""),
        given.get("discussed", ""),
        given.get("concluded", ""),
    )


def _collection(request: StaffRequest) -> Collection:
    kind = request.POST.get("collector_kind", "")
    return Collection(
        name=request.POST.get("collector", ""),
        id_kind=IdKind(kind) if kind in IdKind.values else IdKind.ID_CARD,
        id_number=request.POST.get("collector_number", ""),
        relation="受托人" if request.POST.get("authority") else "本人",
        authority=request.POST.get("authority", ""),
    )
