"""The house stays readable: short functions, short files, nothing left for later."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from yichuang.site.ops.places import ROOT

LONGEST_FILE, LONGEST_FUNCTION = 400, 50
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def sources() -> Iterator[Path]:
    for path in sorted((ROOT / "yichuang").rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def test_no_file_is_longer_than_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines for path in sources() if (lines := length(path)) > LONGEST_FILE
    }
    assert long == {}


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_function_is_longer_than_50_lines() -> None:
    long = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}:{node.name}: {lines}")
    assert long == []


def test_nothing_is_left_for_later() -> None:
    pages = [*sources(), *(ROOT / "yichuang").rglob("*.html")]
    left = [str(path.relative_to(ROOT)) for path in pages if LATER.search(path.read_text(encoding="utf-8"))]
    assert left == []
