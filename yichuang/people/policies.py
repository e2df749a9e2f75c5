"""Who may, and why not, in people's own matters."""

from datetime import datetime

from .models import Staff
from .rules.identity import Identity, IdKind

MAX_FAILURES = 5  # then the account waits; a common local figure, not law
LOCK_MINUTES = 15


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
