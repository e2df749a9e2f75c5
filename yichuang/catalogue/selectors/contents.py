"""What guides say, as values."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ..models import Guide, MaterialSpec, StepSpec
from ..rules.content import FIELDS, LINES, ROWS, TEXTS, Content, MaterialLine, StepLine

_MATERIAL = tuple(MaterialLine.__dataclass_fields__)
_STEP = tuple(StepLine.__dataclass_fields__)
COLUMNS = tuple(name for name in FIELDS if name not in LINES)


def content_of(guide: Guide) -> Content:
    """Return all that this version says. Two queries."""
    return contents_of([guide])[guide.pk]


def contents_of(guides: Iterable[Guide]) -> dict[int, Content]:
    """Return what each version says, by its id. Two queries for any number."""
    found = {guide.pk: guide for guide in guides}
    materials: dict[int, list[MaterialLine]] = defaultdict(list)
    for row in MaterialSpec.objects.filter(guide__in=found).order_by("guide", "order"):
        materials[row.guide_id].append(MaterialLine(**{name: getattr(row, name) for name in _MATERIAL}))
    steps: dict[int, list[StepLine]] = defaultdict(list)
    for line in StepSpec.objects.filter(guide__in=found).order_by("guide", "order"):
        steps[line.guide_id].append(StepLine(**{name: getattr(line, name) for name in _STEP}))
    return {pk: _content(guide, materials[pk], steps[pk]) for pk, guide in found.items()}


def _content(guide: Guide, materials: list[MaterialLine], steps: list[StepLine]) -> Content:
    values: dict[str, Any] = {name: _value(name, getattr(guide, name)) for name in COLUMNS}
    values["materials"] = tuple(materials) if guide.has_materials else None
    values["steps"] = tuple(steps) if guide.has_steps else None
    return Content(**values)


def _value(name: str, stored: Any) -> Any:
    if stored is None or not isinstance(stored, list):
        return stored
    if name in ROWS:
        return tuple(ROWS[name](**row) for row in stored)
    return tuple(stored) if name in TEXTS else stored
