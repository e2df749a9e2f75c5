"""Where messages go."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Reader:
    """Someone of whom only addresses are known."""

    email: str = ""
    phone: str = ""


def addresses_in(text: str) -> list[str]:
    """Return the addresses of a list separated by commas or blanks, each once; what is none is left out."""
    parts = re.split(r"[\s,，;；]+", text)
    return list(dict.fromkeys(part for part in parts if re.fullmatch(r"[^@\s]+@[^@\s]+", part)))
