"""Writing what a guide says into its rows."""

from collections.abc import Iterable
from typing import Any

from ..models import Guide, MaterialSpec, StepSpec
from ..rules.content import ROWS, Content, digest, row_as_json
from ..selectors.contents import COLUMNS


def columns_of(content: Content) -> dict[str, Any]:
    """Return the guide's own columns for a content, its digest included."""
    values: dict[str, Any] = {}
    for name in COLUMNS:
        value = getattr(content, name)
        if isinstance(value, tuple):
            value = [row_as_json(row) for row in value] if name in ROWS else list(value)
        values[name] = value
    values["has_materials"] = content.materials is not None
    values["has_steps"] = content.steps is not None
    values["digest"] = digest(content)
    return values


def write_lines(pairs: Iterable[tuple[int, Content]]) -> None:
    """Write the materials and steps of new versions, in two statements for any number."""
    materials, steps = [], []
    for guide_id, content in pairs:
        materials += [
            MaterialSpec(guide_id=guide_id, order=order, **row_as_json(row))
            for order, row in enumerate(content.materials or (), start=1)
        ]
        steps += [
            StepSpec(guide_id=guide_id, order=order, **row_as_json(row))
            for order, row in enumerate(content.steps or (), start=1)
        ]
    MaterialSpec.objects.bulk_create(materials, batch_size=2000)
    StepSpec.objects.bulk_create(steps, batch_size=2000)


def rewrite(guide: Guide, content: Content) -> None:
    """Replace what a version in the making says; forms stay with materials of the same name."""
    forms = {form.pk: form.material.name for form in guide.forms.select_related("material") if form.material}
    guide.forms.update(material=None)
    guide.materials.all().delete()
    guide.steps.all().delete()
    write_lines([(guide.pk, content)])
    ids = dict(guide.materials.values_list("name", "pk"))
    for form_id, name in forms.items():
        guide.forms.filter(pk=form_id).update(material=ids.get(name))
    for name, value in columns_of(content).items():
        setattr(guide, name, value)
