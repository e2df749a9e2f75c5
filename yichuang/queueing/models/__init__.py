from .announcement import Announcement
from .call import Call
from .policy import PolicyVersion
from .ticket import NumberBlock, Series, Ticket, TicketMatter
from .window import WindowDuty

__all__ = [
    "Announcement",
    "Call",
    "NumberBlock",
    "PolicyVersion",
    "Series",
    "Ticket",
    "TicketMatter",
    "WindowDuty",
]
