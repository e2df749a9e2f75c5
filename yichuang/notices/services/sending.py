"""Handing messages to the post: claimed in batches, sent by a few lanes, settled one by one.

A row is claimed by moving its next try ahead, in the same statement for a job and for the sweep, so two
workers never hold one message. What came of it is written only if the row is still as it was claimed: a
worker that was thought dead and comes back late changes nothing. If one dies between sending and writing,
the message goes again under the same key, and the provider drops the repeat.
"""

import logging
import queue
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, QuerySet

from yichuang.journal.public import Event, record
from yichuang.kit.actor import SYSTEM

from ..models import Message
from ..rules.house import KINDS
from ..rules.kinds import Channel, Kind, State
from ..rules.timing import IN_HAND, MAX_ATTEMPTS, wait_after
from ..selectors import email_is_configured, opted_out, quiet_at, sms_is_configured
from .channels import Answer, Outcome, Parcel, Way, open_way
from .pace import Pace
from .posting import IS_QUIET, subject_of

log = logging.getLogger(__name__)
BATCH = 100
SENDING_S = IN_HAND.total_seconds() * 0.8  # after this a claim may run out: what is not begun is left alone
SOON = timedelta(minutes=1)
MOST_FAULTS = 5  # one after another: the provider is down, and the rest of the batch waits


def open_channels() -> tuple[Channel, ...]:
    """Return the ways out that the installation has. Without one its messages wait, using up no attempt."""
    ready = {Channel.EMAIL: email_is_configured(), Channel.SMS: sms_is_configured()}
    return tuple(channel for channel, is_ready in ready.items() if is_ready)


def deliver(message_id: int, *, now: datetime) -> bool:
    """Try to send one message; True when the provider has it. Nothing for one that is not due or held."""
    due = Message.objects.filter(pk=message_id, channel__in=open_channels())
    claimed = _sendable(_claim(due, now, limit=1), now)
    if not claimed:
        return False
    with closing(open_way(Channel(claimed[0].channel))) as way:
        answer = way.send(_parcel(claimed[0]))
    return settle(claimed[0], answer, now=now)


def sweep(now: datetime, *, limit: int = 100, seconds: float = 50) -> int:
    """Send what is due: second tries, lost jobs, what waited for a server or for morning; return how many
    the providers have. Batch after batch until the limit, or the time that one run may take."""
    until = monotonic() + seconds
    return sum(drain(channel, now=now, limit=limit, until=until) for channel in open_channels())


def drain(channel: Channel, *, now: datetime, limit: int, until: float) -> int:
    """Send what is due by one way, at the provider's rate at most; return how many it has."""
    done, claimed_ever = 0, 0
    with _lanes(channel) as lanes:
        while claimed_ever < limit and monotonic() < until:
            began = monotonic()
            rows = Message.objects.filter(channel=channel)
            claimed = _claim(rows, now, limit=min(BATCH, limit - claimed_ever))
            if not claimed:
                break
            claimed_ever += len(claimed)
            sent, is_down = lanes.send(_sendable(claimed, now), now=now, until=began + SENDING_S)
            done += sent
            if is_down:
                break
    return done


def _claim(rows: QuerySet[Message], now: datetime, *, limit: int) -> list[Message]:
    """Take due rows that nobody else holds; their next try is when they are anyone's again."""
    with transaction.atomic():
        due = rows.filter(state=State.QUEUED, next_try_at__lte=now).order_by("next_try_at")
        claimed = list(due.select_for_update(skip_locked=True)[:limit])
        keys = [message.pk for message in claimed]
        Message.objects.filter(pk__in=keys).update(attempts=F("attempts") + 1, next_try_at=now + IN_HAND)
    for message in claimed:
        message.attempts += 1
    return claimed


def _sendable(claimed: list[Message], now: datetime) -> list[Message]:
    """Return what may go now. What its reader does not want is closed; what would ring at night is put off."""
    people = {m.applicant_id for m in claimed if m.applicant_id is not None}
    unwanted = {(o.applicant_id, o.channel, o.kind) for o in opted_out(people)} if people else set()
    found = []
    for message in claimed:
        if _is_unwanted(message, unwanted):
            _decline(message, now=now)
        elif (may_go_at := _may_go_at(message, now)) > now:
            _put_back(message, may_go_at, IS_QUIET)
        else:
            found.append(message)
    return found


def _is_unwanted(message: Message, unwanted: set[tuple[int, str, str]]) -> bool:
    if message.applicant_id is None or KINDS[Kind(message.kind)].law:
        return False
    who, channel = message.applicant_id, message.channel
    return bool(unwanted & {(who, channel, ""), (who, channel, message.kind)})


def _may_go_at(message: Message, now: datetime) -> datetime:
    if message.channel != Channel.SMS or message.is_urgent:
        return now
    quiet = quiet_at(message.centre_id)
    return quiet.end_after(now) if quiet else now


def _parcel(message: Message) -> Parcel:
    return Parcel(message.key, message.address, message.subject, message.body)


