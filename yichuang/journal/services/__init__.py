"""What writes the journal, seals it, and notes that it was proved."""

from .proving import ask_proof, prove_now
from .recording import Happening, Line, later, listeners, record, record_all, together
from .sealing import keep_list, list_of, seal

__all__ = [
    "Happening",
    "Line",
    "ask_proof",
    "keep_list",
    "later",
    "list_of",
    "listeners",
    "prove_now",
    "record",
    "record_all",
    "seal",
    "together",
]
