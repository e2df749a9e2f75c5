"""One click against a wait that is too long: a window opens, resumes, or takes the theme too (R059, R062)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Forbidden, Refused
from yichuang.people.public import Officer, Role, Theme, Window

from ..rules.policy import Serves
from ..rules.states import Turn
from ..selectors.board import OPEN, RESUME, RING, TAKE, board_now, longest_in
from ..selectors.windows import serves_of
from .windows import duty_at, set_themes, turn


@transaction.atomic
def relieve(theme: Theme, window: Window, kind: str, *, by: Officer, now: datetime) -> None:
    """Do what the board offers for a theme's line, and write down why.

    Raises `Forbidden` for who does not manage the hall; `Refused` when the board no longer offers it: the line
    is short again, or the window has someone now.
    """
    if not by.holds(Role.MANAGER, centre_id=theme.centre_id):
        raise Forbidden(gettext("加开窗口由大厅管理定。"))
    lines = board_now(theme.centre_id, now=now).lines
    offered = [r for view in lines if view.line.theme.pk == theme.pk for r in view.reliefs]
    relief = next((r for r in offered if r.kind == kind != RING and r.window.pk == window.pk), None)
    if relief is None:
        raise Refused(gettext("情况变了，这一步现在用不着或者做不了，请看新的看板。"))
    waited_min = longest_in(theme, now=now) // 60
    if kind == OPEN:
        turn(window, Turn.OPEN, clerk_id=relief.clerk_id, by=by, now=now)
    elif kind == RESUME:
        turn(window, Turn.RESUME, by=by, now=now)
    elif kind == TAKE:
        duty = duty_at(window, now=now)
        set_themes(window, [*serves_of(duty), Serves(theme.pk)], by=by, now=now)
    data = {
        "kind": kind,
        "window": window.number,
        "theme": theme.name,
        "waited_min": waited_min,
        "clerk": relief.clerk_name,
        "by": by.name,
    }
    subject = f"hall:{theme.centre_id}"
    journal.record(subject, Event.HALL_RELIEVED, by=by, at=now, data=data, centre=theme.centre_id)
