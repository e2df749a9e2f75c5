"""SMS through an HTTP gateway: docs/how-to/send-sms.md has the protocol, `sms-gateway` simulates it."""

import json
import secrets
from pathlib import Path
from time import time
from typing import Any

from django.conf import settings

from ...rules.signing import KEY, headers
from .parcel import Answer, Outcome, Parcel
from .wire import Answered, Broken, Wire

# What the gateway will never take: everything else may be our settings, its load, or its bad day.
FOR_GOOD = frozenset({400, 404, 410, 413, 422})


class HttpGateway:
    """A gateway that takes signed JSON. Its connection stays open between texts."""

    def __init__(self) -> None:
        self._wire = Wire(settings.SMS_URL, timeout=settings.SMS_TIMEOUT)
        self._secret = secret()

    def send(self, parcel: Parcel) -> Answer:
        """Hand one text over; the same key at every try lets the gateway tell a repeat."""
        body = json.dumps(
            {"to": parcel.address, "text": parcel.body, "key": parcel.key}, ensure_ascii=False
        ).encode()
        try:
            answered = self._wire.post(body, lambda: self._headers(body, parcel.key))
        except Broken as broken:
            return Answer(Outcome.TRY_AGAIN, reason=str(broken))
        return _answer(answered)

    def _headers(self, body: bytes, key: str) -> dict[str, str]:
        signed = headers(
            self._secret, "POST", self._wire.path, at=int(time()), nonce=secrets.token_hex(16), body=body
        )
        return {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": key,
            KEY: settings.SMS_ACCOUNT,
            **signed,
        }

    def close(self) -> None:
        """Hang up."""
        self._wire.close()


def secret() -> str:
    """Return the secret that texts are signed with: from its file, else from the variable."""
    if settings.SMS_SECRET_FILE:
        return Path(settings.SMS_SECRET_FILE).read_text(encoding="utf-8").strip()
    return str(settings.SMS_SECRET)


def _answer(answered: Answered) -> Answer:
    said = _said(answered.body)
    if 200 <= answered.status < 300:
        return Answer(Outcome.ACCEPTED, reference=str(said.get("reference", ""))[:64])
    reason = f"HTTP {answered.status} {said.get('reason', '')}".strip()
    outcome = Outcome.REFUSED if answered.status in FOR_GOOD else Outcome.TRY_AGAIN
    return Answer(outcome, reason=reason)


def _said(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
