"""Finding matters: by words for citizens, by a few letters for clerks. No dictionary is loaded here."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from django.db import connection

from yichuang.people.public import Centre, Department, Theme

from ..models import LifeEvent, Word
from ..rules.intake import Limit
from ..rules.querying import is_letters, official_words, pieces
from ..rules.text import narrow, tidy
from ..rules.words import LimitUnit

_COMMON = 5_000  # a word that stands in more matters tells little; it is used only where all are common


@dataclass(frozen=True, slots=True)
class Found:
    """One matter in a list of results."""

    matter_id: int
    matter_code: str
    guide_id: int
    name: str
    centre_id: int
    centre_name: str
    department_id: int
    department_name: str
    theme_name: str
    case_kind: str
    promised: Limit | None


_COLUMNS = """
SELECT m.id, m.code, g.id, g.name, c.id, c.name, d.id, d.name, coalesce(t.name, g.theme), g.case_kind,
  g.promised_value, g.promised_unit, g.promised_text
FROM (%s) hit JOIN catalogue_matter m ON m.id = hit.id JOIN catalogue_guide g ON g.id = m.current_id
JOIN people_centre c ON c.id = m.centre_id JOIN people_department d ON d.id = m.department_id
LEFT JOIN people_theme t ON t.id = m.theme_id ORDER BY hit.score DESC, length(m.name), m.id
"""


def find(
    query: str = "",
    *,
    centre: Centre | None = None,
    theme: Theme | None = None,
    department: Department | None = None,
    life_event: LifeEvent | None = None,
    limit: int = 20,
    after: int = 0,
) -> list[Found]:
    """Return published matters that answer a citizen's words, best first; all of them for no words.

    `after` is how many were shown already. Two queries at most.
    """
    where, args = _scope(centre, theme, department, life_event)
    text = narrow(tidy(query)).lower()[:60]
    if not text:
        sql = f"SELECT m.id, 0 AS score FROM catalogue_matter m WHERE {where}"  # noqa: S608 - see _scope
        sql += " ORDER BY length(m.name), m.id"
        return _rows(sql, args, limit, after)
    if is_letters(text) and not official_words(text):
        return _by_letters(text, where, args, limit, after)
    weights = _weights(text)
    sql = f"""
      SELECT m.id, coalesce((SELECT sum(w.weight) FROM unnest(%s::text[], %s::float[]) w(word, weight)
          WHERE w.word = ANY(m.words)), 0)
        + 8 * (SELECT count(*) FROM unnest(%s::text[]) p WHERE position(p IN m.name) > 0)
        + CASE WHEN m.name = %s THEN 60 WHEN m.name LIKE %s THEN 30 WHEN m.name LIKE %s THEN 20 ELSE 0 END
        - length(m.name) * 0.02 AS score
      FROM catalogue_matter m WHERE {where} AND (m.words && %s::varchar[] OR m.name LIKE %s)
      ORDER BY score DESC, length(m.name), m.id"""  # noqa: S608 - see _scope
    plain = _escaped(text)
    words, strong = list(weights), _strong(weights)
    phrases = [word for word in official_words(text) if len(word) > 2]
    more = [words, [weights[word][0] for word in words], phrases, text, f"{plain}%", f"%{plain}%"]
    return _rows(sql, [*more, *args, strong, f"%{plain}%"], limit, after)


def suggest(query: str, centre: Centre, limit: int = 10) -> list[Found]:
    """Return what a clerk means by a few letters: initials (ylxk), pinyin, characters, a code.

    Letters and characters may be left out: ylxk and 娱许 both find 娱乐经营许可. One or two queries.
    """
    text = narrow(tidy(query)).lower()[:40]
    if not text:
        return []
    where, args = _scope(centre, None, None, None)
    if is_letters(text):
        return _by_letters(text, where, args, limit, 0)
    hits = _by_characters(text, where, args, limit)
    if len(hits) >= limit:
        return hits
    known = {hit.matter_id for hit in hits}
    return (hits + [hit for hit in find(query, centre=centre, limit=limit) if hit.matter_id not in known])[
        :limit
    ]


def in_order(matter_ids: Sequence[int]) -> list[Found]:
    """Return these matters as rows of a list, in this order; without those that are not published. One query."""
    if not matter_ids:
        return []
    where, args = _scope(None, None, None, None)
    ranked = "unnest(%s::bigint[]) WITH ORDINALITY AS wanted(id, place)"
    sql = f"SELECT m.id, -place AS score FROM {ranked} JOIN catalogue_matter m ON m.id = wanted.id WHERE {where}"  # noqa: S608 - see _scope
    return _rows(f"{sql} ORDER BY place", [list(matter_ids), *args], len(matter_ids), 0)


def _scope(
    centre: Centre | None, theme: Theme | None, department: Department | None, life_event: LifeEvent | None
) -> tuple[str, list[Any]]:
    """Return a condition made of fixed text only, and its values, which travel as parameters."""
    parts, args = ["m.current_id IS NOT NULL AND m.is_active"], []
    for column, thing in (("centre_id", centre), ("theme_id", theme), ("department_id", department)):
        if thing is not None:
            parts.append(f"m.{column} = %s")
            args.append(thing.pk)
    if life_event is not None:
        parts.append(
            "EXISTS (SELECT 1 FROM catalogue_matter_life_events e "
            "WHERE e.matter_id = m.id AND e.lifeevent_id = %s)"
        )
        args.append(life_event.pk)
    return " AND ".join(parts), args


def _weights(text: str) -> dict[str, tuple[float, int]]:
    """Return the words of the query that stand in any matter: (weight, in how many). One query.

    A rare word weighs more, a long one more; an official word for an everyday one more than a piece.
    """
    own, meant = set(pieces(text)), set(official_words(text))
    found = Word.objects.filter(text__in=own | meant, matters__gt=0).values_list("text", "matters")
    counts = dict(found)
    most = max(counts.values(), default=1)
    return {
        word: ((log(1 + most / number) + 0.3) * len(word) * (1.6 if word in meant else 1.0), number)
        for word, number in counts.items()
        if len(word) > 1 or word in meant or len(text) <= 2
    }


def _strong(weights: dict[str, tuple[float, int]]) -> list[str]:
    return [word for word, (_, number) in weights.items() if number <= _COMMON] or list(weights)


def _by_letters(text: str, where: str, args: Sequence[Any], limit: int, after: int) -> list[Found]:
    plain = _escaped(text)
    scattered = "%" + "%".join(_escaped(letter) for letter in text if letter.isalnum()) + "%"
    sql = f"""
      SELECT m.id, CASE WHEN lower(m.code) = %s THEN 9
        WHEN m.initials = %s THEN 8 WHEN m.initials LIKE %s THEN 7
        WHEN m.pinyin LIKE %s THEN 6 WHEN m.initials LIKE %s THEN 5 WHEN m.pinyin LIKE %s THEN 4
        WHEN lower(m.code) LIKE %s OR lower(m.local_code) LIKE %s OR lower(m.task_code) LIKE %s THEN 3
        ELSE 1 END AS score
      FROM catalogue_matter m WHERE {where} AND (m.initials LIKE %s OR m.pinyin LIKE %s
        OR lower(m.code) LIKE %s OR lower(m.local_code) LIKE %s OR lower(m.task_code) LIKE %s)
      ORDER BY score DESC, length(m.name), m.id"""  # noqa: S608 - see _scope
    start, inside = f"{plain}%", f"%{plain}%"
    codes = [start, start, start]
    ranks = [text, text, start, start, inside, inside, *codes]
    return _rows(sql, [*ranks, *args, scattered, inside, *codes], limit, after)


def _by_characters(text: str, where: str, args: Sequence[Any], limit: int) -> list[Found]:
    plain = _escaped(text)
    scattered = "%" + "%".join(_escaped(character) for character in text) + "%"
    sql = f"""
      SELECT m.id, CASE WHEN m.name LIKE %s THEN 3 WHEN m.name LIKE %s THEN 2 ELSE 1 END AS score
      FROM catalogue_matter m WHERE {where} AND m.name LIKE %s
      ORDER BY score DESC, length(m.name), m.id"""  # noqa: S608 - see _scope
    return _rows(sql, [f"{plain}%", f"%{plain}%", *args, scattered], limit, 0)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _rows(hits: str, args: Sequence[Any], limit: int, after: int) -> list[Found]:
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS % (hits + " LIMIT %s OFFSET %s"), [*args, limit, after])
        return [_found(row) for row in cursor.fetchall()]


def _found(row: tuple[Any, ...]) -> Found:
    *plain, value, unit, text = row
    countable = value is not None and unit not in {LimitUnit.NONE, LimitUnit.UNSAID}
    said: dict[str, Any] = dict(zip(Found.__slots__, plain, strict=False))
    return Found(**said, promised=Limit(value, LimitUnit(unit), text) if countable else None)
