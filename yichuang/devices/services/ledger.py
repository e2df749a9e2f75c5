"""The ledger of machines: added, heard, silent, reported, repaired, retired (R295)."""

import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CLOCK, Actor, Nobody
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.kit.swapping import swap
from yichuang.kit.text import within
from yichuang.people.public import Officer, Window

from ..models import Device
from ..policies import why_not, why_not_check, why_not_keep
from ..rules.addresses import printer_address
from ..rules.states import MOVES, Kind, Move, State
from ..selectors import gone_silent, printers_in_use

REACH_SECONDS = 2
HEARD_EVERY = timedelta(seconds=20)  # a page that is loaded again and again is not written again and again
_EVENTS = {
    Move.FALL_SILENT: Event.DEVICE_FELL_SILENT,
    Move.ANSWER: Event.DEVICE_ANSWERED,
    Move.REPORT: Event.DEVICE_REPORTED,
    Move.REPAIR: Event.DEVICE_REPAIRED,
    Move.RETIRE: Event.DEVICE_RETIRED,
}


@dataclass(frozen=True)
class Machine:
    """A machine to be added. `address` is a printer's, as host:port; `window` a rating device's."""

    name: str
    kind: Kind
    place: str
    address: str = ""
    code: str = ""  # its page's; made up when empty
    window: Window | None = None


@transaction.atomic
def add(machine: Machine, *, by: Officer, now: datetime) -> Device:
    """Put a machine of her centre into the ledger. Raises `Invalid` for what is missing, or a name twice."""
    if reason := why_not_keep(by.centre_id, by=by):
        raise Refused(reason)
    name, place = within(machine.name, 40, field="name"), within(machine.place, 60, field="place")
    address = within(machine.address, 80, field="address")
    if not name or not place:
        raise Invalid(gettext("请写设备的名字和放在哪里，例如：1 号取号机，一楼东门。"), field="name")
    if machine.kind is Kind.PRINTER and printer_address(address) is None:
        raise Invalid(gettext("请写打印机的网络地址，例如：192.168.1.60:9100。"), field="address")
    window = machine.window if machine.kind is Kind.RATING else None
    if window is not None and window.centre_id != by.centre_id:
        raise Invalid(gettext("本中心没有这个窗口。"), field="window")
    code = {"code": machine.code} if machine.code else {}
    try:
        with transaction.atomic():
            device = Device.objects.create(
                centre_id=by.centre_id,
                name=name,
                kind=machine.kind,
                place=place,
                address=address if machine.kind is Kind.PRINTER else "",
                window=window,
                since_at=now,
                **code,
            )
    except IntegrityError:
        raise Invalid(gettext("已经有叫这个名字的设备。"), field="name") from None
    _note(device, Event.DEVICE_ADDED, by=by, now=now, kind=device.kind, place=device.place)
    return device


@transaction.atomic
def attach_printer(kiosk: Device, printer: Device | None, *, by: Officer) -> None:
    """Say which printer a kiosk prints on; None: the browser's own."""
    if reason := why_not_keep(kiosk.centre_id, by=by):
        raise Refused(reason)
    if printer is not None and (printer.kind != Kind.PRINTER or printer.centre_id != kiosk.centre_id):
        raise Invalid(gettext("只能选本中心的小票打印机。"), field="printer")
    swap(kiosk, printer=printer)


@transaction.atomic
def change(device: Device, move: Move, *, note: str = "", by: Officer, now: datetime) -> None:
    """Report, repair or retire a machine; a report says what is wrong."""
    if reason := why_not(device, move, by=by):
        raise Refused(reason)
    note = within(note, 200, field="note")
    if move is Move.REPORT and not note:
        raise Invalid(gettext("请写哪里坏了。"), field="note")
    _move(device, move, note=note if move is Move.REPORT else "", by=by, now=now)


def beat(device: Device, *, now: datetime) -> None:
    """The machine was heard. One that was silent is back; one that was reported stays reported."""
    if device.heard_at is not None and now - device.heard_at < HEARD_EVERY and device.state != State.SILENT:
        return
    Device.objects.filter(pk=device.pk).update(heard_at=now)
    device.heard_at = now
    if device.state == State.SILENT:
        with suppress(Stale), transaction.atomic():  # heard twice at once: it is back once
            _move(device, Move.ANSWER, by=_itself(device), now=now)


def watch(now: datetime, *, limit: int = 200) -> int:
    """Mark the machines that have not been heard, and look whether printers answer. Returns how many changed."""
    changed = 0
    for device in gone_silent(now, limit=limit):
        changed += _fall_silent(device, now)
    for printer in printers_in_use(limit=limit):
        if _answers(printer):
            changed += printer.state == State.SILENT
            beat(printer, now=now)
        elif printer.state == State.WORKING:
            changed += _fall_silent(printer, now)
    return changed


def _fall_silent(device: Device, now: datetime) -> bool:
    with suppress(Stale), transaction.atomic():  # heard, or repaired, while we looked
        _move(device, Move.FALL_SILENT, by=CLOCK, now=now)
        return True
    return False


def _answers(printer: Device) -> bool:
    place = printer_address(printer.address)
    if place is None:
        return False
    try:
        socket.create_connection(place, timeout=REACH_SECONDS).close()
    except OSError:
        return False
    return True


@transaction.atomic
def ask_help(device: Device, *, now: datetime) -> None:
    """Somebody at the machine asks for a person to come; asked twice, the first time counts."""
    asked = Device.objects.filter(pk=device.pk, help_asked_at=None).update(help_asked_at=now)
    if asked:
        _note(device, Event.DEVICE_HELP_ASKED, by=_itself(device), now=now)


@transaction.atomic
def answer_help(device: Device, *, by: Officer, now: datetime) -> None:
    """Someone has gone there."""
    if reason := why_not_check(device.centre_id, by=by):
        raise Refused(reason)
    if Device.objects.filter(pk=device.pk, help_asked_at__isnull=False).update(help_asked_at=None):
        _note(device, Event.DEVICE_HELP_GIVEN, by=by, now=now)


def _itself(device: Device) -> Nobody:
    return Nobody(f"device:{device.pk}", device.name, device.centre_id)


def _move(device: Device, move: Move, *, note: str = "", by: Actor, now: datetime) -> None:
    swap(device, state=MOVES[State(device.state), move], since_at=now, note=note)
    _note(device, _EVENTS[move], by=by, now=now, **({"note": note} if note else {}))


def _note(device: Device, event: Event, *, by: Actor, now: datetime, **data: str) -> None:
    facts = {"device": device.name, **data}
    journal.record(device.subject, event, by=by, at=now, data=facts, centre=device.centre_id)
