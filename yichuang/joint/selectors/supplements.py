"""Reads of what an applicant still has to supplement, and of what she has uploaded for it."""

from dataclasses import dataclass
from datetime import datetime

from yichuang.cases.public import State as CaseState

from ..models import Bundle, Part, Shared, SupplementFile
from .bundles import parts_of


def field_of(order: int) -> str:
    """Return the name of the form's field for a line of the list."""
    return f"file_{order}"


@dataclass(frozen=True)
class Wanted:
    """One material that a notice asks for: what is wrong with it, for which lines of which parts."""

    shared: Shared
    problem: str
    serves: tuple[tuple[int, int], ...]  # (part, line)
    files: tuple[SupplementFile, ...]

    @property
    def field(self) -> str:
        """By which a form knows it."""
        return field_of(self.shared.order)


@dataclass(frozen=True)
class SupplementPage:
    """Everything that the open notices of one application ask for, each material once (R073, R276)."""

    bundle: Bundle
    parts: tuple[Part, ...]  # those that wait for it
    wanted: tuple[Wanted, ...]

    @property
    def orders(self) -> tuple[int, ...]:
        """The lines of the one list that are asked for."""
        return tuple(one.shared.order for one in self.wanted)

    @property
    def uploaded(self) -> tuple[int, ...]:
        """Those of them for which something was uploaded."""
        return tuple(one.shared.order for one in self.wanted if one.files)

    @property
    def reply_due_at(self) -> datetime | None:
        """The first of the last instants that the notices name."""
        days = [part.case.reply_due_at for part in self.parts]
        return min((day for day in days if day), default=None)


def supplement_page(bundle: Bundle) -> SupplementPage:
    """Return what the open notices of an application ask for; nothing, where none is open. Four queries at
    most, and one for each part that waits."""
    parts = tuple(part for part in parts_of(bundle) if part.case.state == CaseState.SUPPLEMENTING)
    problems: dict[tuple[int, int], str] = {}
    for part in parts:
        for notice in part.case.supplements.filter(resubmitted_at=None):
            problems |= {(part.order, item["order"]): item["problem"] for item in notice.items}
    if not problems:
        return SupplementPage(bundle, parts, ())
    found = []
    for shared in bundle.materials.prefetch_related("uploads"):
        lines = tuple((part, line) for part, line in shared.serves if (part, line) in problems)
        if lines:
            words = "；".join(dict.fromkeys(problems[one] for one in lines))
            found.append(Wanted(shared, words, lines, tuple(shared.uploads.all())))
    return SupplementPage(bundle, parts, tuple(found))
