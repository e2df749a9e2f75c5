"""办不成事: taken in with an owner, handed over with an owner, solved with how. Never nobody's (B7)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.cases.public import case_by_no
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CITIZEN, Actor
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.people.public import Centre, Officer, Role, Staff, holders_at
from yichuang.worktime.public import local_day

from ..models import Unresolved, UnresolvedStep
from ..policies import why_not_register, why_not_unresolved
from ..rules import MOST_WORDS, UNRESOLVED_MOVES, UnresolvedMove, UnresolvedState
from ..rules.settings import UNRESOLVED_DAYS
from .registering import contact_of
from .words import fitting, limit_at, tell, tell_whose

MOST_HOW = 2_000
_EVENTS = {
    UnresolvedMove.HAND_TO: Event.UNRESOLVED_HANDED_TO,
    UnresolvedMove.NOTE: Event.UNRESOLVED_NOTED,
    UnresolvedMove.SOLVE: Event.UNRESOLVED_SOLVED,
    UnresolvedMove.REOPEN: Event.UNRESOLVED_REOPENED,
}


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """What could not be done, where she has been, and how she is reached if she wants to be."""

    about: str
    words: str
    case_no: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    language: str = "zh"


@transaction.atomic
def open_unresolved(
    trouble: Trouble, *, owner: Staff | None = None, by: Officer, now: datetime
) -> Unresolved:
    """Take it in at the desk: hers who took it in, unless somebody else is named."""
    if reason := why_not_register(by=by):
        raise Refused(reason)
    who = owner or Staff.objects.get(pk=by.staff_id)
    return _open(trouble, by.centre_id, who, opened_by=by.staff_id, by=by, now=now)


@transaction.atomic
def bring_unresolved(trouble: Trouble, centre: Centre, *, now: datetime) -> Unresolved:
    """Take it in from the network: the hall's manager's, or where there is none the supervision section's."""
    today = local_day(now)
    owners = [
        one
        for role in (Role.MANAGER, Role.SUPERVISION)
        for one in holders_at(role, on=today, centre_id=centre.pk)
        if one.is_active
    ]
    if not owners:
        raise Refused(gettext("这里还没有人能接，请打电话或者到窗口。"))
    return _open(trouble, centre.pk, owners[0], opened_by=None, by=CITIZEN, now=now)


def _open(
    trouble: Trouble, centre_id: int, owner: Staff, *, opened_by: int | None, by: Actor, now: datetime
) -> Unresolved:
    _check_owner(owner, centre_id)
    no = "".join(trouble.case_no.split())
    if no:
        case = case_by_no(no) if len(no) <= 20 and "\x00" not in no else None
        if case is None or case.centre_id != centre_id:
            raise Invalid(gettext("本中心没有这个办件编号；不知道可以空着。"), field="case_no")
    made = Unresolved.objects.create(
        centre_id=centre_id,
        about=fitting(trouble.about, "about", missing=gettext("请写办的是什么事。"), most=200),
        words=fitting(
            trouble.words, "words", missing=gettext("请写跑过哪里、为什么没办成。"), most=MOST_WORDS
        ),
        case_no=no,
        language=trouble.language,
        owner=owner,
        opened_at=now,
        opened_by_id=opened_by,
        solve_by=limit_at(centre_id, UNRESOLVED_DAYS, now),
        **contact_of(trouble.name, trouble.phone, trouble.email),
    )
    # The first owner stands among the steps like every later one: who had it at an instant is read from them.
    made.steps.create(move=UnresolvedMove.HAND_TO, to=owner, at=now, by_id=opened_by)
    facts = {"unresolved": made.no, "owner": owner.staff_no}
    journal.record(
        made.subject,
        Event.UNRESOLVED_OPENED,
        by=by,
        at=now,
        data=facts,
        thing=made,
        first=True,
        centre=centre_id,
    )
    _tell_owner(made, by, now)
    return made


