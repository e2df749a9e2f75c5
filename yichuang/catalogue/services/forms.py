"""Blank forms and samples that a guide offers for download (R032)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext

from yichuang.journal.public import Event, record
from yichuang.kit.actor import Actor
from yichuang.kit.files import Stored
from yichuang.kit.refusal import Invalid, Refused, Stale

from ..models import FormFile, Guide, MaterialSpec
from ..policies import why_not
from ..rules.words import Action, FormKind
from .storing import subject

MOST_FORMS = 60  # of one guide


@transaction.atomic
def attach_form(
    guide: Guide,
    stored: Stored,
    *,
    kind: FormKind,
    by: Actor,
    now: datetime,
    material: MaterialSpec | None = None,
) -> FormFile:
    """Offer a blank form or a filled-in sample with a draft; one of the same name is replaced (R032).

    Raises Refused where the version is no draft or the person may not edit it, Invalid for a material of
    another version, Stale on a race.
    """
    if reason := why_not(guide, Action.EDIT, by=by, today=localdate(now)):
        raise Refused(reason)
    if material is not None and material.guide_id != guide.pk:
        raise Invalid(gettext("这份材料不在这一版指南里。"), field="material")
    others = guide.forms.exclude(name=stored.name)
    if others.count() >= MOST_FORMS:
        raise Invalid(gettext("一份指南最多放 %(most)s 个文件。") % {"most": MOST_FORMS}, field="file")
    form, _ = FormFile.objects.update_or_create(
        guide=guide,
        name=stored.name,
        defaults={"kind": kind, "sha256": stored.sha256, "size": stored.size, "material": material},
    )
    _said(guide, Event.GUIDE_FORM_ATTACHED, stored.name, by=by, now=now)
    return form


@transaction.atomic
def remove_form(guide: Guide, form_id: int, *, by: Actor, now: datetime) -> None:
    """Take a file out of a draft; versions that were published with it go on offering it."""
    if reason := why_not(guide, Action.EDIT, by=by, today=localdate(now)):
        raise Refused(reason)
    form = guide.forms.filter(pk=form_id).first()
    if form is None:
        raise Refused(gettext("这个文件已经拿掉了。"))
    form.delete()
    _said(guide, Event.GUIDE_FORM_REMOVED, form.name, by=by, now=now)


def _said(guide: Guide, event: Event, name: str, *, by: Actor, now: datetime) -> None:
    if not Guide.objects.filter(pk=guide.pk, version=guide.version).update(version=F("version") + 1):
        raise Stale
    guide.refresh_from_db()
    record(
        subject(guide.matter), event, by=by, at=now, thing=guide, data={"number": guide.number, "name": name}
    )
