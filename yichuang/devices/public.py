"""The door of devices: the ledger of machines, their heartbeats, slips on paper, card readers.

- `add`, `attach_printer`, `change`: the ledger (R295). `beat`: a machine was heard. `watch`: which are silent.
- `ask_help`, `answer_help`: someone at a kiosk asks for a person.
- `print_slip(Slip(...), printer)`: paper from a network printer, by ESC/POS.
- `check`, `checks_on`: the look round before the doors open (R239).
- `why_not`, `why_not_keep`: the sentence under a button.
"""

from .models import CheckedItem, Device
from .policies import why_not, why_not_keep
from .rules.card import Card
from .rules.slip import Slip
from .rules.states import MOVES, Check, Kind, Move, State
from .selectors import CheckLine, asking_for_help, checks_on, device_of, devices_at
from .services import (
    Machine,
    Seen,
    add,
    answer_help,
    ask_help,
    attach_printer,
    beat,
    change,
    check,
    print_slip,
    watch,
)

__all__ = [
    "MOVES",
    "Card",
    "Check",
    "CheckLine",
    "CheckedItem",
    "Device",
    "Kind",
    "Machine",
    "Move",
    "Seen",
    "Slip",
    "State",
    "add",
    "answer_help",
    "ask_help",
    "asking_for_help",
    "attach_printer",
    "beat",
    "change",
    "check",
    "checks_on",
    "device_of",
    "devices_at",
    "print_slip",
    "watch",
    "why_not",
    "why_not_keep",
]
