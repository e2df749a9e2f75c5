"""Processes beside the tests' own that work on the tests' database."""

import os
from urllib.parse import quote, urlencode

from django.db import connection

from yichuang.site.ops.places import ROOT


def surroundings(*, settings: str = "tests.settings", **more: str) -> dict[str, str]:
    """Return the environment in which another process has the product on the database of this test."""
    told = {"DATABASE_URL": _address(), "DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": str(ROOT)}
    return os.environ | told | more


def _address() -> str:
    known = connection.settings_dict
    password = f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else ""
    query = urlencode({"host": known["HOST"]})
    port = f"localhost:{known['PORT']}" if known["PORT"] else ""
    return f"postgresql://{quote(known['USER'])}{password}@{port}/{known['NAME']}?{query}"
