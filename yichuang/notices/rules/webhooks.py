"""What other systems can be told, to which addresses, and how often it is tried. Pure."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from django.db.models import TextChoices
from django.utils.translation import gettext

from yichuang.journal.public import Event

from .house import WORDED
from .kinds import Kind

# What happens to a case or a licence, as the public progress page tells it: no event says who.
EVENTS = (
    Event.CASE_RECEIVED,
    Event.CASE_ACCEPTED,
    Event.CASE_SUPPLEMENT_ASKED,
    Event.CASE_RESUBMITTED,
    Event.CASE_REFUSED,
    Event.CASE_NOT_REQUIRED,
    Event.CASE_SENT_UP,
    Event.CASE_DECIDED,
    Event.CASE_CONCLUDED,
    Event.CASE_ENDED,
    Event.RESULT_SENT,
    Event.RESULT_CAME_BACK,
)
MESSAGE = "message."
MAX_PUSHES = 10
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=4)
Network = IPv4Network | IPv6Network


class PushState(TextChoices):
    """Where an event on its way to another system is."""

    QUEUED = "queued", "待推送"
    DELIVERED = "delivered", "已推送"
    DEAD = "dead", "推不出去"


def subscribable() -> dict[str, str]:
    """Return everything that a subscription can choose: events of the journal, and messages by kind."""
    events = {event.value: event.value for event in EVENTS}
    return events | {message_event(kind): Kind(kind).label for kind in WORDED}


def message_event(kind: str) -> str:
    """Return the name under which messages of a kind are pushed."""
    return f"{MESSAGE}{kind}"


def payload(event_id: str, event: str, case_no: str, occurred_at: datetime) -> bytes:
    """Return the body: the case's number and what became of it, and nothing about a person."""
    facts = {
        "id": event_id,
        "event": event,
        "case_no": case_no,
        "state": event.partition(".")[2],
        "occurred_at": occurred_at.isoformat(timespec="seconds"),
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()


def new_salt() -> str:
    """Return what makes one subscription's secret differ from the others'."""
    return secrets.token_hex(16)


def secret_of(installation_key: str, public_id: str, salt: str) -> str:
    """Return a subscription's secret. It is kept nowhere: it is made again from the installation's key."""
    return hmac.new(
        installation_key.encode(), f"webhook {public_id} {salt}".encode(), hashlib.sha256
    ).hexdigest()


def wait_after_push(attempts: int) -> timedelta:
    """Return how long a push waits after so many failures: doubling, from half a minute to four hours."""
    return min(FIRST_WAIT * (1 << min(max(attempts - 1, 0), 20)), LONGEST_WAIT)


def networks_in(text: str) -> tuple[Network, ...]:
    """Read private networks that may be reached, such as 10.1.0.0/16. Raises ValueError."""
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def why_not_reach(address: str, allowed: Sequence[Network]) -> str:
    """Say why an IP address is not connected to: everything private, unless the setting allows its network."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    if any(ip.version == network.version and ip in network for network in allowed):
        return ""
    if ip.is_global and not ip.is_multicast:
        return ""
    return gettext("%(ip)s 是内网地址，系统设置没有允许推送到那里（YICHUANG_WEBHOOK_NETWORKS）。") % {
        "ip": ip
    }


def why_not_address(url: str) -> str:
    """Say why an address cannot be subscribed; an empty string means it can. Names are looked up when sending."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return gettext("地址写得不对，例如 https://example.org/hooks。")
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0 or len(url) > 500:
        return gettext("地址写得不对，例如 https://example.org/hooks。")
    if parts.username or parts.password or parts.fragment or not url.isascii() or set(url) & set(" \t\r\n\\"):
        return gettext("地址里不能有账号、# 和空格。")
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        return gettext("地址要用 https；只有本机演示可以用 http。")
    return ""


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
