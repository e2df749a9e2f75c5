"""A hall entered from one file: centres, departments, windows, people. What is there already stays."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Invalid
from yichuang.worktime.public import HoursPlan

from ..models import ApprovalSeal, Centre, Department, RoleGrant, Staff, Theme, Window, WindowAssignment
from ..rules.roles import Level, Role
from .centres import found_centre
from .staff import Hire, grant_role, hire

_IN_A_DEPARTMENT = frozenset({Role.REVIEWER, Role.APPROVER, Role.CHIEF_REP, Role.LEADER, Role.PUBLISHER})
_KINDS = ("centre", "department", "window", "person")


@dataclass
class SetUp:
    """What was made, and the first password of each new person."""

    made: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_KINDS, 0))
    passwords: dict[str, str] = field(default_factory=dict)


def _need(row: dict[str, Any], key: str, where: str) -> Any:
    if row.get(key) in (None, ""):
        raise Invalid(f"{where}缺少 {key}。", field=key)
    return row[key]


@transaction.atomic
def set_up(plan: dict[str, Any], *, by: Actor, now: datetime) -> SetUp:
    """Enter a hall. All of it or nothing; the same file again makes nothing new.

    Raises `Invalid` with the row and what is wrong with it.
    """
    unknown = sorted(set(plan) - set(_KINDS))
    if unknown:
        raise Invalid(f"不认识“{unknown[0]}”。只能有 {'、'.join(_KINDS)}。")
    done = SetUp()
    for n, row in enumerate(plan.get("centre", []), 1):
        _centre(row, f"第 {n} 个中心", done, by=by, now=now)
    for n, row in enumerate(plan.get("department", []), 1):
        _department(row, f"第 {n} 个部门", done, now=now)
    for n, row in enumerate(plan.get("window", []), 1):
        _window(row, f"第 {n} 个窗口", done, now=now)
    for n, row in enumerate(plan.get("person", []), 1):
        _person(row, f"第 {n} 个人", done, by=by, now=now)
    return done


def _find_centre(row: dict[str, Any], where: str) -> Centre:
    code = _need(row, "centre", where)
    found = Centre.objects.filter(code=code).first()
    if found is None:
        raise Invalid(f"{where}：没有编码为“{code}”的中心。", field="centre")
    return found


def _centre(row: dict[str, Any], where: str, done: SetUp, *, by: Actor, now: datetime) -> None:
    code = _need(row, "code", where)
    if Centre.objects.filter(code=code).exists():
        return
    if row.get("level") not in Level.values:
        raise Invalid(f"{where}的 level 应是 {'、'.join(Level.values)} 之一。", field="level")
    above = Centre.objects.filter(code=row.get("follows", "")).first()
    if row.get("follows") and above is None:
        raise Invalid(f"{where}：没有编码为“{row['follows']}”的上级中心。", field="follows")
    name = _need(row, "name", where)
    centre = found_centre(
        code, name, row.get("short", name), Level(row["level"]), follows=above, by=by, now=now
    )
    for key in ("address", "phone", "complaint_phone", "region_code"):
        setattr(centre, key, str(row.get(key, "")))
    if row.get("hours"):
        centre.hours = HoursPlan.objects.filter(code=row["hours"]).first()
    centre.save()
    done.made["centre"] += 1


def _department(row: dict[str, Any], where: str, done: SetUp, *, now: datetime) -> None:
    centre = _find_centre(row, where)
    code = _need(row, "code", where)
    name = _need(row, "name", where)
    made, is_new = Department.objects.get_or_create(
        centre=centre,
        code=code,
        defaults={
            "name": name,
            "short": row.get("short", name)[:20],
            "letter": _need(row, "letter", where),
            "phone": row.get("phone", ""),
            "complaint_phone": row.get("complaint_phone", ""),
            "uscc": row.get("uscc", ""),
        },
    )
    if is_new:
        ApprovalSeal.objects.create(department=made, registered_on=timezone.localdate(now))
        done.made["department"] += 1


def _window(row: dict[str, Any], where: str, done: SetUp, *, now: datetime) -> None:
    centre = _find_centre(row, where)
    theme = Theme.objects.filter(centre=centre, name=_need(row, "theme", where)).first()
    if theme is None:
        raise Invalid(f"{where}：中心没有“{row['theme']}”这个主题。", field="theme")
    number = _need(row, "number", where)
    # The windows that a hall opens with are no change; those that come later are announced.
    since = timezone.localdate(now) if not done.made["centre"] else None
    defaults = {"theme": theme, "since_on": since}
    _made, is_new = Window.objects.get_or_create(centre=centre, number=number, defaults=defaults)
    done.made["window"] += is_new


def _person(row: dict[str, Any], where: str, done: SetUp, *, by: Actor, now: datetime) -> None:
    centre = _find_centre(row, where)
    number = str(_need(row, "no", where))
    if Staff.objects.filter(staff_no=number).exists():
        return
    department = Department.objects.filter(centre=centre, code=row.get("department", "")).first()
    if row.get("department") and department is None:
        raise Invalid(f"{where}：没有编码为“{row['department']}”的部门。", field="department")
    password = f"{secrets.token_urlsafe(9)}-Aa1"
    staff = hire(
        Hire(number, _need(row, "name", where), centre, department, row.get("post", ""), str(row.get("phone", "")),
             row.get("email", ""), password),
        by=by, now=now,
    )  # fmt: skip
    done.passwords[number] = password
    done.made["person"] += 1
    for role in row.get("roles", []):
        _role(staff, role, centre, department, where, by=by, now=now)
    windows = Window.objects.filter(centre=centre, number__in=row.get("windows", []))
    today = timezone.localdate(now)
    WindowAssignment.objects.bulk_create(
        WindowAssignment(staff=staff, window=w, since_on=today) for w in windows
    )


def _role(
    staff: Staff,
    role: str,
    centre: Centre,
    department: Department | None,
    where: str,
    *,
    by: Actor,
    now: datetime,
) -> RoleGrant:
    if role not in Role.values:
        raise Invalid(f"{where}：没有“{role}”这个角色，可用 {'、'.join(Role.values)}。", field="roles")
    held_in = department if role in _IN_A_DEPARTMENT else None
    if held_in is None and role in _IN_A_DEPARTMENT:
        raise Invalid(f"{where}：{Role(role).label}要写明部门。", field="department")
    return grant_role(staff, Role(role), centre=centre, department=held_in, by=by, now=now)
