"""The clerk's one screen: applicant, materials, next step. One form; saved as typed; posted to accept."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.cases import public as cases
from yichuang.cases.public import Action, Case, CaseMaterial, DeliveryWay, Mark
from yichuang.catalogue.public import IntakeSheet, intake_sheet
from yichuang.kit import files
from yichuang.kit.middleware import allow_card_reader
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import (
    Applicant,
    Identity,
    IdKind,
    Role,
    applicant_by_number,
    days_outside_limits,
    read_identity,
)
from yichuang.worktime.public import Day, calendar

from ..shell import StaffRequest, card_reader, for_staff, shell
from ..strip import visit_of
from .outcomes import OUTCOMES, WITH_PAPERS, Outcomes, is_at_the_window, outcomes_of

FIELDS = sorted(cases.TYPED_FIELDS)
OUTCOME_FIELDS = ("reason", "basis", "referred_to", "promise_until", "promise_signed", "reply_by")
# A box that is not ticked is not sent: that it was on the page shows in the field beside it.
BOXES = {"confirmed": "id_number", "agent_confirmed": "id_number", "promise_signed": "promise_until"}


@dataclass
class Who:
    """What is known of a person while it is being typed."""

    kind: IdKind
    identity: Identity | None = None
    known: Applicant | None = None
    age: int | None = None

    @property
    def problem(self) -> str:
        return self.identity.problem if self.identity else ""

    @property
    def doubt(self) -> str:
        return self.identity.doubt if self.identity else ""


@dataclass
class Sheet:
    """Everything that the intake page shows."""

    case: Case
    sheet: IntakeSheet
    materials: list[CaseMaterial]
    typed: dict[str, Any]
    outcomes: Outcomes
    applicant: Who
    agent: Who
    preview: cases.Limits
    off_days: list[Day]
    errors: dict[str, str] = field(default_factory=dict)
    filled: list[str] = field(default_factory=list)  # prefixes of the people whose fields were filled in
    new_version: int | None = None  # the guide was replaced while this draft lay
    refusal: str = ""
    saved_at: datetime | None = None

    @property
    def is_body(self) -> bool:
        return self.typed.get("id_kind") == IdKind.USCC

    @property
    def counts(self) -> dict[str, int]:
        return {mark.value: sum(m.mark == mark for m in self.materials) for mark in Mark}


def _draft(request: StaffRequest, no: str) -> tuple[Case, list[CaseMaterial]]:
    found = cases.case_page(no)
    if found is None or not cases.can_view(found[0], by=request.officer):
        raise Http404
    return found


def who_is(typed: dict[str, Any], prefix: str, now: datetime) -> Who:
    kind = typed.get(f"{prefix}id_kind") or IdKind.ID_CARD
    who = Who(IdKind(kind) if kind in IdKind.values else IdKind.ID_CARD)
    number = str(typed.get(f"{prefix}id_number", "")).strip()
    if not number:
        return who
    today = timezone.localdate(now)
    who.identity = read_identity(who.kind, number, today=today)
    if not who.identity.problem:
        who.known = applicant_by_number(who.kind, who.identity.number)
        born = who.identity.birthday
        if born:
            who.age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return who


def _look(request: StaffRequest, case: Case, materials: list[CaseMaterial]) -> Sheet:
    now = timezone.now()
    sheet = intake_sheet(case.guide_id)
    today_sheet = cases.sheet_today(case)
    days = calendar()
    history = cases.History(now, outside=days_outside_limits(case.centre_id))
    limits = cases.limits_for(sheet, history, days, is_review=cases.is_review(sheet))
    last = max((d.on for d in (limits.promised, limits.statutory) if d), default=None)
    today = timezone.localdate(now)
    off = [d for d in days.days(today, last) if d.name and (d.is_makeup or d.name[0] != "周")] if last else []
    return Sheet(
        case=case,
        sheet=sheet,
        materials=materials,
        typed=case.typed,
        outcomes=outcomes_of(case, materials, today_sheet, by=request.officer),
        new_version=_newer(case, today_sheet),
        applicant=who_is(case.typed, "", now),
        agent=who_is(case.typed, "agent_", now),
        preview=limits,
        off_days=off,
    )


def _newer(case: Case, today_sheet: IntakeSheet | None) -> int | None:
    """Return the number of a version published since this draft was begun."""
    is_newer = case.state == cases.State.DRAFT and today_sheet and today_sheet.guide_id != case.guide_id
    return today_sheet.guide_number if is_newer and today_sheet else None


@for_staff(Role.CLERK)
@require_http_methods(["GET", "POST"])
def intake(request: StaffRequest, no: str) -> HttpResponse:
    """Show the draft; keep what was typed; accept, or throw away, when asked to."""
    case, materials = _draft(request, no)
    if not is_at_the_window(case):
        return HttpResponseRedirect(f"/desk/cases/{case.no}/")
    if request.method == "GET":
        return _show(request, _look(request, case, materials))
    errors = _keep(request, case, materials)
    # Saving as one types is never a decision: htmx sends the button that was clicked last along with it.
    wish = "" if request.htmx else request.POST.get("do", "")
    if wish in OUTCOMES and not errors:
        return _end(request, case, wish)
    if wish == "discard":
        return _discard(request, case)
    if wish == "follow":
        cases.follow_guide(case, by=request.officer, now=timezone.now())
        return HttpResponseRedirect(f"/desk/intake/{case.no}/")
    if wish == "rest":
        cases.mark_rest_received(case, by=request.officer)
    case, materials = _draft(request, no)
    shown = _look(request, case, materials)
    shown.saved_at = None if errors else timezone.now()
    if "reason" in request.POST:  # the next step was on the page: it is drawn anew as it was typed
        shown.typed = {**shown.typed, **_outcome_typed(request)}
    _say_errors(request, shown, errors)
    _fill_in_known(request, shown)
    return _show(request, shown, part="after", status=422 if errors and not request.htmx else 200)


def _outcome_typed(request: StaffRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in OUTCOME_FIELDS}


def _say_errors(request: StaffRequest, shown: Sheet, errors: dict[str, str]) -> None:
    """Say what could not be kept, beside its field and at the next step; it stays on the page as typed."""
    shown.errors = errors
    shown.refusal = " ".join(dict.fromkeys(errors.values()))
    shown.typed = {**shown.typed, **{name: request.POST[name] for name in errors if name in FIELDS}}


def _show(request: StaffRequest, shown: Sheet, *, part: str = "", status: int = 200) -> HttpResponse:
    kinds = [(k.value, k.label) for k in IdKind]
    context = {
        "it": shown,
        "id_kinds": kinds,
        "person_kinds": kinds[:-1],
        "marks": Mark,
        "at_window": DeliveryWay.WINDOW,
        "ways": (DeliveryWay.COURIER, DeliveryWay.ONLINE),
    }
    if not (part and request.htmx):
        visit = visit_of(shown.case, request.officer)
        context = shell(request, "window", visit=visit, reader=card_reader(), **context)
    return allow_card_reader(page(request, "desk/intake.html", context, part=part, status=status))


def _keep(request: StaffRequest, case: Case, materials: list[CaseMaterial]) -> dict[str, str]:
    """Keep what differs from what is held; return the sentences for fields that cannot be kept."""
    errors: dict[str, str] = {}
    posted = {name: request.POST.get(name, "") for name in FIELDS if name in request.POST}
    changed = {name: value for name, value in posted.items() if value != str(case.typed.get(name, ""))}
    for box, beside in BOXES.items():
        if beside in request.POST and box not in request.POST and case.typed.get(box):
            changed[box] = ""
    if case.state != cases.State.DRAFT:
        changed = {}
    for name, value in changed.items():
        try:
            cases.note_typed(case, {name: value}, by=request.officer)
        except Invalid as wrong:
            errors[name] = wrong.sentence
    for material in materials:
        _keep_mark(request, case, material, errors)
    return errors


def _keep_mark(request: StaffRequest, case: Case, material: CaseMaterial, errors: dict[str, str]) -> None:
    name = f"m{material.order}"
    mark = request.POST.get(name, material.mark)
    copies = request.POST.get(f"{name}_copies", "").strip()
    original = f"{name}_original" in request.POST
    here = f"{name}_here" in request.POST  # the row was on the page that was posted
    note = request.POST.get(f"{name}_note", material.note).strip()
    same_copies = copies == ("" if material.copies is None else str(material.copies))
    if not here or (
        mark == material.mark and original == material.is_original and same_copies and note == material.note
    ):
        return
    try:
        if mark not in Mark.values:
            raise Invalid(gettext("没有这种核对结果。"))
        count = whole_number(copies)
        if copies and count is None:
            raise Invalid(gettext("份数应是数字。"), field="copies")
        cases.mark_material(
            case,
            material.order,
            Mark(mark),
            copies=count,
            is_original=original,
            note=note,
            by=request.officer,
        )
    except Refused as wrong:
        field = wrong.field if isinstance(wrong, Invalid) else ""
        said = gettext("第 %(n)s 项：%(said)s") % {"n": material.order, "said": wrong.sentence}
        errors[f"{name}_{field}"] = said


def _fill_in_known(request: StaffRequest, shown: Sheet) -> None:
    """Fill empty fields of someone who is known again; what the clerk typed is never replaced."""
    for prefix, who in (("", shown.applicant), ("agent_", shown.agent)):
        if who.known is None or str(shown.typed.get(f"{prefix}name", "")).strip():
            continue
        held = {
            f"{prefix}name": who.known.name,
            f"{prefix}phone": who.known.phone,
            f"{prefix}email": who.known.email,
        }
        fresh = {name: value for name, value in held.items() if value and not shown.typed.get(name)}
        cases.note_typed(shown.case, fresh, by=request.officer)
        shown.typed = shown.case.typed
        shown.filled.append(prefix)
    published = cases.sheet_today(shown.case)
    shown.outcomes = outcomes_of(shown.case, shown.materials, published, by=request.officer)


def _end(request: StaffRequest, case: Case, wish: str) -> HttpResponse:
    """Do what was asked; after a refusal show the page with the sentence and all that was typed."""
    try:
        said = OUTCOMES[wish](request, case)
    except Refused as refusal:
        case, materials = _draft(request, case.no)
        shown = _look(request, case, materials)
        if isinstance(refusal, Invalid) and refusal.field:
            shown.errors = {refusal.field: refusal.sentence}
        shown.refusal = refusal.sentence
        shown.typed = {**shown.typed, **_outcome_typed(request)}
        return _show(request, shown, status=status_of(refusal))
    messages.success(request, said)
    place = "papers/?print=1" if wish in WITH_PAPERS else ""
    return HttpResponseRedirect(f"/desk/cases/{case.no}/{place}")


def _discard(request: StaffRequest, case: Case) -> HttpResponse:
    cases.discard(case, request.POST.get("discard_reason", ""), by=request.officer, now=timezone.now())
    messages.success(request, gettext("%(no)s 已作废。") % {"no": case.no})
    return HttpResponseRedirect("/desk/window/")


@for_staff(Role.CLERK)
@require_http_methods(["GET", "POST"])
def attach(request: StaffRequest, no: str, order: int) -> HttpResponse:
    """The files of one material: drop, paste, scan with the camera, or choose; nothing is replaced."""
    case, materials = _draft(request, no)
    material = next((m for m in materials if m.order == order), None)
    if material is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            _add_files(request, case, order)
            case, materials = _draft(request, no)
            material = next(m for m in materials if m.order == order)
        except Refused as problem:
            refusal = problem.sentence
    status = 422 if refusal else 200
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"count": len(material.attachments.all()), "refusal": refusal}, status=status)
    can_add = not cases.why_not(case, Action.CHECK, by=request.officer)
    context = shell(request, "window", case=case, material=material, refusal=refusal, can_add=can_add)
    return page(request, "desk/attach.html", context, status=status)


def _add_files(request: StaffRequest, case: Case, order: int) -> None:
    uploaded = request.FILES.getlist("file")
    if not uploaded:
        raise Invalid(gettext("请先选择文件。"), field="file")
    stored = [files.keep(settings.UPLOAD_DIR, f.name or "", f.chunks()) for f in uploaded]
    for one in stored:
        cases.attach(case, order, one, by=request.officer, now=timezone.now())


@for_staff(Role.CLERK)
@require_POST
def set_aside(request: StaffRequest, no: str, order: int, number: int) -> HttpResponse:
    """Put a file away that was attached by mistake; it is kept."""
    case, _materials = _draft(request, no)
    cases.set_aside(case, order, number, by=request.officer, now=timezone.now())
    return HttpResponseRedirect(f"/desk/intake/{no}/files/{order}/")
