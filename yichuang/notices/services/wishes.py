"""What a person does not want to be sent."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal.public import Event, record
from yichuang.kit.actor import Actor
from yichuang.kit.inserting import insert_new
from yichuang.kit.refusal import Refused
from yichuang.people.public import Applicant

from ..models import OptOut
from ..rules.house import KINDS
from ..rules.kinds import Channel, Kind


def why_not_opt_out(channel: Channel, kind: Kind | None) -> str:
    """Say why a person is sent this all the same; an empty string means she can do without."""
    if channel == Channel.INBOX:
        return gettext("站内信就是您在这里看到的消息，不能退订。")
    if kind and (law := KINDS[kind].law):
        return gettext("“%(kind)s”是%(law)s要求告知您的，不能退订。") % {
            "kind": gettext(kind.label),
            "law": law,
        }
    return ""


@transaction.atomic
def opt_out(
    person: Applicant, channel: Channel, kind: Kind | None = None, *, by: Actor, now: datetime
) -> None:
    """Send no more by this way: of one kind, or of every kind that the law does not order. Twice is once.

    Raises Refused with the article for a kind of which the law has the person told.
    """
    if why := why_not_opt_out(channel, kind):
        raise Refused(why)
    wish = OptOut(applicant=person, channel=channel, kind=kind or "", asked_at=now)
    if insert_new([wish], unique=("applicant_id", "channel", "kind")):
        _tell(person, Event.MESSAGES_DECLINED, channel, kind, by=by, now=now)


@transaction.atomic
def opt_in(
    person: Applicant, channel: Channel, kind: Kind | None = None, *, by: Actor, now: datetime
) -> None:
    """Send by this way again. What is wanted already changes nothing."""
    gone, _ = OptOut.objects.filter(applicant=person, channel=channel, kind=kind or "").delete()
    if gone:
        _tell(person, Event.MESSAGES_WANTED, channel, kind, by=by, now=now)


def _tell(
    person: Applicant, event: Event, channel: Channel, kind: Kind | None, *, by: Actor, now: datetime
) -> None:
    facts = {"channel": str(channel), "kind": str(kind or "")}
    record(f"applicant:{person.pk}", event, by=by, at=now, data=facts)
