from .call import Call
from .policy import PolicyVersion
from .ticket import Series, Ticket, TicketMatter
from .window import WindowDuty

__all__ = ["Call", "PolicyVersion", "Series", "Ticket", "TicketMatter", "WindowDuty"]
