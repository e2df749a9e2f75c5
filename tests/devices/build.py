"""Machines of a hall, put into the ledger by its manager."""

import socket
import threading

from tests.cast import NOW, Hall
from yichuang.devices import public as devices
from yichuang.devices.public import Device, Kind, Machine


def a_kiosk(hall: Hall, *, printer: Device | None = None, code: str = "kiosk-1") -> Device:
    """Put a kiosk up; with a printer, its slips come from there."""
    by = hall.officer("manager")
    kiosk = devices.add(Machine("1 号取号机", Kind.KIOSK, "一楼东门", code=code), by=by, now=NOW)
    if printer is not None:
        devices.attach_printer(kiosk, printer, by=by)
    return kiosk


def a_printer(hall: Hall, address: str) -> Device:
    """Put a network printer up."""
    by = hall.officer("manager")
    return devices.add(Machine("小票机", Kind.PRINTER, "一楼东门", address), by=by, now=NOW)


def a_screen(hall: Hall, code: str = "screen-1") -> Device:
    """Hang a screen up."""
    screen = Machine("大厅屏", Kind.SCREEN, "一楼大厅", code=code)
    return devices.add(screen, by=hall.officer("manager"), now=NOW)


class Paper:
    """A printer as the network sees it: it takes what is sent and keeps the bytes."""

    def __init__(self) -> None:
        self.bytes = b""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._take, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._socket.getsockname()[1]}"

    def _take(self) -> None:
        connection, _ = self._socket.accept()
        with connection:
            while data := connection.recv(4096):
                self.bytes += data

    def printed(self) -> bytes:
        """Return what came, once the sender has hung up."""
        self._thread.join(5)
        self._socket.close()
        return self.bytes


def a_dead_address() -> str:
    """Return an address at which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"127.0.0.1:{server.getsockname()[1]}"
