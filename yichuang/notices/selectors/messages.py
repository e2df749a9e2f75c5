"""Reads of messages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from yichuang.people.public import Applicant, Staff

from ..models import Message, OptOut
from ..rules.kinds import Channel, State

MOST_COUNTED = 1_000  # "1,000 or more" says enough
MOST_LOOKED_AT = 100_000  # a day's post of a large hall; more is an alarm by itself


def inbox(person: Applicant | Staff, *, limit: int = 100) -> list[Message]:
    """Return a person's inbox, newest first. One query."""
    return list(_to(person).filter(channel=Channel.INBOX).order_by("-id")[:limit])


def unread(person: Applicant | Staff) -> int:
    """Return how many messages in the inbox were not opened. One query."""
    return _to(person).filter(channel=Channel.INBOX, read_at=None).count()


def of_case(case_no: str) -> list[Message]:
    """Return every message about a case, by every way, oldest first. One query."""
    return list(Message.objects.filter(case_no=case_no).exclude(case_no="").order_by("id"))


def messages_keyed(beginning: str) -> list[Message]:
    """Return every message whose key begins so (`booking:NUMBER:`), by every way, oldest first. One query."""
    return list(Message.objects.filter(key__startswith=beginning).order_by("id"))


def message_by_id(pk: int) -> Message | None:
    """Return a message; None where there is none. One query."""
    return Message.objects.filter(pk=pk).first()


@dataclass(frozen=True)
class Tally:
    """How the post stands: what waits to be sent, up to `MOST_COUNTED`, and what failed."""

    waiting: int
    failed: int


def tally_at(centre_id: int) -> Tally:
    """Count a centre's post. Two queries on partial indexes: they cost what is waiting or failed."""
    waiting = Message.objects.filter(state=State.QUEUED, centre=centre_id)[:MOST_COUNTED].count()
    return Tally(waiting, Message.objects.filter(state=State.FAILED, centre=centre_id).count())


@dataclass(frozen=True)
class Backlog:
    """What should have left by one way: how many messages, since when the first waits, and how many came and
    went within the last hour. It grows when more came than went."""

    channel: Channel
    waiting: int
    since: datetime | None
    came: int
    went: int

    @property
    def is_growing(self) -> bool:
        return self.came > self.went


def backlog_of(channel: Channel, *, now: datetime) -> Backlog:
    """Return what is overdue by one way in the whole installation; what waits for morning is not. Four queries
    on partial indexes and on the hour's newest rows."""
    due = Message.objects.filter(state=State.QUEUED, channel=channel, next_try_at__lte=now)
    an_hour_ago = now - timedelta(hours=1)
    newest = Message.objects.order_by("-id")[:MOST_LOOKED_AT]
    recent = Message.objects.filter(pk__in=newest.values("pk"), channel=channel)
    return Backlog(
        channel,
        due[:MOST_LOOKED_AT].count(),
        due.order_by("next_try_at").values_list("created_at", flat=True).first(),
        recent.filter(created_at__gt=an_hour_ago).count(),
        recent.filter(delivered_at__gt=an_hour_ago).count(),
    )


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
