from django.utils.translation import gettext

"""When a password is good enough. The figures are common local practice, not law. Pure."""

LEAST_LENGTH = 10


def why_weak(password: str, *, staff_no: str) -> str:
    """Say what a password lacks; an empty string means it will do."""
    if len(password) < LEAST_LENGTH:
        return gettext("密码至少 %(least)s 位。") % {"least": LEAST_LENGTH}
    kinds = (
        any(c.islower() for c in password),
        any(c.isupper() for c in password),
        any(c.isdigit() for c in password),
        any(not c.isalnum() for c in password),
    )
    if sum(kinds) < 3:
        return gettext("密码要有大写字母、小写字母、数字、符号中的至少三种。")
    if staff_no and staff_no in password:
        return gettext("密码里不要有工号。")
    if len(set(password)) < 5:
        return gettext("密码里重复的字符太多。")
    return ""
