"""docs/rules.md: each numbered rule, where it stands in the code, and the tests that show it."""

import ast
import csv
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ..places import ROOT
from .markdown import code, table

NUMBER = re.compile(r"\bR(\d{3})(?:[–-]R?(\d{3}))?\b")
TABLE = ROOT / "docs" / "requirements.tsv"


def page() -> str:
    """Return the page: the rules that a test shows, then those that none shows yet."""
    with TABLE.open(encoding="utf-8", newline="") as source:
        wanted = list(csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE))
    tests, places = shown_by(), standing_in()
    shown = [row for row in wanted if row["id"] in tests]
    rest = [row for row in wanted if row["id"] not in tests]
    return (
        "# 规则 / Rules\n\n"
        f"{len(shown)} of {len(wanted)} numbered rules (`docs/requirements.tsv`) are shown to hold by a test.\n\n"
        + table(
            ("Rule", "Requirement", "Code", "Tests"),
            (
                (row["id"], row["requirement"], _list(places[row["id"]]), _list(tests[row["id"]]))
                for row in shown
            ),
        )
        + "\n## Not yet\n\n"
        + table(
            ("Rule", "Requirement", "Code"),
            ((row["id"], row["requirement"], _list(places[row["id"]])) for row in rest),
        )
    )


def shown_by() -> dict[str, list[str]]:
    """Return the tests that carry each rule's marker: `tests/room/test_file.py::test_name`."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        place = path.relative_to(ROOT)
        everywhere = [
            rule for node in module.body if isinstance(node, ast.Assign) for rule in _marked(node.value)
        ]
        for name, markers in _tests(module):
            for rule in dict.fromkeys([*everywhere, *markers]):
                found[rule].append(f"{place}::{name}")
    return found


def _tests(module: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Yield each test function, also within a class, with the rules on it and on its class."""
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            on_class = [rule for marker in node.decorator_list for rule in _marked(marker)]
            for name, rules in _tests(ast.Module(body=node.body, type_ignores=[])):
                yield f"{node.name}::{name}", [*on_class, *rules]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node.name, [rule for marker in node.decorator_list for rule in _marked(marker)]


def _marked(expression: ast.expr) -> list[str]:
    """Return the rules of every `pytest.mark.rule("R…", …)` within an expression."""
    calls = [node for node in ast.walk(expression) if isinstance(node, ast.Call)]
    ours = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "rule"]
    values = [argument.value for call in ours for argument in call.args if isinstance(argument, ast.Constant)]
    return [value for value in values if isinstance(value, str)]


def standing_in() -> dict[str, list[str]]:
    """Return the files whose docstrings, comments and source notes name each rule."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "yichuang").rglob("*.py")):
        if "migrations" in path.parts or path.is_relative_to(Path(__file__).parent):
            continue  # the numbers in these pages' own sources are examples
        for rule in sorted({rule for text in _said_in(path) for rule in _numbers(text)}):
            found[rule].append(str(path.relative_to(ROOT)))
    return found


def _said_in(path: Path) -> Iterator[str]:
    with path.open("rb") as source:
        for token in tokenize.tokenize(source.readline):
            if token.type in {tokenize.COMMENT, tokenize.STRING}:
                yield token.string


def _numbers(text: str) -> Iterator[str]:
    """Yield `R006`, and for `R006–R008` all three."""
    for first, last in NUMBER.findall(text):
        for number in range(int(first), int(last or first) + 1):
            yield f"R{number:03d}"


def _list(names: list[str]) -> str:
    return "<br>".join(code(name) for name in names)
