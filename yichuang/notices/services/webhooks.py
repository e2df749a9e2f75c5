"""Other systems are told of events: signed, retried, and kept as dead letters that can be replayed."""

import logging
import secrets
import socket
from datetime import datetime, timedelta
from time import monotonic, time
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from yichuang.journal.public import Event, Happening, record
from yichuang.kit.actor import SYSTEM, Actor
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.people.public import Officer, Role

from ..models import Push, Subscription
from ..rules.signing import headers
from ..rules.timing import IN_HAND, jittered
from ..rules.webhooks import (
    MAX_PUSHES,
    PushState,
    message_event,
    networks_in,
    new_salt,
    payload,
    subscribable,
    wait_after_push,
    why_not_address,
    why_not_reach,
)
from ..selectors.webhooks import forget_subscriptions, listening, secret_for
from .channels.wire import Broken, Wire

log = logging.getLogger(__name__)
TIMEOUT_S = 10
BATCH = 20
SUBJECT = "webhook:{}"


def _allow(by: Officer) -> None:
    if not by.holds(Role.SYSADMIN):
        raise Forbidden(gettext("推送给其他系统，由系统管理员设置。"))


@transaction.atomic
def subscribe(name: str, url: str, events: list[str], *, by: Officer, now: datetime) -> Subscription:
    """Have another system told of these events. Raises Invalid beside the field that cannot be."""
    _allow(by)
    name, url = " ".join(name.split()), url.strip()
    if not 0 < len(name) <= 60:
        raise Invalid(gettext("请写对方系统的名称，最多 60 个字。"), field="name")
    if problem := why_not_address(url):
        raise Invalid(problem, field="url")
    known = subscribable()
    if not events or any(event not in known for event in events):
        raise Invalid(gettext("请至少选一种事件。"), field="events")
    try:
        _address_of(*_host_and_port(url))
    except Broken as refused:
        raise Invalid(str(refused), field="url") from refused
    row = Subscription.objects.create(
        name=name, url=url, events=sorted(set(events)), added_at=now, added_by=by.actor_id
    )
    _record(row, Event.SUBSCRIPTION_ADDED, by=by, now=now, url=url, events=row.events)
    forget_subscriptions()
    return row


@transaction.atomic
def end_subscription(subscription: Subscription, *, by: Officer, now: datetime) -> None:
    """Tell that system no more; what still waited is dropped into the dead letters."""
    _allow(by)
    if Subscription.objects.filter(pk=subscription.pk, is_active=True).update(is_active=False):
        waiting = Push.objects.filter(subscription=subscription, state=PushState.QUEUED)
        waiting.update(state=PushState.DEAD, next_try_at=None, error=gettext("订阅已停用。"))
        _record(subscription, Event.SUBSCRIPTION_ENDED, by=by, now=now)
    forget_subscriptions()


@transaction.atomic
def renew_secret(subscription: Subscription, *, by: Officer, now: datetime) -> None:
    """Give the subscription another secret from now on; the old one signs nothing more."""
    _allow(by)
    Subscription.objects.filter(pk=subscription.pk).update(salt=new_salt())
    subscription.refresh_from_db()
    _record(subscription, Event.SUBSCRIPTION_ADDED, by=by, now=now, secret="renewed")  # noqa: S106 - a word
    forget_subscriptions()


def push(happening: Happening) -> None:
    """Queue an event for everyone who subscribed, in the transaction of what happened.

    Without subscriptions this costs a look into memory.
    """
    event = happening.event.value
    if happening.event is Event.MESSAGE_QUEUED:
        event = message_event(str(happening.data.get("kind", "")))
    wanted = listening(event)
    if not wanted:
        return
    kind, _, no = happening.subject.partition(":")
    case_no = no if kind == "case" else ""
    Push.objects.bulk_create(
        Push(
            subscription=one, event=event, case_no=case_no, occurred_at=happening.at, next_try_at=happening.at
        )
        for one in wanted
    )


def sweep_pushes(now: datetime, *, limit: int = 500, seconds: float = 50) -> int:
    """Push what is due, each subscription over one connection; return how many arrived."""
    done, seen, until = 0, 0, monotonic() + seconds
    while seen < limit and monotonic() < until:
        claimed = _claim(now, limit=min(BATCH, limit - seen))
        if not claimed:
            break
        seen += len(claimed)
        done += _send(claimed, now, until=monotonic() + IN_HAND.total_seconds() * 0.8)
    return done