def _tell_owner(row: Unresolved, by: Actor, now: datetime) -> None:
    """Tell who owns it now; who took it in herself knows."""
    if isinstance(by, Officer) and by.staff_id == row.owner_id:
        return
    key = str(row.version)
    tell_whose(row, [row.owner], lambda: gettext("办不成事，由您负责"), until=row.solve_by, key=key, now=now)


def _check_owner(owner: Staff, centre_id: int) -> None:
    if owner.centre_id != centre_id or not owner.is_active:
        raise Invalid(gettext("请选本中心在岗的人。"), field="owner")


@transaction.atomic
def hand_to(row: Unresolved, owner: Staff | None, words: str, *, by: Officer, now: datetime) -> None:
    """Give it to another owner, with why; there is no moment without one."""
    _ask(row, UnresolvedMove.HAND_TO, by)
    words = fitting(words, "words", missing=gettext("请写为什么换人负责。"))
    if owner is None:
        raise Invalid(gettext("请选换给谁。"), field="owner")
    _check_owner(owner, row.centre_id)
    if owner.pk == row.owner_id:
        raise Invalid(gettext("现在就是由这个人负责。"), field="owner")
    swap(row, state=_next(row, UnresolvedMove.HAND_TO), owner_id=owner.pk)
    row.owner = owner
    _note(row, UnresolvedMove.HAND_TO, words, by, now, to=owner)
    _tell_owner(row, by, now)


@transaction.atomic
def note_progress(row: Unresolved, words: str, *, by: Officer, now: datetime) -> None:
    """Note what was tried."""
    _ask(row, UnresolvedMove.NOTE, by)
    words = fitting(words, "words", missing=gettext("请写做了什么。"))
    swap(row, state=_next(row, UnresolvedMove.NOTE))
    _note(row, UnresolvedMove.NOTE, words, by, now)


@transaction.atomic
def solve(row: Unresolved, how: str, *, by: Officer, now: datetime) -> None:
    """It is solved: how, in words that the person reads."""
    _ask(row, UnresolvedMove.SOLVE, by)
    how = fitting(how, "words", missing=gettext("请写怎样解决的，来人会看到。"), most=MOST_HOW)
    swap(row, state=_next(row, UnresolvedMove.SOLVE), solved_at=now, solution=how)
    _note(row, UnresolvedMove.SOLVE, how, by, now)
    tell(row, lambda: (gettext("事情有结果了"), how), key=f"solved:{row.version}", now=now)


@transaction.atomic
def reopen(row: Unresolved, words: str, *, by: Officer | None = None, now: datetime) -> None:
    """It was not solved after all, says the person or the desk: the same owner has it again."""
    if by is not None:
        _ask(row, UnresolvedMove.REOPEN, by)
    elif row.state != UnresolvedState.SOLVED:
        raise Refused(gettext("这件事还在办，没有结束。"))
    words = fitting(words, "words", missing=gettext("请写哪里没有解决。"))
    swap(
        row,
        state=_next(row, UnresolvedMove.REOPEN),
        solved_at=None,
        solution="",
        solve_by=limit_at(row.centre_id, UNRESOLVED_DAYS, now),
    )
    _note(row, UnresolvedMove.REOPEN, words, by or CITIZEN, now)
    _tell_owner(row, by or CITIZEN, now)


def _ask(row: Unresolved, move: UnresolvedMove, by: Officer) -> None:
    if reason := why_not_unresolved(row, move, by=by):
        raise Refused(reason)


def _next(row: Unresolved, move: UnresolvedMove) -> UnresolvedState:
    return UNRESOLVED_MOVES[UnresolvedState(row.state), move]


def _note(
    row: Unresolved, move: UnresolvedMove, words: str, by: Actor, now: datetime, to: Staff | None = None
) -> None:
    staff_id = by.staff_id if isinstance(by, Officer) else None
    UnresolvedStep.objects.create(unresolved=row, move=move, words=words, to=to, at=now, by_id=staff_id)
    facts = {"unresolved": row.no, "words": words, "owner": to.staff_no if to else ""}
    journal.record(row.subject, _EVENTS[move], by=by, at=now, data=facts, thing=row, centre=row.centre_id)
