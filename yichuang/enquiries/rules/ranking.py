"""How much a word says about a matter, and about a question: BM25 with fields (Robertson, Zaragoza 2009). Pure."""

from collections import Counter
from collections.abc import Iterable
from math import log, sqrt

K1 = 1.2  # how soon another mention of a word adds little
B = 0.3  # how much a long guide is held against it: guides are long because they are good
USUAL_LENGTH = 120.0  # weighted words of an ordinary guide; fixed, so that each guide is indexed by itself
MEANT = 1.4  # an official word for an everyday one says more than a piece of the question


def weights_of(fields: Iterable[tuple[float, list[str]]]) -> dict[str, float]:
    """Return the weight of each word of a document whose fields weigh differently: (weight, words)."""
    counts: Counter[str] = Counter()
    length = 0.0
    for weight, words in fields:
        length += weight * len(words)
        for word in words:
            counts[word] += weight  # type: ignore[assignment]
    slack = K1 * (1 - B + B * length / USUAL_LENGTH)
    return {word: count * (K1 + 1) / (count + slack) for word, count in counts.items()}


def rarity(matters: int, all_matters: int) -> float:
    """Return what a word is worth that stands in so many of all matters."""
    return log(1 + (all_matters - matters + 0.5) / (matters + 0.5))


def asked_weight(word: str, matters: int, all_matters: int, *, is_meant: bool) -> float:
    """Return what a word of the question is worth: rare and long ones more, because pieces overlap."""
    return rarity(matters, all_matters) * sqrt(len(word)) * (MEANT if is_meant else 1.0)
