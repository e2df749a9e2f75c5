"""One client: a socket that is kept open, requests made beforehand, and a stopwatch. As light as it can be.

Run as a process of its own (`python -m yichuang.bench.client JOB`), so that it takes little of the two cores
from the server that it measures.
"""

import json
import socket
import sys
from pathlib import Path
from time import perf_counter

BUFFER = 1 << 16


def main(job_path: str) -> None:
    """Load the job, say `ready`, wait for the word, work, and print what was seen."""
    job = json.loads(Path(job_path).read_text())
    requests = [(label, raw.encode(), wanted) for label, raw, wanted in job["requests"]]
    with socket.create_connection(("127.0.0.1", job["port"]), timeout=60) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        print("ready", flush=True)
        sys.stdin.readline()
        print(json.dumps(work(connection, requests, job["seconds"])), flush=True)


def work(
    connection: socket.socket, requests: list[tuple[str, bytes, int]], seconds: float
) -> dict[str, object]:
    """Send one after another until all are sent or the time is over."""
    took: dict[str, list[float]] = {}
    wrong: dict[str, int] = {}
    started = perf_counter()
    for label, raw, wanted in requests:
        began = perf_counter()
        connection.sendall(raw)
        status = answer(connection)
        ended = perf_counter()
        if status == wanted:
            took.setdefault(label, []).append(round((ended - began) * 1000, 3))
        else:
            wrong[str(status)] = wrong.get(str(status), 0) + 1
        if ended - started > seconds:
            break
    return {"seconds": perf_counter() - started, "took": took, "wrong": wrong}


def answer(connection: socket.socket) -> int:
    """Read one answer to its end, by its length or its chunks; return its status."""
    seen = bytearray()
    while (end := seen.find(b"\r\n\r\n")) < 0:
        seen += received(connection)
    head = bytes(seen[:end]).lower()
    status = int(head[9:12])
    body = len(seen) - end - 4
    if b"transfer-encoding: chunked" in head:
        while not seen.endswith(b"0\r\n\r\n"):
            seen += received(connection)
        return status
    at = head.find(b"content-length:")
    length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
    while body < length:
        body += len(received(connection))
    return status


def received(connection: socket.socket) -> bytes:
    """Return what came; an answer that breaks off is an error."""
    data = connection.recv(BUFFER)
    if not data:
        raise ConnectionError("the server closed the connection in the middle of an answer")
    return data


if __name__ == "__main__":
    main(sys.argv[1])
