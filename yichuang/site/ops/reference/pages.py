"""The list of generated pages. Add a line here to add a page."""

from collections.abc import Callable
from pathlib import Path

from ..places import ROOT
from . import commands, events, openapi, papers, rules, settings, states

PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/settings.md": settings.page,
    "docs/reference/events.md": events.page,
    "docs/reference/commands.md": commands.page,
    "docs/reference/states.md": states.page,
    "docs/reference/papers.md": papers.page,
    "docs/reference/openapi.json": openapi.page,
    "docs/rules.md": rules.page,
}

NOTE = "<!-- Generated: python manage.py reference --write -->\n"


def texts() -> dict[Path, str]:
    """Return every generated file's place and right text. Only Markdown carries the note that it is generated."""
    return {ROOT / name: _marked(name, make()) for name, make in PAGES.items()}


def _marked(name: str, text: str) -> str:
    return f"{NOTE}{text.rstrip()}\n" if name.endswith(".md") else text


def differing() -> list[Path]:
    """Return the files that are not what the code says."""
    return [path for path, text in texts().items() if not path.exists() or path.read_text() != text]


def write() -> list[Path]:
    """Write the files that differ, and return them."""
    right = texts()
    changed = differing()
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(right[path])
    return changed
