"""Files that people hand in: checked by content, kept outside the web root under their own hash.

The same bytes are stored once, and nothing is ever written over (R086).
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

import filetype
from django.utils.translation import gettext
from PIL import Image, UnidentifiedImageError

from yichuang.kit.refusal import Invalid, Refused

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 120_000_000  # a scanned A3 page at 600 dpi has about 70 million
_KINDS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}  # what a form to fill in is written with
_OFFICE_KIND = "application/vnd.openxmlformats-officedocument."
_OFD_MARK = b"OFD.xml"  # GB/T 33190: a ZIP whose first entries name it


@dataclass(frozen=True)
class Stored:
    """A file in the store."""

    sha256: str
    name: str
    kind: str
    size: int


def _kind_of(head: bytes) -> str:
    guess = filetype.guess(head)
    mime = guess.mime if guess else ""
    if mime == "application/zip" and _OFD_MARK in head:
        return "application/ofd"
    return mime


def _check_picture(content: bytes) -> None:
    try:
        with Image.open(BytesIO(content)) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise Invalid(gettext("图片太大，请用 300 dpi 重新扫描。"), field="file")
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as bad:
        raise Invalid(gettext("图片打不开，可能传输中损坏，请重新扫描。"), field="file") from bad


def tidy_name(name: str) -> str:
    """Return a file's own name without folders, control characters or surprising length."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(c for c in base if c.isprintable()).strip() or "文件"
    return clean[-150:]


def keep(folder: Path, name: str, chunks: Iterable[bytes]) -> Stored:
    """Check and store a file; returns its hash, kind by content, and size.

    Raises `Invalid`, and keeps nothing, when it is empty, over 20 MB, not a PDF, OFD, JPEG, PNG or
    WebP by its content, or a picture that does not open.
    """
    data = _read_all(chunks)
    kind = _kind_of(data[:8192])
    if kind not in _KINDS and kind != "application/ofd":
        raise Invalid(gettext("只收 PDF、OFD、JPG、PNG、WebP 格式，这个文件的内容不是。"), field="file")
    return _kept(folder, name, data, kind)


def keep_form(folder: Path, name: str, chunks: Iterable[bytes]) -> Stored:
    """Check and store a form to be downloaded: what `keep` takes, and DOCX and XLSX without macros.

    Its name gets the ending of its content. Raises `Invalid` as `keep` does.
    """
    data = _read_all(chunks)
    kind, ending = _kind_of(data[:8192]), ""
    if kind in _KINDS or kind == "application/ofd":
        ending = _KINDS.get(kind, "ofd")
    elif ending := _office_ending(data):
        kind = _OFFICE_KIND + {"docx": "wordprocessingml.document", "xlsx": "spreadsheetml.sheet"}[ending]
    else:
        raise Invalid(
            gettext("只收 PDF、OFD、JPG、PNG、WebP 和不带宏的 DOCX、XLSX。DOC、XLS、WPS 请另存为新格式。"),
            field="file",
        )
    stem = tidy_name(name).rsplit(".", 1)[0] or "文件"
    return _kept(folder, f"{stem}.{ending}", data, kind)


def _office_ending(data: bytes) -> str:
    """Return docx or xlsx by what lies in a file; nothing for anything else, and where macros lie in it."""
    try:
        with ZipFile(BytesIO(data)) as parts:
            names = set(parts.namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return ""
    if "[Content_Types].xml" not in names or any(name.lower().endswith("vbaproject.bin") for name in names):
        return ""
    return next((ending for part, ending in _OFFICE.items() if part in names), "")


def _read_all(chunks: Iterable[bytes]) -> bytes:
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > MOST_BYTES:
            raise Invalid(gettext("文件超过 20 MB，请压缩或分成几份再传。"), field="file")
    data = bytes(content)
    if not data:
        raise Invalid(gettext("文件是空的，请重新选择。"), field="file")
    return data


def _kept(folder: Path, name: str, data: bytes, kind: str) -> Stored:
    if kind.startswith("image/"):
        _check_picture(data)
    mark = digest(data)
    _make(folder)
    _write_once(path_of(folder, mark), data)
    return Stored(mark, tidy_name(name), kind, len(data))


def keep_written(folder: Path, write: Callable[[IO[bytes]], None]) -> tuple[str, int]:
    """Store what `write` makes, whatever its kind and size; returns its hash and its bytes.

    It is put in place whole or not at all, on the disk before anything says so.
    """
    _make(folder)
    handle, temporary = tempfile.mkstemp(dir=folder)
    half = Path(temporary)
    try:
        with os.fdopen(handle, "wb") as out:
            write(out)
            out.flush()
            os.fsync(out.fileno())
        mark, size = digest_of_file(half), half.stat().st_size
        path = path_of(folder, mark)
        path.parent.mkdir(parents=True, exist_ok=True)
        half.replace(path)
        _settle(path.parent)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    return mark, size


def read(folder: Path, sha256: str) -> bytes:
    """Return a kept file's bytes. Raises Refused when it is gone or a byte of it changed."""
    path = path_of(folder, sha256)
    content = path.read_bytes() if path.is_file() else b""
    if digest(content) != sha256:
        raise Refused(gettext("存放的文件丢失或者损坏（%(mark)s），请从备份里恢复。") % {"mark": sha256[:12]})
    return content


def carry(source: Path, target: Path, sha256: str) -> None:
    """Put a kept file into another store too, as it is. Raises Refused when a byte of it changed."""
    content = read(source, sha256)
    _make(target)
    _write_once(path_of(target, sha256), content)


def digest_of_file(path: Path) -> str:
    """Return the hash of a file, read piece by piece."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def digest(content: bytes) -> str:
    """Return the hash that a file lies under."""
    return hashlib.sha256(content).hexdigest()


def path_of(folder: Path, sha256: str) -> Path:
    """Return where a hash lies in the store."""
    if len(sha256) != 64 or not all(c in "0123456789abcdef" for c in sha256):
        raise ValueError("not a SHA-256")
    return folder / sha256[:2] / sha256[2:4] / sha256


def _make(folder: Path) -> None:
    """Make a store, and whatever it lies in, closed to the machine's other accounts.

    `parents=True` would close the last folder alone: a store inside a store left the outer one open.
    """
    for each in (*reversed(folder.parents), folder):
        each.mkdir(mode=0o700, exist_ok=True)


def _settle(folder: Path) -> None:
    """Have the folder's own entry on the disk too: a name can be lost where its bytes are not."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_once(path: Path, data: bytes) -> None:
    """Put the bytes in place whole or not at all, on the disk before anything says so."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(path)
        _settle(path.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
