"""When someone who did not come cannot book for a while. Pure: it is counted, never stored, so it lifts by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class PenaltyRule:
    """After `times` no-shows within `within_days`, no booking for `lasts_days` from the last of them."""

    times: int
    within_days: int
    lasts_days: int


@dataclass(frozen=True)
class Penalty:
    """Until which day, this one included, and the missed days that it rests on."""

    until_on: date
    missed: tuple[date, ...]


def penalty_of(missed: Iterable[date], rule: PenaltyRule, *, today: date) -> Penalty | None:
    """Return the penalty that holds today, None without one. No-shows that were excused are not given."""
    days = sorted(missed)
    for last in range(len(days) - 1, rule.times - 2, -1):
        counted = days[last - rule.times + 1 : last + 1]
        if (counted[-1] - counted[0]).days > rule.within_days:
            continue
        until = counted[-1] + timedelta(days=rule.lasts_days)
        return Penalty(until, tuple(counted)) if today <= until else None
    return None
