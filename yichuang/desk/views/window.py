"""The window: find the matter, begin a case, pick up what was left."""

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import intake_sheet
from yichuang.kit.refusal import Refused
from yichuang.kit.web import page
from yichuang.people.public import Role, centre_card

from ..duties import REVIEW_ROLES
from ..shell import StaffRequest, for_staff
from ..strip import served_at
from .calls import begin_case
from .window_page import window_page

SUGGESTIONS = 8


@for_staff()
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """Go to the page that one's work begins with."""
    by = request.officer
    if by.holds(Role.CLERK):
        return HttpResponseRedirect("/desk/window/")
    if by.holds(*REVIEW_ROLES):
        return HttpResponseRedirect("/desk/tasks/")
    if by.holds(Role.CHIEF_REP):
        return HttpResponseRedirect("/desk/answers/")
    if by.holds(Role.RECEPTION):
        return HttpResponseRedirect("/desk/reception/")
    if by.holds(Role.MANAGER, Role.SUPERVISION):
        return HttpResponseRedirect("/desk/ledger/")
    if by.holds(Role.EFFICIENCY):
        return HttpResponseRedirect("/desk/complaints/")
    if by.holds(Role.AUDITADMIN):
        return HttpResponseRedirect("/desk/seals/")
    return HttpResponseRedirect("/desk/matters/")


@for_staff(Role.CLERK)
@require_GET
def window(request: StaffRequest) -> HttpResponse:
    """The clerk's first page: one box to find the matter, and what is unfinished."""
    by = request.officer
    query = request.GET.get("q", "").strip()
    centre = centre_card(by.centre_id)
    found = catalogue.suggest(query, centre=centre, limit=SUGGESTIONS) if query else []
    if request.htmx and "q" in request.GET:
        return page(request, "desk/window.html", {"found": found, "query": query}, part="found")
    return window_page(request, query=query, found=found)


@for_staff(Role.CLERK)
@require_POST
def begin(request: StaffRequest) -> HttpResponse:
    """Begin a case for the chosen matter."""
    matter = catalogue.Matter.objects.filter(code=request.POST.get("matter", "")).first()
    if matter is None or matter.current_id is None:
        raise Refused(gettext("没有这个事项，或者它的指南还没有公布。"))
    by, now = request.officer, timezone.now()
    case = begin_case(intake_sheet(matter.current_id), served_at(by), by=by, now=now)
    return HttpResponseRedirect(f"/desk/intake/{case.no}/")
