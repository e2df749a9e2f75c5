"""The look round before the doors open (R239)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.text import within
from yichuang.people.public import Officer
from yichuang.worktime.public import local_day

from ..models import CheckedItem
from ..policies import why_not_check
from ..rules.states import Check


@dataclass(frozen=True)
class Seen:
    """What was found of one item; `note` says what is wrong where it is not fine."""

    item: Check
    is_fine: bool
    note: str = ""


@transaction.atomic
def check(seen: Seen, *, by: Officer, now: datetime) -> CheckedItem:
    """Tick one line of today's list at her centre. Raises `Invalid` when it is not fine and nothing is said."""
    if reason := why_not_check(by.centre_id, by=by):
        raise Refused(reason)
    note = within(seen.note, 200, field="note")
    if not seen.is_fine and not note:
        raise Invalid(gettext("请写哪里不正常。"), field="note")
    found = {
        "is_fine": seen.is_fine,
        "note": note,
        "checked_at": now,
        "checked_by": by.actor_id,
        "checked_name": by.actor_name,
    }
    line, _ = CheckedItem.objects.update_or_create(
        centre_id=by.centre_id, day_on=local_day(now), item=seen.item, defaults=found
    )
    data = {"item": seen.item.value, "fine": seen.is_fine, "note": note}
    journal.record(
        f"centre:{by.centre_id}", Event.DEVICES_CHECKED, by=by, at=now, data=data, centre=by.centre_id
    )
    return line
