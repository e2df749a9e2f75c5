"""The hub of the live stream: everyone gets every call once, in few readings, and hears when it is not so."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from tests.cast import NOW
from yichuang.queueing.public import HallNow, PublicCall
from yichuang.screens.stream import hub as stream
from yichuang.screens.stream.hub import MOST_BEHIND, Hall, Hub


def a_call(number: int, *, at: datetime = NOW) -> PublicCall:
    return PublicCall(number, f"A{number:03d}", 5, 1, at, 1)


def told(frame: bytes) -> list[int]:
    """Return the ids of the calls in an event; empty for a beat."""
    lines = frame.decode().splitlines()
    data = next((line[6:] for line in lines if line.startswith("data: ")), "{}")
    return [call["id"] for call in json.loads(data).get("calls", [])]


class Fake:
    """A hall whose calls the test adds, and a clock that the test moves."""

    def __init__(self) -> None:
        self.calls: list[PublicCall] = []
        self.now, self.readings, self.is_down = NOW, 0, False

    async def read(self, _centre: int, since: datetime) -> HallNow:
        self.readings += 1
        if self.is_down:
            raise OSError
        return HallNow(tuple(call for call in self.calls if call.at >= since), (), ())


def run(test: Callable[[Fake, Hub], Coroutine[Any, Any, None]]) -> None:
    """Run a test with a hub that is at work, in small time."""

    async def inside() -> None:
        fake = Fake()
        hub = Hub(fake.read, lambda: fake.now)
        task = asyncio.create_task(hub.run())
        try:
            await asyncio.wait_for(test(fake, hub), 20)
        finally:
            task.cancel()

    # In a thread of its own: where a browser's tests ran before, this one has a loop at work.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(inside())).result()


async def following(frames: AsyncGenerator[bytes, None]) -> bytes:
    return await asyncio.wait_for(anext(frames), 5)


def test_whoever_comes_gets_the_hall_with_the_calls_of_two_minutes() -> None:
    async def test(fake: Fake, hub: Hub) -> None:
        fake.calls = [a_call(1, at=NOW - timedelta(minutes=3)), a_call(2, at=NOW - timedelta(minutes=1))]
        assert told(await following(hub.watch(1))) == [2]

    run(test)


def test_a_call_that_commits_after_a_later_one_is_told_too() -> None:
    async def test(fake: Fake, hub: Hub) -> None:
        frames = hub.watch(1)
        assert told(await following(frames)) == []
        fake.calls = [a_call(8)]
        hub.wake(1)
        assert told(await following(frames)) == [8]
        fake.calls = [a_call(7), a_call(8)]
        hub.wake(1)
        assert told(await following(frames)) == [7]

    run(test)


def test_a_hundred_wake_ups_at_once_are_one_reading() -> None:
    async def test(fake: Fake, hub: Hub) -> None:
        frames = hub.watch(1)
        await following(frames)
        before = fake.readings
        fake.calls = [a_call(1)]
        for _ in range(100):
            hub.wake(1)
        assert told(await following(frames)) == [1]
        await asyncio.sleep(0.3)
        assert fake.readings - before == 1

    run(test)


def test_pages_of_supervision_are_told_once_and_nothing_of_it() -> None:
    async def test(fake: Fake, hub: Hub) -> None:
        frames = hub.watch(1)
        await following(frames)
        before = fake.readings
        for _ in range(50):
            hub.tell_desk(1)
        hub.tell_desk(2)  # nobody watches
        assert await following(frames) == b"event: desk\ndata: {}\n\n"
        fake.calls = [a_call(1)]
        hub.wake(1)
        assert told(await following(frames)) == [1]
        assert fake.readings - before <= 2

    run(test)


def test_what_was_never_said_is_found_within_seconds() -> None:
    async def test(fake: Fake, hub: Hub) -> None:
        frames = hub.watch(1)
        await following(frames)
        fake.calls = [a_call(1)]
        fake.now += timedelta(seconds=stream.POLL_S)
        assert told(await following(frames)) == [1]  # the loop looks by itself; nobody woke it

    run(test)


def test_a_hall_that_cannot_be_read_stops_beating_and_misses_no_call_when_it_is_back() -> None:
    async def test(fake: Fake, hub: Hub) -> None:
        frames = hub.watch(1)
        await following(frames)
        fake.is_down = True
        fake.now += timedelta(minutes=4)
        hub.wake(1)
        assert await following(frames) == stream.STILL_HERE
        fake.calls = [a_call(3, at=fake.now - timedelta(minutes=3))]
        fake.is_down = False
        hub.wake(1)
        assert told(await following(frames)) == [3]

    run(test)


def test_a_hall_that_is_read_and_does_not_change_beats() -> None:
    async def test(fake: Fake, hub: Hub) -> None:
        frames = hub.watch(1)
        await following(frames)
        fake.now += timedelta(seconds=stream.BEAT_S)
        hub.wake(1)
        assert (await following(frames)).startswith(b"event: beat")

    run(test)


def test_one_who_is_far_behind_gets_the_hall_as_it_is() -> None:
    async def test(fake: Fake, hub: Hub) -> None:
        frames = hub.watch(1)
        await following(frames)
        hall: Hall = hub.halls[1]
        calls: list[PublicCall] = []
        for number in range(MOST_BEHIND + 2):
            calls.append(a_call(number))
            hall.took(HallNow(tuple(calls), (), ()), NOW)
        assert len(told(await following(frames))) == MOST_BEHIND + 2

    run(test)


def test_nobody_reads_a_hall_that_nobody_watches() -> None:
    async def test(fake: Fake, hub: Hub) -> None:
        frames = hub.watch(1)
        await following(frames)
        await frames.aclose()
        assert hub.halls == {}
        before = fake.readings
        hub.wake(1)
        await asyncio.sleep(0.2)
        assert fake.readings == before

    run(test)
