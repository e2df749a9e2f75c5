"""Reading what integrators send: JSON that the database can hold, and what is wrong with it in words."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop
from ninja.parser import Parser

_WRONG = {
    "missing": gettext_noop("没有填写。"),
    "extra_forbidden": gettext_noop("没有这个字段，请看接口说明。"),
    "string_too_long": gettext_noop("最多 %(max_length)s 个字。"),
    "too_long": gettext_noop("最多 %(max_length)s 项。"),
    "greater_than_equal": gettext_noop("不能小于 %(ge)s。"),
    "less_than_equal": gettext_noop("不能大于 %(le)s。"),
    "enum": gettext_noop("只能是 %(expected)s 之一。"),
    "string_pattern_mismatch": gettext_noop("不是可以填的值。"),
    "value_error": gettext_noop("层次太深，或者有不能保存的数。"),
}
_KINDS = {
    "string": gettext_noop("应为文字。"),
    "int": gettext_noop("应为整数。"),
    "bool": gettext_noop("应为 true 或 false。"),
    "datetime": gettext_noop("应为带时区的时间，如 2026-09-14T10:26:00+08:00。"),
    "timezone": gettext_noop("应为带时区的时间，如 2026-09-14T10:26:00+08:00。"),
    "date": gettext_noop("不是真实的日期，应写成 2026-09-14。"),
    "list": gettext_noop("应为数组。"),
    "dict": gettext_noop("应为对象。"),
    "model": gettext_noop("应为对象。"),
}


class PlainParser(Parser):
    """Refuses what JSON allows and PostgreSQL does not: NUL, halves of a surrogate pair, NaN."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(request.body, parse_constant=_no_such_number)
        if b"\\u" in request.body:  # only an escape can smuggle them in
            text = json.dumps(data, ensure_ascii=False)
            text.encode()
            if "\\u0000" in text.replace("\\\\", ""):
                raise ValueError("NUL")
        return data


def _no_such_number(name: str) -> float:
    raise ValueError(name)


def said(error: dict[str, Any]) -> tuple[str, str]:
    """Return the place of what is wrong, as in materials.0.order, and the sentence for it."""
    place = ".".join(str(part) for part in error["loc"][2 if error["loc"][0] == "body" else 1 :])
    kind = str(error["type"])
    words = _WRONG.get(kind) or _KINDS.get(kind.split("_")[0], gettext_noop("填写得不对。"))
    sentence = gettext(words) % error.get("ctx", {})
    if place:
        return place, gettext("%(place)s：%(sentence)s") % {"place": place, "sentence": sentence}
    return place, gettext("请求内容%(sentence)s") % {"sentence": sentence}
