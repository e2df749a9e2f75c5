"""Where things lie in a data folder, and what the processes of an installation are told.

Light on purpose: settings.py and the supervisor both read it, and the supervisor holds no Django.
"""

import hashlib
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent.parent.parent
DEFAULT_DATA = ROOT / "var"
# A socket's path has room for 104 bytes on macOS and 108 on Linux, with a zero at the end.
LONGEST_SOCKET = 100


class CannotStart(Exception):
    """Something that the operator can put right. The message is a sentence in Chinese and one in English."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(f"{chinese}\n{english}")


@dataclass(frozen=True)
class Places:
    """The parts of one data folder."""

    data: Path

    @property
    def cluster(self) -> Path:
        """The embedded PostgreSQL's own files."""
        return self.data / "pg"

    @property
    def sockets(self) -> Path:
        """Where the embedded PostgreSQL listens; closed to everyone but the account that runs it."""
        usual = self.data / "run"
        if len(os.fsencode(usual / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
            return usual
        # /tmp and not tempfile's answer: every process must come to the same place whatever its TMPDIR.
        mark = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path("/tmp") / f"yichuang-{mark}"  # noqa: S108 - made with mode 0700, refused if not ours

    @property
    def lock(self) -> Path:
        """Held by the one who runs the database of this folder."""
        return self.data / "lock"

    @property
    def in_use(self) -> Path:
        """Held together by the commands that work on a database that one of them started."""
        return self.data / "in-use"

    @property
    def prepared(self) -> Path:
        """What the database and the static files were last brought to."""
        return self.data / "prepared.json"

    @property
    def people(self) -> Path:
        """What the demonstration said about its people when it was loaded; absent without it."""
        return self.data / "demonstration.txt"

    @property
    def static(self) -> Path:
        """Style sheets, scripts and pictures, gathered for the web server."""
        return self.data / "static"

    @property
    def logs(self) -> Path:
        """What the database said while it started; its later words are in `pg/log`."""
        return self.data / "logs"

    @property
    def database_url(self) -> str:
        """Address of the embedded database."""
        return f"postgresql://postgres@/yichuang?host={quote(str(self.sockets), safe='/')}"


def places(data: str | Path | None = None) -> Places:
    """Return the places of a data folder: the one given, else of YICHUANG_DATA, else `var`."""
    return Places(Path(data or os.environ.get("YICHUANG_DATA") or DEFAULT_DATA).expanduser().resolve())


def embedded() -> bool:
    """Say whether this installation runs its own database, which it does unless DATABASE_URL is set."""
    return not os.environ.get("DATABASE_URL")


def environment(where: Places) -> dict[str, str]:
    """Return what every process of the installation is told. What the operator set is left as it is."""
    told = dict(os.environ)
    told["YICHUANG_DATA"] = str(where.data)
    told["DJANGO_SETTINGS_MODULE"] = "yichuang.site.settings"
    told["PYTHONUNBUFFERED"] = "1"
    told.setdefault("YICHUANG_DEMO", "1" if where.people.exists() else "0")
    # glibc keeps a memory arena for each thread; beside the interpreter's one lock one is enough, and saves memory.
    told.setdefault("MALLOC_ARENA_MAX", "1")
    return told


def live_port(port: int) -> int:
    """Return the port of the live stream: the one that the operator set, else the one after the site's.

    Raises `CannotStart` for what no port is.
    """
    named = os.environ.get("YICHUANG_LIVE_PORT", "")
    if named and not named.isdigit():
        raise CannotStart(
            f"YICHUANG_LIVE_PORT={named} 不是端口号。", f"YICHUANG_LIVE_PORT={named} is not a port."
        )
    return int(named) if named else port + 1


def web_environment(where: Places, host: str, port: int) -> dict[str, str]:
    """Return the same for the web server, which also answers to the address that it was started on."""
    told = environment(where)
    reached = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else host  # noqa: S104 - compared
    told.setdefault("YICHUANG_PUBLIC_URL", f"http://{reached}:{port}")
    told["YICHUANG_LIVE_PORT"] = str(live_port(port))
    if "YICHUANG_HOSTS" not in os.environ:
        own = {"localhost", "127.0.0.1", "[::1]", reached}
        if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared
            own.add(socket.gethostname())
        told["YICHUANG_HOSTS"] = ",".join(sorted(own))
    return told
