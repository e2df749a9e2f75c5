"""Search words of a matter, computed when it is published: readers never load a dictionary.

jieba costs 60 MB and half a second, pypinyin 20 MB; so both are imported here, on writing, only.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connection

_WORD = re.compile(r"[㐀-鿿]+|[a-z0-9]+")
_STOP = frozenset("的和与或及等在对由其按为内中上下一二三")  # characters that tell no two matters apart


@cache
def _cutter() -> Any:
    import jieba

    jieba.setLogLevel(60)
    return jieba.Tokenizer()


def cut(text: str) -> list[str]:
    """Return the words of any text in order, each as often as it stands there; small words left out."""
    return [
        word
        for run in _WORD.findall(text.lower())
        for word in _cutter().cut_for_search(run)
        if word not in _STOP and len(word) <= 20
    ]


def words_of(name: str, *more: str) -> list[str]:
    """Return the words of a name, and every two neighbouring characters of it, each once."""
    found: dict[str, None] = {}
    for text in (name, *more):
        found |= dict.fromkeys(cut(text))
    for run in _WORD.findall(name.lower()):
        for at in range(len(run) - 1):
            found[run[at : at + 2]] = None
    return list(found)[:120]


def sounds_of(name: str) -> tuple[str, str]:
    """Return (initials, full pinyin) of a name, letters and digits only: 娱乐许可 → ylxk, yulexuke."""
    from pypinyin import Style, lazy_pinyin

    runs = "".join(_WORD.findall(name.lower()))
    syllables = lazy_pinyin(runs, style=Style.NORMAL, errors=list)  # type: ignore[arg-type]
    initials = "".join(syllable[:1] for syllable in syllables)
    return initials[:300], "".join(syllables)[:900]


def index_columns(name: str, short_name: str = "", result_name: str = "") -> dict[str, Any]:
    """Return the matter's search columns for a published version."""
    initials, pinyin = sounds_of(name)
    return {
        "name": name,
        "words": words_of(name, short_name, result_name),
        "initials": initials,
        "pinyin": pinyin,
    }


def count_words(words: Iterable[str]) -> None:
    """Count new words of one matter. Sorted, so that two publications lock rows in one order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO catalogue_word (text, matters) SELECT w, 1 FROM unnest(%s::text[]) w ORDER BY w "
            "ON CONFLICT (text) DO UPDATE SET matters = catalogue_word.matters + 1",
            [sorted(set(words))],
        )


def recount_words() -> None:
    """Count all words anew, after an import. One statement; two seconds for 100,000 matters."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO catalogue_word (text, matters) "
            "SELECT w, count(*) FROM catalogue_matter m, unnest(m.words) w "
            "WHERE m.current_id IS NOT NULL GROUP BY w ORDER BY w "
            "ON CONFLICT (text) DO UPDATE SET matters = excluded.matters "
            "WHERE catalogue_word.matters IS DISTINCT FROM excluded.matters"
        )
