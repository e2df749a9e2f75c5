"""What a centre reports to the public of itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RatingLine:
    """How one department was rated: numerator and denominator, never a share alone."""

    name: str
    served: int
    rated: int
    content: int
    excluded: int = 0


@dataclass(frozen=True, kw_only=True)
class RatingReport:
    """好差评月报: a month's figures with what is done to improve (R164). Counts, no person."""

    month: str  # 2026年8月
    lines: tuple[RatingLine, ...]
    bad: int
    bad_settled: int  # put right or explained, or closed
    errands: int
    measures: str
    published_by: str
