"""Search words of a matter, computed when it is published: readers never load a dictionary.

jieba's dictionary costs 60 MB and half a second, pypinyin 20 MB; so both are loaded here, on writing, only, and the
dictionary is given back when the last who holds it is done.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from django.db import connection

_WORD = re.compile(r"[㐀-鿿]+|[a-z0-9]+")
_STOP = frozenset("的和与或及等在对由其按为内中上下一二三")  # characters that tell no two matters apart


class Dictionary:
    """jieba's cutter, loaded when the first text is cut, given back when nobody holds it any more."""

    def __init__(self) -> None:
        self._lock, self._holders = Lock(), 0
        self._cutter: Any = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it: around many texts, so that it is loaded once for all of them."""
        with self._lock:
            self._holders += 1
        try:
            yield
        finally:
            with self._lock:
                self._holders -= 1
                if not self._holders:
                    self._cutter = None

    def cut(self, text: str) -> Iterator[str]:
        """Yield the words of a run of text."""
        import jieba

        with self.held():
            with self._lock:
                if self._cutter is None:
                    jieba.setLogLevel(60)
                    self._cutter = jieba.Tokenizer()
                cutter = self._cutter
            yield from cutter.cut_for_search(text)


dictionary = Dictionary()


def cut(text: str) -> list[str]:
    """Return the words of any text in order, each as often as it stands there; small words left out."""
    with dictionary.held():
        return [
            word
            for run in _WORD.findall(text.lower())
            for word in dictionary.cut(run)
            if word not in _STOP and len(word) <= 20
        ]


def words_of(name: str, *more: str) -> list[str]:
    """Return the words of a name, and every two neighbouring characters of it, each once."""
    found: dict[str, None] = {}
    with dictionary.held():
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
