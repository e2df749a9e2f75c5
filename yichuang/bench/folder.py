"""The data folders that bench works in: only those that it made itself, known by a mark."""

import json
from pathlib import Path
from typing import Any

from yichuang.kit.refusal import Refused
from yichuang.site.ops.places import Places, environment

MARK = "bench.json"


def take(path: Path) -> Places:
    """Return a folder that bench may work in: one with its mark, or an empty or new one, marked now.

    Raises `Refused` for any other: a real hall is never measured, because measuring writes.
    """
    where = Places(path.expanduser().resolve())
    if is_ours(where):
        return where
    # The command line has already made a signing key in a folder that it was told.
    if where.data.exists() and {path.name for path in where.data.iterdir()} - {"secret-key"}:
        raise Refused(f"{where.data} 不是 bench 建的目录，里面可能有真实数据；请换一个空目录。")
    where.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    keep(where, {})
    return where


def is_ours(where: Places) -> bool:
    """Say whether bench made this folder."""
    return (where.data / MARK).is_file()


def kept(where: Places) -> dict[str, Any]:
    """Return what bench noted about the hall in this folder."""
    found: dict[str, Any] = json.loads((where.data / MARK).read_text())
    return found


def keep(where: Places, facts: dict[str, Any]) -> None:
    """Note something about the hall in this folder."""
    (where.data / MARK).write_text(json.dumps(facts))


def told(where: Places) -> dict[str, str]:
    """Return the environment of everything that runs on this folder.

    The operator's own database and settings are left out, whatever they are: the hall in this folder is
    the only one that a process with this environment can reach.
    """
    names = environment(where)
    kept_names = {"YICHUANG_DATA"}
    clean = {k: v for k, v in names.items() if not k.startswith("YICHUANG_") or k in kept_names}
    clean.pop("DATABASE_URL", None)
    return clean | {"YICHUANG_BENCH": "1", "YICHUANG_DEMO": "0"}
