"""Opinion boxes 意见箱: where they hang, and each opening by two people with what lay in it (R162, R167)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people.public import Officer, Staff

from ..models import Opening, OpinionBox
from ..policies import why_not_boxes, why_not_open_box
from .words import fitting

MOST_LETTERS = 500


@transaction.atomic
def add_box(name: str, place: str, *, by: Officer, now: datetime) -> OpinionBox:
    """Note that a box hangs somewhere."""
    if reason := why_not_boxes(by=by):
        raise Refused(reason)
    name = fitting(name, "name", missing=gettext("请写意见箱叫什么。"), most=40)
    place = fitting(place, "place", missing=gettext("请写意见箱挂在哪里。"), most=80)
    try:
        with transaction.atomic():
            made = OpinionBox.objects.create(centre_id=by.centre_id, name=name, place=place)
    except IntegrityError:
        raise Invalid(gettext("已经有一个叫这个名字的意见箱。"), field="name") from None
    facts = {"name": name, "place": place}
    journal.record(
        made.subject, Event.OPINION_BOX_ADDED, by=by, at=now, data=facts, first=True, centre=by.centre_id
    )
    return made


@transaction.atomic
def open_box(
    box: OpinionBox, letters: int | None, witness: Staff | None, *, note: str = "", by: Officer, now: datetime
) -> Opening:
    """Note that a box was opened before a witness, and how many letters lay in it; none is an answer too."""
    if reason := why_not_open_box(box, by=by):
        raise Refused(reason)
    if letters is None or letters > MOST_LETTERS:
        raise Invalid(gettext("请写取出几封，没有就写 0。"), field="letters")
    if witness is None or witness.centre_id != box.centre_id or not witness.is_active:
        raise Invalid(gettext("请选在场的另一个人。"), field="witness")
    if witness.pk == by.staff_id:
        raise Invalid(gettext("在场的应当是另一个人。"), field="witness")
    made = Opening.objects.create(
        box=box,
        at=now,
        by_id=by.staff_id,
        witness=witness,
        letters=letters,
        note=fitting(note, "note", most=300),
    )
    facts = {"letters": letters, "witness": witness.staff_no, "note": made.note}
    journal.record(box.subject, Event.OPINION_BOX_OPENED, by=by, at=now, data=facts, centre=box.centre_id)
    return made
