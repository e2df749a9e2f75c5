"""What goes out comes in again the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from yichuang.catalogue.public import Matter, export_file
from yichuang.catalogue.rules import normal_form
from yichuang.catalogue.services.guarding import guarded
from yichuang.kit.refusal import Invalid

from .builders import GUIDES, a_centre, take_in


def real_guides() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GUIDES.read_text("utf-8").splitlines()]


def test_every_real_guide_is_written_as_it_was_read() -> None:
    for record in real_guides():
        assert normal_form.write(normal_form.read(record)) == record


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_bytes(GUIDES.read_bytes())
    take_in(path)
    return tmp_path


@pytest.mark.django_db
def test_the_export_is_the_file_that_was_imported(loaded: Path) -> None:
    assert export_file(loaded / "out.jsonl", centre=a_centre()) == 74
    out = [json.loads(line) for line in (loaded / "out.jsonl").read_text("utf-8").splitlines()]
    assert out == real_guides()


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["jsonl", "csv", "xlsx"])
def test_importing_ones_own_export_changes_nothing(loaded: Path, ending: str) -> None:
    path = loaded / f"out.{ending}"
    export_file(path, centre=a_centre())
    done = take_in(path)
    assert (done.rows, done.unchanged) == (74, 74)


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_another_hall_that_takes_in_an_export_gives_out_the_same(loaded: Path, ending: str) -> None:
    export_file(loaded / f"one.{ending}", centre=a_centre())
    other = a_centre("other", name="另一个中心", short="另县")
    assert take_in(loaded / f"one.{ending}", other).imported == 74
    export_file(loaded / "two.jsonl", centre=other)
    out = [json.loads(line) for line in (loaded / "two.jsonl").read_text("utf-8").splitlines()]
    assert out == real_guides()
    assert Matter.objects.count() == 148


@pytest.mark.django_db
def test_a_cell_that_looks_like_a_formula_is_shown_and_not_run(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    record = {"name": "失业登记", "notes": "=HYPERLINK(1)", "agency": "@SUM(1)", "theme": "'-1"}
    path.write_text(json.dumps(record) + "\n", "utf-8")
    take_in(path)
    export_file(tmp_path / "out.xlsx", centre=a_centre())
    cells = [c for row in load_workbook(tmp_path / "out.xlsx").active.iter_rows(min_row=2) for c in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "'=HYPERLINK(1)" in [cell.value for cell in cells]
    assert take_in(tmp_path / "out.xlsx").unchanged == 1


@pytest.mark.parametrize("cell", ["=1+1", "-5", "+86", "@x", "'=1", "''-1", "正常", "'正常"])
def test_the_guard_comes_off_exactly(cell: str) -> None:
    from yichuang.catalogue.services.importing.files import _unguarded

    assert _unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@"))


@pytest.mark.django_db
def test_a_guide_longer_than_a_cell_survives_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    record = {"name": "失业登记", "conditions": ["条件" * 9000 + "  = 完", "+" * 30000]}
    path.write_text(json.dumps(record) + "\n", "utf-8")
    take_in(path)
    export_file(tmp_path / "out.xlsx", centre=a_centre())
    assert take_in(tmp_path / "out.xlsx").unchanged == 1


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="不能导出"):
        export_file(tmp_path / "a.doc")
