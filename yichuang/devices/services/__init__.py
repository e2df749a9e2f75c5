from .checking import Seen, check
from .ledger import Machine, add, answer_help, ask_help, attach_printer, beat, change, watch
from .printing import print_slip

__all__ = [
    "Machine",
    "Seen",
    "add",
    "answer_help",
    "ask_help",
    "attach_printer",
    "beat",
    "change",
    "check",
    "print_slip",
    "watch",
]
