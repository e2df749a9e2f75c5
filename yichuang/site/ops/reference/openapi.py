"""docs/reference/openapi.json: the JSON interface as integrators' tools read it."""

import json

from yichuang.api.endpoints import api


def page() -> str:
    """Return the description, the same on every run."""
    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
