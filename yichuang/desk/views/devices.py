"""The machines of the hall: which answer, which are reported, and what was looked at this morning."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.devices import public as devices
from yichuang.devices.public import Check, Device, Kind, Machine, Move, Seen, State
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Role, Window
from yichuang.worktime.public import local_day

from ..shell import StaffRequest, for_staff, shell

CHANGES = (Move.REPORT, Move.REPAIR, Move.RETIRE)


@for_staff(Role.MANAGER, Role.RECEPTION)
@require_http_methods(["GET", "POST"])
def devices_page(request: StaffRequest) -> HttpResponse:
    """Show the ledger with its alerts and the morning's list; add, change, tick."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            said = _DOINGS.get(request.POST.get("do", ""), _nothing)(request)
        except Refused as no:
            refusal = no
        else:
            messages.success(request, said)
            return HttpResponseRedirect("/desk/devices/")
    by, today = request.officer, local_day(timezone.now())
    found = devices.devices_at(by.centre_id)
    context = shell(
        request,
        "devices",
        devices=found,
        alerts=[d for d in found if d.state in (State.SILENT, State.FAULTY)],
        printers=[d for d in found if d.kind == Kind.PRINTER],
        checks=devices.checks_on(by.centre_id, today),
        windows=Window.objects.filter(centre=by.centre_id).order_by("number"),
        kinds=[(k.value, k.label) for k in Kind],
        why_not_keep=devices.why_not_keep(by.centre_id, by=by),
        refusal=refusal,
        typed=request.POST,
    )
    return page(request, "desk/devices.html", context, status=status_of(refusal) if refusal else 200)


def _nothing(_request: StaffRequest) -> str:
    raise Refused(gettext("请从页面上的按钮操作。"))


def _add(request: StaffRequest) -> str:
    data = request.POST
    if data.get("kind", "") not in Kind.values:
        raise Invalid(gettext("请选设备的种类。"), field="kind")
    key = whole_number(data.get("window", "")) or 0
    window = Window.objects.filter(pk=key, centre=request.officer.centre_id).first() if key else None
    machine = Machine(
        data.get("name", ""),
        Kind(data["kind"]),
        data.get("place", ""),
        data.get("address", ""),
        window=window,
    )
    added = devices.add(machine, by=request.officer, now=timezone.now())
    return gettext("已登记 %(device)s。") % {"device": added.name}


def _change(request: StaffRequest) -> str:
    device, move = _device(request), request.POST.get("move", "")
    if move not in CHANGES:
        return _nothing(request)
    note = request.POST.get("note", "")
    devices.change(device, Move(move), note=note, by=request.officer, now=timezone.now())
    return gettext("%(device)s 已改。") % {"device": device.name}


def _attach(request: StaffRequest) -> str:
    kiosk = _device(request)
    key = whole_number(request.POST.get("printer", "")) or 0
    printer = Device.objects.filter(pk=key, centre=request.officer.centre_id).first() if key else None
    devices.attach_printer(kiosk, printer, by=request.officer)
    return gettext("%(device)s 已改。") % {"device": kiosk.name}


def _device(request: StaffRequest) -> Device:
    key = whole_number(request.POST.get("device", "")) or 0
    found = Device.objects.filter(pk=key, centre=request.officer.centre_id).first()
    if found is None:
        raise Invalid(gettext("没有这台设备，请刷新后再试。"))
    return found


def _tick(request: StaffRequest) -> str:
    item = request.POST.get("item", "")
    if item not in Check.values:
        return _nothing(request)
    seen = Seen(Check(item), is_fine=request.POST.get("is_fine") == "1", note=request.POST.get("note", ""))
    devices.check(seen, by=request.officer, now=timezone.now())
    return gettext("已记下。")


_DOINGS = {"add": _add, "change": _change, "attach": _attach, "tick": _tick}
