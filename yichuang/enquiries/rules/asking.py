"""Taking a question apart: what is asked about, and how the matters call it. Pure; no dictionary is loaded.

The catalogue's search answers words of names ("房产过户"). Here somebody asks a whole question: what is no word
of any matter ("要什么证") is left out first, and everyday words are translated by data/everyday.tsv.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from yichuang.catalogue.public import official_words

DATA = Path(__file__).resolve().parent.parent / "data"
LONGEST_QUESTION = 60  # characters that are read; the rest of a long story is for the person who answers
SHORTEST, LONGEST = 2, 8  # characters of a piece; an indexed word is no longer
_RUN = re.compile(r"[㐀-鿿]+|[a-z0-9]+")


def rows(name: str) -> list[list[str]]:
    """Return the fields of each line of a data file, without remarks."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def _asking() -> re.Pattern[str]:
    phrases = sorted({row[0] for row in rows("asking.tsv")}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, phrases)))


@cache
def _everyday() -> tuple[tuple[str, tuple[str, ...]], ...]:
    said = [(row[0].lower(), tuple(row[1].lower().split())) for row in rows("everyday.tsv")]
    return tuple(sorted(said, key=lambda row: -len(row[0])))


def tidied(question: str) -> str:
    """Return a question in narrow lower-case letters, as long as it is read."""
    text = unicodedata.normalize("NFKC", question[: LONGEST_QUESTION * 2]).lower()
    return " ".join(text.replace("\x00", "").split())[:LONGEST_QUESTION]


def bare_of(question: str) -> str:
    """Return a question without what only asks: 开饭店要什么证 → 开饭店."""
    return " ".join(_asking().sub(" ", tidied(question)).split())


def own_words(question: str) -> set[str]:
    """Return every stretch of two to eight characters: the words of the question are among them."""
    out: set[str] = set()
    for run in _RUN.findall(bare_of(question)):
        if run.isascii():
            out.add(run)
            continue
        for at in range(len(run)):
            out |= {run[at : at + n] for n in range(SHORTEST, min(LONGEST, len(run) - at) + 1)}
    return out


def meant_words(question: str) -> set[str]:
    """Return the matters' words for the everyday words in a question, and pairs of the longer ones.

    A longer entry hides what is inside it: 护士证 is not any 证 that was lost.
    """
    text = tidied(question)
    out = set(official_words(text))
    hidden: list[str] = []
    for said, meant in _everyday():
        if said in text and not any(said in longer for longer in hidden):
            hidden.append(said)
            for word in meant:
                out |= {word, *(word[at : at + 2] for at in range(len(word) - 1))}
    return {word for word in out if len(word) >= SHORTEST}


def is_question(text: str) -> bool:
    """Whether somebody asks in a sentence, and does not name a thing."""
    return bool(_asking().search(tidied(text)))
