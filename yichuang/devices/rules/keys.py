"""A key-pad for ratings: what the program that owns it says to the server. Pure.

The server tells which visit can be rated, the program sends which key was pressed (docs/reference/rating-keys.md):

- `GET  /api/v1/rating-keys/CODE/` answers `{"visit": 12}`, or `{"visit": null}` while nobody can be asked;
- `POST /api/v1/rating-keys/CODE/` with `{"visit": 12, "key": 1}` answers `{"kept": true}`, or why not.
"""

import json

KEYS = range(1, 6)  # 1 the best, as in GB/T 39046 A.8 and on the usual key-pads


def feed_address(server: str, device: str) -> str:
    """Return where a key-pad's program asks and sends."""
    return f"{server.rstrip('/')}/api/v1/rating-keys/{device}/"


def press(visit: int, key: int) -> bytes:
    """Return what is sent when a key was pressed."""
    return json.dumps({"visit": visit, "key": key}).encode()
