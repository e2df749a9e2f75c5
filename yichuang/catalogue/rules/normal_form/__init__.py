"""The normal form of guides: one JSON object a line, as in the demonstration's guides.jsonl.

`read` is tolerant: lists may be text, limits may be words. `write` gives the form back with every
field, so that writing what was read gives the same object again.
"""

from .reading import read
from .writing import as_line, write

__all__ = ["as_line", "read", "write"]