def _claim(now: datetime, *, limit: int) -> list[Push]:
    with transaction.atomic():
        due = Push.objects.filter(state=PushState.QUEUED, next_try_at__lte=now).order_by("next_try_at", "id")
        claimed = list(due.select_for_update(skip_locked=True, of=("self",))[:limit])
        keys = [one.pk for one in claimed]
        Push.objects.filter(pk__in=keys).update(attempts=F("attempts") + 1, next_try_at=now + IN_HAND)
    for one in claimed:
        one.attempts += 1
    return claimed


def _send(claimed: list[Push], now: datetime, *, until: float) -> int:
    subscriptions = Subscription.objects.in_bulk({one.subscription_id for one in claimed})
    lines: dict[int, Wire] = {}
    done = 0
    try:
        for one in claimed:
            to = subscriptions[one.subscription_id]
            line = lines.get(to.pk) or Wire(to.url, timeout=TIMEOUT_S, address_of=_address_of)
            lines[to.pk] = line
            if monotonic() < until:  # else its claim runs out, and it is anyone's
                done += _settle(one, _post(line, one, to), now=now)
    finally:
        for line in lines.values():
            line.close()
    return done


def _post(line: Wire, one: Push, to: Subscription) -> str:
    """Send one; return why it did not arrive, empty when it did."""
    event_id = str(one.event_id)
    body = payload(event_id, one.event, one.case_no, one.occurred_at)

    def signed() -> dict[str, str]:
        marks = headers(
            secret_for(to), "POST", line.path, at=int(time()), nonce=secrets.token_hex(16), body=body
        )
        return {"Content-Type": "application/json", "X-Yichuang-Event-Id": event_id, **marks}

    try:
        answered = line.post(body, signed)
    except Broken as broken:
        return str(broken)[:300]
    return "" if 200 <= answered.status < 300 else f"HTTP {answered.status}"


@transaction.atomic
def _settle(one: Push, fault: str, *, now: datetime) -> bool:
    held = Push.objects.filter(pk=one.pk, state=PushState.QUEUED, attempts=one.attempts)
    if not fault:
        return bool(held.update(state=PushState.DELIVERED, delivered_at=now, next_try_at=None, error=""))
    log.warning("event %s not pushed, attempt %s: %s", one.event_id, one.attempts, fault)
    if one.attempts < MAX_PUSHES:
        held.update(next_try_at=now + jittered(wait_after_push(one.attempts)), error=fault)
    elif held.update(state=PushState.DEAD, next_try_at=None, error=fault):
        data = {"event": one.event, "event_id": str(one.event_id), "reason": fault}
        record(SUBJECT.format(one.subscription_id), Event.PUSH_FAILED, by=SYSTEM, at=now, data=data)
    return False


@transaction.atomic
def replay(
    subscription: Subscription, *, push_id: int | None = None, by: Officer, now: datetime, limit: int = 10_000
) -> int:
    """Send dead letters again, one or all of a subscription, under their own event ids; return how many."""
    _allow(by)
    if not Subscription.objects.filter(pk=subscription.pk, is_active=True).exists():
        raise Refused(gettext("订阅已停用，不能再推送。"))
    dead = Push.objects.filter(subscription=subscription, state=PushState.DEAD).order_by("id")
    if push_id is not None:
        dead = dead.filter(pk=push_id)
    keys = list(dead.values_list("pk", flat=True)[:limit])
    count = Push.objects.filter(pk__in=keys, state=PushState.DEAD).update(
        state=PushState.QUEUED, attempts=0, next_try_at=now, error=""
    )
    if count:
        _record(subscription, Event.PUSHES_REPLAYED, by=by, now=now, count=count)
    return count


@transaction.atomic
def forget_pushes(now: datetime, *, limit: int = 10_000) -> int:
    """Delete what arrived more than 30 days ago; dead letters stay until somebody has looked at them."""
    old = Push.objects.filter(state=PushState.DELIVERED, delivered_at__lt=now - timedelta(days=30))
    gone, _ = Push.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:limit])).delete()
    return gone


def _record(subscription: Subscription, event: Event, *, by: Actor, now: datetime, **facts: object) -> None:
    data = {"name": subscription.name, **facts}
    record(SUBJECT.format(subscription.pk), event, by=by, at=now, data=data)


def _host_and_port(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _address_of(host: str, port: int) -> str:
    """Return the IP to connect to. It is looked up and judged at every connection, and the connection goes
    to what was judged: a name that is turned to an inner address afterwards leads nowhere. Raises Broken."""
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as problem:
        raise Broken(gettext("找不到 %(host)s。") % {"host": host}) from problem
    networks = networks_in(settings.WEBHOOK_NETWORKS)
    for address in found:
        if why := why_not_reach(address, networks):
            raise Broken(why)
    return found[0]
