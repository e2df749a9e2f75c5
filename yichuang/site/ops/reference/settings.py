"""docs/reference/settings.md: every environment variable that the product reads."""

import re

from django.conf import settings

from yichuang.site.env import VARIABLES

from ..places import ROOT
from .markdown import code, table

# Read before the settings are, by the starting scripts or the supervisor.
BEFORE_SETTINGS = (
    ("YICHUANG_VENV", ".venv", "Folder of the virtual environment that bin/* make and use."),
    ("YICHUANG_PYTHON", "", "Python that makes it, where python3 is not 3.11 or later."),
    ("YICHUANG_CHROMIUM", "", "Chromium that the journeys of bin/test drive."),
)


def page() -> str:
    """Return the page. Reading the settings is what registers the variables."""
    assert settings.configured  # noqa: S101 - says why the import above is needed
    rows = [(variable.name, variable.default, variable.meaning) for variable in VARIABLES.values()]
    return (
        "# 设置 / Settings\n\n"
        "Environment variables. A value that cannot be used stops the start with a sentence that says why.\n\n"
        + _variables(rows)
        + "\nRead by the scripts in `bin/` only:\n\n"
        + _variables(BEFORE_SETTINGS)
    )


def _variables(rows: list[tuple[str, str, str]] | tuple[tuple[str, str, str], ...]) -> str:
    marked = ((code(name), code(_anywhere(default)), meaning) for name, default, meaning in sorted(rows))
    return table(("Variable", "Default", "Meaning"), marked)


def _anywhere(default: str) -> str:
    """Take this machine's folder out of a default, so that the page is the same on every machine."""
    return re.sub(rf"^{re.escape(str(ROOT))}/", "", default)
