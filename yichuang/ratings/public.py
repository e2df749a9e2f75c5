"""The door of ratings 好差评: what the people served say of it, and what is done about it.

- `invitation_by(code)`, `invitation_of(thing)`, `just_served_at(window)`: what can be rated. `why_not_rate`.
- `rate(invitation, Opinion(...), channel=)`: once, and changed for some days.
- `handle(rating, move, words)`: a bad one is opened, verified, put right or explained, called back, closed; or
  excluded. `why_not`: the sentence under the button. `can_view`, `may_see_rater`: whose it is to see.
- `ratings_for`, `rating_by_id`: lists. `figures_of(centres, group, month)`: numerators and denominators.
- `ask_at_window(by=)`: wake the tablet or the keys. `services_of(by)`, `note_own`: a clerk's notes for herself.
- `note_seat`: from where a clerk works, to notice ratings of herself.
- `to_code_table`, `to_platform` and back: the two numberings, at the edges only.
"""

from .models import Handling, Invitation, Rating, Saying
from .policies import CENTRE_ROLES, DEPARTMENT_ROLES, can_view, may_see_rater, why_not, why_not_rate
from .rules import (
    BAD,
    INDICATORS,
    MOVES,
    WAITING,
    Channel,
    Level,
    Move,
    State,
    Suspicion,
    Unit,
    from_code_table,
    from_platform,
    of_level,
    to_code_table,
    to_platform,
)
from .selectors import (
    GROUPS,
    Figure,
    Month,
    Narrow,
    errands_in,
    figures_of,
    invitation_by,
    invitation_of,
    just_served_at,
    month_of,
    rating_by_id,
    ratings_for,
    services_of,
)
from .services import Opinion, ask_at_window, handle, note_own, note_seat, rate

__all__ = [
    "BAD",
    "CENTRE_ROLES",
    "DEPARTMENT_ROLES",
    "GROUPS",
    "INDICATORS",
    "MOVES",
    "WAITING",
    "Channel",
    "Figure",
    "Handling",
    "Invitation",
    "Level",
    "Month",
    "Move",
    "Narrow",
    "Opinion",
    "Rating",
    "Saying",
    "State",
    "Suspicion",
    "Unit",
    "ask_at_window",
    "can_view",
    "errands_in",
    "figures_of",
    "from_code_table",
    "from_platform",
    "handle",
    "invitation_by",
    "invitation_of",
    "just_served_at",
    "may_see_rater",
    "month_of",
    "note_own",
    "note_seat",
    "of_level",
    "rate",
    "rating_by_id",
    "ratings_for",
    "services_of",
    "to_code_table",
    "to_platform",
    "why_not",
    "why_not_rate",
]
