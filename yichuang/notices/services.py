"""The only code that writes messages and hands them to the post.

A message is a row committed with what it tells of. The job that sends it is committed in the same
transaction; a job that is lost is made good by the sweep, because the row says when to try next.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import date, datetime
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from procrastinate.contrib.django import app

from yichuang.journal.public import Event, Line, list_of, record, record_all
from yichuang.kit.actor import SYSTEM
from yichuang.kit.inserting import insert_new
from yichuang.people.public import Applicant, Centre, Staff

from .models import Message
from .rules import (
    IN_HAND,
    KIND_OF,
    MAX_ATTEMPTS,
    NOT_CONFIGURED,
    Channel,
    Context,
    Kind,
    Language,
    Reader,
    State,
    addresses_in,
    on_one_line,
    subject_and_body,
    template_of,
    wait_after,
)
from .selectors import due, email_is_configured

log = logging.getLogger(__name__)
MAIL_TO = "seals.mail_to"  # a centre's setting; what a centre above it keeps is its own
DELIVER = "notices.deliver"  # the job's name; jobs.py stands above this file


@dataclass(frozen=True)
class Posting:
    """A message to be posted: what it says, to whom, and the key that makes twice the same as once."""

    context: Context
    to: Applicant | Staff | Reader
    case_no: str
    key: str
    language: Language = Language.ZH


@transaction.atomic(savepoint=False)
def post_all(postings: list[Posting], *, now: datetime) -> list[Message]:
    """Write messages for every way that each person can be reached, in the caller's transaction.

    The inbox always, e-mail when an address is held. What was posted before under the same key is
    neither written nor returned. One statement, and one for the job of each e-mail; the caller writes
    `lines_for` the result with its own lines.
    """
    written = insert_new(
        [message for posting in postings for message in _messages(posting, now)], unique=("key",)
    )
    for message in written:
        if message.channel == Channel.EMAIL and email_is_configured():
            app.configure_task(DELIVER).defer(message_id=message.pk)
    return written


@transaction.atomic(savepoint=False)
def post(
    kind: Kind,
    *,
    to: Applicant | Staff | Reader,
    case_no: str,
    context: Context,
    key: str,
    now: datetime,
    language: Language = Language.ZH,
) -> list[Message]:
    """Post one message and write its journal line. `kind` must be the kind that `context` is for."""
    if KIND_OF[type(context)] is not Kind(kind):
        raise ValueError(f"{type(context).__name__} is not what a message of kind {kind} says")
    written = post_all([Posting(context, to, case_no, key, language)], now=now)
    if written:
        record_all(_subject(written[0]), lines_for(written), by=SYSTEM, at=now)
    return written


def lines_for(messages: list[Message]) -> list[Line]:
    """Return the journal's lines about messages just posted: one a person and matter."""
    ways: dict[str, list[Message]] = {}
    for message in messages:
        ways.setdefault(message.key.rpartition(":")[0], []).append(message)
    return [
        Line(
            Event.MESSAGE_QUEUED,
            {"kind": str(same[0].kind), "key": same[0].key, "channels": [str(m.channel) for m in same]},
        )
        for same in ways.values()
    ]


def _messages(posting: Posting, now: datetime) -> list[Message]:
    kind = KIND_OF[type(posting.context)]
    it = on_one_line(posting.context)
    subject, body = subject_and_body(render_to_string(template_of(kind, posting.language), {"it": it}))
    to = posting.to
    common: dict[str, Any] = {
        "kind": kind,
        "subject": subject,
        "body": body,
        "language": posting.language,
        "case_no": posting.case_no,
        "applicant": to if isinstance(to, Applicant) else None,
        "staff": to if isinstance(to, Staff) else None,
    }
    if isinstance(to, Reader):
        return [_email(to.email, key=posting.key, now=now, **common)]
    inbox = Message(
        key=f"{posting.key}:{Channel.INBOX}",
        channel=Channel.INBOX,
        state=State.DELIVERED,
        delivered_at=now,
        created_at=now,
        **common,
    )
    return [inbox, _email(to.email, key=posting.key, now=now, **common)] if to.email else [inbox]


def _email(address: str, *, key: str, now: datetime, **fields: object) -> Message:
    return Message(
        key=f"{key}:{Channel.EMAIL}",
        channel=Channel.EMAIL,
        address=address,
        state=State.QUEUED,
        next_try_at=now,
        created_at=now,
        error="" if email_is_configured() else NOT_CONFIGURED,
        **fields,
    )


def _subject(message: Message) -> str:
    return f"case:{message.case_no}" if message.case_no else f"message:{message.pk}"


