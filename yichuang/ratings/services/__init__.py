from .handling import handle
from .inviting import invite_for_case, invite_for_visit
from .rating import Opinion, rate
from .suspecting import note_seat

__all__ = ["Opinion", "handle", "invite_for_case", "invite_for_visit", "note_seat", "rate"]
