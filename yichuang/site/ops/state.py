"""What the database and the static files of a data folder were last brought to."""

import json
from typing import Any

from .places import Places


def read(where: Places) -> dict[str, Any]:
    """Return what was kept; nothing where it is missing or damaged, which only costs preparing again."""
    try:
        kept = json.loads(where.prepared.read_text())
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def keep(where: Places, kept: dict[str, Any]) -> None:
    """Write it whole or not at all."""
    half = where.prepared.with_suffix(".half")
    half.write_text(json.dumps(kept, indent=1))
    half.replace(where.prepared)


def is_prepared(where: Places) -> bool:
    """Say whether preparing came to its end; while it runs, its mark is away."""
    return "code" in read(where)
