"""Levels, indicators, moves and settings of ratings. Pure: no query, no clock of its own."""

from .indicators import ERRANDS, INDICATORS, Indicator, of_level
from .levels import BAD, Level, from_code_table, from_platform, to_code_table, to_platform
from .states import (
    CENTRES,
    DEPARTMENTS,
    MOST_MEASURES,
    MOVES,
    SETTLED,
    WAITING,
    Channel,
    Move,
    State,
    Suspicion,
    Unit,
    new_code,
)

__all__ = [
    "BAD",
    "CENTRES",
    "DEPARTMENTS",
    "ERRANDS",
    "INDICATORS",
    "MOST_MEASURES",
    "MOVES",
    "SETTLED",
    "WAITING",
    "Channel",
    "Indicator",
    "Level",
    "Move",
    "State",
    "Suspicion",
    "Unit",
    "from_code_table",
    "from_platform",
    "new_code",
    "of_level",
    "to_code_table",
    "to_platform",
]
