"""The bridge to a card reader: what it answers on the machine that it is plugged into. Pure.

`GET http://127.0.0.1:PORT/read` answers one of the two, as JSON (docs/reference/card-reader.md):

- `{"card": {"kind": "id_card", "number": "…", "name": "…"}}`: a card lies there;
- `{"problem": "…"}`: none does, or the reader does not work; a sentence for people.
"""

from dataclasses import asdict, dataclass
from typing import Any

READ = "/read"


@dataclass(frozen=True)
class Card:
    """What was read. Nothing of it is believed: the number is checked as a typed one is."""

    number: str
    name: str
    kind: str = "id_card"


def answer(card: Card | None, problem: str = "") -> dict[str, Any]:
    """Return what the bridge says of a card, or of none."""
    return {"card": asdict(card)} if card else {"problem": problem}
