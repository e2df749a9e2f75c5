"""Putting a number on paper."""

from datetime import datetime

from django.utils.translation import gettext

from yichuang.devices import public as devices
from yichuang.devices.public import Device, Slip
from yichuang.kit.templatetags.kit import clock_time, named, short_date
from yichuang.queueing.public import Ticket

from .selectors import Number, number_of, phone_address


def put_on_paper(ticket: Ticket, kiosk: Device, *, now: datetime) -> None:
    """Print the slip on the kiosk's network printer. Raises `Refused` when it does not answer."""
    if kiosk.printer is not None:
        devices.print_slip(slip_of(number_of(ticket, now=now), kiosk), kiosk.printer, now=now)


def slip_of(number: Number, kiosk: Device) -> Slip:
    """Return what is printed of a number."""
    ticket, outlook = number.ticket, number.outlook
    ahead = gettext("%(n)s 人") % {"n": outlook.ahead}
    if outlook.wait:
        ahead = gettext("%(n)s 人，%(wait)s") % {"n": outlook.ahead, "wait": outlook.wait.words}
    lines = [
        (gettext("取号"), f"{short_date(ticket.came_at)} {clock_time(ticket.came_at)}"),
        (gettext("前面"), ahead),
    ]
    if number.class_name:
        lines.append((gettext("优先"), number.class_name))
    lines.append((gettext("过号"), gettext("当天到导办台恢复")))
    where = str(named(ticket.theme))
    if outlook.windows:
        windows = gettext("、").join(str(n) for n in outlook.windows)
        where += "  " + gettext("%(windows)s 号窗口") % {"windows": windows}
    return Slip(
        kiosk.centre.name,
        ticket.label,
        where,
        tuple(lines),
        phone_address(ticket),
        gettext("扫码看叫到几号"),
    )
