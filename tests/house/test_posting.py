"""Whoever has a message sent says of which centre: its words, its ways and its quiet hours hold (R135)."""

import ast
from collections.abc import Iterator
from pathlib import Path

from yichuang.site.ops.places import ROOT

ROOM = ROOT / "yichuang"
SENDING = {"Posting", "post"}


def sendings() -> Iterator[tuple[Path, ast.Call]]:
    """Yield each call outside the room of notices that makes a message."""
    for path in sorted(ROOM.rglob("*.py")):
        if "notices" in path.relative_to(ROOM).parts[:1]:
            continue
        source = path.read_text(encoding="utf-8")
        if "notices.public" not in source and "import public as notices" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and _sends(node.func):
                yield path, node


def _sends(called: ast.expr) -> bool:
    if isinstance(called, ast.Attribute):
        of_the_room = isinstance(called.value, ast.Name) and called.value.id == "notices"
        return of_the_room and called.attr in SENDING
    return isinstance(called, ast.Name) and called.id == "Posting"


def test_no_room_sends_a_message_without_its_centre() -> None:
    found = list(sendings())
    assert len(found) >= 4, "the rooms that send are found"
    silent = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path, call in found
        if "centre" not in {word.arg for word in call.keywords}
    ]
    assert silent == []
