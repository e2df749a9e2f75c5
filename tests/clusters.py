"""A database with every table, made once and copied: what the migrations are decides whether it still serves."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg

from yichuang.site.ops.embedded import Server
from yichuang.site.ops.places import ROOT, Places

TEMPLATE = "yc_template"  # every test database is a copy of this one


def serve(where: Places, kept_in: Path) -> Server:
    """Start a throw-away server that has `TEMPLATE`: copied from what an earlier session kept, else made and kept."""
    server, kept = Server(where, durable=False), kept_in / _digest()
    if kept.exists():
        where.data.mkdir(parents=True, exist_ok=True)
        copy(kept, where.cluster)
        server.start()
        return server
    server.start()
    _migrate(where)
    server.stop()
    _keep(where.cluster, kept)
    server.start()
    return server


def copy(source: Path, target: Path) -> None:
    """Copy a folder; everything in it belongs to whom it belonged to."""
    shutil.copytree(source, target, copy_function=_with_owner)
    for folder, _, _ in os.walk(target):
        _own_as(source / Path(folder).relative_to(target), Path(folder))


def _with_owner(source: str, target: str) -> None:
    shutil.copy2(source, target)
    _own_as(Path(source), Path(target))


def _own_as(source: Path, target: Path) -> None:
    facts = source.stat()
    os.chown(target, facts.st_uid, facts.st_gid)


def _migrate(where: Places) -> None:
    with psycopg.connect(f"postgresql://postgres@/postgres?host={where.sockets}", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {TEMPLATE}")
    told = os.environ | {"DATABASE_URL": f"postgresql://postgres@/{TEMPLATE}?host={where.sockets}"}
    told["DJANGO_SETTINGS_MODULE"] = "yichuang.site.settings"
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"],
        check=True,
        env=told,
        cwd=ROOT,
    )


def _keep(cluster: Path, kept: Path) -> None:
    """Put it beside, whole or not at all, the first session's; what was kept for other migrations goes."""
    for old in kept.parent.iterdir():
        shutil.rmtree(old, ignore_errors=True)
    half = kept.with_name(f"{kept.name}.{os.getpid()}")
    copy(cluster, half)
    try:
        half.rename(kept)
    except OSError:  # another session was faster
        shutil.rmtree(half)


def _digest() -> str:
    """Return what tells one set of migrations, and of programs that run them, from another."""
    summary = hashlib.sha256()
    for path in (ROOT / "requirements" / "run.txt", *sorted((ROOT / "yichuang").glob("*/migrations/*.py"))):
        summary.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return summary.hexdigest()[:16]
