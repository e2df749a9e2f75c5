"""How long a package is kept, and when it goes to the state archive. Pure."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from yichuang.people.public import Level, SettingSpec


class Keep(TextChoices):
    """保管期限."""

    TEN = "10", "10 年"
    THIRTY = "30", "30 年"
    FOREVER = "permanent", "永久"


SETTING = "archive.keep"
SETTINGS = (
    SettingSpec(
        SETTING,
        Keep.THIRTY.value,
        "办结的件保管多久：10、30（年）或 permanent（永久）；可按事项另定。",
        "来源未给出，按中心设置；DA/T 85-2019 要求确定保管期限",
        options=tuple(Keep.values),
    ),
)
# 档案法实施条例 20 [V]: to the state archive after 20 years from provinces and cities with districts, 10 from counties.
CITY_YEARS, COUNTY_YEARS = 20, 10


@dataclass(frozen=True)
class Retention:
    """Until when a package is kept (None: for ever), and the day from which it is to be transferred."""

    keep: Keep
    until_on: date | None
    transfer_on: date


def retention(keep: Keep, level: Level, ended_on: date) -> Retention:
    """Return the dates of a package; years are counted from the end of the year in which the case ended."""
    end_of_year = date(ended_on.year, 12, 31)
    until = None if keep is Keep.FOREVER else _years_after(end_of_year, int(keep.value))
    years = CITY_YEARS if level is Level.CITY else COUNTY_YEARS
    return Retention(keep, until, _years_after(end_of_year, years))


def _years_after(day: date, years: int) -> date:
    return day.replace(year=day.year + years)
