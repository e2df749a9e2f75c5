"""Brings the database and the static files to what the code needs; at once when nothing changed.

Run in a process of its own (`python -m yichuang.site.ops.prepare`), so that the supervisor stays small and an
interrupted preparation is simply done again: each part is either committed or absent.
"""

import argparse
import hashlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from . import state
from .places import ROOT, Places, embedded, environment, places


def main(arguments: list[str]) -> None:
    """Prepare the folder of YICHUANG_DATA; `--demonstration` also fills a database that it has to create."""
    parser = argparse.ArgumentParser(prog="prepare")
    parser.add_argument("--demonstration", action="store_true")
    prepare(places(), demonstration=parser.parse_args(arguments).demonstration)


def prepare(where: Places, *, demonstration: bool) -> None:
    """Create, migrate, collect and load what is missing. Safe to interrupt and to run again."""
    url = environment(where).get("DATABASE_URL") or where.database_url
    kept = state.read(where)
    if embedded() and _create_database(url):
        kept = {}
    # What was wanted when the database was made counts, also if loading it was cut off then.
    kept.setdefault("demonstration", "wanted" if demonstration else "none")
    # A folder that was moved or copied brought its own database along: its new path changes nothing.
    code, database = fingerprint("" if embedded() else url), _migrated(url)
    if (kept.get("code"), kept.get("database")) != (code, database) or not where.static.is_dir():
        kept.pop("code", None)
        state.keep(where, kept)
        _bring_up_to_date()
        kept |= {"code": code, "database": _migrated(url)}
        state.keep(where, kept)
    _follow_the_server(url)
    if kept["demonstration"] == "wanted":
        _load_demonstration(where)
        state.keep(where, kept | {"demonstration": "loaded"})


def fingerprint(url: str) -> str:
    """Return a digest of everything in the code that preparing depends on, and of the database's address."""
    summary = hashlib.sha256(url.encode())
    for path in sorted(_matters()):
        facts = path.stat()
        summary.update(f"{path.relative_to(ROOT)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return summary.hexdigest()


def _matters() -> Iterator[Path]:
    yield ROOT / "requirements" / "run.txt"
    yield ROOT / "yichuang" / "site" / "settings.py"
    for room in (ROOT / "yichuang").iterdir():
        yield from (room / "migrations").glob("*.py")
        yield from (path for path in (room / "static").rglob("*") if path.is_file())


def _create_database(url: str) -> bool:
    """Create the embedded server's one database; false when it is there."""
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    with psycopg.connect(url, dbname="postgres", autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return False
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(str(name))))
    return True


def _migrated(url: str) -> str:
    """Return a digest of the migrations that the database has; it tells a restored or replaced database."""
    with psycopg.connect(url) as connection:
        if connection.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
            return ""
        query = "SELECT md5(string_agg(app || '.' || name, ',' ORDER BY id)) FROM django_migrations"
        row = connection.execute(query).fetchone()
    return str(row[0]) if row else ""


def _follow_the_server(url: str) -> None:
    """Let the journal count on where the data came from another server: transactions are numbered from
    low again after a restore, and sealing goes by their numbers. Before anything is written."""
    with psycopg.connect(url) as connection:
        if connection.execute("SELECT to_regproc('yc_journal_rebase') IS NOT NULL").fetchone() == (True,):
            connection.execute("SELECT yc_journal_rebase()")


def _bring_up_to_date() -> None:
    _say("正在更新数据库结构和页面文件…… / Updating the database and the static files…")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    _have_a_key()


def _have_a_key() -> None:
    """Make the key that certificates are signed with, where none is configured: once, for this folder."""
    from django.utils import timezone

    from yichuang.papers.public import ensure_key

    ensure_key(timezone.now())


def _load_demonstration(where: Places) -> None:
    """Fill the new database. What the command prints (the people to sign in as) is shown at every start.

    The command undoes itself when it is cut off, or goes on: it is called again at the next start.
    """
    import django
    from django.core.management import call_command, get_commands

    django.setup()
    if "demo_load" not in get_commands():
        return
    _say("正在装入演示中心…… / Loading the demonstration centre…")
    said = io.StringIO()
    call_command("demo_load", stdout=said)
    where.people.write_text(said.getvalue())


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
