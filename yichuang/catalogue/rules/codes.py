"""Checks of catalogue codes. What cannot be right is warned about, never refused: real codes differ."""

import re

from yichuang.people.public import uscc_check


def doubt_about_catalog_code(code: str) -> str:
    """Say what is odd about a basic catalogue code; "" where nothing is. Deployed data has 12 characters."""
    if not code:
        return ""
    if not re.fullmatch(r"[0-9A-Za-z]{12}", code):
        return f"基本编码“{code}”不是 12 位字母或数字。"
    return ""


def doubt_about_task_code(code: str, catalog_code: str = "") -> str:
    """Say what is odd about an implementation code: credit code 18 + level 1 + catalogue code 12.

    Only a code of 31 characters that starts with a valid credit code is checked further.
    """
    if not code:
        return ""
    if len(code) != 31:
        return f"实施编码“{code}”有 {len(code)} 位，通常是 31 位。"
    try:
        valid = uscc_check(code[:17].upper()) == code[17].upper()
    except ValueError:
        valid = False
    if not valid:
        return f"实施编码“{code}”的前 18 位不是有效的统一社会信用代码。"
    if code[18] not in "1234567":
        return f"实施编码第 19 位是“{code[18]}”，行使层级应为 1 至 7。"
    if catalog_code and code[19:] != catalog_code:
        return f"实施编码的后 12 位“{code[19:]}”与基本编码“{catalog_code}”不同。"
    return ""
