"""The one gate through which a case changes its state."""

from django.db import connection
from django.db.models import F

from yichuang.kit.refusal import Refused, Stale

from ..models import Case
from ..policies import no_longer
from ..rules.states import MOVES, Action, State


def move(case: Case, action: Action, **changes: object) -> None:
    """Write one transition if nobody was faster; the caller's transaction holds the journal line.

    Raises `Refused` when the table has no such move, `Stale` when the row changed since it was read.
    """
    following = MOVES.get((State(case.state), action))
    if following is None:
        raise Refused(no_longer(case, action))
    _swap(case, {**changes, "state": following})


def touch(case: Case, **changes: object) -> None:
    """Take the case's turn without moving it, for what is written beside it. Raises `Stale`."""
    _swap(case, changes)


def hold(case_id: int) -> None:
    """Take a case's row until the transaction ends, before anything that belongs to the case is written.

    Whoever ends a case writes the case and then its steps; who moves a step would write them the other
    way round, and two such people would wait for each other until the database stopped one of them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM cases_case WHERE id = %s FOR NO KEY UPDATE", [case_id])


def _swap(case: Case, changes: dict[str, object]) -> None:
    as_we_saw_it = Case.objects.filter(pk=case.pk, version=case.version)
    if not as_we_saw_it.update(**changes, version=F("version") + 1):
        raise Stale
    for name, value in changes.items():
        setattr(case, name, value)
    case.version += 1
