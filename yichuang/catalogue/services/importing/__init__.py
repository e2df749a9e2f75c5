"""Taking in the files that halls export: JSON Lines, CSV, XLSX, XLS, ODS."""

from .running import ImportPlan, ImportResult, import_file

__all__ = ["ImportPlan", "ImportResult", "import_file"]
