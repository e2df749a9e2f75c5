"""Online: the applicant downloads the signed certificate, and that is the delivery (R140)."""

from datetime import datetime

from django.db import transaction

from yichuang.journal import public as journal
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Refused

from ...models import Case
from ...policies import why_not_online
from ...rules.states import Action
from .choosing import delivery_of
from .finishing import conclude, concluded_lines, take_step


@transaction.atomic
def deliver_online(case: Case, *, by: Actor, now: datetime) -> None:
    """Conclude a case because its result was downloaded, with the instant.

    A second download, or another tab, finds it concluded: `Refused`, and nothing is written.
    """
    delivery = delivery_of(case)
    if reason := why_not_online(case, delivery):
        raise Refused(reason)
    take_step(delivery, Action.DELIVER_ONLINE, by=by, now=now)
    conclude(case, Action.DELIVER_ONLINE, case.applicant_name, by=by, now=now)
    facts: dict[str, object] = {"way": "online"}
    journal.record_all(case.subject, concluded_lines(case, facts, now=now), by=by, at=now)
