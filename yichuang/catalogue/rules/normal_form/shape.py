"""Which fields the normal form has, and the little arithmetic that reading and writing share."""

import re
from typing import Any

from ..words import LimitUnit

# Field of the normal form → field of the content, where both are plain text.
TEXTS = {
    "short_name": "short_name",
    "category": "category",
    "level": "use_level",
    "examination": "examination",
    "quantity_limit": "quantity_limit",
    "result_name": "result_name",
    "result_kind": "result_kind",
    "result_validity": "result_validity",
    "result_sample": "result_sample",
    "visits_reason": "visits_reason",
    "online_depth": "online_depth",
    "scope": "scope",
    "audience": "audience",
    "person_topics": "person_topics",
    "company_topics": "company_topics",
    "responsible": "responsible",
    "phone": "phone",
    "complaint_phone": "complaint_phone",
    "address": "address",
    "hours": "hours",
    "theme": "theme",
    "notes": "notes",
    "id": "source_id",
    "place": "source_place",
    "agency": "source_agency",
}
LISTS = {"conditions": "conditions", "delivery": "delivery", "channels": "channels"}
FLAGS = {"is_online": "is_online", "pay_online": "pay_online"}
TIES = {
    "code": "code",
    "task_code": "task_code",
    "catalog_code": "catalog_code",
    "main_name": "main_name",
    "sub_name": "sub_name",
    "centre": "centre_code",
}
OTHERS = frozenset(
    {"name", "case_kind", "matter_kind", "legal_days", "promised_days", "limit_raw", "limit_notes"}
    | {"materials", "procedure", "special_procedures", "fee", "legal_basis", "visits", "faqs"}
)
# Always written, null where the source is silent: the fields of the 74 real guides, in their order.
ALWAYS = (
    *("id", "name", "agency", "level", "place", "category", "case_kind", "legal_days", "promised_days"),
    *("conditions", "materials", "procedure", "special_procedures", "fee", "legal_basis"),
    *("result_name", "result_kind", "visits", "delivery", "theme", "limit_raw", "notes"),
)

# Words of a note that say when a material is needed, such as 委托代理的 or 中外合资、中外合作经营的.
SITUATION = re.compile(r"^(?:如|若|仅|委托|属于)|(?:的|时)$")


def days(value: int | None, unit: str) -> int | None:
    """Working days, as the normal form counts: hours and the same day are 0; calendar days are not said."""
    if value is None:
        return None
    return {LimitUnit.WORKING_DAY.value: value, LimitUnit.HOUR.value: 0}.get(unit)


_UNIT_WORDS = {
    LimitUnit.WORKING_DAY.value: "工作日",
    LimitUnit.NATURAL_DAY.value: "日",
    LimitUnit.MONTH.value: "个月",
    LimitUnit.HOUR.value: "小时",
}
LIMIT_COLUMNS = tuple(
    f"{side}_{part}" for side in ("statutory", "promised") for part in ("value", "unit", "text")
)


def raw_limits(columns: dict[str, Any]) -> dict[str, Any]:
    """Return the raw limits that follow from the limit columns of a guide."""
    return {
        "legal": _raw_side(*(columns[f"statutory_{part}"] for part in ("value", "unit", "text"))),
        "promised": _raw_side(*(columns[f"promised_{part}"] for part in ("value", "unit", "text"))),
        "single_limit": False,
    }


def _raw_side(value: int | None, unit: str, text: str) -> dict[str, Any] | None:
    if unit == LimitUnit.NONE.value:
        text = text or "无"
    if value is None and not text:
        return None
    return {
        "value": value,
        "unit": _UNIT_WORDS.get(unit) if value is not None else None,
        "text": text or None,
    }
