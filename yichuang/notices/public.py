"""The door of notices: messages to applicants and staff.

- `post(kind, to=, case_no=, context=, key=, now=)`: tell a person, once for each key, in the caller's
  transaction; a context for each kind of message: `Accepted`, `SupplementAsked`, …
- `post_all(postings, now=)` with `lines_for(messages)`: the same for several, the journal left to the caller.
- `inbox(person)`, `unread(person)`, `of_case(case_no)`: reads. `mark_read(message, now=)`.
- `email_is_configured()`: for the doctor. `try_again(message, now=)`: a failed one, by hand.
"""

from .models import Message
from .rules import (
    Accepted,
    Booked,
    BookingOff,
    BookingSoon,
    CameBack,
    CardRaised,
    Channel,
    Concluded,
    Context,
    Decided,
    Denied,
    Ended,
    FeeDue,
    Kind,
    Language,
    LicenceChanged,
    LicenceExpiring,
    LimitMoved,
    MaterialsDue,
    Reader,
    Received,
    Sent,
    State,
    SupplementAsked,
)
from .selectors import email_is_configured, inbox, of_case, unread
from .services import Posting, lines_for, mark_read, post, post_all, try_again

__all__ = [
    "Accepted",
    "Booked",
    "BookingOff",
    "BookingSoon",
    "CameBack",
    "CardRaised",
    "Channel",
    "Concluded",
    "Context",
    "Decided",
    "Denied",
    "Ended",
    "FeeDue",
    "Kind",
    "Language",
    "LicenceChanged",
    "LicenceExpiring",
    "LimitMoved",
    "MaterialsDue",
    "Message",
    "Posting",
    "Reader",
    "Received",
    "Sent",
    "State",
    "SupplementAsked",
    "email_is_configured",
    "inbox",
    "lines_for",
    "mark_read",
    "of_case",
    "post",
    "post_all",
    "try_again",
    "unread",
]
