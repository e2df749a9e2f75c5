"""Writing what a guide says into its rows.

Lines go in by COPY: an import writes ten of them for each matter, and COPY takes a third of the time
of INSERT.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from ..models import Guide, Matter
from ..rules.content import ROWS, Content, MaterialLine, StepLine, digest, row_as_json
from ..selectors.contents import COLUMNS

_JSON = frozenset(
    {"limit_raw", "limit_notes", "conditions", "legal_basis", "delivery", "channels", "special_procedures"}
    | {"faqs", "extra"}
)


def subject(matter: Matter) -> str:
    """Return the journal's name for a matter: one story for all its versions."""
    return f"matter:{matter.code}"


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


def write_guides(guides: Sequence[Guide]) -> None:
    """Write new versions in two statements for any number, and give them their ids."""
    if not guides:
        return
    names = [str(f.column) for f in Guide._meta.concrete_fields]
    attributes = [f.attname for f in Guide._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('catalogue_guide', 'id')) FROM generate_series(1, %s)",
            [len(guides)],
        )
        for guide, (number,) in zip(guides, cursor.fetchall(), strict=True):
            guide.pk = number
    _copy("catalogue_guide", names, ([_plain(a, getattr(g, a)) for a in attributes] for g in guides))


def write_lines(pairs: Iterable[tuple[int, Content]]) -> None:
    """Write the materials and steps of new versions, in two statements for any number."""
    materials: list[list[Any]] = []
    steps: list[list[Any]] = []
    for guide_id, content in pairs:
        for rows, lines in ((materials, content.materials), (steps, content.steps)):
            for order, line in enumerate(lines or (), start=1):
                rows.append([guide_id, order, *row_as_json(line).values()])
    _copy("catalogue_materialspec", ["guide_id", "order", *MaterialLine.__dataclass_fields__], materials)
    _copy("catalogue_stepspec", ["guide_id", "order", *StepLine.__dataclass_fields__], steps)


def _copy(table: str, columns: list[str], rows: Iterable[Sequence[Any]]) -> None:
    quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _plain(name: str, value: Any) -> Any:
    if name in _JSON and value is not None:
        return json.dumps(value, ensure_ascii=False)
    return value


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
