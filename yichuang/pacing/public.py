"""The door of pacing.

- `guess(look, counters, now=)`: what a guess came to, or nothing while it has to wait.
- `pace(counter, now=)`: the same for what is not wrong but may come too often.
- `Counter`, `Pace`: what is counted, and how patiently.
"""

from .rules import Counter, Pace
from .services import Guess, guess, pace

__all__ = ["Counter", "Guess", "Pace", "guess", "pace"]
