"""Locks that the kernel lets go of when their holder dies, so that none is ever stale."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Taken(Exception):
    """Someone else holds the lock; `holder` is what they wrote in it."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@contextmanager
def sole(path: Path, holder: str) -> Iterator[None]:
    """Hold the lock alone, or raise `Taken` at once. `holder` tells others who it is."""
    held = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken(os.read(held, 200).decode(errors="replace")) from None
        os.ftruncate(held, 0)
        os.pwrite(held, holder.encode(), 0)
        yield
    finally:
        os.close(held)


@contextmanager
def shared(path: Path) -> Iterator[None]:
    """Hold the lock together with others; waits while someone holds it alone."""
    held = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_SH)
        yield
    finally:
        os.close(held)


@contextmanager
def after_everyone(path: Path) -> Iterator[None]:
    """Hold the lock alone, once all who hold it together have let go."""
    held = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
