"""What papers look like at a centre: its own titles and its own templates (C-16)."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of
from yichuang.papers import public as papers
from yichuang.papers.public import Layout, PaperKind
from yichuang.people.public import Centre, Role, set_setting, setting_text

from ..shell import StaffRequest, for_staff, shell

WHO = (Role.MANAGER, Role.SYSADMIN)


@dataclass(frozen=True)
class Template:
    """One layout as the page shows it."""

    layout: Layout
    source: str
    is_own: bool


def _centre(request: StaffRequest) -> Centre:
    return Centre.objects.get(pk=request.officer.centre_id)


def _template(centre: Centre, layout: Layout, now: datetime) -> Template:
    own = papers.own_source_at(centre.pk, layout, now)
    return Template(layout, own or papers.house_source(layout), bool(own))


def _show(
    request: StaffRequest, refusal: Refused | None = None, *, typed: str = "", at: str = "", status: int = 200
) -> HttpResponse:
    centre, now = _centre(request), timezone.now()
    titles = [
        (kind, setting_text(centre.pk, papers.title_key(kind)), papers.KINDS[kind].source)
        for kind in PaperKind
        if papers.title_key(kind)
    ]
    context = shell(
        request,
        "layouts",
        titles=titles,
        templates=[_template(centre, layout, now) for layout in Layout],
        prelude=papers.prelude(),
        refusal=refusal,
        typed=typed,
        at=at,
    )
    return page(request, "desk/layouts.html", context, status=status)


@for_staff(*WHO)
@require_GET
def layouts(request: StaffRequest) -> HttpResponse:
    """Show the titles of every kind and the template of every layout."""
    return _show(request)


@for_staff(*WHO)
@require_POST
def title(request: StaffRequest) -> HttpResponse:
    """Give a kind of paper this centre's own title, from now on."""
    kind = request.POST.get("kind", "")
    if kind not in PaperKind.values or not papers.title_key(PaperKind(kind)):
        raise Http404
    words = " ".join(request.POST.get("title", "").split()).replace("\x00", "")
    if kind == PaperKind.ACCEPTANCE_NOTICE:
        words = words or PaperKind(kind).label
    key = papers.title_key(PaperKind(kind))
    try:
        set_setting(_centre(request), key, words, by=request.officer, now=timezone.now())
    except Refused as refusal:
        return _show(request, refusal, at=kind, typed=words, status=status_of(refusal))
    messages.success(request, gettext("名称已改，以后出具的文书用新名称。"))
    return HttpResponseRedirect("/desk/layouts/")


@for_staff(*WHO)
@require_POST
def template(request: StaffRequest, layout: str) -> HttpResponse:
    """Put this centre's own template in force, or return to the house's."""
    wanted = _layout(layout)
    source = request.POST.get("source", "")
    try:
        if request.POST.get("do") == "house":
            papers.house_again(_centre(request), wanted, by=request.officer, now=timezone.now())
        else:
            papers.save_layout(_centre(request), wanted, source, by=request.officer, now=timezone.now())
    except Refused as refusal:
        return _show(request, refusal, at=wanted, typed=source, status=status_of(refusal))
    messages.success(request, gettext("版式已保存，以后出具的文书用新版式；已经出具的不变。"))
    return HttpResponseRedirect("/desk/layouts/")


@for_staff(*WHO)
@require_GET
def sample(request: StaffRequest, layout: str) -> HttpResponse:
    """Show an invented paper in the template that is in force."""
    made = papers.preview(_centre(request), _layout(layout), now=timezone.now())
    return HttpResponse(made, content_type="application/pdf")


def _layout(name: str) -> Layout:
    try:
        return Layout(name)
    except ValueError as unknown:
        raise Http404 from unknown
