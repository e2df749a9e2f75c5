"""Works on the database of a data folder: on the running one, or on one started for the time being."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from . import lock, state
from .embedded import Server, is_ready, me
from .places import CannotStart, Places, embedded, environment

PATIENCE = 60.0  # seconds to wait for a database that someone else is just starting


def claim(where: Places) -> None:
    """Make the data folder on first use, and refuse one that another account made."""
    try:
        where.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = where.lock.stat().st_uid if where.lock.exists() else os.geteuid()
        if owner == os.geteuid() and not os.access(where.data, os.W_OK | os.X_OK):
            raise PermissionError  # noqa: TRY301 - the same sentence as when making it fails
    except PermissionError:
        raise CannotStart(
            f"不能在 {where.data} 里写文件；请用有权限的用户启动，或用 --data 换一个目录。",
            f"Cannot write in {where.data}; start as a user who can, or choose another folder with --data.",
        ) from None
    except FileExistsError:
        raise CannotStart(f"{where.data} 不是目录。", f"{where.data} is not a folder.") from None
    if owner != os.geteuid():
        raise CannotStart(
            f"{where.data} 属于另一个用户（编号 {owner}）；请用该用户启动，或用 --data 换一个目录。",
            f"{where.data} belongs to another user (number {owner}); start as that user, "
            "or choose another folder with --data.",
        )


def prepare(where: Places, *, demonstration: bool) -> None:
    """Bring database and static files up to date, in a process of its own."""
    command = [sys.executable, "-m", "yichuang.site.ops.prepare"]
    if demonstration:
        command.append("--demonstration")
    done = subprocess.run(command, check=False, env=environment(where), stdin=subprocess.DEVNULL)
    if done.returncode:
        raise CannotStart(
            "准备数据库没有成功，原因见上。", "Preparing the database failed; the reason stands above."
        )


@contextmanager
def database(where: Places) -> Iterator[None]:
    """Have a database while the block runs; one that was started for it is stopped afterwards.

    Commands may overlap: the one that started the database stops it when the last of them is done.
    """
    if not embedded():
        yield
        return
    claim(where)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with lock.sole(where.lock, me("bin/yichuang")):
                yield from _own_database(where)
                return
        except lock.Taken:
            with lock.shared(where.in_use):
                if _running(where):
                    yield
                    return
        time.sleep(0.1)
    raise CannotStart("等了很久数据库仍未启动。", "The database has not come up for a long time.")


def _own_database(where: Places) -> Iterator[None]:
    server = Server(where)
    try:
        server.start()
        prepare(where, demonstration=False)
        with lock.shared(where.in_use):
            yield
    finally:
        with lock.after_everyone(where.in_use):
            server.stop()


def _running(where: Places) -> bool:
    """Say whether someone else's database answers and is ready to be worked on."""
    return is_ready(where.cluster) and state.is_prepared(where)
