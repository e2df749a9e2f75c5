"""Taking a joint application in at the responsible window, and looking at one that was sent in."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.cases.public import BEFORE_ACCEPTANCE, TYPED_FIELDS, Mark
from yichuang.cases.public import State as CaseState
from yichuang.catalogue.public import IntakeSheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.text import within
from yichuang.people.public import Officer

from ..models import Bundle, Part, Shared
from ..policies import lacking, why_not, why_not_accept, why_not_begin, why_not_supplement
from ..rules import Action, Said, SharedLine, share
from ..selectors import counting, parts_of
from .course import advance, note_running, set_running
from .moving import move, numbered
from .supplements import check_anew


@transaction.atomic
def begin(
    name: str,
    sheets: Sequence[IntakeSheet],
    after: dict[int, Sequence[int]],
    *,
    event_id: int | None = None,
    by: Officer,
    now: datetime,
) -> Bundle:
    """Begin a joint application: a draft case for each matter, and one list of shared materials.

    `after` names, for a part, the parts that must be granted before it begins. This window is the
    responsible one (R102). Raises `Refused` for matters that cannot go together.
    """
    if reason := why_not_begin(sheets, after, by=by):
        raise Refused(reason)
    if not name.strip():
        raise Invalid(gettext("请写这件事叫什么，例如：开办餐饮店。"), field="name")
    bundle = numbered(
        name=within(name, 120, field="name"),
        centre_id=sheets[0].centre_id,
        event_id=event_id,
        window_id=by.window_id,
        taken_by_id=by.staff_id,
        now=now,
    )
    for order, sheet in enumerate(sheets, start=1):
        case = cases.draft(sheet, channel="joint", by=by, now=now)
        Part.objects.create(bundle=bundle, order=order, case=case, after=sorted(after.get(order, ())))
    list_shared(bundle, share([sheet.materials for sheet in sheets]), {})
    facts = {"name": bundle.name, "matters": [sheet.matter_code for sheet in sheets]}
    journal.record(bundle.subject, Event.JOINT_BEGUN, by=by, at=now, data=facts, first=True)
    return bundle


def list_shared(bundle: Bundle, lines: Sequence[SharedLine], said: dict[str, Said]) -> list[Shared]:
    """Write the one list of materials; `said` is what the applicant says of a line, by its key."""
    return Shared.objects.bulk_create(
        Shared(
            bundle=bundle,
            order=order,
            name=line.name[:500],
            form=line.form[:20],
            copies_wanted=line.copies,
            necessity=line.necessity[:12],
            situation=line.situation[:300],
            serves=line.serves,
            said=said.get(line.key, ""),
        )
        for order, line in enumerate(lines, start=1)
    )


@transaction.atomic
def note(bundle: Bundle, fields: dict[str, str], *, by: Officer) -> None:
    """Keep the applicant's particulars, typed once for all parts."""
    if reason := why_not(bundle, Action.EDIT, by=by):
        raise Refused(reason)
    known = {name: value for name, value in fields.items() if name in TYPED_FIELDS}
    for part in parts_of(bundle):
        cases.note_typed(part.case, known, by=by)
    move(bundle, Action.EDIT, typed={**bundle.typed, **known})


@transaction.atomic
def mark(
    bundle: Bundle, order: int, found: Mark, *, is_original: bool = False, note: str = "", by: Officer
) -> None:
    """Write what the check of a shared material found, on every list that it serves (R276)."""
    if reason := why_not(bundle, Action.CHECK, by=by):
        raise Refused(reason)
    shared = bundle.materials.filter(order=order).first()
    if shared is None:
        raise Invalid(
            gettext("清单里没有第 %(line)s 项，只能收公布的材料。") % {"line": order}, field="order"
        )
    by_order = {part.order: part.case for part in parts_of(bundle)}
    # The original is held once, on the first list that asks for it; the others get copies.
    for place, (part, line) in enumerate(shared.serves):
        if by_order[part].state in {CaseState.DRAFT, *BEFORE_ACCEPTANCE}:
            held = is_original and place == 0
            cases.mark_material(by_order[part], line, found, is_original=held, note=note, by=by)
    Shared.objects.filter(pk=shared.pk).update(
        mark=found, is_original=is_original, note=within(note, 300, field="note")
    )


@transaction.atomic
def accept(bundle: Bundle, *, by: Officer, now: datetime) -> None:
    """Accept the whole: the parts that wait for nobody begin today, the overall limit runs (42)."""
    parts = parts_of(bundle)
    materials = counting(bundle, parts, list(bundle.materials.all()))
    if reason := why_not_accept(bundle, materials, by=by):
        raise Refused(reason)
    set_running(bundle, since=now)
    for part in parts:
        if not part.after and part.case.state in {CaseState.DRAFT, *BEFORE_ACCEPTANCE}:
            cases.accept(part.case, by=by, now=now)
    note_running(bundle, by=by, now=now)
    advance(bundle, now=now)


@transaction.atomic
def supplement(bundle: Bundle, *, by: Officer, now: datetime) -> None:
    """Tell everything that is missing or wrong at once, in each part that lacks something (R073).

    A part whose own list is complete has to be accepted (行政许可法 32 (五)), and is, today.
    """
    parts = parts_of(bundle)
    materials = counting(bundle, parts, list(bundle.materials.all()))
    if reason := why_not_supplement(bundle, materials, by=by):
        raise Refused(reason)
    waiting = [part.case for part in parts if not part.after and part.case.state == CaseState.RECEIVED]
    wanting = [case for case in waiting if cases.lacking(cases.checks_of(case.materials.all()))]
    for case in wanting:  # the whole follows the first of them
        cases.supplement(case, by=by, now=now)
    for case in waiting:
        if case not in wanting:
            cases.accept(case, by=by, now=now)
    bundle.refresh_from_db()
    facts = {"lines": [m.order for m in lacking(materials)]}
    journal.record(bundle.subject, Event.JOINT_SUPPLEMENT_ASKED, by=by, at=now, data=facts)


@transaction.atomic
def resubmit(bundle: Bundle, *, by: Officer, now: datetime) -> None:
    """Take in what was supplemented, for every part that waited for it; five days run again."""
    if reason := why_not(bundle, Action.RESUBMIT, by=by):
        raise Refused(reason)
    check_anew(bundle)
    for part in parts_of(bundle):
        if part.case.state == CaseState.SUPPLEMENTING:
            cases.resubmit(part.case, by=by, now=now)  # the whole follows the last of them
    bundle.refresh_from_db()
    journal.record(bundle.subject, Event.JOINT_RESUBMITTED, by=by, at=now)
