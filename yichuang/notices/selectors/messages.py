"""Reads of messages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from yichuang.people.public import Applicant, Staff

from ..models import Message, OptOut
from ..rules.kinds import Channel, State

MOST_COUNTED = 1_000  # "1,000 or more" says enough


def inbox(person: Applicant | Staff, *, limit: int = 100) -> list[Message]:
    """Return a person's inbox, newest first. One query."""
    return list(_to(person).filter(channel=Channel.INBOX).order_by("-id")[:limit])


def unread(person: Applicant | Staff) -> int:
    """Return how many messages in the inbox were not opened. One query."""
    return _to(person).filter(channel=Channel.INBOX, read_at=None).count()


def of_case(case_no: str) -> list[Message]:
    """Return every message about a case, by every way, oldest first. One query."""
    return list(Message.objects.filter(case_no=case_no).exclude(case_no="").order_by("id"))


@dataclass(frozen=True)
class Tally:
    """How the post stands: what waits to be sent, up to `MOST_COUNTED`, and what failed."""

    waiting: int
    failed: int


def tally_at(centre_id: int) -> Tally:
    """Count a centre's post. Two queries on partial indexes: they cost what is waiting or failed."""
    waiting = Message.objects.filter(state=State.QUEUED, centre=centre_id)[:MOST_COUNTED].count()
    return Tally(waiting, Message.objects.filter(state=State.FAILED, centre=centre_id).count())


def failed_at(centre_id: int, *, limit: int = 200) -> list[Message]:
    """Return what could not be sent, newest first. One query on a partial index."""
    rows = Message.objects.filter(state=State.FAILED, centre=centre_id).order_by("-id")
    return list(rows.select_related("applicant", "staff")[:limit])


def opted_out(people: Iterable[int], channel: Channel | None = None) -> list[OptOut]:
    """Return what these people do not want. One query."""
    rows = OptOut.objects.filter(applicant__in=list(people))
    return list((rows.filter(channel=channel) if channel else rows).order_by("id"))


def _to(person: Applicant | Staff) -> QuerySet[Message]:
    if isinstance(person, Applicant):
        return Message.objects.filter(applicant=person)
    return Message.objects.filter(staff=person)
