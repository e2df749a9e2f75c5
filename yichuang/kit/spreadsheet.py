"""Spreadsheets that a hall takes away: one sheet, a row at a time.

openpyxl is loaded when a book is written: a tenth of a second and some megabytes that a process which writes none
need not spend.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.http import FileResponse
from django.utils import timezone

_FORMULA = frozenset("=+-@")


def write(to: Path | IO[bytes], title: str, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write one sheet whose bold headers stay in sight; return how many rows it got. Memory does not grow."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    heads = [WriteOnlyCell(sheet, value=header) for header in headers]
    for head in heads:
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True)
    sheet.append(heads)
    count = 0
    for row in rows:
        sheet.append(row)
        count += 1
    book.save(to)
    return count


def download(
    title: str, headers: Sequence[str], rows: Iterable[Sequence[object]]
) -> tuple[FileResponse, int]:
    """Return the sheet as a file to be kept, named after its title and the day, and how many rows it has."""
    out = NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 - closed by the response when it has been sent
    count = write(out, title, headers, rows)
    out.seek(0)
    name = f"{title}-{timezone.localdate():%Y%m%d}.xlsx"
    return FileResponse(out, as_attachment=True, filename=name), count


def as_text(text: str) -> str:
    """Keep a spreadsheet from reading words as a formula, and drop what XLSX cannot hold."""
    clean = "".join(c for c in text if c.isprintable() or c == "\n")
    return f"'{clean}" if clean[:1] in _FORMULA else clean


def as_time(at: datetime | None) -> datetime | None:
    """Return an instant as a spreadsheet knows it: by the clock of the hall, without a zone."""
    return timezone.make_naive(at, timezone.get_default_timezone()) if at else None
