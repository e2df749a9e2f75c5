"""The door of worktime.

- `calendar()`: the official working days with imported years, held by the process. `packaged()`: as
  released, without a database. `calendar().add(start, days)` → `Due(on, provisional)`.
- `due(limit, unit, at, calendar)`: when any limit ends. `deadline(due)`: its instant. `end_of(day)`.
- `Hours`, `hours_of`, `is_open`, `next_opening`, `closing_reason`, `sentence`: a hall's opening hours.
- `Month`, `month_of(text, today=)`: a calendar month of the hall, for figures and reports.
- `ensure_standard_plans()`: the four plans H1 to H4. `read_years` and `import_year`:
  a newly published year.
"""

from .models import CalendarYear, HoursPlan, HoursSpan
from .rules.calendar import Calendar, Day, Due
from .rules.hours import (
    STANDARD_PLANS,
    Hours,
    Shut,
    Span,
    SpanKind,
    closing_reason,
    hours_of,
    is_open,
    next_opening,
    sentence,
)
from .rules.limit import LimitUnit, deadline, due, due_from, end_of, last_day, local_day
from .rules.month import Month, month_of
from .rules.published import BadYear, PublishedDay, PublishedYear
from .rules.published import read as read_years
from .selectors import YearSource, calendar, forget, hold, hours_of_plan, packaged, sources
from .services import ensure_standard_plans, import_year

__all__ = [
    "STANDARD_PLANS",
    "BadYear",
    "Calendar",
    "CalendarYear",
    "Day",
    "Due",
    "Hours",
    "HoursPlan",
    "HoursSpan",
    "LimitUnit",
    "Month",
    "PublishedDay",
    "PublishedYear",
    "Shut",
    "Span",
    "SpanKind",
    "YearSource",
    "calendar",
    "closing_reason",
    "deadline",
    "due",
    "due_from",
    "end_of",
    "ensure_standard_plans",
    "forget",
    "hold",
    "hours_of",
    "hours_of_plan",
    "import_year",
    "is_open",
    "last_day",
    "local_day",
    "month_of",
    "next_opening",
    "packaged",
    "read_years",
    "sentence",
    "sources",
]
