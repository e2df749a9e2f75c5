"""What a probe says of a thing: how it stands, what the limit is, and who had it at an instant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from yichuang.people.public import Role


@dataclass(frozen=True)
class Duty:
    """Whose it was: a person where one is known, else those who held the role there. `where`: in words."""

    department_id: int | None = None
    window_id: int | None = None
    staff_id: int | None = None
    role: Role | None = None
    where: str = ""


@dataclass(frozen=True)
class Seen:
    """How a watched thing stands now.

    `limit_at`: what is watched; None: nothing runs at the moment, or there is no limit. `over_at`: when it was
    done, or ceased to be; thresholds after it are not reached. `duty_at`: who had it at an instant, by the
    posts of that day and not of today.
    """

    centre_id: int
    about: str
    limit_at: datetime | None
    duty_at: Callable[[datetime], Duty]
    over_at: datetime | None = None
    before: tuple[
        tuple[datetime, datetime], ...
    ] = ()  # limits beside this one that are over, with their ends
    is_asleep: bool = False
    case_no: str = ""
    matter_code: str = ""
    lines: tuple[str, ...] = ()

    @property
    def runs(self) -> list[tuple[datetime, datetime | None]]:
        """Every limit that ran, earliest first, with when it was over; the last may go on."""
        last = [(self.limit_at, self.over_at)] if self.limit_at else []
        return sorted([*self.before, *last], key=lambda run: run[0])


@dataclass(frozen=True)
class Responsible:
    """Who answers for it, and everybody who is told."""

    duty: Duty
    staff_id: int | None
    words: str
    told: tuple[int, ...]
