"""Every refusal is made in the reader's language: its words go through gettext where it is made."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.test_lines import sources
from yichuang.site.ops.places import ROOT

HAN = re.compile(r"[\u3400-\u9fff]")
REFUSALS = {"Refused", "Invalid", "Forbidden", "Stale", "NotPublished", "Finding", "Identity"}
DONE = {"success"}  # messages.success: what is said after a redirect
REASONS = re.compile(r"^_?(why_|problem_with|no_longer|clash|doubt_about)")
TRANSLATE = {"gettext", "ngettext", "gettext_noop", "gettext_lazy"}

# Where a refusal is read by the operator at the command line alone, which speaks Chinese.
EXEMPT = {
    "yichuang/bench": "measures, from a command",
    "yichuang/catalogue/services/exporting.py": "writes the file of `manage.py export_guides`",
    "yichuang/catalogue/services/importing": "reads the file of `manage.py import_guides`",
    "yichuang/demo": "builds the demonstration, from a command",
    "yichuang/papers/rules/samples": "invented papers, in the language of papers",
    "yichuang/people/services/setup.py": "reads the file of `manage.py set_up`",
    "yichuang/site/ops": "starts the installation and examines it",
    "yichuang/worktime/rules/published.py": "reads the file of `manage.py import_calendar`",
}
EXEMPT_FOLDER = "management"  # commands themselves


def is_exempt(path: Path) -> bool:
    name = path.relative_to(ROOT).as_posix()
    return EXEMPT_FOLDER in path.parts or any(name.startswith(place) for place in EXEMPT)


def untranslated(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of every Chinese text that refuses and does not go through gettext."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in REFUSALS | DONE:
            for given in [*node.args, *(word.value for word in node.keywords)]:
                yield from _bare(given)
        elif isinstance(node, ast.FunctionDef) and REASONS.match(node.name):
            for line in ast.walk(node):
                if isinstance(line, ast.Return) and line.value is not None:
                    yield from _bare(line.value)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _bare(node: ast.expr) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Call) and _name(node.func) in TRANSLATE:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and HAN.search(node.value):
        yield node.lineno, node.value
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr | ast.keyword):
            yield from _bare(child.value if isinstance(child, ast.keyword) else child)


def test_every_refusal_goes_through_gettext() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{line}: {words}"
        for path in sources()
        if not is_exempt(path)
        for line, words in untranslated(path.read_text(encoding="utf-8"))
    ]
    assert bare == []


def test_every_exemption_names_a_place_that_exists() -> None:
    assert [place for place in EXEMPT if not (ROOT / place).exists()] == []


@pytest.mark.parametrize(
    "source",
    [
        'raise Refused("不行。")',
        'raise Refused(f"第 {n} 项不行。")',
        'raise Invalid("第 %(n)s 项不行。" % {"n": n}, field="x")',
        'def why_not(x):\n    return "不行。" if x else ""',
        'def problem_with(x):\n    return gettext("不行：%(why)s") % {"why": "太长"}',
    ],
)
def test_a_sentence_that_was_forgotten_is_found(source: str) -> None:
    assert list(untranslated(source))


def test_a_sentence_that_is_translated_is_not() -> None:
    assert not list(untranslated('raise Refused(gettext("第 %(n)s 项不行。") % {"n": n})'))
