"""Taking a citizen's words apart without a dictionary: pieces of the query, and everyday words."""

import re
from functools import cache
from pathlib import Path

from .text import narrow

_RUN = re.compile(r"[㐀-鿿]+|[a-z0-9]+")
LONGEST = 8  # characters in a piece; words of names are shorter
_DATA = Path(__file__).resolve().parent.parent / "data"


def is_letters(query: str) -> bool:
    """Whether a query is pinyin or a code: Latin letters, digits and the marks of codes only."""
    return bool(re.fullmatch(r"[0-9a-z._|-]+", narrow(query).lower()))


def pieces(query: str) -> list[str]:
    """Return every stretch of one to eight characters of the query: among them are its words."""
    out: dict[str, None] = {}
    for run in _RUN.findall(narrow(query).lower()[:60]):
        for at in range(len(run)):
            for length in range(1, min(LONGEST, len(run) - at) + 1):
                out[run[at : at + length]] = None
    return list(out)


@cache
def _everyday() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = []
    for line in (_DATA / "synonyms.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            said, meant = line.split("\t")
            rows.append((narrow(said).lower(), tuple(meant.lower().split())))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def official_words(query: str) -> list[str]:
    """Return the words of matters that the everyday words in a query stand for (data/synonyms.tsv).

    With each come its pairs of characters, because 转移登记 may be indexed as 转移 and 登记.
    Characters may stand between: 身份证弄丢了 holds 身份证丢了. A longer entry hides what is inside it.
    """
    text = narrow(query).lower()
    out: dict[str, None] = {}
    hidden: list[str] = []
    for said, meant in _everyday():
        if any(said in longer for longer in hidden) or not _holds(text, said):
            continue
        hidden.append(said)
        for word in meant:
            out |= dict.fromkeys((word, *(word[at : at + 2] for at in range(len(word) - 1))))
    return list(out)


def _holds(text: str, said: str) -> bool:
    if said in text:
        return True
    if len(said) < 3:
        return False
    return bool(re.search(".{0,3}".join(map(re.escape, said)), text))
