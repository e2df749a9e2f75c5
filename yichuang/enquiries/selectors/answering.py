"""Which matters answer a question. Three short queries; no dictionary, no other machine is asked."""

from django.db import connection

from yichuang.catalogue.public import Found, in_order
from yichuang.people.public import Centre

from ..models import Posting, Term
from ..rules.asking import is_question, meant_words, own_words
from ..rules.ranking import asked_weight

ENOUGH = 3  # hits; with fewer, the words were probably not the matter's
TOO_COMMON = 5_000  # a word of so many matters is read only where the question has no rarer one


def answers(question: str, *, centre: Centre | None = None, limit: int = 5) -> list[Found]:
    """Return the published matters that answer a question, the best first; none when no word is known."""
    weights = _weights(question)
    if not weights:
        return []
    words = list(weights)
    sql = f"""
      SELECT p.matter_id FROM unnest(%s::text[], %s::float[]) AS asked(word, weight)
      JOIN {Posting._meta.db_table} p ON p.term = asked.word
      JOIN catalogue_matter m ON m.id = p.matter_id AND m.current_id IS NOT NULL AND m.is_active
        AND (%s::bigint IS NULL OR m.centre_id = %s)
      GROUP BY p.matter_id, m.name ORDER BY sum(asked.weight * p.weight) DESC, length(m.name), p.matter_id
      LIMIT %s"""  # noqa: S608 - the name of a table only
    at = centre.pk if centre else None
    with connection.cursor() as cursor:
        cursor.execute(sql, [words, [weights[word] for word in words], at, at, limit])
        found = [row[0] for row in cursor.fetchall()]
    return in_order(found)


def meant_by(query: str, plain: list[Found], *, limit: int = 5) -> list[Found]:
    """Return what a citizen's words may mean where plain search does not tell: a whole question, or hardly a hit.

    Nothing where plain search has found it: the list needs no second opinion.
    """
    if not query or (len(plain) >= ENOUGH and not is_question(query)):
        return []
    shown = {hit.matter_id for hit in plain[:limit]} if not is_question(query) else set()
    return [hit for hit in answers(query, limit=limit) if hit.matter_id not in shown]


def _weights(question: str) -> dict[str, float]:
    own, meant = own_words(question), meant_words(question)
    if not own | meant:
        return {}
    counts = dict(Term.objects.filter(text__in=own | meant | {""}).values_list("text", "matters"))
    total = counts.pop("", 0)
    rare = {word for word, number in counts.items() if 0 < number <= TOO_COMMON} or set(counts)
    return {word: asked_weight(word, counts[word], total, is_meant=word in meant) for word in rare}
