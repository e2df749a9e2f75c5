from .forgetting import personal_data
from .handling import handle
from .inviting import ask_at_window, invite_for_case, invite_for_visit
from .noting import note_own
from .rating import Opinion, rate
from .reporting import publish_report, write_report
from .suspecting import note_device, note_seat

__all__ = [
    "Opinion",
    "ask_at_window",
    "handle",
    "invite_for_case",
    "invite_for_visit",
    "note_device",
    "note_own",
    "note_seat",
    "personal_data",
    "publish_report",
    "rate",
    "write_report",
]
