"""Short texts: to which numbers, how long, in how many parts, and what never stands in them. Pure."""

import re

from django.utils.translation import gettext

from yichuang.kit.masking import mask_id

MOST_PARTS = 4
ONE, EACH = 70, 67  # UCS-2 characters: a lone text, and each part of a longer one (3GPP TS 23.040)
ONE_ASCII, EACH_ASCII = 160, 153
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_ID = re.compile(
    r"(?<![0-9A-Za-z])(?:[1-9][0-9]{16}[0-9Xx]|[0-9A-HJ-NP-RTUW-Y]{2}[0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10})(?![0-9A-Za-z])"
)


def mobile(number: str) -> str:
    """Return a mobile number of the mainland as it is dialled, empty for anything else.

    Blanks, hyphens and the country's prefix are taken off; a landline or a foreign number gets no SMS.
    """
    plain = re.sub(r"[\s\-‐–()（）]", "", number)
    plain = re.sub(r"^(?:\+|00)86", "", plain)
    return plain if _MOBILE.fullmatch(plain) else ""


def length(text: str) -> int:
    """Return how many characters a text counts: one outside the basic plane is two."""
    return len(text.encode("utf-16-le")) // 2


def parts_of(text: str) -> int:
    """Return in how many parts a text is sent and charged."""
    one, each = (ONE_ASCII, EACH_ASCII) if text.isascii() else (ONE, EACH)
    count = length(text)
    return 1 if count <= one else -(-count // each)


def short_text(text: str, *, sign: str = "") -> str:
    """Return a text as it is sent: on one line, without full ID numbers, within the most parts.

    What is too long ends in an ellipsis; the whole is in the inbox. `sign` is the sender's mark that
    providers ask for, put in front in 【】.
    """
    flat = _ID.sub(lambda found: mask_id(found[0]), " ".join(text.split()))
    marked = f"【{sign}】{flat}" if sign else flat
    if parts_of(marked) <= MOST_PARTS:
        return marked
    while parts_of(marked + "…") > MOST_PARTS:
        marked = marked[:-1]
    return marked + "…"


def why_too_long(text: str) -> str:
    """Say that a sample text needs too many parts; empty when it does not."""
    parts = parts_of(" ".join(text.split()))
    if parts <= MOST_PARTS:
        return ""
    return gettext("短信太长：按示例要分 %(parts)s 条，最多 %(most)s 条（每条 70 个字）。") % {
        "parts": parts,
        "most": MOST_PARTS,
    }
