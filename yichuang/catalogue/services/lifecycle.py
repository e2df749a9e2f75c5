"""A guide's way: drafted by the department, approved by the centre, published, superseded (R028, R036)."""

import calendar
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.timezone import localdate
from django.utils.translation import gettext

from yichuang.journal.public import Event, record
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Forbidden, Invalid, Refused, Stale

from ..models import FormFile, Guide, Matter
from ..policies import review_months, why_not, why_not_manage
from ..rules.content import Content, digest, settled
from ..rules.item import Rejected, checked_name
from ..rules.words import MOVES, Action, State
from ..selectors.contents import content_of
from .indexing import count_words, index_columns
from .storing import columns_of, rewrite, subject, write_lines


@transaction.atomic
def draft(matter: Matter, *, by: Actor, now: datetime) -> Guide:
    """Open the next version as a draft, starting from what is published."""
    if reason := why_not_manage(matter, Action.EDIT, by=by, today=localdate(now)):
        raise Forbidden(reason)
    Matter.objects.select_for_update().get(pk=matter.pk)
    making = matter.guides.filter(state__in=[State.DRAFT, State.SUBMITTED]).first()
    if making is not None:
        raise Refused(
            gettext("这个事项的第 %(number)s 版还在%(state)s，不能再起草一版。")
            % {"number": making.number, "state": gettext(State(making.state).label)}
        )
    said = content_of(matter.current) if matter.current else Content(name=matter.name)
    guide = open_version(matter, said, by=by, now=now)
    if matter.current:
        _carry_forms(matter.current, guide)
    return guide


def open_version(matter: Matter, content: Content, *, by: Actor, now: datetime) -> Guide:
    """Write the next version of a matter's guide as a draft, in the caller's transaction."""
    last = matter.guides.aggregate(last=Max("number"))["last"] or 0
    guide = Guide.objects.create(
        matter=matter, number=last + 1, created_at=now, created_by=by.actor_id, **columns_of(content)
    )
    write_lines([(guide.pk, content)])
    record(
        subject(matter),
        Event.GUIDE_DRAFTED,
        by=by,
        at=now,
        thing=guide,
        centre=matter.centre_id,
        data={"number": guide.number},
    )
    return guide


def _carry_forms(old: Guide, new: Guide) -> None:
    """The next version offers the same forms until someone replaces them."""
    ids = dict(new.materials.values_list("order", "pk"))
    FormFile.objects.bulk_create(
        FormFile(
            guide=new,
            material_id=ids.get(form.material.order) if form.material else None,
            kind=form.kind,
            name=form.name,
            sha256=form.sha256,
            size=form.size,
        )
        for form in old.forms.select_related("material")
    )


@transaction.atomic
def edit(guide: Guide, content: Content, *, by: Actor, now: datetime) -> None:
    """Replace what a draft says. Raises Invalid for a missing name, Stale when someone was faster."""
    _allow(guide, Action.EDIT, by=by, now=now)
    try:
        checked_name(content.name)
    except Rejected as wrong:
        raise Invalid(wrong.sentence, field="name") from wrong
    content = settled(content_of(guide), content)
    if guide.digest == digest(content):
        return
    rewrite(guide, content)
    _move(guide, Action.EDIT, by=by, now=now, **columns_of(content))


def submit(guide: Guide, *, by: Actor, now: datetime) -> None:
    """Hand a draft to the centre for approval (R028)."""
    _act(
        guide,
        Action.SUBMIT,
        Event.GUIDE_SUBMITTED,
        by=by,
        now=now,
        submitted_at=now,
        submitted_by=by.actor_id,
    )


def withdraw(guide: Guide, *, by: Actor, now: datetime) -> None:
    """Take a submitted version back into work."""
    _act(guide, Action.WITHDRAW, Event.GUIDE_WITHDRAWN, by=by, now=now, submitted_at=None, submitted_by="")


