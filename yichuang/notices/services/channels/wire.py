"""One HTTP connection that stays open, with a time limit for the whole answer. Redirects are not followed."""

import http.client
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

MOST_BYTES = 64 * 1024  # of an answer; more is a fault of the other side


class Broken(Exception):
    """No answer came: refused, lost, late or unreadable. Whether the other side acted is not known."""


@dataclass(frozen=True)
class Answered:
    """An HTTP answer."""

    status: int
    body: bytes


class Wire:
    """A line to one server. `address_of` may choose the IP that is connected to, and refuse."""

    def __init__(
        self, url: str, *, timeout: float, address_of: Callable[[str, int], str] | None = None
    ) -> None:
        parts = urlsplit(url)
        self.path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._is_tls = parts.scheme == "https"
        self._host = parts.hostname or ""
        self._port = parts.port or (443 if self._is_tls else 80)
        self._timeout, self._address_of = timeout, address_of
        self._open: http.client.HTTPConnection | None = None

    def post(self, body: bytes, headers: Callable[[], dict[str, str]]) -> Answered:
        """Send one request. A kept line that the server closed is made anew, once; `headers` is asked for
        each time, because a signature is good for one request. Raises `Broken`."""
        is_kept = self._open is not None
        try:
            return self._post(body, headers())
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError) as closed:
            if not is_kept:
                raise Broken(f"{type(closed).__name__}: {closed}") from closed
        except (OSError, http.client.HTTPException) as problem:
            raise Broken(f"{type(problem).__name__}: {problem}") from problem
        try:
            return self._post(body, headers())
        except (OSError, http.client.HTTPException) as problem:
            raise Broken(f"{type(problem).__name__}: {problem}") from problem

    def _post(self, body: bytes, headers: dict[str, str]) -> Answered:
        until = monotonic() + self._timeout
        line = self._open or self._connect()
        self._open = line
        try:
            line.request("POST", self.path, body, headers)
            answer = line.getresponse()
            read = self._read(answer, until)
            answer.close()  # else the line counts as still being read, and takes no other request
        except BaseException:
            self.close()
            raise
        if answer.will_close:
            self.close()
        return Answered(answer.status, read)

    def _read(self, answer: http.client.HTTPResponse, until: float) -> bytes:
        read = bytearray()
        while chunk := answer.read1(8192):
            read += chunk
            if len(read) > MOST_BYTES:
                raise http.client.HTTPException("the answer is too long")
            if monotonic() > until:
                raise TimeoutError("the answer took too long")
        return bytes(read)

    def _connect(self) -> http.client.HTTPConnection:
        address = self._address_of(self._host, self._port) if self._address_of else self._host
        line = http.client.HTTPConnection(self._host, self._port, timeout=self._timeout)
        plain = socket.create_connection((address, self._port), self._timeout)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.sock = plain
        if self._is_tls:
            try:
                line.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self._host)
            except BaseException:
                plain.close()
                raise
        return line

    def close(self) -> None:
        """Hang up."""
        if self._open is not None:
            self._open.close()
            self._open = None
