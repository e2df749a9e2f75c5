"""The door of the journal.

- `record(subject, event, by=, at=, data=)`: write what happened, in the caller's transaction.
- `record_all`: several lines about one subject in one statement.
- `together(event, listener)` / `later(event, listener)`: listen, in reactions.py.
- `story(subject)`: what happened, oldest first. `breaks()`: lines that were tampered with.
- `Event`: the closed list of everything that can happen.
"""

from .models import Entry
from .rules import Event
from .selectors import Break, breaks, story
from .services import Happening, Line, later, listeners, record, record_all, together

__all__ = [
    "Break",
    "Entry",
    "Event",
    "Happening",
    "Line",
    "breaks",
    "later",
    "listeners",
    "record",
    "record_all",
    "story",
    "together",
]
