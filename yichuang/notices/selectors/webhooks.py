"""Reads of the systems that are told."""

import time

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from ..models import Push, Subscription
from ..rules.webhooks import PushState, secret_of

_FRESH_SECONDS = 5.0
_known: list[tuple[float, list[Subscription]]] = []


def listening(event: str) -> list[Subscription]:
    """Return the subscriptions to an event. From memory for a few seconds: every case asks, most have none."""
    if not _known or time.monotonic() - _known[0][0] >= _FRESH_SECONDS:
        _known[:] = [(time.monotonic(), list(Subscription.objects.filter(is_active=True)))]
    return [one for one in _known[0][1] if event in one.events]


def forget_subscriptions() -> None:
    """Drop what this process remembers of subscriptions, after a change."""
    _known.clear()


def subscriptions() -> QuerySet[Subscription]:
    """Return every subscription with `dead` and `waiting`, counted. One query."""
    return Subscription.objects.annotate(
        dead=Count("pushes", filter=Q(pushes__state=PushState.DEAD)),
        waiting=Count("pushes", filter=Q(pushes__state=PushState.QUEUED)),
    ).order_by("id")


def pushes_of(subscription: Subscription, *, limit: int = 50) -> list[Push]:
    """Return what was pushed last. One query."""
    return list(Push.objects.filter(subscription=subscription).order_by("-id")[:limit])


def dead_pushes(subscription: Subscription, *, limit: int = 200) -> list[Push]:
    """Return the dead letters, oldest first: they are replayed in that order. One query."""
    rows = Push.objects.filter(subscription=subscription, state=PushState.DEAD).order_by("id")
    return list(rows[:limit])


def secret_for(subscription: Subscription) -> str:
    """Return what its requests are signed with."""
    return secret_of(settings.SECRET_KEY, str(subscription.public_id), subscription.salt)
