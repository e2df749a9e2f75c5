"""What every sweep shares: each row in a transaction of its own, and no bad row stops the rest."""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Model

from .refusal import Stale

log = logging.getLogger(__name__)
AN_HOUR = timedelta(hours=1)
Row = TypeVar("Row", bound=Model)


def sweep_each(rows: Sequence[Row], act: Callable[[Row, datetime], None], now: datetime) -> int:
    """Act on each row; return how many were looked at. For models with a `look_at` column.

    A row that fails is moved an hour ahead and logged; one that someone else is at work on is left to them.
    """
    for row in rows:
        try:
            with suppress(Stale), transaction.atomic():
                act(row, now)
        except Exception:
            log.exception("%s %s could not be swept; trying again in an hour", type(row).__name__, row.pk)
            type(row)._default_manager.filter(pk=row.pk).update(look_at=now + AN_HOUR)
    return len(rows)
