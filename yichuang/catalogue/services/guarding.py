"""Cells that a spreadsheet would run as a formula are written so that it shows them instead."""

_FORMULA = ("=", "+", "-", "@")


def guarded(cell: str) -> str:
    """Put ' before a cell that starts like a formula; importing takes it off again.

    A cell that already has such marks gets one more, so that the way back is exact.
    """
    return "'" + cell if cell.lstrip("'").startswith(_FORMULA) else cell
