"""Keeping the catalogue: a new matter, where it belongs, its blank forms, stopping it, the events of life."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import Action, Codes, FormKind, Guide, LifeEvent, Matter
from yichuang.kit import files
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Centre, Department, Role, Theme

from ..shell import StaffRequest, for_staff, shell
from .matters import matter_by_code, show_matter, version_of


@for_staff(Role.PUBLISHER)
@require_http_methods(["GET", "POST"])
def new_matter(request: StaffRequest) -> HttpResponse:
    """Enter a matter of one of her departments; its first draft opens at once."""
    by, refusal = request.officer, None
    departments = Department.objects.filter(pk__in=by.departments(Role.PUBLISHER)).order_by("name")
    if request.method == "POST":
        try:
            made = _entered(request)
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, gettext("已建好事项，接着写它的指南。"))
            return HttpResponseRedirect(f"/desk/matters/{made.code}/1/edit/")
    context = shell(
        request,
        "matters",
        departments=departments,
        themes=Theme.objects.filter(centre=by.centre_id),
        typed=request.POST,
        refusal=refusal,
    )
    return page(request, "desk/matter_new.html", context, status=status_of(refusal) if refusal else 200)


def _entered(request: StaffRequest) -> Matter:
    said = request.POST
    centre = Centre.objects.get(pk=request.officer.centre_id)
    department = Department.objects.filter(pk=whole_number(said.get("department", "")) or 0).first()
    if department is None:
        raise Invalid(gettext("请选部门。"), field="department")
    parent, above = None, said.get("parent", "").strip()
    if above and (parent := Matter.objects.filter(code=above[:50]).first()) is None:
        raise Invalid(gettext("没有编码为“%(code)s”的事项。") % {"code": above[:50]}, field="parent")
    return catalogue.add_matter(
        centre=centre,
        department=department,
        codes=Codes(said.get("code", ""), said.get("catalog_code", ""), said.get("task_code", "")),
        name=said.get("name", ""),
        theme=_theme(said.get("theme", "")),
        parent=parent,
        by=request.officer,
        now=timezone.now(),
    )


def _theme(chosen: str) -> Theme | None:
    if not chosen:
        return None
    theme = Theme.objects.filter(pk=whole_number(chosen) or 0).first()
    if theme is None:
        raise Invalid(gettext("没有这个主题。"), field="theme")
    return theme


@for_staff(Role.PUBLISHER)
@require_http_methods(["GET", "POST"])
def place(request: StaffRequest, code: str) -> HttpResponse:
    """Put a matter under a theme, by which windows take it in, and under events of life (R012)."""
    found, refusal = matter_by_code(code), None
    if request.method == "POST":
        chosen = {whole_number(key) for key in request.POST.getlist("event")}
        try:
            opened = whole_number(request.POST.get("version", ""))
            found.version = found.version if opened is None else opened
            catalogue.arrange(
                found,
                theme=_theme(request.POST.get("theme", "")),
                life_events=[event for event in LifeEvent.objects.all() if event.pk in chosen],
                by=request.officer,
                now=timezone.now(),
            )
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, gettext("已保存。"))
            return HttpResponseRedirect(f"/desk/matters/{code}/")
    why = catalogue.why_not_manage(found, Action.EDIT, by=request.officer, today=timezone.localdate())
    typed = request.POST
    context = shell(
        request,
        "matters",
        matter=found,
        themes=Theme.objects.filter(centre=found.centre_id),
        theme=typed.get("theme", "") if typed else str(found.theme_id or ""),
        events=LifeEvent.objects.all(),
        chosen=typed.getlist("event") if typed else [str(event.pk) for event in found.life_events.all()],
        typed=typed,
        why=why,
        refusal=refusal,
    )
    return page(request, "desk/matter_place.html", context, status=status_of(refusal) if refusal else 200)


@for_staff(Role.CENTRE_APPROVER)
@require_POST
def standing(request: StaffRequest, code: str) -> HttpResponse:
    """Stop taking a matter in, with a reason, or take it in again."""
    found, by, now = matter_by_code(code), request.officer, timezone.now()
    wish = request.POST.get("do", "")
    try:
        if wish == "stop":
            catalogue.stop(found, reason=request.POST.get("reason", ""), by=by, now=now)
            said = gettext("已停办。已经收的件照常办完。")
        elif wish == "resume":
            catalogue.resume(found, by=by, now=now)
            said = gettext("已恢复办理。")
        else:
            raise Invalid(gettext("没有这个操作。"), field="do")
    except Refused as refusal:
        return show_matter(request, code, refusal=refusal)
    messages.success(request, said)
    return HttpResponseRedirect(f"/desk/matters/{code}/")


@for_staff()
@require_http_methods(["GET", "POST"])
def forms(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """The blank forms and samples of a version; with a draft they are added and taken out (R032)."""
    found = matter_by_code(code)
    guide, refusal = version_of(found, number), None
    if request.method == "POST":
        try:
            said = _change_forms(request, guide)
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, said)
            return HttpResponseRedirect(request.path)
    context = shell(
        request,
        "matters",
        matter=found,
        guide=guide,
        forms=guide.forms.select_related("material").order_by("kind", "name"),
        materials=guide.materials.all(),
        kinds=FormKind.choices,
        why=catalogue.why_not(guide, Action.EDIT, by=request.officer, today=timezone.localdate()),
        typed=request.POST,
        refusal=refusal,
    )
    return page(request, "desk/guide_forms.html", context, status=status_of(refusal) if refusal else 200)


def _change_forms(request: StaffRequest, guide: Guide) -> str:
    by, now, said = request.officer, timezone.now(), request.POST
    if said.get("do") == "remove":
        catalogue.remove_form(guide, whole_number(said.get("form", "")) or 0, by=by, now=now)
        return gettext("已拿掉。已经公布的版本不变。")
    uploaded = request.FILES.get("file")
    if uploaded is None:
        raise Invalid(gettext("请先选择文件。"), field="file")
    if said.get("kind") not in FormKind.values:
        raise Invalid(gettext("请选是空白表格还是示范文本。"), field="kind")
    material = None
    if chosen := said.get("material", ""):
        material = guide.materials.filter(pk=whole_number(chosen) or 0).first()
        if material is None:
            raise Invalid(gettext("这份材料不在这一版指南里。"), field="material")
    if reason := catalogue.why_not(guide, Action.EDIT, by=by, today=timezone.localdate(now)):
        raise Refused(reason)
    stored = files.keep_form(settings.UPLOAD_DIR, uploaded.name or "", uploaded.chunks())
    kind = FormKind(said["kind"])
    catalogue.attach_form(guide, stored, kind=kind, material=material, by=by, now=now)
    return gettext("已放上，随这一版公布。")


@for_staff()
@require_GET
def form_file(_request: StaffRequest, code: str, number: int, key: int) -> FileResponse:
    """Send a form of any version, before it is published too: whoever approves it looks at it."""
    form = version_of(matter_by_code(code), number).forms.filter(pk=key).first()
    if form is None:
        raise Http404
    path = files.path_of(settings.UPLOAD_DIR, form.sha256)
    return FileResponse(path.open("rb"), as_attachment=True, filename=form.name)


@for_staff(Role.CENTRE_APPROVER)
@require_http_methods(["GET", "POST"])
def life_events(request: StaffRequest) -> HttpResponse:
    """The situations of life and business by which citizens look for matters."""
    refusal = None
    if request.method == "POST":
        try:
            said = _change_event(request)
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, said)
            return HttpResponseRedirect(request.path)
    is_new = not request.POST.get("event")
    context = shell(
        request,
        "matters",
        events=catalogue.life_events_with_counts(),
        typed=request.POST,
        new=request.POST if is_new else {},
        fault_of_new=refusal if is_new else None,
        refusal=refusal,
    )
    return page(request, "desk/life_events.html", context, status=status_of(refusal) if refusal else 200)


def _change_event(request: StaffRequest) -> str:
    said, by, now = request.POST, request.officer, timezone.now()
    key = whole_number(said.get("event", ""))
    event = LifeEvent.objects.filter(pk=key).first() if key else None
    if key and event is None:
        raise Refused(gettext("这个事件已经没有了，请刷新后再看。"))
    if said.get("do") == "remove" and event is not None:
        catalogue.remove_life_event(event, by=by, now=now)
        return gettext("已删去。")
    order = whole_number(said.get("order", "") or "0", most=999)
    if order is None:
        raise Invalid(gettext("次序应为 0 到 999 的整数。"), field="order")
    catalogue.set_life_event(
        event, name=said.get("name", ""), name_en=said.get("name_en", ""), order=order, by=by, now=now
    )
    return gettext("已保存。")
