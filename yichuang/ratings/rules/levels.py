"""The five levels by name, and the two ways in which others number them (B4). Pure."""

from django.db.models import TextChoices


class Level(TextChoices):
    """How content the person served is. Kept by name: two standards number these in opposite directions."""

    VERY_SATISFIED = "very_satisfied", "非常满意"
    SATISFIED = "satisfied", "满意"
    FAIRLY_SATISFIED = "fairly_satisfied", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"
    VERY_DISSATISFIED = "very_dissatisfied", "非常不满意"


BAD = (Level.DISSATISFIED, Level.VERY_DISSATISFIED)
_BEST_FIRST = tuple(Level)


def to_code_table(level: Level) -> int:
    """Return the number of GB/T 39046-2020 table A.8: 1 is the best, 5 the worst."""
    return _BEST_FIRST.index(level) + 1


def from_code_table(number: int) -> Level:
    """Read a number of GB/T 39046-2020 table A.8. Raises `ValueError` for one that is not there."""
    if not 1 <= number <= len(_BEST_FIRST):
        raise ValueError(number)
    return _BEST_FIRST[number - 1]


def to_platform(level: Level) -> int:
    """Return the stars of the provincial rating platforms: 5 is the best, 1 the worst."""
    return len(_BEST_FIRST) - _BEST_FIRST.index(level)


def from_platform(stars: int) -> Level:
    """Read the stars of a provincial rating platform. Raises `ValueError` for a number that is not there."""
    if not 1 <= stars <= len(_BEST_FIRST):
        raise ValueError(stars)
    return _BEST_FIRST[len(_BEST_FIRST) - stars]
