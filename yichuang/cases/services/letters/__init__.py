"""What a case writes to people: its papers and its messages."""

from .acceptance import write_acceptance, write_deemed
from .course import write_extension, write_instruction, write_pause, write_recount
from .outcomes import (
    write_closing,
    write_gap_acceptance,
    write_gap_lapse,
    write_not_required,
    write_received,
    write_refusal,
    write_supplement,
)
from .parts import both_limits, fee_words, heading, issued, received_lines
from .results import RESULT_KINDS, write_decision, write_denial, write_receipt
from .telling import (
    tell_accepted,
    tell_concluded,
    tell_decided,
    tell_denied,
    tell_ended,
    tell_extended,
    tell_gap_due,
    tell_paused,
    tell_received,
    tell_recounted,
    tell_started,
    tell_supplement,
    track_url,
)

__all__ = [
    "RESULT_KINDS",
    "both_limits",
    "fee_words",
    "heading",
    "issued",
    "received_lines",
    "tell_accepted",
    "tell_concluded",
    "tell_decided",
    "tell_denied",
    "tell_ended",
    "tell_extended",
    "tell_gap_due",
    "tell_paused",
    "tell_received",
    "tell_recounted",
    "tell_started",
    "tell_supplement",
    "track_url",
    "write_acceptance",
    "write_closing",
    "write_decision",
    "write_deemed",
    "write_denial",
    "write_extension",
    "write_gap_acceptance",
    "write_gap_lapse",
    "write_instruction",
    "write_not_required",
    "write_pause",
    "write_receipt",
    "write_received",
    "write_recount",
    "write_refusal",
    "write_supplement",
]
