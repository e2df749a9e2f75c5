"""The ASGI application of the live stream: `/halls/<centre id>`, and `/healthz`.

No framework's request cycle: a stream is a coroutine and a place in the hub's chain, and its size decides how
many phones one process carries. Everything in it is public, so that any page may listen; nothing is read from
the request but the centre.
"""

import asyncio
import contextlib
import logging
import re
import resource
from collections.abc import AsyncGenerator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

import django
from psycopg.conninfo import make_conninfo

django.setup()

from django.db import close_old_connections, connection  # noqa: E402 - models need the set-up

from yichuang.people.public import Centre  # noqa: E402
from yichuang.queueing.public import Estimate, HallNow, hall_now, newcomers_waits  # noqa: E402

from .frames import OPENING  # noqa: E402
from .hub import Hub  # noqa: E402
from .listening import listen  # noqa: E402

T = TypeVar("T")
log = logging.getLogger(__name__)
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
HALL = re.compile(r"/halls/([0-9]{1,18})/?$")
ANYONE = (b"access-control-allow-origin", b"*")
STREAM = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx would otherwise keep the events back
    (b"x-content-type-options", b"nosniff"),
    ANYONE,
]
ESTIMATE_EVERY_S = 5.0
_waits: dict[int, dict[int, Estimate]] = {}
_estimator = ThreadPoolExecutor(1, "estimator")
_reader = ThreadPoolExecutor(1, "reader")  # Django's queries block; one reading at a time is all there is


class Application:
    """One hub for the process. Without the server's lifespan, as in tests, `begin` and `end` are called."""

    def __init__(self) -> None:
        self.hub: Hub | None = None
        self.tasks: list[asyncio.Task[None]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["path"] == "/healthz":
            await _answer(send, 200, b"ok")
        elif (found := HALL.search(scope["path"])) and scope["method"] == "GET":
            await self._stream(int(found[1]), receive, send)
        else:
            await _answer(send, 404, b"")

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self.begin()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.end()
        await send({"type": "lifespan.shutdown.complete"})

    def begin(self) -> None:
        """Start reading, listening and working out waits."""
        _allow_many_files()
        self.hub = Hub(read, lambda: datetime.now(UTC))
        for work in (self.hub.run(), listen(self.hub, _where()), estimate_for_ever(self.hub)):
            self.tasks.append(asyncio.create_task(work))

    async def end(self) -> None:
        """Stop all of it."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def _stream(self, centre_id: int, receive: Receive, send: Send) -> None:
        assert self.hub is not None  # noqa: S101 - requests come after the start
        if centre_id not in self.hub.halls and not await _in_reader(_exists, centre_id):
            await _answer(send, 404, b"")
            return
        await send({"type": "http.response.start", "status": 200, "headers": STREAM})
        telling = asyncio.ensure_future(_tell(self.hub.watch(centre_id), send))
        leaving = asyncio.ensure_future(_gone(receive))
        try:
            await asyncio.wait((telling, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            telling.cancel()
            leaving.cancel()
            await asyncio.gather(telling, leaving, return_exceptions=True)


async def _tell(frames: AsyncGenerator[bytes, None], send: Send) -> None:
    await send({"type": "http.response.body", "body": OPENING, "more_body": True})
    async with contextlib.aclosing(frames):
        async for frame in frames:
            await send({"type": "http.response.body", "body": frame, "more_body": True})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain"), ANYONE]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def read(centre_id: int, since: datetime) -> HallNow:
    """Read a hall in the reader's thread, with the waits that were last worked out."""
    hall = await _in_reader(partial(hall_now, since=since), centre_id)
    return replace(hall, waits=_waits.get(centre_id, {}))


async def estimate_for_ever(hub: Hub) -> None:
    """Work out the waits of the halls that are watched every few seconds, in a thread of their own: a call is
    never told later because of them."""
    while True:
        for centre_id in list(hub.halls):
            try:
                asked = partial(newcomers_waits, now=datetime.now(UTC))
                _waits[centre_id] = await _in_thread(_estimator, asked, centre_id)
            except Exception:  # the screens go on without minutes
                log.warning("waits of centre %s", centre_id, exc_info=True)
                _waits.pop(centre_id, None)
        await asyncio.sleep(ESTIMATE_EVERY_S)


async def _in_reader(query: Callable[[int], T], centre_id: int) -> T:
    return await _in_thread(_reader, query, centre_id)


async def _in_thread(thread: ThreadPoolExecutor, query: Callable[[int], T], centre_id: int) -> T:
    return await asyncio.get_running_loop().run_in_executor(thread, _asked, query, centre_id)


def _asked(query: Callable[[int], T], centre_id: int) -> T:
    close_old_connections()  # a connection of a database that was started again is of no use
    try:
        return query(centre_id)
    finally:
        close_old_connections()


def _exists(centre_id: int) -> bool:
    return Centre.objects.filter(pk=centre_id).exists()


def _where() -> str:
    params = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    return make_conninfo(**{name: str(params[name]) for name in names if params.get(name)})


def _allow_many_files() -> None:
    """Each stream is an open file; the usual limit of 1,024 is a shell's, and may be raised up to the hard one."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


application = Application()
