"""The matters themselves: entered at their one acceptance point, put under themes, stopped and resumed (R006)."""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils.timezone import localdate
from django.utils.translation import gettext

from yichuang.journal.public import Event, record
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Forbidden, Invalid, Refused, Stale
from yichuang.kit.text import hides_something
from yichuang.people.public import Centre, Department, Theme

from ..models import LifeEvent, Matter
from ..policies import why_not_manage, why_not_set_life_events
from ..rules.codes import Codes
from ..rules.content import Content
from ..rules.item import Rejected, checked_name
from ..rules.words import Action, Tier
from .lifecycle import open_version
from .storing import subject

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")  # it stands in addresses and on papers


@transaction.atomic
def add_matter(
    *,
    centre: Centre,
    department: Department,
    codes: Codes,
    name: str,
    by: Actor,
    now: datetime,
    theme: Theme | None = None,
    parent: Matter | None = None,
) -> Matter:
    """Enter a matter at its one acceptance point (R006) and open its first draft.

    Raises Invalid for a name or code that cannot be, Forbidden for the wrong person.
    """
    try:
        name = checked_name(name)
    except Rejected as wrong:
        raise Invalid(wrong.sentence, field="name") from wrong
    code = checked_code(codes.own)
    _check_places(centre, department, theme, parent)
    matter = Matter(
        code=code,
        identity=code,
        local_code=code,
        catalog_code="".join(codes.catalog.split())[:50],
        task_code="".join(codes.task.split())[:50],
        centre=centre,
        department=department,
        theme=theme,
        parent=parent,
        tier=Tier.MAIN if parent is None else Tier.SUB if parent.parent_id is None else Tier.HANDLING,
        name=name,
    )
    if reason := why_not_manage(matter, Action.EDIT, by=by, today=localdate(now)):
        raise Forbidden(reason)
    matter.save()
    open_version(matter, Content(name=name), by=by, now=now)
    return matter


def checked_code(typed: str) -> str:
    """Return a matter's code as it is kept. Raises `Invalid` for one that cannot be, or is taken."""
    code = "".join(typed.split())
    if not code or len(code) > 50:
        raise Invalid(gettext("事项编码不能空，也不能超过 50 个字符。"), field="code")
    if not _CODE.fullmatch(code):
        raise Invalid(gettext("事项编码只用字母、数字、点、横线和下划线。"), field="code")
    if Matter.objects.filter(code=code).exists():
        raise Invalid(gettext("已经有编码为“%(code)s”的事项。") % {"code": code}, field="code")
    return code


def _check_places(centre: Centre, department: Department, theme: Theme | None, parent: Matter | None) -> None:
    if department.centre_id != centre.pk:
        raise Invalid(gettext("部门不在这个中心。"), field="department")
    _check_theme(centre.pk, theme)
    if parent is not None and parent.centre_id != centre.pk:
        raise Invalid(gettext("上一级事项不在这个中心。"), field="parent")
    if parent is not None and parent.tier == Tier.HANDLING:
        raise Invalid(gettext("业务办理项下面不能再分。"), field="parent")


def _check_theme(centre_id: int, theme: Theme | None) -> None:
    if theme is not None and theme.centre_id != centre_id:
        raise Invalid(gettext("这个主题不在事项所在的中心。"), field="theme")


@transaction.atomic
def arrange(
    matter: Matter, *, theme: Theme | None, life_events: list[LifeEvent], by: Actor, now: datetime
) -> None:
    """Put a matter under a theme and life events of its centre; no new version of its guide (R012)."""
    if reason := why_not_manage(matter, Action.EDIT, by=by, today=localdate(now)):
        raise Forbidden(reason)
    _check_theme(matter.centre_id, theme)
    _swap(matter, theme=theme)
    matter.life_events.set(life_events)
    facts = {"theme": theme.name if theme else "", "life_events": [event.name for event in life_events]}
    record(subject(matter), Event.MATTER_ARRANGED, by=by, at=now, centre=matter.centre_id, data=facts)


