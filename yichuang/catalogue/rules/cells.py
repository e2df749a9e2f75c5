"""The cells of one row of a table, by canonical field."""


class Cells:
    """What a row says, its units from the titles, columns without a place here, and doubts found while reading."""

    def __init__(self) -> None:
        self.cells: dict[str, str] = {}
        self.units: dict[str, str] = {}
        self.extra: dict[str, str] = {}
        self.warnings: list[str] = []

    def get(self, field: str) -> str:
        """Return a field's cell; "" where the row is silent."""
        return self.cells.get(field, "")
