"""Sealing: every few seconds the worker binds what was newly written, for each centre, to its last seal.

Writers are never waited for and never wait: a line is sealed once its transaction is certainly over. Every
transaction below the lowest that still runs here is over (`yc_journal_settled`); those above may still commit
a line whose id is lower than one that is already to be seen, so they are left for the next time, whole.
"""

from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from .. import selectors
from ..models import Seal
from ..rules import GENESIS, SealFacts, manifest_line, mark_of, witness_line

ONE_AT_A_TIME = 0x5EA1  # the advisory lock of the one who seals; writers do not know it
_NEW = """
SELECT id, centre, subject, digest, by_name FROM journal_entry
WHERE xid >= %s AND xid < %s ORDER BY id
"""


@transaction.atomic
def seal(*, now: datetime) -> list[Seal]:
    """Seal every line whose transaction is over and that has no seal yet; return the new seals.

    Two statements when nothing is new. Someone else's sealing at the same time is left to do the work.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s), yc_journal_settled()", [ONE_AT_A_TIME])
        is_mine, upto = cursor.fetchone()
        if not is_mine:
            return []
        cursor.execute("SELECT coalesce(max(upto_xid), 0) FROM journal_seal")
        (since,) = cursor.fetchone()
        if since >= upto:
            return []
        manifests: dict[int, list[str]] = defaultdict(list)
        cursor.execute(_NEW, [since, upto])
        while rows := cursor.fetchmany(5_000):
            for entry_id, centre, subject, line_digest, by_name in rows:
                manifests[centre].append(manifest_line(entry_id, mark_of(line_digest, by_name), subject))
    return _write(manifests, since, upto, now) if manifests else []


def _write(manifests: dict[int, list[str]], since: int, upto: int, now: datetime) -> list[Seal]:
    before = {last.centre: last for last in selectors.last_seals(manifests)}
    seals = []
    for centre, lines in sorted(manifests.items()):
        last = before.get(centre)
        facts = SealFacts(
            previous=last.digest if last else GENESIS,
            centre=centre,
            number=last.number + 1 if last else 1,
            from_xid=since,
            upto_xid=upto,
            at=now,
            lines=len(lines),
            manifest="".join(lines),
        )
        seals.append(Seal(**vars(facts), digest=facts.digest))
    return Seal.objects.bulk_create(seals)


def list_of(day: date, *, centre: int | None = None) -> str:
    """Return a day's seals as a list to print or send away: the last of each centre fixes all before it.
    Of one centre, or of all."""
    return "".join(
        f"{witness_line(one.centre, one.number, one.digest)} {timezone.localtime(one.at).isoformat('T', 'seconds')}\n"
        for one in selectors.seals_of_day(day)
        if centre is None or one.centre == centre
    )


def keep_list(day: date) -> Path | None:
    """Write a day's list to the folder `seals`, whence it is to be carried away; None for an empty day."""
    said = list_of(day)
    if not said:
        return None
    folder = settings.DATA_DIR / "seals"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path: Path = folder / f"{day.isoformat()}.txt"
    path.write_text(said, encoding="utf-8")
    return path
