"""Checks of catalogue codes. What cannot be right is warned about, never refused: real codes differ."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext

from yichuang.people.public import uscc_check


@dataclass(frozen=True, slots=True)
class Codes:
    """By what a matter is known: in the hall, in the basic catalogue (基本编码), as implemented (实施编码)."""

    own: str
    catalog: str = ""
    task: str = ""


def doubt_about_catalog_code(code: str) -> str:
    """Say what is odd about a basic catalogue code; "" where nothing is. Deployed data has 12 characters."""
    if not code:
        return ""
    if not re.fullmatch(r"[0-9A-Za-z]{12}", code):
        return gettext("基本编码“%(code)s”不是 12 位字母或数字。") % {"code": code}
    return ""


def doubt_about_task_code(code: str, catalog_code: str = "") -> str:
    """Say what is odd about an implementation code: credit code 18 + level 1 + catalogue code 12.

    Only a code of 31 characters that starts with a valid credit code is checked further.
    """
    if not code:
        return ""
    if len(code) != 31:
        return gettext("实施编码“%(code)s”有 %(length)s 位，通常是 31 位。") % {
            "code": code,
            "length": len(code),
        }
    try:
        valid = uscc_check(code[:17].upper()) == code[17].upper()
    except ValueError:
        valid = False
    if not valid:
        return gettext("实施编码“%(code)s”的前 18 位不是有效的统一社会信用代码。") % {"code": code}
    if code[18] not in "1234567":
        return gettext("实施编码第 19 位是“%(digit)s”，行使层级应为 1 至 7。") % {"digit": code[18]}
    if catalog_code and code[19:] != catalog_code:
        return gettext("实施编码的后 12 位“%(tail)s”与基本编码“%(catalog_code)s”不同。") % {
            "tail": code[19:],
            "catalog_code": catalog_code,
        }
    return ""
