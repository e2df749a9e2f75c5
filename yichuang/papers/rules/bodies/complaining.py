"""Papers about complaints: what was registered, and the month's report to the leaders (002 之六)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RecordStep:
    """One thing that was done about a complaint."""

    at: str
    what: str
    words: str
    by: str


@dataclass(frozen=True)
class ComplaintRecord:
    """投诉登记表. Who complained does not stand on it: papers go from hand to hand."""

    number: str
    registered_on: date
    kind: str
    channel: str
    nature: str
    is_named: bool
    is_important: bool
    about: str  # department, window
    words: str
    answer_by: date
    registered_by: str = ""
    finding: str = ""
    answer: str = ""
    steps: tuple[RecordStep, ...] = ()


@dataclass(frozen=True)
class ReportLine:
    """A line of a table: what is counted, how many, how many of them were borne out."""

    name: str
    count: int
    founded: int


@dataclass(frozen=True)
class ReportTable:
    """One table of the report."""

    heading: str
    lines: tuple[ReportLine, ...]


@dataclass(frozen=True)
class ComplaintMonthlyReport:
    """投诉月报: figures, how they moved, and sentences to sign (R153)."""

    month: str  # 2026年9月
    until: date  # as it stood on this day
    sentences: tuple[str, ...]
    tables: tuple[ReportTable, ...]
    trend: tuple[ReportLine, ...]
    made_by: str
    remarks: str = ""