def deliver(message_id: int, *, now: datetime) -> bool:
    """Try to send one e-mail; True when it was handed to the mail server.

    Claims the row first, so that a job and the sweep never send it twice. If this process dies after
    the mail server took it, it is sent again with the same Message-ID. Without a mail server nothing
    is tried and no attempt is used up.
    """
    if not email_is_configured():
        return False
    claimed = Message.objects.filter(
        pk=message_id, channel=Channel.EMAIL, state=State.QUEUED, next_try_at__lte=now
    ).update(attempts=F("attempts") + 1, next_try_at=now + IN_HAND)
    if not claimed:
        return False
    message = Message.objects.get(pk=message_id)
    try:
        _send(message)
    except (OSError, SMTPException, ValueError) as error:
        _failed(message, error, now=now)
        return False
    _delivered(message, now=now)
    return True


def _send(message: Message) -> None:
    sender = settings.DEFAULT_FROM_EMAIL
    mark = hashlib.sha256(message.key.encode()).hexdigest()[:32]
    domain = sender.rpartition("@")[2].rstrip(">") or "localhost"
    EmailMessage(
        message.subject,
        message.body,
        sender,
        [message.address],
        headers={"Message-ID": f"<{mark}@{domain}>", "Auto-Submitted": "auto-generated"},
    ).send()


@transaction.atomic
def _delivered(message: Message, *, now: datetime) -> None:
    Message.objects.filter(pk=message.pk).update(
        state=State.DELIVERED, delivered_at=now, next_try_at=None, error=""
    )
    facts = {"kind": message.kind, "key": message.key, "attempts": message.attempts}
    record(_subject(message), Event.MESSAGE_DELIVERED, by=SYSTEM, at=now, data=facts)


@transaction.atomic
def _failed(message: Message, error: Exception, *, now: datetime) -> None:
    reason = f"{type(error).__name__}: {error}"[:300]
    log.warning("message %s not sent, attempt %s: %s", message.pk, message.attempts, reason)
    row = Message.objects.filter(pk=message.pk)
    if message.attempts < MAX_ATTEMPTS:
        row.update(next_try_at=now + wait_after(message.attempts), error=reason)
        return
    row.update(state=State.FAILED, next_try_at=None, error=reason)
    facts = {"kind": message.kind, "key": message.key, "reason": reason}
    record(_subject(message), Event.MESSAGE_FAILED, by=SYSTEM, at=now, data=facts)


def sweep(now: datetime, *, limit: int = 100) -> int:
    """Send what is due and not sent: lost jobs, second tries, what waited for a mail server. Safe twice."""
    if not email_is_configured():
        return 0
    return sum(deliver(message_id, now=now) for message_id in due(now, limit=limit))


@transaction.atomic
def mark_read(message: Message, *, now: datetime) -> None:
    """The person opened it. Opening again changes nothing."""
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=now)


@transaction.atomic
def try_again(message: Message, *, now: datetime) -> bool:
    """Put a failed message back in the queue with all its attempts; False when it had not failed."""
    changed = Message.objects.filter(pk=message.pk, state=State.FAILED).update(
        state=State.QUEUED, attempts=0, next_try_at=now, error=""
    )
    return bool(changed)


@transaction.atomic
def mail_seals(day: date, *, now: datetime) -> list[Message]:
    """Queue a day's list of seals for every address that is to keep it: all seals for the operator's own,
    a centre's for that centre's. Nothing for a day without seals; twice is the same as once.

    The list proves something only where the database's owner cannot reach it, so it leaves by the same
    post, with the same tries and the same record, as anything else.
    """
    lists = [(address, list_of(day), "") for address in addresses_in(settings.SEALS_TO)]
    for centre in Centre.objects.order_by("pk"):
        if wanted := addresses_in(str(centre.settings.get(MAIL_TO, ""))):
            own = list_of(day, centre=centre.pk)
            lists += [(address, own, centre.name) for address in wanted]
    letters = [_seals(address, said, whose, day, now=now) for address, said, whose in lists if said]
    written = insert_new(letters, unique=("key",))
    for message in written:
        if email_is_configured():
            app.configure_task(DELIVER).defer(message_id=message.pk)
        record_all(_subject(message), lines_for([message]), by=SYSTEM, at=now)
    return written


def _seals(address: str, said: str, whose: str, day: date, *, now: datetime) -> Message:
    place = hashlib.sha256(f"{address} {whose}".encode()).hexdigest()[:16]
    text = {"it": {"day": day, "whose": whose, "list": said}}
    subject, body = subject_and_body(render_to_string(template_of(Kind.SEALS, Language.ZH), text))
    key = f"seals:{day.isoformat()}:{place}"
    return _email(address, key=key, now=now, kind=Kind.SEALS, subject=subject, body=body, case_no="")
