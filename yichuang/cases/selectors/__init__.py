from .cases import case_by_no, case_page, drafts_of, lights_due, to_collect
from .find import CaseFilter, Page, find_cases, is_number, number_meant
from .law import (
    LedgerLine,
    Rule,
    gaps_due,
    history_of,
    holds_answers,
    intake_rule_of,
    ledger_of,
    permission_for,
    requests_for,
    waiting_at,
    waiting_due,
)
from .often import often_at
from .track import Progress, progress_of

__all__ = [
    "CaseFilter",
    "LedgerLine",
    "Page",
    "Progress",
    "Rule",
    "case_by_no",
    "case_page",
    "drafts_of",
    "find_cases",
    "gaps_due",
    "history_of",
    "holds_answers",
    "intake_rule_of",
    "is_number",
    "ledger_of",
    "lights_due",
    "number_meant",
    "often_at",
    "permission_for",
    "progress_of",
    "requests_for",
    "to_collect",
    "waiting_at",
    "waiting_due",
]
