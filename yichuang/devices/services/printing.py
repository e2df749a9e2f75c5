"""Sending a slip to a network printer."""

import socket
from datetime import datetime

from django.utils.translation import gettext

from yichuang.kit.refusal import Refused

from ..models import Device
from ..rules.addresses import printer_address
from ..rules.slip import Slip, as_escpos
from .ledger import beat

ANSWER_SECONDS = 3  # someone stands before the kiosk


def print_slip(slip: Slip, printer: Device, *, now: datetime) -> None:
    """Print a slip. Raises `Refused` with a sentence when the printer does not answer; the number holds.

    The bytes are the library's; the connection is ours, because its own keeps a socket open when nobody
    answers, and speaks no IPv6.
    """
    place = printer_address(printer.address)
    if place is None:
        raise Refused(gettext("打印机的地址不对，没有打出来。请用手机扫码，或者记下号码。"))
    try:
        with socket.create_connection(place, timeout=ANSWER_SECONDS) as connection:
            connection.sendall(as_escpos(slip))
    except OSError as problem:
        sentence = gettext("打印机没有回音，小票没有打出来。请用手机扫码，或者记下号码。")
        raise Refused(sentence) from problem
    beat(printer, now=now)
