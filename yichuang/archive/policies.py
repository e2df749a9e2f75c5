"""Who may read the archive, and who says how long things are kept."""

from django.utils.translation import gettext

from yichuang.people.public import Officer, Role

from .models import Package

CENTRE_ROLES = (Role.MANAGER, Role.SUPERVISION)
DEPARTMENT_ROLES = (Role.APPROVER, Role.CHIEF_REP)  # R272: the approval section files what it decided
READERS = (*CENTRE_ROLES, *DEPARTMENT_ROLES)


def can_read(package: Package, *, by: Officer) -> bool:
    """Say whether her duty lets her read a package (R277)."""
    return by.holds(*CENTRE_ROLES, centre_id=package.centre_id) or by.holds(
        *DEPARTMENT_ROLES, department_id=package.department_id
    )


def why_not_set_retention(centre_id: int, *, by: Officer) -> str:
    """Say why she may not set how long a matter's cases are kept."""
    return "" if by.holds(Role.MANAGER, centre_id=centre_id) else gettext("保管期限由大厅管理设置。")


def why_not_export(*, by: Officer) -> str:
    """Say why she may not take many packages out at once."""
    return "" if by.holds(*CENTRE_ROLES) else gettext("整批导出由大厅管理或者督查科来做。")
