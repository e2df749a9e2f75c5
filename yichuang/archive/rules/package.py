"""What a package is: a ZIP with everything of a case and a manifest with two digests of each file. Pure.

The same case gives the same bytes: files are stored as they are, in one order, all dated when the case ended.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO, Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .sm3 import sm3

FORMAT = "yichuang-archive/1"
MANIFEST = "manifest.json"
METADATA = "metadata.json"
JOURNAL = "journal.json"
_READABLE_BY_ALL = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True)
class Piece:
    """One file of a package; `title` is what people call it."""

    path: str
    title: str
    content: bytes


@dataclass(frozen=True)
class Listed:
    """One line of the manifest."""

    path: str
    title: str
    size: int
    sha256: str
    sm3: str


def as_json(facts: Any) -> bytes:
    """Return facts as JSON that people can read too, always the same."""
    return (json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


@dataclass(frozen=True)
class Before:
    """The package that one continues: its manifest names it, so that neither can be exchanged unseen."""

    number: int
    sha256: str
    sm3: str


def pack(
    into: IO[bytes], pieces: Iterable[Piece], *, case_no: str, dated: datetime, after: Before | None = None
) -> list[Listed]:
    """Write a package and return its manifest. One piece is in memory at a time."""
    listed = []
    with ZipFile(into, "w", ZIP_STORED) as box:
        for piece in pieces:
            _add(box, piece.path, piece.content, dated)
            listed.append(_listed(piece))
        facts: dict[str, Any] = {
            "format": FORMAT,
            "case_no": case_no,
            "files": [asdict(one) for one in listed],
        }
        if after is not None:
            facts |= {"number": after.number + 1, "previous": asdict(after)}
        _add(box, MANIFEST, as_json(facts), dated)
    return listed


def _listed(piece: Piece) -> Listed:
    sha256 = hashlib.sha256(piece.content).hexdigest()
    return Listed(piece.path, piece.title, len(piece.content), sha256, sm3(piece.content))


def _add(box: ZipFile, path: str, content: bytes, dated: datetime) -> None:
    entry = ZipInfo(path, dated.timetuple()[:6])
    entry.compress_type, entry.external_attr, entry.create_system = ZIP_STORED, _READABLE_BY_ALL, _UNIX
    box.writestr(entry, content)


def manifest_of(package: IO[bytes]) -> list[Listed]:
    """Return a package's manifest. Raises BadZipFile, KeyError or ValueError for one that is broken."""
    with ZipFile(package) as box:
        return [Listed(**one) for one in json.loads(box.read(MANIFEST))["files"]]


def before_in(package: IO[bytes]) -> Before | None:
    """Return which package this one continues, as its manifest says; None for a first one. Raises as
    `manifest_of` does."""
    with ZipFile(package) as box:
        said = json.loads(box.read(MANIFEST)).get("previous")
    return Before(**said) if said else None


def hurt_in(package: IO[bytes]) -> Iterator[str]:
    """Yield the paths whose content is not what the manifest says; the manifest's own if it cannot be read."""
    try:
        listed = manifest_of(package)
        with ZipFile(package) as box:
            there = set(box.namelist()) - {MANIFEST}
            yield from sorted(there ^ {one.path for one in listed})
            for one in listed:
                if one.path in there and not _is_sound(box, one):
                    yield one.path
    except (BadZipFile, KeyError, TypeError, ValueError, OSError):
        yield MANIFEST


def _is_sound(box: ZipFile, listed: Listed) -> bool:
    try:
        content = box.read(listed.path)
    except BadZipFile:
        return False
    return hashlib.sha256(content).hexdigest() == listed.sha256 and sm3(content) == listed.sm3
