"""Reads of messages."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from yichuang.people.public import Applicant, Staff

from .models import Message
from .rules import Channel, State


def inbox(person: Applicant | Staff, *, limit: int = 100) -> list[Message]:
    """Return a person's inbox, newest first. One query."""
    return list(_to(person).filter(channel=Channel.INBOX).order_by("-id")[:limit])


def unread(person: Applicant | Staff) -> int:
    """Return how many messages in the inbox were not opened. One query."""
    return _to(person).filter(channel=Channel.INBOX, read_at=None).count()


def of_case(case_no: str) -> list[Message]:
    """Return every message about a case, by every way, oldest first. One query."""
    return list(Message.objects.filter(case_no=case_no).exclude(case_no="").order_by("id"))


def due(now: datetime, *, limit: int) -> list[int]:
    """Return the messages whose next try has come, oldest first. One query on a partial index."""
    found = Message.objects.filter(state=State.QUEUED, next_try_at__lte=now).order_by("next_try_at")
    return list(found.values_list("pk", flat=True)[:limit])


def email_is_configured() -> bool:
    """Say whether there is a mail server to hand messages to."""
    return bool(settings.EMAIL_HOST)


def _to(person: Applicant | Staff) -> QuerySet[Message]:
    if isinstance(person, Applicant):
        return Message.objects.filter(applicant=person)
    return Message.objects.filter(staff=person)
