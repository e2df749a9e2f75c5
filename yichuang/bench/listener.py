"""Listens to a hall over many connections, and notes when each heard each number: a process of its own."""

import asyncio
import json
import resource
import sys
from collections import defaultdict

HOST = "127.0.0.1"
AT_ONCE = 50  # connections that are opened together


async def main(port: int, centre_id: int, count: int) -> None:
    """Open the streams, say that they are open, listen until a line comes, print what was heard."""
    heard: dict[str, list[float]] = defaultdict(list)
    opened = asyncio.Semaphore(AT_ONCE)
    ready = [asyncio.Event() for _ in range(count)]
    tasks = [asyncio.create_task(_listen(port, centre_id, heard, opened, one)) for one in ready]
    for one in ready:
        await one.wait()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    sys.stdout.write(json.dumps(heard) + "\n")
    sys.stdout.flush()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _listen(
    port: int, centre_id: int, heard: dict[str, list[float]], opened: asyncio.Semaphore, ready: asyncio.Event
) -> None:
    async with opened:
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(f"GET /halls/{centre_id} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        await reader.readuntil(b"event: hall")
        ready.set()
    loop = asyncio.get_running_loop()
    seen: set[str] = set()
    while line := await reader.readline():
        if not line.startswith(b"data: "):
            continue
        at = loop.time()
        for call in json.loads(line[6:]).get("calls", []):
            if call["ticket"] not in seen:  # a stream that began anew tells the last ones again
                seen.add(call["ticket"])
                heard[call["ticket"]].append(at)


if __name__ == "__main__":
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    asyncio.run(main(*map(int, sys.argv[1:4])))
