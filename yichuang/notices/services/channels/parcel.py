"""What every way out of the house has in common."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Outcome(StrEnum):
    """What came of handing a message over."""

    ACCEPTED = "accepted"  # the provider has it
    REFUSED = "refused"  # the provider will never take it: trying again is no use
    TRY_AGAIN = "try_again"  # nobody knows, or not now


@dataclass(frozen=True)
class Parcel:
    """A message as it leaves. `key` stays the same at every try: the provider tells repeats by it."""

    key: str
    address: str
    subject: str
    body: str


@dataclass(frozen=True)
class Answer:
    """The provider's answer: its own number for the message, or why not."""

    outcome: Outcome
    reference: str = ""
    reason: str = ""


class Way(Protocol):
    """A plugin. `send` answers within its own time limit and raises nothing but mistakes of the program."""

    def send(self, parcel: Parcel) -> Answer:
        """Hand one message over."""
        ...

    def close(self) -> None:
        """Let go of what is kept open."""
        ...
