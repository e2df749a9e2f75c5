"""Machines as they stand."""

from dataclasses import dataclass
from datetime import date, datetime

from .models import CheckedItem, Device
from .rules.states import BEATING, SILENT_AFTER, Check, Kind, State


@dataclass(frozen=True)
class CheckLine:
    """One line of the morning's list; `done` is None while nobody has ticked it."""

    item: Check
    done: CheckedItem | None


def device_of(code: str, kind: Kind) -> Device | None:
    """Return the machine of that code with its centre, printer and window; None for one retired. One query."""
    found = Device.objects.select_related("centre", "printer", "window").filter(code=code, kind=kind)
    return found.exclude(state=State.RETIRED).first()


def devices_at(centre_id: int) -> list[Device]:
    """Return a centre's machines that are in use, by kind. One query."""
    found = Device.objects.select_related("centre", "printer").filter(centre=centre_id)
    return list(found.exclude(state=State.RETIRED))


def asking_for_help(centre_id: int) -> list[Device]:
    """Return the machines at which someone asks for help, the longest first. One query."""
    return list(
        Device.objects.filter(centre=centre_id, help_asked_at__isnull=False).order_by("help_asked_at")
    )


def gone_silent(now: datetime, *, limit: int) -> list[Device]:
    """Return machines that should have spoken and have not, the longest first. One query.

    One that has never spoken is only added to the ledger yet: it is not missed.
    """
    found = Device.objects.filter(kind__in=BEATING, state=State.WORKING, heard_at__lt=now - SILENT_AFTER)
    return list(found.order_by("heard_at")[:limit])


def printers_in_use(*, limit: int) -> list[Device]:
    """Return the printers that the clock looks for, the one looked for longest ago first. One query."""
    found = Device.objects.filter(kind=Kind.PRINTER, state__in=(State.WORKING, State.SILENT))
    return list(found.exclude(address="").order_by("since_at")[:limit])


def checks_on(centre_id: int, day: date) -> list[CheckLine]:
    """Return the morning's list of a day with who ticked what (R239). One query."""
    done = {each.item: each for each in CheckedItem.objects.filter(centre=centre_id, day_on=day)}
    return [CheckLine(item, done.get(item.value)) for item in Check]
