"""Calls of the JSON interface, as an integrator makes them."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.cases.build import ID
from tests.cast import NOW, Hall
from yichuang.kit.actor import SYSTEM
from yichuang.people import public as people


def a_key(hall: Hall, who: str = "clerk", *, until_at: datetime | None = None) -> str:
    """Return a key that acts for a member of the cast."""
    _, text = people.give_token(hall.staff[who], "测试系统", until_at=until_at, by=SYSTEM, now=NOW)
    return text


def an_application(**changes: Any) -> dict[str, Any]:
    """Return a complete application for the cast's matter."""
    return {
        "matter": "sp-xjy",
        "applicant": {"id_number": ID, "name": "张三", "phone": "13812341234"},
        "materials": [{"order": n} for n in range(1, 5)] + [{"order": 5, "mark": "not_needed"}],
        **changes,
    }


def post(body: object, key: str, *, raw: bytes | None = None, **more: Any) -> HttpResponse:
    """Post an application, or raw bytes."""
    data = raw if raw is not None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {key}"}
    client = Client(raise_request_exception=False)
    return client.post("/api/v1/cases", data, content_type="application/json", headers=headers, **more)