class _Lanes:
    """A few connections side by side. Only the caller's thread speaks to the database."""

    def __init__(self, channel: Channel) -> None:
        self._count = settings.SMS_LANES if channel == Channel.SMS else 1
        self._pace = Pace(settings.SMS_RATE if channel == Channel.SMS else 0)
        self._ways: queue.SimpleQueue[Way] = queue.SimpleQueue()
        for _ in range(self._count):
            self._ways.put(open_way(channel))
        self._pool = ThreadPoolExecutor(self._count, thread_name_prefix=f"send-{channel}")
        self._faults = 0

    def send(self, messages: list[Message], *, now: datetime, until: float) -> tuple[int, bool]:
        """Send a batch; return how many were taken, and whether the provider seems to be down."""
        began, done = monotonic(), 0
        asked = {self._pool.submit(self._one, message, until): message for message in messages}
        for future in as_completed(asked):
            answer, at = future.result(), now + timedelta(seconds=int(monotonic() - began))
            if answer is None:
                _put_back(asked[future], at + SOON, "")
            else:
                done += settle(asked[future], answer, now=at)
        return done, self._faults >= MOST_FAULTS

    def _one(self, message: Message, until: float) -> Answer | None:
        """Send one; None when it was not begun."""
        way = self._ways.get()
        try:
            self._pace.wait()
            if self._faults >= MOST_FAULTS or monotonic() > until:
                return None
            answer = way.send(_parcel(message))
            self._faults = self._faults + 1 if answer.outcome is Outcome.TRY_AGAIN else 0
            return answer
        finally:
            self._ways.put(way)

    def close(self) -> None:
        """Let the lanes end and hang up."""
        self._pool.shutdown()
        for _ in range(self._count):
            self._ways.get().close()


@contextmanager
def _lanes(channel: Channel) -> Iterator[_Lanes]:
    lanes = _Lanes(channel)
    try:
        yield lanes
    finally:
        lanes.close()


def settle(message: Message, answer: Answer, *, now: datetime) -> bool:
    """Write what came of a try, if the row is still as it was claimed; True when the provider has it.

    The commit is not waited for on the disk: if the machine fails right then, the message is sent again
    under its key, which is the same as if the worker had died a moment earlier.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")
        if answer.outcome is Outcome.ACCEPTED:
            return _delivered(message, answer, now=now)
        _failed(message, answer, now=now)
    return False


def _held(message: Message) -> QuerySet[Message]:
    """Return the row if it is still as it was claimed."""
    return Message.objects.filter(pk=message.pk, state=State.QUEUED, attempts=message.attempts)


def _delivered(message: Message, answer: Answer, *, now: datetime) -> bool:
    changed = _held(message).update(
        state=State.DELIVERED, delivered_at=now, next_try_at=None, error="", reference=answer.reference
    )
    if changed:
        _tell(message, Event.MESSAGE_DELIVERED, now=now, attempts=message.attempts)
    return bool(changed)


def _failed(message: Message, answer: Answer, *, now: datetime) -> None:
    reason = answer.reason[:300]
    log.warning("message %s not sent, attempt %s: %s", message.pk, message.attempts, reason)
    if answer.outcome is Outcome.TRY_AGAIN and message.attempts < MAX_ATTEMPTS:
        _held(message).update(next_try_at=now + wait_after(message.attempts), error=reason)
    elif _held(message).update(state=State.FAILED, next_try_at=None, error=reason):
        _tell(message, Event.MESSAGE_FAILED, now=now, reason=reason)


def _put_back(message: Message, at: datetime, why: str) -> None:
    """Give a claimed message back untried."""
    _held(message).update(attempts=F("attempts") - 1, next_try_at=at, error=why)


@transaction.atomic
def _decline(message: Message, *, now: datetime) -> None:
    if _held(message).update(state=State.DECLINED, next_try_at=None, error=""):
        _tell(message, Event.MESSAGE_DECLINED, now=now)


def _tell(message: Message, event: Event, *, now: datetime, **more: object) -> None:
    facts = {"kind": message.kind, "key": message.key, **more}
    record(subject_of(message), event, by=SYSTEM, at=now, data=facts, centre=message.centre_id)


@transaction.atomic
def try_again(message: Message, *, now: datetime) -> bool:
    """Put a failed message back in the queue with all its attempts; False when it had not failed."""
    changed = Message.objects.filter(pk=message.pk, state=State.FAILED).update(
        state=State.QUEUED, attempts=0, next_try_at=now, error=""
    )
    return bool(changed)


@transaction.atomic
def try_all_again(centre_id: int, *, now: datetime, limit: int = 10_000) -> int:
    """Put every failed message of a centre back in the queue; return how many."""
    failed = Message.objects.filter(state=State.FAILED, centre=centre_id).order_by("id")
    keys = list(failed.values_list("pk", flat=True)[:limit])
    rows = Message.objects.filter(pk__in=keys, state=State.FAILED)
    return rows.update(state=State.QUEUED, attempts=0, next_try_at=now, error="")
