"""One reading and one encoded frame for all who watch a hall."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from yichuang.queueing.public import HallNow, PublicCall

from .frames import DESK_FRAME, STILL_HERE, beat_frame, hall_frame

AGAIN = timedelta(minutes=2)  # calls this young are sent again to whoever connects
BEAT_S, POLL_S, TOGETHER_S = 5.0, 2.0, 0.1
FRESH_S = 2 * POLL_S  # the last good reading is younger than this, or the hall's beat stops
MOST_BEHIND = 64  # frames; one who is slower gets the hall as it is instead
Read = Callable[[int, datetime], Awaitable[HallNow]]
Clock = Callable[[], datetime]
log = logging.getLogger(__name__)


class Link:
    """A frame in the chain that everyone walks along; the last link is empty and waited for."""

    __slots__ = ("came", "following", "frame", "number")

    def __init__(self, number: int) -> None:
        self.number, self.frame = number, b""
        self.came = asyncio.Event()
        self.following: Link | None = None


class Hall:
    """A centre that somebody watches: what it looked like last, and the frames since."""

    def __init__(self, centre_id: int, now: datetime) -> None:
        self.centre_id, self.watchers = centre_id, 0
        self.last = Link(0)
        self.seen: HallNow | None = None
        self.recent: dict[int, PublicCall] = {}
        self.read_at = self.beat_at = self.tried_at = now
        self.is_known = asyncio.Event()
        self._whole: tuple[int, bytes] = (-1, b"")

    @property
    def since(self) -> datetime:
        """From when calls are read. Their ids may commit out of order, so it reaches back behind the last
        reading that worked; what was told already is dropped by its id."""
        return self.read_at - AGAIN

    def add(self, frame: bytes) -> None:
        """Put a frame at the end of the chain and wake everyone."""
        link = self.last
        link.frame, link.following = frame, Link(link.number + 1)
        self.last = link.following
        link.came.set()

    def took(self, hall: HallNow, now: datetime) -> None:
        """Take in a reading: tell the calls that were not told yet, and what else is different."""
        fresh = [call for call in hall.calls if call.id not in self.recent]
        before, self.seen, self.read_at = self.seen, hall, now
        self.recent |= {call.id: call for call in fresh}
        self.recent = {key: call for key, call in self.recent.items() if call.at >= self.since}
        if before is None or fresh or replace(before, calls=()) != replace(hall, calls=()):
            self.add(hall_frame(hall, fresh, now=now))
            self.beat_at = now
        self.is_known.set()

    def whole(self, now: datetime) -> bytes:
        """Return the hall as it is with the calls of the last two minutes; made once for a link."""
        assert self.seen is not None  # noqa: S101 - asked for once it is known
        if self._whole[0] != self.last.number:
            self._whole = self.last.number, hall_frame(self.seen, self.recent.values(), now=now)
        return self._whole[1]

    def beat(self, now: datetime) -> None:
        """Every few seconds say that the page is right; only keep the connection when nobody knows that."""
        if (now - self.beat_at).total_seconds() >= BEAT_S:
            is_fresh = (now - self.read_at).total_seconds() <= FRESH_S
            self.add(beat_frame(now) if is_fresh else STILL_HERE)
            self.beat_at = now


class Hub:
    """The halls that are watched, and who reads them: at a wake-up, and every two seconds anyway."""

    def __init__(self, read: Read, clock: Clock) -> None:
        self.read, self.clock = read, clock
        self.halls: dict[int, Hall] = {}
        self.due: set[int] = set()
        self.desks: set[int] = set()
        self.woken = asyncio.Event()

    def wake(self, centre_id: int) -> None:
        """Something changed at a centre; it is read at once if somebody watches it."""
        if centre_id in self.halls:
            self.due.add(centre_id)
            self.woken.set()

    def tell_desk(self, centre_id: int) -> None:
        """Something of supervision changed at a centre; its pages are told in the next round, once."""
        if centre_id in self.halls:
            self.desks.add(centre_id)
            self.woken.set()

    def wake_all(self) -> None:
        """Anything may have changed."""
        for centre_id in self.halls:
            self.wake(centre_id)

    async def run(self) -> None:
        """Read for ever. After each round comes a tenth of a second in which wake-ups gather."""
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.woken.wait(), POLL_S)
            self.woken.clear()
            due, self.due = self.due | self._overdue(), set()
            for centre_id in due:
                await self._read(centre_id)
            desks, self.desks = self.desks, set()
            for centre_id in desks & self.halls.keys():
                self.halls[centre_id].add(DESK_FRAME)
            for hall in self.halls.values():
                hall.beat(self.clock())
            await asyncio.sleep(TOGETHER_S)

    def _overdue(self) -> set[int]:
        now = self.clock()
        waits = {key: (now - hall.tried_at).total_seconds() for key, hall in self.halls.items()}
        return {key for key, seconds in waits.items() if seconds >= POLL_S}

    async def _read(self, centre_id: int) -> None:
        hall = self.halls.get(centre_id)
        if hall is None:
            return
        now = hall.tried_at = self.clock()
        try:
            hall.took(await self.read(centre_id, hall.since), now)
        except Exception:  # whatever it is, the next round reads again; the screens say that they are old
            log.warning("centre %s could not be read", centre_id, exc_info=True)

    async def watch(self, centre_id: int) -> AsyncGenerator[bytes, None]:
        """Yield a hall's frames: the hall as it is first, then every change, for as long as one listens."""
        hall = self.halls.setdefault(centre_id, Hall(centre_id, self.clock()))
        hall.watchers += 1
        try:
            if hall.seen is None:
                self.wake(centre_id)
            await hall.is_known.wait()
            link = hall.last
            yield hall.whole(self.clock())
            while True:
                await link.came.wait()
                if link.following is None or hall.last.number - link.number > MOST_BEHIND:
                    link = hall.last
                    yield hall.whole(self.clock())
                else:
                    frame, link = link.frame, link.following
                    yield frame
        finally:
            hall.watchers -= 1
            if not hall.watchers:
                self.halls.pop(centre_id, None)
