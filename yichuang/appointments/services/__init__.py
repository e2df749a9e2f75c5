from .booking import Full, Person, Wish, book, hold, penalty_words
from .changing import call_off, cancel, change, excuse, let_go
from .clock import Swept, sweep
from .coming import check_in, visited
from .forgetting import personal_data
from .planning import Blocking, block_days, end_plan, set_plan, unblock_days
from .telling import calendar_entry, page_url, what_for, where

__all__ = [
    "Blocking",
    "Full",
    "Person",
    "Swept",
    "Wish",
    "block_days",
    "book",
    "calendar_entry",
    "call_off",
    "cancel",
    "change",
    "check_in",
    "end_plan",
    "excuse",
    "hold",
    "let_go",
    "page_url",
    "penalty_words",
    "personal_data",
    "set_plan",
    "sweep",
    "unblock_days",
    "visited",
    "what_for",
    "where",
]
