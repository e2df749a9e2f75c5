"""Tidying of text as sources write it: widths, blanks, numerals."""

import re
import unicodedata

# Control characters other than tab and line break: no source means them, and PostgreSQL refuses NUL.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")
NOTHING_WORDS = frozenset({"无", "没有", "/", "-", "—", "——", "－", "无。", "不涉及", "暂无"})

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "俩": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[〇零一二两三四五六七八九十百千廿卅]+"


def tidy(raw: object) -> str:
    """Return text without control characters and outer blanks; line breaks stay."""
    text = str(raw).replace("\r\n", "\n").replace("\r", "\n")
    return _BLANKS.sub(" ", _CONTROL.sub("", text)).strip()


def narrow(text: str) -> str:
    """Return text with full-width forms made narrow and all blanks taken out, for comparing."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def says_nothing(text: str) -> bool:
    """Whether the source states that there is none (无), which is more than being silent."""
    return narrow(text) in NOTHING_WORDS


def numeral(text: str) -> int:
    """Return the number that a Chinese numeral of up to four places writes: 二十 → 20, 一百二十 → 120."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not any(c in _TENS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for char in text:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
