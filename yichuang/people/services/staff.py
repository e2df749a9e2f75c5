import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import SYSTEM, Actor
from yichuang.kit.refusal import Invalid, Refused

from ..models import ApiToken, Centre, Department, RoleGrant, Staff
from ..policies import LOCK_MINUTES, MAX_FAILURES, why_not_sign_in
from ..rules.officer import clash
from ..rules.passwords import why_weak
from ..rules.roles import Role

_NO_SUCH = gettext_noop("工号或密码不对。")


@cache
def _decoy() -> str:
    """Return what is checked for an unknown number, so that the answer takes as long as for a known one."""
    return make_password("a number that nobody has")


@dataclass(frozen=True)
class Hire:
    """A person to be put on the books."""

    staff_no: str
    name: str
    centre: Centre
    department: Department | None = None
    post: str = ""
    phone: str = ""
    email: str = ""
    password: str = ""


@transaction.atomic
def hire(person: Hire, *, by: Actor, now: datetime) -> Staff:
    """Put a person on the books of a centre and, if sent by one, of her home department (R004)."""
    staff = Staff.objects.create(
        staff_no=person.staff_no,
        name=person.name,
        centre=person.centre,
        home_department=person.department,
        post=person.post,
        phone=person.phone,
        email=person.email,
        hired_on=timezone.localdate(now),
        password=make_password(person.password or None),
        password_changed_at=now,
    )
    journal.record(
        f"staff:{staff.staff_no}",
        Event.STAFF_HIRED,
        by=by,
        at=now,
        first=True,
        centre=person.centre.pk,
        data={"centre": person.centre.code},
    )
    return staff


@transaction.atomic
def grant_role(
    staff: Staff,
    role: Role,
    *,
    centre: Centre,
    department: Department | None = None,
    by: Actor,
    now: datetime,
) -> RoleGrant:
    """Give a person a role at a centre; refuses a mixture that the separation of powers forbids."""
    Staff.objects.select_for_update().get(pk=staff.pk)
    held = [
        Role(r) for r in RoleGrant.objects.filter(staff=staff, until_on=None).values_list("role", flat=True)
    ]
    if reason := clash(held, role):
        raise Refused(reason)
    grant = RoleGrant.objects.create(
        staff=staff, role=role, centre=centre, department=department, from_on=timezone.localdate(now)
    )
    journal.record(
        f"staff:{staff.staff_no}",
        Event.ROLE_GRANTED,
        by=by,
        at=now,
        data={"role": role, "centre": centre.code},
    )
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, on: date, by: Actor, now: datetime) -> None:
    """End a role with a day; what was done under it stays done."""
    grant.until_on = on
    grant.save(update_fields=["until_on"])
    journal.record(
        f"staff:{grant.staff.staff_no}", Event.ROLE_ENDED, by=by, at=now, data={"role": grant.role}
    )


def sign_in(staff_no: str, password: str, *, now: datetime) -> Staff:
    """Return the person who knows this password; slows down and locks after repeated failures.

    The same sentence answers an unknown number and a wrong password. Raises `Refused`.
    """
    staff = Staff.objects.filter(staff_no=staff_no.strip()).first()
    if staff is None:
        check_password(password, _decoy())
        raise Invalid(gettext(_NO_SUCH), field="password")
    if reason := why_not_sign_in(staff, now=now):
        raise Refused(reason)
    if not check_password(password, staff.password):
        _note_failure(staff, now=now)
        raise Invalid(gettext(_NO_SUCH), field="password")
    return staff


@transaction.atomic
def _note_failure(staff: Staff, *, now: datetime) -> None:
    """Count in the database, not in memory, so that several processes count together."""
    Staff.objects.filter(pk=staff.pk).update(failures=F("failures") + 1)
    staff.refresh_from_db(fields=["failures"])
    if staff.failures >= MAX_FAILURES:
        Staff.objects.filter(pk=staff.pk).update(
            failures=0, locked_until=now + timedelta(minutes=LOCK_MINUTES)
        )
    journal.record(f"staff:{staff.staff_no}", Event.STAFF_REFUSED, by=SYSTEM, at=now)


@transaction.atomic
def note_sign_in(staff: Staff, *, window: str, now: datetime) -> None:
    """Write that she is at work, and where (R263)."""
    Staff.objects.filter(pk=staff.pk).update(failures=0, locked_until=None, last_login=now)
    journal.record(
        f"staff:{staff.staff_no}", Event.STAFF_SIGNED_IN, by=staff, at=now, data={"window": window}
    )


@transaction.atomic
def note_sign_out(staff: Staff, *, now: datetime) -> None:
    """Write that she has left."""
    journal.record(f"staff:{staff.staff_no}", Event.STAFF_SIGNED_OUT, by=staff, at=now)


@transaction.atomic
def change_password(staff: Staff, old: str, new: str, *, now: datetime) -> None:
    """Change one's own password; refuses a weak one with what is missing."""
    if not check_password(old, staff.password):
        raise Invalid(gettext("原密码不对。"), field="old")
    if reason := why_weak(new, staff_no=staff.staff_no):
        raise Invalid(reason, field="new")
    staff.password = make_password(new)
    staff.password_changed_at = now
    staff.save(update_fields=["password", "password_changed_at"])
    journal.record(f"staff:{staff.staff_no}", Event.STAFF_PASSWORD_CHANGED, by=staff, at=now)


@transaction.atomic
def give_token(
    staff: Staff, name: str, *, until_at: datetime | None = None, by: Actor, now: datetime
) -> tuple[ApiToken, str]:
    """Make a key to the JSON interface; its text is returned once and never kept."""
    text = f"yc_{secrets.token_urlsafe(32)}"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    token = ApiToken.objects.create(
        staff=staff, name=name[:60], sha256=sha256, made_at=now, until_at=until_at
    )
    journal.record(f"staff:{staff.staff_no}", Event.TOKEN_GIVEN, by=by, at=now, data={"name": token.name})
    return token, text
