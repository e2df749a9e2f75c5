"""The catalogue at the desk: what is published, what waits, the way of a version (R028, R036)."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import Action, Guide, Matter, State
from yichuang.enquiries import public as enquiries
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Centre, Role

from ..guide_form.cells import sections, tables
from ..guide_form.reading import content_from
from ..shell import StaffRequest, for_staff, shell

PAGE = 60
WAYS_ROLES = (Role.MANAGER, Role.SYSADMIN, Role.PUBLISHER)


@for_staff()
@require_GET
def matters(request: StaffRequest) -> HttpResponse:
    """What this centre publishes; for those who keep it, also what waits for them."""
    by = request.officer
    centre = Centre.objects.get(pk=by.centre_id)
    query = request.GET.get("q", "").strip()[:60]
    view = request.GET.get("view", "")
    start = whole_number(request.GET.get("after", ""), most=1_000_000) or 0
    listed = list(catalogue.published(centre)[start : start + PAGE + 1]) if not query and not view else []
    waiting = catalogue.awaiting_approval(centre)
    context = shell(
        request,
        "matters",
        query=query,
        view=view,
        found=catalogue.find(query, centre=centre, limit=PAGE) if query else [],
        listed=listed[:PAGE],
        following=start + PAGE if len(listed) > PAGE else None,
        waiting=list(waiting) if view == "waiting" else [],
        waiting_count=waiting.count(),
        due=list(catalogue.due_for_review(centre, timezone.localdate())) if view == "review" else [],
        drafts=_drafts(request) if view == "drafts" else [],
        stopped=list(catalogue.stopped(centre)[:PAGE]) if view == "stopped" else [],
        may_approve=by.holds(Role.CENTRE_APPROVER),
        may_set_ways=by.holds(*WAYS_ROLES),
        may_write=by.holds(Role.PUBLISHER),
        faq_count=len(enquiries.faqs_to_decide(by)),
    )
    return page(request, "desk/matters.html", context, part="list")


def _drafts(request: StaffRequest) -> list[Guide]:
    mine = request.officer.departments(Role.PUBLISHER)
    drafts = Guide.objects.filter(state=State.DRAFT, matter__department__in=mine)
    return list(drafts.select_related("matter__department").order_by("-pk")[:PAGE])


def matter_by_code(code: str) -> Matter:
    """Return a matter by its public code. Raises Http404."""
    found = (
        Matter.objects.select_related("centre", "department", "theme", "current").filter(code=code).first()
    )
    if found is None:
        raise Http404
    return found


def version_of(matter: Matter, number: int) -> Guide:
    """Return a version of a matter's guide by its number. Raises Http404."""
    guide = matter.guides.select_related("matter__centre", "matter__department").filter(number=number).first()
    if guide is None:
        raise Http404
    return guide


@for_staff()
@require_GET
def matter(request: StaffRequest, code: str, number: int = 0) -> HttpResponse:
    """One version of a matter's guide: ten elements, warnings, and what can be done with it."""
    return show_matter(request, code, number)


def show_matter(
    request: StaffRequest, code: str, number: int = 0, *, refusal: Refused | None = None
) -> HttpResponse:
    found = matter_by_code(code)
    versions = list(catalogue.versions(found))
    if not versions:
        raise Http404
    guide = version_of(found, number or (found.current.number if found.current else versions[0].number))
    today = timezone.localdate()
    why = {
        action.value: catalogue.why_not(guide, action, by=request.officer, today=today)
        for action in (Action.EDIT, Action.SUBMIT, Action.WITHDRAW, Action.SEND_BACK, Action.PUBLISH)
    }
    context = shell(
        request,
        "matters",
        matter=found,
        guide=guide,
        shown=catalogue.guide_page(guide),
        versions=versions,
        making=next((v for v in versions if v.state in {State.DRAFT, State.SUBMITTED}), None),
        findings=catalogue.checklist(guide),
        why=why,
        forms=guide.forms.count(),
        why_not_stop=catalogue.why_not_manage(found, Action.PUBLISH, by=request.officer, today=today),
        typed=request.POST,
        why_not_draft=catalogue.why_not_manage(found, Action.EDIT, by=request.officer, today=today),
        may_set_ways=request.officer.holds(*WAYS_ROLES, centre_id=found.centre_id),
        refusal=refusal,
    )
    return page(request, "desk/matter.html", context, status=status_of(refusal) if refusal else 200)


@for_staff(Role.PUBLISHER, Role.CENTRE_APPROVER)
@require_POST
def move(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Take a version one step: submit, withdraw, send back with a reason, publish; or draft the next."""
    found = matter_by_code(code)
    by, now = request.officer, timezone.now()
    wish = request.POST.get("do", "")
    try:
        if wish == "draft":
            made = catalogue.draft(found, by=by, now=now)
            return HttpResponseRedirect(f"/desk/matters/{code}/{made.number}/edit/")
        guide = version_of(found, number)
        if wish == "send_back":
            catalogue.send_back(guide, reason=request.POST.get("reason", ""), by=by, now=now)
        elif wish in _MOVES:
            _MOVES[wish](guide, by=by, now=now)
        else:
            raise Invalid(gettext("没有这个操作。"), field="do")
    except Refused as refusal:
        return show_matter(request, code, number, refusal=refusal)
    messages.success(request, gettext(_SAID[wish]))
    return HttpResponseRedirect(f"/desk/matters/{code}/{number}/")


_MOVES = {"submit": catalogue.submit, "withdraw": catalogue.withdraw, "publish": catalogue.publish}
_SAID = {
    "submit": gettext_noop("已报中心核准。"),
    "withdraw": gettext_noop("已撤回，可以接着改。"),
    "send_back": gettext_noop("已退回修改。"),
    "publish": gettext_noop("已核准公布。正在办的件仍按受理时的那一版办。"),
}


@for_staff(Role.PUBLISHER)
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Write a draft: whatever a guide can say of its own. What was typed stays beside what is wrong with it."""
    found = matter_by_code(code)
    guide = version_of(found, number)
    before = catalogue.content_of(guide)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            said = content_from(request.POST, before)
            opened = whole_number(request.POST.get("version", ""))
            guide.version = guide.version if opened is None else opened
            catalogue.edit(guide, said, by=request.officer, now=timezone.now())
        except Refused as problem:
            refusal = problem
        else:
            messages.success(request, gettext("已保存。"))
            return HttpResponseRedirect(f"/desk/matters/{code}/{number}/")
    faults = {refusal.field: refusal.sentence} if isinstance(refusal, Invalid) else {}
    context = shell(
        request,
        "matters",
        matter=found,
        guide=guide,
        sections=sections(before, request.POST, faults),
        tables=tables(before, request.POST, faults),
        typed=request.POST,
        refusal=refusal,
        why_not=catalogue.why_not(guide, Action.EDIT, by=request.officer, today=timezone.localdate()),
    )
    return page(request, "desk/guide_edit.html", context, status=status_of(refusal) if refusal else 200)
