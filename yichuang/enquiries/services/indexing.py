"""Making published guides answer questions: their words, weighted. Done by the worker, never by a reader."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import F, Q

from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import Content, Guide, Matter
from yichuang.kit.inserting import insert_all

from ..models import Indexed, Posting, Term
from ..rules.ranking import weights_of

EVERY = ""  # the word that stands in every matter
LONGEST_WORD = 20


def index_new(*, limit: int = 500) -> int:
    """Index the guides that were published since, and forget what is published no longer. Returns how many.

    In portions, each committed by itself; two workers at once do the same work once, by the row of `Indexed`.
    """
    Indexed.objects.filter(Q(matter__current=None) | Q(matter__is_active=False)).delete()
    known = Indexed.objects.values("matter").filter(guide_id=F("matter__current_id"))
    new = Matter.objects.filter(is_active=True, current__isnull=False).exclude(pk__in=known)
    matters = list(new.select_related("current").prefetch_related("life_events").order_by("pk")[:limit])
    guides = [matter.current for matter in matters if matter.current is not None]
    if not matters:
        return 0
    contents = catalogue.contents_of(guides)
    with catalogue.dictionary.held():
        for matter in matters:
            if matter.current is not None:
                _index(matter, matter.current, contents[matter.current.pk])
    return len(matters)


@transaction.atomic
def _index(matter: Matter, guide: Guide, content: Content) -> None:
    Indexed.objects.update_or_create(matter=matter, defaults={"guide_id": guide.pk})
    old = set(Posting.objects.filter(matter=matter).values_list("term", flat=True))
    Posting.objects.filter(matter=matter).delete()
    events = [event.name for event in matter.life_events.all()]
    weights = {word: weight for word, weight in weights_of(_fields(content, events)).items() if word}
    rows = [Posting(term=word, matter=matter, weight=weight) for word, weight in weights.items()]
    insert_all([*rows, Posting(term=EVERY, matter=matter, weight=0.0)])
    _recount(old | set(weights) | {EVERY})


def _fields(content: Content, events: Iterable[str]) -> list[tuple[float, list[str]]]:
    """What a guide says, the telling parts first: weight, words."""
    faqs = content.faqs or ()
    texts = (
        (3.0, [content.name]),
        (2.0, [content.short_name, content.result_name, *(faq.question for faq in faqs)]),
        (1.0, [*events, content.theme, content.person_topics, content.company_topics, content.audience]),
        (0.6, [*(content.conditions or ()), *(line.name for line in content.materials or ())]),
        (0.4, [*(faq.answer for faq in faqs), *(basis.law for basis in content.legal_basis or ())]),
    )
    fields = [(weight, _words(said)) for weight, said in texts]
    return [*fields, (1.0, _pairs(content.name))]


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts if text for word in catalogue.cut(text) if len(word) <= LONGEST_WORD]


def _pairs(name: str) -> list[str]:
    """Every two neighbouring characters: a name is found by a part that no dictionary takes for a word."""
    return [name[at : at + 2].lower() for at in range(len(name) - 1) if name[at : at + 2].isalnum()]


def _recount(words: set[str]) -> None:
    """Count anew in how many matters these words stand. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Term._meta.db_table} (text, matters) "  # noqa: S608 - names of tables only
            f"SELECT w, (SELECT count(*) FROM {Posting._meta.db_table} p WHERE p.term = w) "
            "FROM unnest(%s::text[]) w ORDER BY w "
            "ON CONFLICT (text) DO UPDATE SET matters = excluded.matters",
            [sorted(words)],
        )
