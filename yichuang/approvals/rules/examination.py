"""What a reviewer examines, and when somebody has to go and look (R109, R110). Pure."""

from dataclasses import dataclass
from datetime import datetime

LEAST_INSPECTORS = 2  # 行政许可法 34
MOST_NOTE = 500


@dataclass(frozen=True)
class Examined:
    """What a review found: three answers, each with a note where it is no, and whether it is disputed.

    `is_matching`: the materials match the real project. Where they do not, or where there is a dispute
    or a report, somebody has to go and look before anything is decided (R110).
    """

    is_true: bool
    is_lawful: bool
    is_matching: bool
    truth_note: str = ""
    law_note: str = ""
    match_note: str = ""
    is_disputed: bool = False
    dispute: str = ""

    @property
    def needs_inspection(self) -> bool:
        """Whether a site inspection is obligatory."""
        return not self.is_matching or self.is_disputed

    @property
    def unexplained(self) -> str:
        """Return the field of the first answer that lacks its note; empty when all have one."""
        for fine, note, field in (
            (self.is_true, self.truth_note, "truth_note"),
            (self.is_lawful, self.law_note, "law_note"),
            (self.is_matching, self.match_note, "match_note"),
            (not self.is_disputed, self.dispute, "dispute"),
        ):
            if not fine and not note.strip():
                return field
        return ""


FINE = Examined(is_true=True, is_lawful=True, is_matching=True)


def inspection_is_missing(flagged: list[datetime], recorded: list[datetime]) -> bool:
    """Whether an inspection that became obligatory has no record made since."""
    return bool(flagged) and (not recorded or max(recorded) < max(flagged))
