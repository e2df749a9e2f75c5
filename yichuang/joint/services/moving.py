"""The one gate through which a joint application changes its state, and how it gets its number."""

from contextlib import suppress
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from yichuang.kit.refusal import Refused, Stale
from yichuang.worktime.public import local_day

from ..models import Bundle
from ..policies import no_longer
from ..rules import MOVES, Action, State


def move(bundle: Bundle, action: Action, **changes: object) -> None:
    """Write one transition if nobody was faster.

    Raises `Refused` when the table has no such move, `Stale` when the row changed since it was read.
    """
    following = MOVES.get((State(bundle.state), action))
    if following is None:
        raise Refused(no_longer(bundle, action))
    changes = {**changes, "state": following}
    as_we_saw_it = Bundle.objects.filter(pk=bundle.pk, version=bundle.version)
    if not as_we_saw_it.update(**changes, version=F("version") + 1):
        raise Stale
    for name, value in changes.items():
        setattr(bundle, name, value)
    bundle.version += 1


def numbered(*, now: datetime, **columns: object) -> Bundle:
    """Insert with the day's next number; someone who was faster has taken it, and the next one is ours."""
    head = f"L{local_day(now):%Y%m%d}"
    while True:
        number = Bundle.objects.filter(no__startswith=head).count() + 1
        with suppress(IntegrityError), transaction.atomic():
            return Bundle.objects.create(no=f"{head}{number:03d}", begun_at=now, **columns)
