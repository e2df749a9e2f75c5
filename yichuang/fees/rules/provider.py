"""What an online payment provider has to offer, and what it says. Pure: a registry and values.

A real provider is a module that implements `Provider` and calls `register` when its app starts; the
centre's setting `fees.online` names the one in use.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Said(StrEnum):
    """What a provider says of an order."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    REFUNDED = "refunded"


@dataclass(frozen=True)
class Asked:
    """An order that a provider has taken: where the payer goes."""

    reference: str
    pay_url: str


@dataclass(frozen=True)
class Callback:
    """One signed message of a provider about one order."""

    order_no: str
    said: Said
    amount_fen: int
    transaction: str


class BadSignature(Exception):
    """The message was not signed by the provider."""


class Provider(Protocol):
    """An online payment provider."""

    @property
    def name(self) -> str:
        """What it is registered under."""
        ...

    def order(self, order_no: str, amount_fen: int, subject: str, *, now: datetime) -> Asked:
        """Place an order; the same number again gives the same order."""

    def query(self, order_no: str) -> Callback:
        """Return what became of an order."""

    def close(self, order_no: str) -> None:
        """Close an order that was not paid; it may have been paid a moment before."""

    def refund(self, order_no: str, refund_no: str, amount_fen: int, *, now: datetime) -> Said:
        """Give the money back; the same refund number again gives it back once."""

    def read(self, body: bytes, signature: str) -> Callback:
        """Read a callback; raises BadSignature."""


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Make a provider known under its name."""
    _providers[provider.name] = provider


def provider_named(name: str) -> Provider | None:
    """Return the provider of that name, None where none was registered."""
    return _providers.get(name)