@transaction.atomic
def stop(matter: Matter, *, reason: str, by: Actor, now: datetime) -> None:
    """Stop taking a matter in: it leaves guides, kiosks and windows; cases on their way go on.

    Raises Forbidden for anyone but the centre's approver, Invalid without a reason.
    """
    if no_way := why_not_manage(matter, Action.PUBLISH, by=by, today=localdate(now)):
        raise Forbidden(no_way)
    reason = " ".join(reason.split())
    if not reason or len(reason) > 200:
        raise Invalid(gettext("请写明停办的原因，最多 200 个字。"), field="reason")
    if not matter.is_active:
        raise Refused(gettext("“%(name)s”已停止办理。") % {"name": matter.name})
    _swap(matter, is_active=False)
    facts = {"reason": reason}
    record(subject(matter), Event.MATTER_STOPPED, by=by, at=now, centre=matter.centre_id, data=facts)


@transaction.atomic
def resume(matter: Matter, *, by: Actor, now: datetime) -> None:
    """Take a stopped matter in again. Raises Forbidden as `stop` does, Refused where it was not stopped."""
    if no_way := why_not_manage(matter, Action.PUBLISH, by=by, today=localdate(now)):
        raise Forbidden(no_way)
    if matter.is_active:
        raise Refused(gettext("“%(name)s”没有停办。") % {"name": matter.name})
    _swap(matter, is_active=True)
    record(subject(matter), Event.MATTER_RESUMED, by=by, at=now, centre=matter.centre_id)


def _swap(matter: Matter, **changes: object) -> None:
    as_seen = Matter.objects.filter(pk=matter.pk, version=matter.version)
    if not as_seen.update(version=F("version") + 1, **changes):
        raise Stale
    matter.refresh_from_db()


@transaction.atomic
def set_life_event(
    event: LifeEvent | None, *, name: str, name_en: str = "", order: int = 0, by: Actor, now: datetime
) -> LifeEvent:
    """Enter an event of life, or write it anew. Citizens of every centre look for matters by it.

    Raises Forbidden for anyone but a centre's approver, Invalid for a name that cannot be or is taken.
    """
    if reason := why_not_set_life_events(by=by, today=localdate(now)):
        raise Forbidden(reason)
    name, name_en = " ".join(name.split()), " ".join(name_en.split())
    if not name or len(name) > 30 or hides_something(name):
        raise Invalid(gettext("请写事件的名称，最多 30 个字。"), field="name")
    if len(name_en) > 60 or hides_something(name_en):
        raise Invalid(gettext("英文名称最多 60 个字母。"), field="name_en")
    others = LifeEvent.objects.filter(name=name)
    if (others.exclude(pk=event.pk) if event else others).exists():
        raise Invalid(gettext("已经有“%(name)s”了。") % {"name": name}, field="name")
    event = event or LifeEvent()
    event.name, event.name_en, event.order = name, name_en, order
    event.save()
    record(f"life_event:{event.pk}", Event.LIFE_EVENT_SET, by=by, at=now, data={"name": name})
    return event


@transaction.atomic
def remove_life_event(event: LifeEvent, *, by: Actor, now: datetime) -> None:
    """Take out an event of life under which nothing stands. Raises Forbidden, or Refused where something does."""
    if reason := why_not_set_life_events(by=by, today=localdate(now)):
        raise Forbidden(reason)
    key, name = event.pk, event.name
    in_use = Refused(gettext("“%(name)s”下面还有事项或者“一件事”，不能删。") % {"name": name})
    if event.matters.exists():
        raise in_use
    try:
        event.delete()
    except ProtectedError as used:
        raise in_use from used
    record(f"life_event:{key}", Event.LIFE_EVENT_REMOVED, by=by, at=now, data={"name": name})
