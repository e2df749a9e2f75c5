"""The door of hand-overs.

- `lists_for(by)`: what waits for one's signature. `hand`, `receive`, `decline`, `sign_all`; `why_not`.
- `handovers_of(case_id)`, `last_of(case_id)`: what a case's papers went through. `sweep_late`: the clock.
- `go_out`, `come_back`, `errands_at`, `who_can_cover`: errands to exchange papers (R121).
- `take_in_doc`, `sign_doc`, `answer_doc`, `deliver_answer`, `docs_for(by)`, `doc_for`: official documents (R278).
- `referrals_for(by)`, `note_seen`: applications sent on by another department (R044).
"""

from .models import Errand, Handover, OfficialDoc, Referral
from .policies import why_not, why_not_back, why_not_doc, why_not_out
from .rules import DOC_MOVES, MOVES, DocKind, DocMove, DocState, Move, State, Way, due_day
from .selectors import (
    Lists,
    doc_for,
    docs_for,
    errands_at,
    handovers_of,
    last_of,
    lists_for,
    referrals_for,
    who_can_cover,
)
from .services import (
    Incoming,
    answer_doc,
    come_back,
    decline,
    deliver_answer,
    go_out,
    hand,
    note_seen,
    receive,
    sign_all,
    sign_doc,
    sweep_late,
    take_in_doc,
)

__all__ = [
    "DOC_MOVES",
    "MOVES",
    "DocKind",
    "DocMove",
    "DocState",
    "Errand",
    "Handover",
    "Incoming",
    "Lists",
    "Move",
    "OfficialDoc",
    "Referral",
    "State",
    "Way",
    "answer_doc",
    "come_back",
    "decline",
    "deliver_answer",
    "doc_for",
    "docs_for",
    "due_day",
    "errands_at",
    "go_out",
    "hand",
    "handovers_of",
    "last_of",
    "lists_for",
    "note_seen",
    "receive",
    "referrals_for",
    "sign_all",
    "sign_doc",
    "sweep_late",
    "take_in_doc",
    "who_can_cover",
    "why_not",
    "why_not_back",
    "why_not_doc",
    "why_not_out",
]
