"""Who may, and why not, in people's own matters."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext, gettext_noop

from yichuang.kit.text import hides_something

from .models import Staff
from .rules.identity import Identity, IdKind

MAX_FAILURES = 5  # then the account waits; a common local figure, not law
LOCK_MINUTES = 15

_FITS = {
    "name": (gettext_noop("姓名或名称"), 120),
    "phone": (gettext_noop("手机"), 20),
    "email": (gettext_noop("邮箱"), 254),
    "address": (gettext_noop("地址"), 200),
    "nationality": (gettext_noop("国籍"), 40),
}


def why_not_sign_in(staff: Staff, *, now: datetime) -> str:
    """Say why this account cannot sign in now; an empty string means it can."""
    if not staff.is_active:
        return gettext("这个账号已停用，请找系统管理员。")
    if staff.locked_until and staff.locked_until > now:
        minutes = max(1, round((staff.locked_until - now).total_seconds() / 60))
        return gettext("密码连续输错 %(times)s 次，账号暂停登录，%(minutes)s 分钟后再试。") % {
            "times": MAX_FAILURES,
            "minutes": minutes,
        }
    return ""


def why_not_identify(kind: IdKind, identity: Identity, *, name: str, confirmed: bool) -> str:
    """Say why a person or body cannot be recorded like this; an empty string means it can (R069, R070)."""
    if identity.problem:
        return identity.problem
    if identity.doubt and not confirmed:
        return identity.doubt
    if not name.strip():
        return gettext("请填写单位名称。") if kind is IdKind.USCC else gettext("请填写姓名。")
    return ""


def why_not_keep(fields: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the first field that cannot be kept as it was typed, and why; None when all can."""
    for field, value in fields.items():
        words, most = _FITS[field]
        if len(value) > most:
            return field, gettext("%(field)s最多 %(most)s 个字，现在有 %(now)s 个。") % {
                "field": gettext(words),
                "most": most,
                "now": len(value),
            }
        if hides_something(value):
            return field, gettext("%(field)s里有看不见的字符，请删掉重新输入。") % {"field": gettext(words)}
    if fields.get("email"):
        try:
            validate_email(fields["email"])
        except ValidationError:
            return "email", gettext("邮箱地址写得不对，例如：zhang@example.com。")
    return None
