"""The demonstration's payment provider. It behaves like a real one: it keeps its own orders, sends a signed
message later and more than once, answers queries, and gives money back. It moves no money."""

import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from yichuang.kit.refusal import Refused

from ..models import SandboxOrder
from ..rules.provider import Asked, BadSignature, Callback, Said, register
from .paying import receive_callback

NAME = "sandbox"


@dataclass(frozen=True)
class Sandbox:
    """The provider."""

    name: str = NAME

    def order(self, order_no: str, amount_fen: int, subject: str, *, now: datetime) -> Asked:
        """Place an order; the same number again gives the same order."""
        made, _ = SandboxOrder.objects.get_or_create(
            order_no=order_no,
            defaults={
                "reference": get_random_string(24),
                "amount_fen": amount_fen,
                "subject": subject[:200],
                "ordered_at": now,
            },
        )
        return Asked(made.reference, f"/pay/sandbox/{made.reference}/")

    def query(self, order_no: str) -> Callback:
        """Return what became of an order."""
        return _callback(SandboxOrder.objects.get(order_no=order_no))

    def close(self, order_no: str) -> None:
        """Close an order that was not paid."""
        SandboxOrder.objects.filter(order_no=order_no, said=Said.PENDING).update(is_closed=True)

    def refund(self, order_no: str, refund_no: str, amount_fen: int, *, now: datetime) -> Said:  # noqa: ARG002 - the protocol's
        """Give the money back; it is there at once only when asked again, as with banks."""
        SandboxOrder.objects.filter(order_no=order_no, said=Said.PAID, amount_fen=amount_fen).update(
            said=Said.REFUNDED, refund_no=refund_no
        )
        call_back.defer(order_no=order_no)
        return Said.PENDING

    def read(self, body: bytes, signature: str) -> Callback:
        """Read a callback; raises BadSignature."""
        if not hmac.compare_digest(sign(body).encode(), signature.encode()):
            raise BadSignature
        try:
            facts = json.loads(body)
            return Callback(
                str(facts["order_no"]),
                Said(facts["said"]),
                int(facts["amount_fen"]),
                str(facts["transaction"]),
            )
        except (ValueError, KeyError, TypeError) as broken:
            raise BadSignature from broken


def sign(body: bytes) -> str:
    """Return the provider's signature of a message."""
    return salted_hmac("fees.sandbox", body, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def _callback(order: SandboxOrder) -> Callback:
    return Callback(order.order_no, Said(order.said), order.amount_fen, f"SB{order.reference[:12]}")


def message(order_no: str) -> bytes:
    """Return what the provider says of an order, as it is sent."""
    said = _callback(SandboxOrder.objects.get(order_no=order_no))
    facts = {
        "order_no": said.order_no,
        "said": said.said.value,
        "amount_fen": said.amount_fen,
        "transaction": said.transaction,
    }
    return json.dumps(facts, sort_keys=True).encode()


@transaction.atomic
def settle_order(reference: str, said: Said) -> None:
    """The payer pays on the provider's page, or fails to; our side hears of it by a message."""
    if said not in {Said.PAID, Said.FAILED}:
        raise Refused(gettext("请选支付成功或者支付失败。"))
    open_ones = SandboxOrder.objects.filter(
        pk=reference, is_closed=False, said__in=[Said.PENDING, Said.FAILED]
    )
    if not open_ones.update(said=said):
        raise Refused(gettext("这笔订单已经支付或者关闭，不能再付。"))
    call_back.defer(order_no=SandboxOrder.objects.get(pk=reference).order_no)


@app.task(name="fees.sandbox_call_back", retry=RetryStrategy(max_attempts=8, exponential_wait=2))
def call_back(*, order_no: str) -> None:
    """Tell our side what became of an order, as a provider does until it is answered."""
    body = message(order_no)
    receive_callback(NAME, body, sign(body), now=datetime.now(UTC))


register(Sandbox())
