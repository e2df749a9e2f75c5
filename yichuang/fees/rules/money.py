"""Money is a whole number of fen."""

import re
from decimal import Decimal

MOST_FEN = 10_000_000_00  # ten million yuan: more is a slip of the finger
_YUAN = re.compile(r"\d{1,9}(\.\d{1,2})?")


def yuan(fen: int) -> str:
    """Return an amount as people read it: 120.00 元."""
    return f"{fen // 100:,}.{fen % 100:02d} 元"


def fen_of(text: str) -> int | None:
    """Read an amount in yuan, with at most two decimals; None for anything else."""
    tidy = text.strip().replace(",", "")
    if not (tidy.isascii() and _YUAN.fullmatch(tidy)):
        return None
    fen = int(Decimal(tidy) * 100)
    return fen if fen <= MOST_FEN else None