def send_back(guide: Guide, *, reason: str, by: Actor, now: datetime) -> None:
    """Return a submitted version to its department with a reason."""
    reason = reason.strip()
    if not reason:
        raise Invalid(gettext("请写明退回的理由。"), field="reason")
    changes = {"submitted_at": None, "submitted_by": "", "sent_back_reason": reason}
    _act(guide, Action.SEND_BACK, Event.GUIDE_SENT_BACK, by=by, now=now, data={"reason": reason}, **changes)


@transaction.atomic
def publish(guide: Guide, *, by: Actor, now: datetime) -> None:
    """Approve and publish a version; the one before is superseded, and cases under it keep it (R028).

    Raises Refused where a rule stands against it (the submitter may not publish), Stale on a race.
    """
    _allow(guide, Action.PUBLISH, by=by, now=now)
    matter = Matter.objects.select_for_update(of=("self",)).select_related("centre").get(pk=guide.matter_id)
    today = localdate(now)
    _supersede(matter, guide, by=by, now=now)
    _move(
        guide,
        Action.PUBLISH,
        by=by,
        now=now,
        published_at=now,
        published_by=by.actor_id,
        effective_on=today,
        review_on=months_after(today, review_months(matter.centre)),
        sent_back_reason="",
    )
    index = index_columns(guide.name, guide.short_name, guide.result_name)
    count_words(set(index["words"]) - set(matter.words))
    Matter.objects.filter(pk=matter.pk).update(current=guide, version=F("version") + 1, **index)
    data = {"number": guide.number, "digest": guide.digest}
    record(subject(matter), Event.GUIDE_PUBLISHED, by=by, at=now, thing=guide, data=data)


def _supersede(matter: Matter, by_guide: Guide, *, by: Actor, now: datetime) -> None:
    old = matter.guides.filter(state=State.PUBLISHED).first()
    if old is None:
        return
    _move(old, Action.SUPERSEDE, by=by, now=now, superseded_at=now, superseded_by=by.actor_id)
    data = {"number": old.number, "by_number": by_guide.number}
    record(subject(matter), Event.GUIDE_SUPERSEDED, by=by, at=now, thing=old, data=data)


def reviewed(guide: Guide, *, by: Actor, now: datetime) -> None:
    """Put down that a published version was looked at and stands; the next review is set (R015)."""
    if guide.state != State.PUBLISHED:
        raise Refused(gettext("只有已公布的指南需要复核。"))
    if reason := why_not_manage(guide.matter, Action.EDIT, by=by, today=localdate(now)):
        raise Forbidden(reason)
    due = months_after(localdate(now), review_months(guide.matter.centre))
    with transaction.atomic():
        _update(guide, review_on=due)
        data = {"number": guide.number, "review_on": due.isoformat()}
        record(subject(guide.matter), Event.GUIDE_REVIEWED, by=by, at=now, thing=guide, data=data)


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _allow(guide: Guide, action: Action, *, by: Actor, now: datetime) -> None:
    if reason := why_not(guide, action, by=by, today=localdate(now)):
        raise Refused(reason)


@transaction.atomic
def _act(
    guide: Guide,
    action: Action,
    event: Event,
    *,
    by: Actor,
    now: datetime,
    data: dict[str, Any] | None = None,
    **changes: Any,
) -> None:
    _allow(guide, action, by=by, now=now)
    _move(guide, action, by=by, now=now, **changes)
    said = {"number": guide.number} | (data or {})
    record(subject(guide.matter), event, by=by, at=now, thing=guide, data=said)


def _move(guide: Guide, action: Action, *, by: Actor, now: datetime, **changes: Any) -> None:
    """Write one transition by compare-and-swap; an edit also puts its line in the journal."""
    _update(guide, state=MOVES[State(guide.state), action], **changes)
    if action is Action.EDIT:
        data = {"number": guide.number, "digest": guide.digest}
        record(subject(guide.matter), Event.GUIDE_EDITED, by=by, at=now, thing=guide, data=data)


def _update(guide: Guide, **changes: Any) -> None:
    as_seen = Guide.objects.filter(pk=guide.pk, version=guide.version)
    if not as_seen.update(version=F("version") + 1, **changes):
        raise Stale
    guide.refresh_from_db()
