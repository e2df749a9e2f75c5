"""A last day that someone was told, and notices that come after it: it may move away, never nearer."""

from collections.abc import Sequence
from datetime import date, timedelta

from yichuang.worktime.public import Calendar, Shut

ONE_DAY = timedelta(days=1)


def put_off(told_on: date, since: date, outside: Sequence[Shut], days: Calendar) -> date:
    """Return the day told, later by as many working days as were taken out between it and the day of telling.

    It never falls on a day that was taken out.
    """

    def is_out(day: date) -> bool:
        return any(shut.from_on <= day <= shut.until_on for shut in outside)

    span = (since + n * ONE_DAY for n in range(1, (told_on - since).days + 1))
    left = sum(is_out(day) and days.is_working(day) for day in span)
    day = told_on
    while left > 0 or is_out(day):
        day += ONE_DAY
        left -= days.is_working(day) and not is_out(day)
    return day
