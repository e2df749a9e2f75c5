"""Opening a file: what it really is, its encoding, its rows. Wrong files end in one clear sentence."""

import codecs
import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum, ZipError

from yichuang.kit.refusal import Invalid

from ...rules.text import tidy

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENDINGS = {
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".ods": "workbook",
    ".xls": "old workbook",
    ".csv": "text",
    ".tsv": "text",
    ".txt": "text",
    ".jsonl": "json",
    ".ndjson": "json",
    ".json": "json",
}
_KINDS = "JSON Lines（.jsonl）、CSV、XLSX、XLS、ODS"
csv.field_size_limit(10_000_000)


@dataclass(frozen=True)
class Line:
    """One row as it stands in the file: its number there, counted from 1, and its cells."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """One table. `merged` are ranges (first row, first column, last row, last column), from 1."""

    name: str
    lines: Iterator[Line]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    total: int = 0


@dataclass
class Meter:
    """How far reading is: for the progress bar."""

    done: int = 0
    total: int = 0


def family(path: Path) -> str:
    """Return what kind of file this is; raise Invalid where it is missing, empty or not what it says."""
    if not path.is_file():
        raise Invalid(f"找不到文件“{path.name}”。")
    with path.open("rb") as file:
        head = file.read(65536)
    if not head.strip():
        raise Invalid(f"“{path.name}”是空文件。")
    claimed = _ENDINGS.get(path.suffix.lower())
    if claimed is None:
        raise Invalid(f"不认识“{path.name}”的类型。能导入的是 {_KINDS}。")
    _refuse_disguise(path, head, claimed)
    return claimed if claimed != "old workbook" else "workbook"


def _refuse_disguise(path: Path, head: bytes, claimed: str) -> None:
    is_zip, is_ole = head.startswith(_ZIP), head.startswith(_OLE)
    if is_ole and claimed == "workbook":
        raise Invalid(f"“{path.name}”有打开密码，或实为旧版 XLS。请去掉密码，另存为 XLSX 再导入。")
    fits = {"workbook": is_zip, "old workbook": is_ole}.get(claimed, not (is_zip or is_ole))
    if not fits:
        raise Invalid(f"“{path.name}”的内容与文件名结尾“{path.suffix}”不符，没有导入。请用原软件另存一次。")
    if claimed in {"text", "json"} and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        odd = sum(byte < 9 or 13 < byte < 27 for byte in head)
        if odd * 50 > len(head) or head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!")):
            raise Invalid(f"“{path.name}”的内容不是文字，没有导入。")


def encoding_of(path: Path) -> str:
    """Return the encoding of a whole text file: UTF-8 or UTF-16 by its mark, UTF-8, else GB18030."""
    with path.open("rb") as file:
        mark = file.read(4)
        if mark.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if mark.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        for encoding in ("utf-8", "gb18030"):
            file.seek(0)
            decoder = codecs.getincrementaldecoder(encoding)()
            try:
                while chunk := file.read(1 << 20):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                continue
            return encoding
    return "utf-8"  # a few damaged characters: read on, they show as �


def json_lines(path: Path, meter: Meter) -> Iterator[tuple[int, Any]]:
    """Yield (line number, object) or (line number, sentence) for a line that cannot be read."""
    meter.total = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")
        file.seek(0)
        if start.startswith(b"["):
            yield from _json_array(path, meter)
            return
        for number, raw in enumerate(file, start=1):
            meter.done += len(raw)
            if raw.strip(b"\xef\xbb\xbf \t\r\n"):
                yield number, _loaded(raw)


class Unreadable(str):
    """A sentence in the place of an object that could not be read."""

    __slots__ = ()


def _loaded(raw: bytes) -> Any:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return Unreadable("这一行不是完整的 JSON。")


def _json_array(path: Path, meter: Meter) -> Iterator[tuple[int, Any]]:
    """A .json file of one array is read whole; halls export such files small."""
    try:
        rows = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Invalid(f"“{path.name}”不是完整的 JSON。") from None
    yield from enumerate(rows, start=1)
    meter.done = meter.total


def sheets(path: Path, kind: str, meter: Meter) -> list[Sheet]:
    """Return the tables of a file: one of a text file, every visible sheet of a workbook."""
    return [_text_sheet(path, meter)] if kind == "text" else _workbook(path, meter)


def _text_sheet(path: Path, meter: Meter) -> Sheet:
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        delimiter = _delimiter(file.read(200_000))
    meter.total = path.stat().st_size
    return Sheet(path.stem, _text_lines(path, encoding, delimiter, meter))


def _delimiter(text: str) -> str:
    """The mark that cuts the most rows of the beginning into the same number of cells."""
    best, score = ",", 0.0
    for mark in ",\t;|，；":
        try:
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
            widths = [len(row) for row in rows if row][:60]
        except csv.Error:
            continue
        usual = max(set(widths), key=lambda w: (widths.count(w), w), default=1)
        if usual > 1 and (points := widths.count(usual) * (usual - 1) ** 0.5) > score:
            best, score = mark, points
    return best


def _text_lines(path: Path, encoding: str, delimiter: str, meter: Meter) -> Iterator[Line]:
    with path.open("rb") as raw:
        file = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="")
        # NUL ends a field for the csv module; no source means it.
        reader = csv.reader((line.replace("\0", "") for line in file), delimiter=delimiter)
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells = []
            meter.done = raw.tell()
            yield Line(number, [_unguarded(tidy(cell)) for cell in cells])


def _workbook(path: Path, meter: Meter) -> list[Sheet]:
    _refuse_bomb(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        seen = [m.name for m in book.sheets_metadata if m.visible is SheetVisibleEnum.Visible]
        out = [_sheet(book, name, meter) for name in seen]
    except PasswordError:
        raise Invalid(f"“{path.name}”有打开密码。请去掉密码再导入。") from None
    except (CalamineError, ZipError, ValueError, OSError) as wrong:
        raise Invalid(f"“{path.name}”打不开：不是完好的电子表格。请用原软件另存一次。") from wrong
    meter.total = sum(sheet.total for sheet in out)
    return out


def _refuse_bomb(path: Path) -> None:
    """A workbook that would unpack to more than 2 GB is no list of matters."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        if sum(info.file_size for info in archive.infolist()) > 2 << 30:
            raise Invalid(f"“{path.name}”解开后超过 2 GB，没有导入。请分成几个文件。")


def _sheet(book: CalamineWorkbook, name: str, meter: Meter) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    # Ranges come as ((row, column), (row, column)), from 0.
    merged = [(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or []]

    def lines() -> Iterator[Line]:
        # The reader pads missing rows above but not missing columns to the left.
        left = sheet.start[1] if sheet.start else 0
        for at, row in enumerate(sheet.iter_rows()):
            meter.done += 1
            cells = [""] * left + [_shown(cell) for cell in row]
            yield Line(at + 1, cells)

    return Sheet(name, lines(), merged, sheet.height)


def _shown(cell: Any) -> str:
    """Return a cell as a person sees it: 20 and not 20.0."""
    if isinstance(cell, str):
        return _unguarded(tidy(cell))
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return tidy(cell)


def _unguarded(cell: str) -> str:
    """Take off the mark that exports put before a cell that a spreadsheet would run as a formula."""
    bare = cell.lstrip("'")
    return cell[1:] if len(bare) < len(cell) and bare.startswith(("=", "+", "-", "@")) else cell
