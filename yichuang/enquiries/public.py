"""The door of enquiries 咨询与首问: questions answered, first contact, enquiries online.

- `answers(question)`: which matters a question is about, best first. `meant_by(query, plain)`: the same beside
  what plain search found. `index_new()`: read what was published.
- `register(Question, by=)` at the desk, `ask(Question, centre)` from the portal.
- `answer`, `hand_on(enquiry, Whither)`, `take`, `come_back`: the moves; `why_not(enquiry, move, handing, by=)`.
- `report_call(Told, by=)` from the telephone exchange, `ring_back`, `set_extension`; `calls_to_write_down(by)`,
  `calls_missed(by)`, `picked_up_promptly(centre)`, `by_department`, `times_rung`: the phone log 通话记录.
- `waiting_for(by)`, `answered_at(by)`, `enquiry_by_no`, `handings_of`, `followed(no, tail)`, `light_of`: reads.
"""

from .models import Enquiry, Extension, Handing, PhoneCall
from .policies import (
    ASKED,
    READERS,
    can_view,
    why_not,
    why_not_register,
    why_not_ring_back,
    why_not_set_extensions,
)
from .rules.telephone import Told
from .rules.words import MOVES, SPOKEN, WITH_THE_FIRST, WRITTEN, Channel, Move, State
from .selectors import (
    Calling,
    Prompt,
    Row,
    answered_at,
    answers,
    by_department,
    call_by_id,
    calls_missed,
    calls_to_write_down,
    enquiry_by_id,
    enquiry_by_no,
    extensions_at,
    followed,
    handings_of,
    light_of,
    meant_by,
    picked_up_promptly,
    rung_back_by,
    times_rung,
    waiting_for,
)
from .services import (
    Question,
    Whither,
    answer,
    ask,
    come_back,
    hand_on,
    index_new,
    register,
    report_call,
    ring_back,
    set_extension,
    take,
)

__all__ = [
    "ASKED",
    "MOVES",
    "READERS",
    "SPOKEN",
    "WITH_THE_FIRST",
    "WRITTEN",
    "Calling",
    "Channel",
    "Enquiry",
    "Extension",
    "Handing",
    "Move",
    "PhoneCall",
    "Prompt",
    "Question",
    "Row",
    "State",
    "Told",
    "Whither",
    "answer",
    "answered_at",
    "answers",
    "ask",
    "by_department",
    "call_by_id",
    "calls_missed",
    "calls_to_write_down",
    "can_view",
    "come_back",
    "enquiry_by_id",
    "enquiry_by_no",
    "extensions_at",
    "followed",
    "hand_on",
    "handings_of",
    "index_new",
    "light_of",
    "meant_by",
    "picked_up_promptly",
    "register",
    "report_call",
    "ring_back",
    "rung_back_by",
    "set_extension",
    "take",
    "times_rung",
    "waiting_for",
    "why_not",
    "why_not_register",
    "why_not_ring_back",
    "why_not_set_extensions",
]
