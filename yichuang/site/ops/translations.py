"""The English of the product: every phrase that a page can show, and the files that Django reads.

The Chinese is the msgid. Phrases come from the templates, from gettext calls, and from what pages show through
the `words` filter: the labels of closed lists (TextChoices) and what forms ask for
(`papers.rules.hall`, `desk.guide_form.blanks`).
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
from django.utils.translation.template import templatize

from .places import ROOT

CATALOGUE = ROOT / "yichuang" / "site" / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
HAN = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
SINGULAR = {"gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CHOICES = {"TextChoices", "IntegerChoices"}
BLANKS = {"Blank", "Section", "Table"}
_CALL = re.compile(r"""\b(n?gettext)\((u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))""")
HEADER = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


@dataclass(frozen=True)
class Phrase:
    """A phrase as the code names it, and where."""

    text: str
    is_plural: bool
    place: str


def phrases() -> dict[str, list[Phrase]]:
    """Return every phrase with its places, in the order of the files."""
    found: dict[str, list[Phrase]] = {}
    for path in sorted((ROOT / "yichuang").rglob("*")):
        if path.suffix not in {".html", ".py"} or "migrations" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        read = _in_template if path.suffix == ".html" else _in_code
        place = path.relative_to(ROOT).as_posix()
        for text, is_plural in read(source):
            found.setdefault(text, []).append(Phrase(text, is_plural, place))
    return found


def _in_template(source: str) -> Iterator[tuple[str, bool]]:
    for name, literal in _CALL.findall(templatize(source)):
        yield str(ast.literal_eval(literal)), name == "ngettext"


def _in_code(source: str) -> Iterator[tuple[str, bool]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Name):
            text = node.args[0]
            if node.func.id in SINGULAR | PLURAL and isinstance(text, ast.Constant):
                yield str(text.value), node.func.id in PLURAL
            if node.func.id in BLANKS:
                yield from ((said, False) for said in _all_said(node))
        if isinstance(node, ast.ClassDef) and _is_closed_list(node):
            yield from ((label, False) for label in _labels(node))


def _all_said(blank: ast.Call) -> Iterator[str]:
    """Yield the label, the hint and the choices of something that a form asks for."""
    for node in ast.walk(blank):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HAN.search(node.value):
            yield node.value


def _is_closed_list(node: ast.ClassDef) -> bool:
    return any(getattr(base, "attr", getattr(base, "id", "")) in CHOICES for base in node.bases)


def _labels(node: ast.ClassDef) -> Iterator[str]:
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple) and len(line.value.elts) == 2:
            label = line.value.elts[1]
            if isinstance(label, ast.Constant) and HAN.search(str(label.value)):
                yield str(label.value)


def merged() -> polib.POFile:
    """Return the catalogue as it should stand: today's phrases with the English known so far."""
    known = {entry.msgid: entry for entry in polib.pofile(str(CATALOGUE))} if CATALOGUE.exists() else {}
    file = polib.POFile(wrapwidth=0)
    file.metadata = dict(HEADER)
    for text, uses in sorted(phrases().items()):
        old = known.get(text)
        entry = polib.POEntry(msgid=text, occurrences=[(p, "") for p in dict.fromkeys(u.place for u in uses)])
        if any(use.is_plural for use in uses):
            entry.msgid_plural = text
            # A message that was plain until now has no words for one and for many.
            entry.msgstr_plural = {0: "", 1: ""} | (dict(old.msgstr_plural) if old else {})
        else:
            entry.msgstr = old.msgstr if old else ""
        file.append(entry)
    return file


def write() -> None:
    """Bring both files up to date; phrases without English stay empty for `problems` to name."""
    file = merged()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    file.save(str(CATALOGUE))
    file.save_as_mofile(str(COMPILED))


def problems() -> list[str]:
    """Return what is wrong: phrases without English, files that are not what the code asks for."""
    file = merged()
    wrong = [f"no English for: {entry.msgid}" for entry in file if not _is_translated(entry)]
    wrong += [
        f"other variables in the English of: {entry.msgid}" for entry in file if not _same_variables(entry)
    ]
    with TemporaryDirectory() as folder:
        fresh, compiled = Path(folder) / "django.po", Path(folder) / "django.mo"
        file.save(str(fresh))
        file.save_as_mofile(str(compiled))
        if not CATALOGUE.exists() or fresh.read_bytes() != CATALOGUE.read_bytes():
            wrong.append("django.po is not what the code asks for; run: manage.py translations --write")
        elif not COMPILED.exists() or compiled.read_bytes() != COMPILED.read_bytes():
            wrong.append("django.mo is older than django.po; run: manage.py translations --write")
    return wrong


def _said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def _is_translated(entry: polib.POEntry) -> bool:
    return all(_said(entry))


def _same_variables(entry: polib.POEntry) -> bool:
    wanted = set(re.findall(r"%\(\w+\)[sd]", entry.msgid))
    return all(set(re.findall(r"%\(\w+\)[sd]", said)) == wanted for said in _said(entry) if said)
