"""Which words hold at a centre: its own, those of a centre that it follows, or the house's."""

import time
from dataclasses import dataclass

from django.db.models import Q

from yichuang.people.public import Centre, line_of

from ..models import CentreWording
from ..rules.house import KINDS, house_wording
from ..rules.kinds import Kind, Language
from ..rules.wording import Wording, faults_in

_FRESH_SECONDS = 5.0  # words change a few times a year; five seconds late is soon enough
_known: dict[int, tuple[float, list[CentreWording]]] = {}


@dataclass(frozen=True)
class InForce:
    """Words with their version and the centre that made them; version 0 is the house's."""

    wording: Wording
    version: int = 0
    centre_id: int | None = None


def words_in_force(centre_id: int | None, kind: Kind, language: Language) -> InForce:
    """Return the words that hold. One query for all of a centre's words, and none for a few seconds after."""
    house = InForce(house_wording(kind, language))
    if centre_id is None:
        return house
    for row in _newest_along(centre_id):
        if (row.kind, row.language) != (kind, language):
            continue
        if row.is_house:
            return house
        words = Wording(row.subject, row.body, row.sms)
        # A later release may know other variables: rather the house's words than none.
        return house if faults_in(words, KINDS[kind].context) else InForce(words, row.version, row.centre_id)
    return house


def newest_version(centre_id: int, kind: Kind, language: Language) -> int:
    """Return the number of a centre's newest version; 0 when it has none. One query."""
    rows = CentreWording.objects.filter(centre=centre_id, kind=kind, language=language)
    return rows.order_by("-version").values_list("version", flat=True).first() or 0


def versions_of(centre_id: int, kind: Kind, language: Language) -> list[CentreWording]:
    """Return every version that a centre has made, newest first. One query."""
    rows = CentreWording.objects.filter(centre=centre_id, kind=kind, language=language)
    return list(rows.order_by("-version"))


def forget_wordings() -> None:
    """Drop what this process remembers of centres' words, after a change."""
    _known.clear()


def _newest_along(centre_id: int) -> list[CentreWording]:
    """Return the newest version of each kind and language, the nearest centre's first."""
    known = _known.get(centre_id)
    if known and time.monotonic() - known[0] < _FRESH_SECONDS:
        return known[1]
    this = Centre.objects.filter(pk=centre_id)
    above = Q(centre__in=this.values("follows")) | Q(centre__in=this.values("follows__follows"))
    rows = CentreWording.objects.filter(Q(centre=centre_id) | above)
    newest = list(
        rows.order_by("centre", "kind", "language", "-version").distinct("centre", "kind", "language")
    )
    if any(row.centre_id != centre_id for row in newest):
        line = [centre.pk for centre in line_of(Centre.objects.get(pk=centre_id))]
        newest.sort(key=lambda row: line.index(row.centre_id))
    _known[centre_id] = (time.monotonic(), newest)
    return newest
