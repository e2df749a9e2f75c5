"""The check of a case's materials, and the files that come with them."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import Actor
from yichuang.kit.files import Stored
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.text import within
from yichuang.people.public import Officer

from ..models import Attachment, Case, CaseMaterial
from ..policies import why_not, why_not_check, why_not_mark
from ..rules.states import MOVES, Action, Mark, State

TYPED_FIELDS = (
    frozenset(
        f"{prefix}{name}"
        for prefix in ("", "agent_")
        for name in ("id_kind", "id_number", "name", "phone", "email", "address", "nationality", "confirmed")
    )
    | {
        "authority",
        "content",
        "has_agent",
        "reason",
        "basis",
        "referred_to",
        "promise_until",
        "promise_signed",
        "reply_by",
    }
    | {
        "way",
        "receiver",
        "receiver_phone",
        "receiver_address",
    }
)
MOST_TYPED = 4000  # characters in one field

_MERGE = """
UPDATE cases_case SET typed = typed || %s::jsonb WHERE id = %s AND state = 'draft'
"""


def note_typed(case: Case, fields: dict[str, str], *, by: Officer) -> None:
    """Keep what was typed into a draft, field by field, as typed: a reload, an expired session or a
    crash loses nothing.

    The last writer of a field wins and the version stays: keeping a keystroke must never be refused
    because another field was kept a moment ago.
    """
    if reason := why_not(case, Action.EDIT, by=by):
        raise Refused(reason)
    unknown = set(fields) - TYPED_FIELDS
    if unknown:
        raise Invalid(gettext("没有这个栏目。"), field=min(unknown))
    for name, value in fields.items():
        if len(value) > MOST_TYPED:
            raise Invalid(gettext("这一栏最多 %(most)s 字。") % {"most": MOST_TYPED}, field=name)
        if "\x00" in value:
            raise Invalid(gettext("这一栏里有不能保存的字符。"), field=name)
    with connection.cursor() as cursor:
        cursor.execute(_MERGE, [json.dumps(fields, ensure_ascii=False), case.pk])
    case.typed = {**case.typed, **fields}


def _material(case: Case, order: int) -> CaseMaterial:
    found = CaseMaterial.objects.filter(case=case, order=order).first()
    if found is None:
        raise Invalid(
            gettext("清单里没有第 %(line)s 项，只能收公布的材料。") % {"line": order}, field="order"
        )  # R035
    return found


@transaction.atomic
def mark_material(
    case: Case,
    order: int,
    mark: Mark,
    *,
    copies: int | None = None,
    is_original: bool | None = None,
    note: str = "",
    by: Officer,
) -> CaseMaterial:
    """Write what the check of one material found (R083). Only the published lines exist (R035)."""
    if reason := why_not_check(case, order, by=by):
        raise Refused(reason)
    material = _material(case, order)
    if reason := why_not_mark(material, mark):
        raise Refused(reason)
    if copies is not None and not 0 <= copies <= 999:
        raise Invalid(gettext("份数应在 0 到 999 之间。"), field="copies")
    material.mark = mark
    if copies is not None:
        material.copies = copies
    if is_original is not None:
        material.is_original = is_original
    material.note = within(note, 300, field="note") or material.note
    material.save(update_fields=["mark", "copies", "is_original", "note"])
    return material


@transaction.atomic
def mark_rest_received(case: Case, *, by: Officer) -> int:
    """Mark every line not yet checked as received (key 0 at the desk). Returns how many."""
    if reason := why_not_check(case, None, by=by):
        raise Refused(reason)
    return CaseMaterial.objects.filter(case=case, mark=Mark.PENDING).update(mark=Mark.RECEIVED)


@transaction.atomic
def attach(case: Case, order: int, stored: Stored, *, by: Officer, now: datetime) -> Attachment:
    """Add a stored file to a material. The next number beside the others; none is replaced (R086)."""
    if (State(case.state), Action.CHECK) not in MOVES:
        raise Refused(
            gettext("这一件%(state)s，不能再加附件。") % {"state": gettext(case.get_state_display())}
        )
    if reason := why_not(case, Action.CHECK, by=by):
        raise Refused(reason)
    material = _material(case, order)
    CaseMaterial.objects.select_for_update().get(pk=material.pk)
    last = material.attachments.aggregate(last=Max("number"))["last"] or 0
    attachment = _attachment(material, last + 1, stored, by=by, now=now)
    attachment.save(force_insert=True)
    data = {"order": order, "number": attachment.number, "sha256": stored.sha256}
    journal.record(case.subject, Event.MATERIAL_ATTACHED, by=by, at=now, data=data)
    return attachment


@transaction.atomic
def attach_all(case: Case, files: Mapping[int, Sequence[Stored]], *, by: Actor, now: datetime) -> None:
    """Add what the applicant sent herself, by the line of the case's list; what is there stays (R086)."""
    lines = lines_of_files(list(case.materials.all()), files, by=by, now=now)
    journal.record_all(case.subject, lines, by=by, at=now)


def lines_of_files(
    materials: Sequence[CaseMaterial], files: Mapping[int, Sequence[Stored]], *, by: Actor, now: datetime
) -> list[Line]:
    """Put files on their lines, after those that lie there. Returns the journal's lines. One query, and one
    statement."""
    wanted = [material for material in materials if files.get(material.order)]
    held = Attachment.objects.filter(material__in=wanted).order_by().values_list("material")
    last: dict[int, int] = dict(held.annotate(Max("number"))) if wanted else {}
    attachments, lines = [], []
    for material in wanted:
        for number, stored in enumerate(files[material.order], start=last.get(material.pk, 0) + 1):
            attachments.append(_attachment(material, number, stored, by=by, now=now))
            facts = {"order": material.order, "number": number, "sha256": stored.sha256}
            lines.append(Line(Event.MATERIAL_ATTACHED, facts))
    insert_all(attachments)
    return lines


def _attachment(
    material: CaseMaterial, number: int, stored: Stored, *, by: Actor, now: datetime
) -> Attachment:
    return Attachment(
        material=material,
        number=number,
        sha256=stored.sha256,
        name=stored.name,
        kind=stored.kind,
        size=stored.size,
        added_at=now,
        added_by=by.actor_id,
    )


@transaction.atomic
def set_aside(case: Case, order: int, number: int, *, by: Officer, now: datetime) -> None:
    """Hide a file that was attached by mistake, while the case is a draft. It is kept (R086)."""
    if reason := why_not_check(case, None, by=by):
        raise Refused(reason)
    changed = Attachment.objects.filter(
        material__case=case, material__order=order, number=number, set_aside_at=None
    ).update(set_aside_at=now, set_aside_by=by.staff_no)
    if not changed:
        raise Refused(gettext("这个附件已经不在了，请刷新。"))
    data = {"order": order, "number": number}
    journal.record(case.subject, Event.MATERIAL_SET_ASIDE, by=by, at=now, data=data)
