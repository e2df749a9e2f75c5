"""The door of the archive.

- `archive(case_no, now=)`: make the package of a case that ended, once; the worker does it.
- `continue_package(case_no, now=)`: the next one, of what was issued after it; names the one before.
- `read(package, by=, now=)`: its file, checked; Refused when a byte changed. `export(…)`: many at once.
- `find_packages`, `package_of`, `packages_of`, `count_damaged`, `retention_rules`: reads. `can_read`: whose duty.
- `set_retention(matter, keep, by=, now=)`: how long a matter's cases are kept.
- `sm3_is_native()`: whether OpenSSL computes SM3 here.
"""

from .models import Package
from .policies import CENTRE_ROLES, READERS, can_read, why_not_export, why_not_set_retention
from .rules.retention import Keep
from .rules.sm3 import is_native as sm3_is_native
from .selectors import (
    count_damaged,
    find_packages,
    month_of,
    package_of,
    packages_of,
    retention_rules,
)
from .services import (
    archive,
    check,
    check_again,
    continue_package,
    export,
    read,
    set_retention,
)

__all__ = [
    "CENTRE_ROLES",
    "READERS",
    "Keep",
    "Package",
    "archive",
    "can_read",
    "check",
    "check_again",
    "continue_package",
    "count_damaged",
    "export",
    "find_packages",
    "month_of",
    "package_of",
    "packages_of",
    "read",
    "retention_rules",
    "set_retention",
    "sm3_is_native",
    "why_not_export",
    "why_not_set_retention",
]
