"""The monthly report of ratings: the figures, what is done to improve, and a manager's name under it (R164)."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of
from yichuang.people.public import Role
from yichuang.ratings import public as ratings
from yichuang.ratings.public import Month

from ..shell import StaffRequest, for_staff, shell

ROLES = (Role.SUPERVISION, Role.MANAGER)


@for_staff(*ROLES)
@require_GET
def reports(request: StaffRequest) -> HttpResponse:
    """The months that are over, each with its report or without one."""
    rows = ratings.months_to_report(request.officer.centre_id, today=timezone.localdate())
    return page(request, "desk/ratings/reports.html", shell(request, "ratings", rows=rows))


@for_staff(*ROLES)
@require_http_methods(["GET", "POST"])
def report(request: StaffRequest, month: str) -> HttpResponse:
    """One month: write what is done to improve; publish it."""
    by, now = request.officer, timezone.now()
    asked = ratings.month_of(month, today=timezone.localdate(now))
    if str(asked) != month:
        raise Http404
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            said = _do(request, asked)
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, said)
            return HttpResponseRedirect(request.path)
    found = ratings.report_of(by.centre_id, asked)
    written = found.measures if found else ""
    context = shell(
        request,
        "ratings",
        month=asked,
        report=found,
        count=ratings.count_of(by.centre_id, asked),
        measures=request.POST.get("measures", written),
        can_publish=by.holds(Role.MANAGER, centre_id=by.centre_id),
        refusal=refusal,
    )
    return page(request, "desk/ratings/report.html", context, status=status_of(refusal) if refusal else 200)


def _do(request: StaffRequest, month: Month) -> str:
    by, now = request.officer, timezone.now()
    written = ratings.write_report(month, request.POST.get("measures", ""), by=by, now=now)
    if request.POST.get("do") != "publish":
        return gettext("已保存，还没有公布。")
    ratings.publish_report(written, by=by, now=now)
    return gettext("已公布，群众在网上看得到。")
