"""The archive: packages of ended cases, found, taken out, and how long they are kept (R272, R277)."""

from datetime import date
from tempfile import NamedTemporaryFile

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from yichuang.archive import public as archive
from yichuang.catalogue.public import Matter
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number

from ..shell import StaffRequest, for_staff, shell


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


@for_staff(*archive.READERS)
@require_GET
def packages(request: StaffRequest) -> HttpResponse:
    """The packages that one may read, newest first."""
    return _shown(request)


def _shown(request: StaffRequest, refusal: Refused | None = None) -> HttpResponse:
    by = request.officer
    query = request.GET.get("q", "").strip().replace("\x00", "")[:30]
    month = _month(request.GET.get("month", ""))
    found = archive.find_packages(
        by, query=query, month=month, after=whole_number(request.GET.get("after", ""))
    )
    context = shell(
        request,
        "archive",
        packages=found.packages,
        following=found.next_after,
        query=query,
        month=f"{month:%Y-%m}" if month else "",
        may_export=not archive.why_not_export(by=by),
        may_set=not archive.why_not_set_retention(by.centre_id, by=by),
        rules=archive.retention_rules(by.centre_id),
        keeps=archive.Keep.choices,
        refusal=refusal,
    )
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/archive.html", context, part="list", status=status)


@for_staff(*archive.READERS)
@require_GET
def download(request: StaffRequest, no: str) -> HttpResponse:
    """Give a package after looking whether it is as it was made."""
    case_no, _, number = no.replace("\x00", "").partition("-")
    package = archive.package_of(case_no, whole_number(number or "1", most=10_000) or 0)
    if package is None or not archive.can_read(package, by=request.officer):
        raise Http404
    content = archive.read(package, by=request.officer, now=timezone.now())
    answer = HttpResponse(content, content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{package.name}.zip"'
    return answer


@for_staff(*archive.CENTRE_ROLES)
@require_GET
def export(request: StaffRequest) -> FileResponse:
    """Give a month's packages, or a day's, in one file; that they were taken is kept."""
    first, last = _span(request)
    out = NamedTemporaryFile(suffix=".zip")  # noqa: SIM115 - closed by the response when it has been sent
    try:
        archive.export(out, first, last, by=request.officer, now=timezone.now())
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=f"archive-{first.isoformat()}.zip")


def _span(request: StaffRequest) -> tuple[date, date]:
    if month := _month(request.GET.get("month", "")):
        return archive.month_of(month)
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError as wrong:
        raise Invalid(gettext("请选择要导出的月份。"), field="month") from wrong
    return day, day


@for_staff(*archive.READERS)
@require_POST
def retention(request: StaffRequest) -> HttpResponse:
    """Say how long the cases of one matter are kept."""
    code = request.POST.get("code", "").strip().replace("\x00", "")
    matter = Matter.objects.filter(centre=request.officer.centre_id, code=code).first()
    keep = request.POST.get("keep", "")
    try:
        if matter is None:
            sentence = gettext("没有编码为“%(code)s”的事项。") % {"code": code}
            raise Invalid(sentence, field="code")
        archive.set_retention(matter, keep, by=request.officer, now=timezone.now())
    except Refused as no_way:
        return _shown(request, no_way)
    messages.success(request, gettext("保管期限已改，以后归档的件按新期限。"))
    return HttpResponseRedirect("/desk/archive/")
