"""Files that a citizen uploaded and has not handed in: they lie apart, and their bytes go with their rows."""

from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from yichuang.kit import files

from ..models import DraftFile, SupplementFile


def unsent_folder() -> Path:
    """Return where files lie until they are handed in: apart from what was."""
    return settings.UPLOAD_DIR / "unsent"


def drop(rows: QuerySet[DraftFile] | QuerySet[SupplementFile]) -> int:
    """Delete rows, and after the commit the bytes that no other row holds. Returns how many rows."""
    marks = set(rows.values_list("sha256", flat=True))
    gone, _ = rows.delete()
    transaction.on_commit(lambda: _unlink(marks))
    return gone


def _unlink(marks: set[str]) -> None:
    for kept in (DraftFile, SupplementFile):
        marks = marks - set(kept.objects.filter(sha256__in=marks).values_list("sha256", flat=True))
    for mark in marks:
        with suppress(OSError):
            files.path_of(unsent_folder(), mark).unlink(missing_ok=True)
