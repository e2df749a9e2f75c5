"""Words that would tell everybody who asked. Pure."""

import re

_GAPS = re.compile(r"[\s\-－—·.]+")
_PERSONAL = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")  # a mobile telephone, an identity card
SHORTEST_NAME = 2


def says_who(words: str, asker: str, phone: str, email: str) -> bool:
    """Whether words hold the asker's name, telephone or address, or any mobile or identity number."""
    joined = _GAPS.sub("", words)
    if _PERSONAL.search(joined):
        return True
    name = _GAPS.sub("", asker)
    return any(
        told and told in text
        for told, text in (
            (name if len(name) >= SHORTEST_NAME else "", joined),
            (phone, joined),
            (email.lower(), words.lower()),
        )
    )
