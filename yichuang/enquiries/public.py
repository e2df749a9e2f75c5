"""The door of enquiries 咨询与首问: questions answered, first contact, enquiries online.

- `answers(question)`: which matters a question is about, best first. `meant_by(query, plain)`: the same beside
  what plain search found. `index_new()`: read what was published.
- `register(Question, by=)` at the desk, `ask(Question, centre)` from the portal.
- `answer`, `hand_on(enquiry, Whither)`, `take`, `come_back`: the moves; `why_not(enquiry, move, handing, by=)`.
- `waiting_for(by)`, `answered_at(by)`, `enquiry_by_no`, `enquiries_of_visit`, `handings_of`,
  `followed(no, tail)`, `light_of`: reads.
"""

from .models import Enquiry, Handing
from .policies import READERS, can_view, why_not, why_not_register
from .rules.words import MOVES, SPOKEN, WITH_THE_FIRST, WRITTEN, Channel, Move, State
from .selectors import (
    Row,
    answered_at,
    answers,
    enquiries_of_visit,
    enquiry_by_id,
    enquiry_by_no,
    followed,
    handings_of,
    light_of,
    meant_by,
    waiting_for,
)
from .services import Question, Whither, answer, ask, come_back, hand_on, index_new, register, take

__all__ = [
    "MOVES",
    "READERS",
    "SPOKEN",
    "WITH_THE_FIRST",
    "WRITTEN",
    "Channel",
    "Enquiry",
    "Handing",
    "Move",
    "Question",
    "Row",
    "State",
    "Whither",
    "answer",
    "answered_at",
    "answers",
    "ask",
    "can_view",
    "come_back",
    "enquiries_of_visit",
    "enquiry_by_id",
    "enquiry_by_no",
    "followed",
    "hand_on",
    "handings_of",
    "index_new",
    "light_of",
    "meant_by",
    "register",
    "take",
    "waiting_for",
    "why_not",
    "why_not_register",
]
