"""Who may, and why not, in people's own matters."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from yichuang.kit.text import hides_something

from .models import Staff
from .rules.identity import Identity, IdKind

MAX_FAILURES = 5  # then the account waits; a common local figure, not law
LOCK_MINUTES = 15

_FITS = {"name": ("姓名或名称", 120), "phone": ("手机", 20), "email": ("邮箱", 254), "address": ("地址", 200),
         "nationality": ("国籍", 40)}  # fmt: skip


def why_not_sign_in(staff: Staff, *, now: datetime) -> str:
    """Say why this account cannot sign in now; an empty string means it can."""
    if not staff.is_active:
        return "这个账号已停用，请找系统管理员。"
    if staff.locked_until and staff.locked_until > now:
        minutes = max(1, round((staff.locked_until - now).total_seconds() / 60))
        return f"密码连续输错 {MAX_FAILURES} 次，账号暂停登录，{minutes} 分钟后再试。"
    return ""


def why_not_identify(kind: IdKind, identity: Identity, *, name: str, confirmed: bool) -> str:
    """Say why a person or body cannot be recorded like this; an empty string means it can (R069, R070)."""
    if identity.problem:
        return identity.problem
    if identity.doubt and not confirmed:
        return identity.doubt
    if not name.strip():
        return "请填写单位名称。" if kind is IdKind.USCC else "请填写姓名。"
    return ""


def why_not_keep(fields: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the first field that cannot be kept as it was typed, and why; None when all can."""
    for field, value in fields.items():
        words, most = _FITS[field]
        if len(value) > most:
            return field, f"{words}最多 {most} 个字，现在有 {len(value)} 个。"
        if hides_something(value):
            return field, f"{words}里有看不见的字符，请删掉重新输入。"
    if fields.get("email"):
        try:
            validate_email(fields["email"])
        except ValidationError:
            return "email", "邮箱地址写得不对，例如：zhang@example.com。"
    return None
