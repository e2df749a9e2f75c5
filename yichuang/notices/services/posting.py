"""Writing messages, in the transaction of what they tell of.

The job that sends a message is committed with it; a job that is lost is made good by the sweep, because the
row says when to try next.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from yichuang.journal.public import Event, Line, list_of, record_all
from yichuang.kit.actor import SYSTEM
from yichuang.kit.inserting import insert_new
from yichuang.people.public import Applicant, Centre, Staff

from ..models import Message
from ..rules.addresses import Reader, addresses_in
from ..rules.contexts import Context, Seals
from ..rules.house import KIND_OF
from ..rules.kinds import Channel, Kind, Language, State
from ..rules.sms import mobile, parts_of, short_text
from ..rules.timing import is_urgent
from ..rules.wording import SUBJECT_LENGTH, fill, parse, values_of
from ..selectors.ways import email_is_configured, quiet_at, sms_is_configured, ways_at
from ..selectors.wordings import words_in_force

MAIL_TO = "seals.mail_to"  # a centre's setting; what a centre above it keeps is its own
DELIVER = "notices.deliver"  # the job's name; jobs.py stands above this file
MOST_JOBS = 20  # of one call: more than these are left to the sweep, which drains them together
NOT_CONFIGURED = "尚未设置邮件服务（YICHUANG_EMAIL_URL），设置后自动补发。"
IS_QUIET = "夜间不打扰，到时间自动发。"


@dataclass(frozen=True)
class Posting:
    """A message to be posted: what it says, to whom, and the key that makes twice the same as once.

    `centre` is whose words, ways and quiet hours hold; without one, those of the house.
    """

    context: Context
    to: Applicant | Staff | Reader
    case_no: str
    key: str
    language: Language = Language.ZH
    centre: int | None = None


@transaction.atomic(savepoint=False)
def post_all(postings: list[Posting], *, now: datetime) -> list[Message]:
    """Write messages for every way that each person can be reached, in the caller's transaction.

    The inbox always, e-mail when an address is held, SMS when a gateway is set and the number is a mobile's,
    each as far as the centre sends the kind that way (R135). What was posted before under the same key is
    neither written nor returned. One statement, and one for the job of each message that leaves; the caller
    writes `lines_for` the result with its own lines.
    """
    written = insert_new(
        [message for posting in postings for message in _messages(posting, now)], unique=("key",)
    )
    _set_out(written, now)
    return written


def _set_out(written: list[Message], now: datetime) -> None:
    """Have what can leave now sent at once."""
    leaving = [
        message.pk
        for message in written
        if message.state == State.QUEUED
        and message.next_try_at == now
        and (message.channel != Channel.EMAIL or email_is_configured())
    ]
    for pk in leaving[:MOST_JOBS]:
        app.configure_task(DELIVER).defer(message_id=pk)


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
    centre: int | None = None,
) -> list[Message]:
    """Post one message and write its journal line. `kind` must be the kind that `context` is for."""
    if KIND_OF[type(context)] is not Kind(kind):
        raise ValueError(f"{type(context).__name__} is not what a message of kind {kind} says")
    written = post_all([Posting(context, to, case_no, key, language, centre)], now=now)
    if written:
        record_all(subject_of(written[0]), lines_for(written), by=SYSTEM, at=now, centre=centre)
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
    to, context = posting.to, posting.context
    kind, centre = KIND_OF[type(context)], posting.centre
    if centre is None and isinstance(to, Staff):
        centre = to.centre_id
    words = words_in_force(centre, kind, posting.language)
    letter = values_of(context, posting.language)
    common: dict[str, Any] = {
        "kind": kind,
        "subject": fill(parse(words.wording.subject), letter).strip()[:SUBJECT_LENGTH],
        "language": posting.language,
        "case_no": posting.case_no,
        "centre_id": centre,
        "wording": words.version,
        "is_urgent": is_urgent(kind, context, now=now),
        "applicant": to if isinstance(to, Applicant) else None,
        "staff": to if isinstance(to, Staff) else None,
    }
    body = fill(parse(words.wording.body), letter).strip() + "\n"
    ways, key = ways_at(centre, kind), posting.key
    found = [] if isinstance(to, Reader) else [_inbox(key, body, now=now, **common)]
    if to.email and Channel.EMAIL in ways:
        found.append(_email(to.email, key=key, now=now, body=body, **common))
    if Channel.SMS in ways and (number := mobile(to.phone)) and sms_is_configured():
        short = fill(parse(words.wording.sms), values_of(context, posting.language, short=True))
        found.append(_sms(number, key, short, now=now, **common))
    return found


def _inbox(key: str, body: str, *, now: datetime, **fields: Any) -> Message:
    return Message(
        key=f"{key}:{Channel.INBOX}",
        channel=Channel.INBOX,
        body=body,
        state=State.DELIVERED,
        delivered_at=now,
        created_at=now,
        **fields,
    )


def _email(address: str, *, key: str, now: datetime, **fields: Any) -> Message:
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


def _sms(number: str, key: str, text: str, *, now: datetime, **fields: Any) -> Message:
    body = short_text(text, sign=settings.SMS_SIGN)
    quiet = quiet_at(fields["centre_id"])
    may_go_at = now if fields["is_urgent"] or quiet is None else quiet.end_after(now)
    return Message(
        key=f"{key}:{Channel.SMS}",
        channel=Channel.SMS,
        address=number,
        body=body,
        parts=parts_of(body),
        state=State.QUEUED,
        next_try_at=may_go_at,
        created_at=now,
        error="" if may_go_at == now else IS_QUIET,
        **fields,
    )


def subject_of(message: Message) -> str:
    """Return the journal's subject of what happens to a message."""
    return f"case:{message.case_no}" if message.case_no else f"message:{message.pk}"


@transaction.atomic
def mark_read(message: Message, *, now: datetime) -> None:
    """The person opened it. Opening again changes nothing."""
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=now)


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
    _set_out(written, now)
    for message in written:
        record_all(subject_of(message), lines_for([message]), by=SYSTEM, at=now)
    return written


def _seals(address: str, said: str, whose: str, day: date, *, now: datetime) -> Message:
    place = hashlib.sha256(f"{address} {whose}".encode()).hexdigest()[:16]
    context = Seals(day.isoformat(), whose, said)
    words = words_in_force(None, Kind.SEALS, Language.ZH).wording
    values = values_of(context, Language.ZH)
    subject, body = fill(parse(words.subject), values), fill(parse(words.body), values) + "\n"
    key = f"seals:{day.isoformat()}:{place}"
    return _email(address, key=key, now=now, kind=Kind.SEALS, subject=subject, body=body, case_no="")
