"""Papers of the hall itself: about its people, its windows and the units that are resident in it."""

from dataclasses import dataclass

from ..kinds import PaperKind
from .parts import Fact


@dataclass(frozen=True)
class HallPaper:
    """A form or a letter of the hall; `kind` says which. What its form asks for stands in `rules.hall`."""

    kind: PaperKind
    facts: tuple[Fact, ...] = ()
    words: tuple[str, ...] = ()  # paragraphs: reasons, terms
    rows: tuple[tuple[str, ...], ...] = ()  # of the form's table, where it has one
