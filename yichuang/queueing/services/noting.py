"""Writing down afterwards what a visit was about, where nothing else tells it (R130)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.people.public import Officer, centre_setting
from yichuang.worktime.public import local_day

from ..models import Ticket
from ..policies import why_not_note
from ..rules.settings import NOTE_DAYS

MOST_NOTE = 200


@transaction.atomic
def note_afterwards(ticket: Ticket, words: str, *, by: Officer, now: datetime) -> None:
    """Write what was done on a visit that is over. Nobody in the hall waits for it: no screen is woken.

    Raises `Refused` when it is not hers to write, too late or written already; `Invalid` without words or with
    too many; `Stale` when somebody was faster.
    """
    days = centre_setting(ticket.centre_id, NOTE_DAYS)
    if reason := why_not_note(ticket, today=local_day(now), days=days, by=by):
        raise Refused(reason)
    words = words.strip()
    if not words:
        raise Invalid(gettext("请写办了什么，例如：领取营业执照。"), field="words")
    if len(words) > MOST_NOTE:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": MOST_NOTE}, field="words")
    swap(ticket, done_note=words, noted_at=now, noted_by_id=by.staff_id)
    journal.record(
        ticket.subject,
        Event.TICKET_NOTED,
        by=by,
        at=now,
        thing=ticket,
        data={"ticket": ticket.label, "words": words},
        centre=ticket.centre_id,
    )
