"""Matters that a higher body decides: the lower one reviews, and its opinion goes up (行政许可法 35; R104)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from yichuang.journal.public import Event, record
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Forbidden, Refused

from ..models import Matter
from ..policies import why_not_go_up, why_not_set_upward
from .storing import subject


@transaction.atomic
def set_goes_up_to(matter: Matter, higher: Matter | None, *, by: Actor, now: datetime) -> None:
    """Say which matter of the followed centre decides this one; None: it is decided here.

    Set by the matter's publisher or a manager of its centre, who agreed it with the body above. Raises
    `Forbidden` for anyone else, `Refused` for a matter that cannot stand above this one. Cases under way
    follow what is set when their last step is passed.
    """
    if reason := why_not_set_upward(matter, by=by, today=localdate(now)):
        raise Forbidden(reason)
    if higher is not None and (reason := why_not_go_up(matter, higher)):
        raise Refused(reason)
    Matter.objects.filter(pk=matter.pk).update(goes_up_to=higher, version=F("version") + 1)
    matter.refresh_from_db()
    facts = {"goes_up_to": higher.code if higher else None}
    record(subject(matter), Event.MATTER_GOES_UP_SET, by=by, at=now, data=facts)
