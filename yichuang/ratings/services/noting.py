"""What a clerk notes for herself (R168). No journal line: it is hers, and nobody else reads that she wrote."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.kit.refusal import Refused
from yichuang.people.public import Officer

from ..models import Invitation, OwnNote
from .words import fitting


@transaction.atomic
def note_own(invitation: Invitation, words: str, *, by: Officer, now: datetime) -> None:
    """Keep what she noted about a service of her own; nothing written takes the note away.

    Raises `Refused` for a service of somebody else, `Invalid` for more than fits.
    """
    if invitation.staff_id != by.staff_id:
        raise Refused(gettext("只能给自己办的事写自评。"))
    words = fitting(words, "words")
    mine = OwnNote.objects.filter(invitation=invitation, staff_id=by.staff_id)
    if not words:
        mine.delete()
        return
    OwnNote.objects.update_or_create(
        invitation=invitation, staff_id=by.staff_id, defaults={"words": words, "written_at": now}
    )
