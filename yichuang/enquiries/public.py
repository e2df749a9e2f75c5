"""The door of enquiries 咨询与首问: questions answered, first contact, enquiries online.

- `answers(question)`: which matters a question is about, best first. `meant_by(query, plain)`: the same beside
  what plain search found. `index_new()`: read what was published.
"""

from .selectors import answers, meant_by
from .services import index_new

__all__ = ["answers", "index_new", "meant_by"]
