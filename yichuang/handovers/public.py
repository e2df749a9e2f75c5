"""The door of hand-overs.

- `lists_for(by)`: what waits for one's signature. `hand`, `receive`, `decline`, `sign_all`; `why_not`.
- `handovers_of(case_id)`, `last_of(case_id)`: what a case's papers went through. `sweep_late`: the clock.
- `go_out`, `come_back`, `errands_at`, `who_can_cover`: errands to exchange papers (R121).
- `referrals_for(by)`, `note_seen`: applications sent on by another department (R044).
"""

from .models import Errand, Handover, Referral
from .policies import why_not, why_not_back, why_not_out
from .rules import MOVES, Move, State, Way, due_day
from .selectors import Lists, errands_at, handovers_of, last_of, lists_for, referrals_for, who_can_cover
from .services import come_back, decline, go_out, hand, note_seen, receive, sign_all, sweep_late

__all__ = [
    "MOVES",
    "Errand",
    "Handover",
    "Lists",
    "Move",
    "Referral",
    "State",
    "Way",
    "come_back",
    "decline",
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
    "sweep_late",
    "who_can_cover",
    "why_not",
    "why_not_back",
    "why_not_out",
]
