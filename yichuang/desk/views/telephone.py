"""电话: calls that nobody picked up, how promptly calls are picked up, whose telephone is whose (R046, R047)."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.enquiries import public as enquiries
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Department, Role, Window

from ..shell import StaffRequest, for_staff, shell

AT = "/desk/telephone/"


@for_staff(*enquiries.ASKED, Role.SUPERVISION)
@require_http_methods(["GET", "POST"])
def telephone(request: StaffRequest) -> HttpResponse:
    """The calls to ring back, those that she took on, the figures; the manager's list of telephones."""
    by, now = request.officer, timezone.now()
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            said = _act(request)
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, said)
            return HttpResponseRedirect(AT)
    prompts = enquiries.picked_up_promptly(by.centre_id, now)
    keeps = not enquiries.why_not_set_extensions(by.centre_id, by=by)
    here = {"centre": by.centre_id}
    context = shell(
        request,
        "enquiries",
        missed=enquiries.calls_missed(by, now),
        hers=enquiries.rung_back_by(by, now),
        departments_said=enquiries.by_department(prompts),
        extensions_said=prompts,
        extensions=enquiries.extensions_at(by.centre_id) if keeps else [],
        departments=Department.objects.filter(**here, is_active=True).order_by("code"),
        windows=Window.objects.filter(**here).order_by("number"),
        refusal=refusal,
    )
    return page(request, "desk/telephone.html", context, status=status_of(refusal) if refusal else 200)


def _act(request: StaffRequest) -> str:
    doing, now = request.POST.get("do", ""), timezone.now()
    if doing == "ring_back":
        call = enquiries.call_by_id(whole_number(request.POST.get("call", "")) or 0, request.officer)
        if call is None:
            raise Invalid(gettext("没有这通电话。"), field="call")
        enquiries.ring_back(call, by=request.officer, now=now)
        return gettext("请回拨；号码在“我在回拨的”里。")
    if doing == "set":
        _set(request)
        return gettext("已记录。")
    raise Refused(gettext("请从页面上的按钮操作。"))


def _set(request: StaffRequest) -> None:
    """Write whose telephone it is."""
    data, by = request.POST, request.officer
    key = whole_number(data.get("extension", "")) or 0
    extension = next((one for one in enquiries.extensions_at(by.centre_id) if one.pk == key), None)
    if extension is None:
        raise Invalid(gettext("没有这部分机。"), field="extension")
    department = whole_number(data.get("department", "")) or 0
    window = whole_number(data.get("window", "")) or 0
    enquiries.set_extension(
        extension,
        department=Department.objects.filter(pk=department).first(),
        window=Window.objects.filter(pk=window).first(),
        by=by,
        now=timezone.now(),
    )
