"""Reading what integrators send: JSON that the database can hold, and what is wrong with it in words."""

import json
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

_WRONG = {
    "missing": "没有填写。",
    "extra_forbidden": "没有这个字段，请看接口说明。",
    "string_too_long": "最多 {max_length} 个字。",
    "too_long": "最多 {max_length} 项。",
    "greater_than_equal": "不能小于 {ge}。",
    "less_than_equal": "不能大于 {le}。",
    "enum": "只能是 {expected} 之一。",
    "string_pattern_mismatch": "不是可以填的值。",
    "value_error": "层次太深，或者有不能保存的数。",
}
_KINDS = {
    "string": "应为文字。",
    "int": "应为整数。",
    "bool": "应为 true 或 false。",
    "date": "不是真实的日期，应写成 2026-09-14。",
    "list": "应为数组。",
    "dict": "应为对象。",
    "model": "应为对象。",
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
    words = _WRONG.get(kind) or _KINDS.get(kind.split("_")[0], "填写得不对。")
    sentence = words.format_map(error.get("ctx", {}))
    return place, f"{place}：{sentence}" if place else f"请求内容{sentence}"
