"""The door of ratings 好差评: what the people served say of it, and what is done about it.

- `invitation_by(code)`, `invitation_of(thing)`, `just_served_at(window)`: what can be rated. `why_not_rate`.
- `rate(invitation, Opinion(...), channel=)`: once, and changed for some days.
- `handle(rating, move, words)`: a bad one is opened, verified, put right or explained, called back, closed; or
  excluded. `why_not`: the sentence under the button. `can_view`, `may_see_rater`: whose it is to see.
- `ratings_for`, `rating_by_id`: lists; `ratings_between`: for another system.
- `figures_of(centres, group, month)`: numerators and denominators.
- `ask_at_window(by=)`: wake the tablet or the keys. `services_of(by)`, `note_own`: a clerk's notes for herself.
- `write_report(month, measures)`, `publish_report`: the monthly report. `months_to_report`, `count_of`, `report_of`,
  `published_report`: reads.
- `note_seat`, `note_device`: from where a clerk works and in which browsers she signs in, to notice ratings of herself.
- `to_code_table`, `to_platform` and back: the two numberings, at the edges only.
"""

from .models import Handling, Invitation, MonthlyReport, Rating, Saying
from .policies import (
    CENTRE_ROLES,
    DEPARTMENT_ROLES,
    can_view,
    may_see_rater,
    why_not,
    why_not_publish,
    why_not_rate,
    why_not_write_report,
)
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
    Count,
    Figure,
    Month,
    MonthRow,
    Narrow,
    count_of,
    errands_in,
    figures_of,
    invitation_by,
    invitation_of,
    just_served_at,
    month_of,
    months_to_report,
    published_report,
    rating_by_id,
    ratings_between,
    ratings_for,
    report_of,
    services_of,
)
from .services import (
    Opinion,
    ask_at_window,
    handle,
    note_device,
    note_own,
    note_seat,
    publish_report,
    rate,
    write_report,
)
from .services.forgetting import personal_data

__all__ = [
    "BAD",
    "CENTRE_ROLES",
    "DEPARTMENT_ROLES",
    "GROUPS",
    "INDICATORS",
    "MOVES",
    "WAITING",
    "Channel",
    "Count",
    "Figure",
    "Handling",
    "Invitation",
    "Level",
    "Month",
    "MonthRow",
    "MonthlyReport",
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
    "count_of",
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
    "months_to_report",
    "note_device",
    "note_own",
    "note_seat",
    "of_level",
    "personal_data",
    "publish_report",
    "published_report",
    "rate",
    "rating_by_id",
    "ratings_between",
    "ratings_for",
    "report_of",
    "services_of",
    "to_code_table",
    "to_platform",
    "why_not",
    "why_not_publish",
    "why_not_rate",
    "why_not_write_report",
    "write_report",
]
