"""What a published standard says, where it can be computed. What cannot is set by the publisher (R142)."""

import re
from dataclasses import dataclass

from .money import fen_of

_NUMBER = r"(?P<amount>\d+(?:\.\d{1,2})?)"
_PER = re.compile(rf"^(?P<name>[^\d元]*?){_NUMBER}\s*元\s*(?:/|每)\s*(?P<unit>[^\d/；;，,（(]{{1,6}})$")
_EACH = re.compile(rf"^(?P<name>[^\d元]*?)每(?P<unit>[^\d元每]{{1,4}}){_NUMBER}\s*元$")
_PLAIN = re.compile(rf"^(?P<name>[^\d元]*?){_NUMBER}\s*元$")
_FREE = re.compile(r"免收|免征|减免|减半|优惠|不收费")


@dataclass(frozen=True)
class Tariff:
    """One published charge: so many fen, each time or for each unit."""

    name: str
    amount_fen: int
    unit: str = ""  # 证, 件, 平方米; empty: once
    basis: str = ""
    exemptions: str = ""  # who need not pay, in the guide's words
    asks_quantity: bool = False  # how many, or whether at all, is seen at the window

    @property
    def standard(self) -> str:
        """The charge in words: 40.00 元/证."""
        whole, rest = divmod(self.amount_fen, 100)
        amount = f"{whole}.{rest:02d}" if rest else str(whole)
        return f"{amount} 元/{self.unit}" if self.unit else f"{amount} 元"


def read_standard(text: str, basis: str) -> tuple[Tariff, ...]:
    """Read a guide's words about its fee; empty where any part of them cannot be computed.

    Half a tariff would charge wrongly: so all of it or none. Several charges may be alternatives
    (住宅 or 非住宅), which only a person can tell, so their quantities are asked for.
    """
    found: list[Tariff] = []
    free: list[str] = []
    for piece in filter(None, (p.strip(" 。，,、") for p in re.split(r"[；;\n。]", text))):
        if _FREE.search(piece):
            free.append(piece)
            continue
        tariff = _read(piece, basis)
        if tariff is None:
            return ()
        found.append(tariff)
    many = len(found) > 1
    return tuple(
        Tariff(t.name, t.amount_fen, t.unit, t.basis, "；".join(free), asks_quantity=many) for t in found
    )


def _read(piece: str, basis: str) -> Tariff | None:
    for shape in (_PER, _EACH, _PLAIN):
        if match := shape.match(piece):
            fen = fen_of(match["amount"])
            if not fen:
                return None
            name = match["name"].strip(" ：:，,为按") or "工本费"
            return Tariff(name, fen, match.groupdict().get("unit") or "", basis)
    return None
