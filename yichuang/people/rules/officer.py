"""A member of staff on duty, as the rules see her: who she is and what she may do today. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from .roles import Role


@dataclass(frozen=True)
class Grant:
    """One role, where it is held. `department_id` is None for roles of the whole centre."""

    role: Role
    centre_id: int
    department_id: int | None


@dataclass(frozen=True)
class Officer:
    """A signed-in person with today's roles and the window she sits at, if any. An `Actor`."""

    staff_id: int
    staff_no: str
    name: str
    phone: str
    centre_id: int
    grants: frozenset[Grant]
    window_id: int | None = None

    @property
    def actor_id(self) -> str:
        return self.staff_no

    @property
    def actor_name(self) -> str:
        return self.name

    def holds(self, *roles: Role, centre_id: int | None = None, department_id: int | None = None) -> bool:
        """Say whether she holds one of the roles, at that centre and in that department if named."""
        return any(
            g.role in roles
            and (centre_id is None or g.centre_id == centre_id)
            and (department_id is None or g.department_id == department_id)
            for g in self.grants
        )

    def departments(self, *roles: Role) -> frozenset[int]:
        """Return the departments in which she holds one of the roles."""
        return frozenset(
            g.department_id for g in self.grants if g.role in roles and g.department_id is not None
        )

    def centres(self, *roles: Role) -> frozenset[int]:
        """Return the centres at which she holds one of the roles."""
        return frozenset(g.centre_id for g in self.grants if g.role in roles)


def clash(held: Iterable[Role], wanted: Role) -> str:
    """Say why a role may not be added; an empty string means it may.

    No one person holds two of the three administrator roles, and none of them works cases
    (GB/T 22239-2019 8.1.5).
    """
    admin = {Role.SYSADMIN, Role.SECADMIN, Role.AUDITADMIN}
    mine = set(held)
    if wanted in admin and mine - {wanted}:
        return gettext("系统、安全、审计管理员三权分立，不能兼任其他角色。")
    if wanted not in admin and mine & admin:
        return gettext("这个人是管理员，三权分立，不能兼任办件角色。")
    return ""
