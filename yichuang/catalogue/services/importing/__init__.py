"""Taking in the files that halls export: JSON Lines, CSV, XLSX, XLS, ODS."""

from .running import ImportResult, import_file

__all__ = ["ImportResult", "import_file"]
