"""Builders that walk the real path: a published guide was drafted, submitted and approved."""

import csv
import io
import itertools
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from yichuang.catalogue.public import (
    Codes,
    Content,
    Guide,
    ImportPlan,
    ImportResult,
    Matter,
    add_matter,
    content_of,
    edit,
    import_file,
    publish,
    submit,
)
from yichuang.kit.actor import SYSTEM
from yichuang.people.public import Centre, Department, Role, RoleGrant, Staff, Theme

NOW = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)  # nine o'clock in the hall
GUIDES = Path(__file__).resolve().parents[2] / "yichuang" / "demo" / "data" / "guides.jsonl"
Rows = list[list[Any]]
_numbers = itertools.count(1)


def a_centre(code: str = "city", **changes: Any) -> Centre:
    values = {"name": "青禾市政务服务中心", "short": "青禾市", "level": "city"} | changes
    return Centre.objects.get_or_create(code=code, defaults=values)[0]


def a_department(centre: Centre, name: str = "青禾市文化广电和旅游局", short: str = "文旅局") -> Department:
    code = f"d{next(_numbers)}"
    defaults = {"code": code, "short": short, "letter": code}
    return Department.objects.get_or_create(centre=centre, name=name, defaults=defaults)[0]


def a_theme(centre: Centre, name: str = "企业注册开办") -> Theme:
    return Theme.objects.get_or_create(centre=centre, name=name, defaults={"code": "A"})[0]


def a_person(centre: Centre, role: Role, department: Department | None = None, **grant: Any) -> Staff:
    number = f"{next(_numbers):04}"
    staff = Staff.objects.create(staff_no=number, name="某某", centre=centre)
    from_on = grant.pop("from_on", date(2026, 1, 1))
    RoleGrant.objects.create(
        staff=staff, role=role, centre=centre, department=department, from_on=from_on, **grant
    )
    return staff


def a_matter(name: str = "娱乐场所经营许可", **changes: Any) -> Matter:
    centre = changes.pop("centre", None) or a_centre()
    return add_matter(
        centre=centre,
        department=changes.pop("department", None) or a_department(centre),
        codes=Codes(changes.pop("code", f"m{next(_numbers)}")),
        name=name,
        by=SYSTEM,
        now=NOW,
        **changes,
    )


def a_draft(name: str = "娱乐场所经营许可", **said: Any) -> Guide:
    """A draft that says these things, of a new matter."""
    guide = a_matter(name).guides.get()
    if said:
        edit(guide, replace(content_of(guide), **said), by=SYSTEM, now=NOW)
    return guide


def a_published_guide(name: str = "娱乐场所经营许可", **said: Any) -> Guide:
    guide = a_draft(name, **said)
    submit(guide, by=SYSTEM, now=NOW)
    publish(guide, by=SYSTEM, now=NOW)
    return guide


def said(**fields: Any) -> Content:
    return Content(**({"name": "娱乐场所经营许可"} | fields))


def take_in(path: Path, centre: Centre | None = None, **options: Any) -> ImportResult:
    """Import a file; the report goes beside it."""
    options.setdefault("publish", True)
    plan = ImportPlan(
        path=path, centre=centre or a_centre(), report=path.with_name(path.name + ".report.csv"), **options
    )
    return import_file(plan, by=SYSTEM, now=NOW)


def a_table(path: Path, rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def a_workbook(path: Path, sheets: dict[str, Rows], merge: dict[str, list[str]] | None = None) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cells in (merge or {}).get(name, []):
            sheet.merge_cells(cells)
    book.save(path)
    return path


def report(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))[1:]


def guide(name: str) -> Guide:
    found = Matter.objects.get(name=name).current
    assert found is not None
    return found
