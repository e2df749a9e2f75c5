"""How long it will take until one is called. Pure."""

from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext

STEP_MIN = 5
FEWER, MORE = 0.7, 1.4  # the range around the mean: services differ in length far more than queues do


@dataclass(frozen=True)
class Wait:
    """A range of minutes until the call, as it is said to people (R060)."""

    low_min: int
    high_min: int

    @property
    def words(self) -> str:
        """约 10–20 分钟; 不用等 when a window is free."""
        if not self.high_min:
            return gettext("不用等")
        if not self.low_min:
            return gettext("%(high)s 分钟以内") % {"high": self.high_min}
        return gettext("约 %(low)s–%(high)s 分钟") % {"low": self.low_min, "high": self.high_min}


def expected(ahead: int, windows: int, mean_s: float) -> Wait | None:
    """Return the wait with so many people ahead: mean service time × people / windows, as a range.

    None where no window calls for the line: nobody knows. Those ahead and the one at the window have to be
    done with; the first in the line waits for the next window that is done.
    """
    if windows < 1:
        return None
    middle = ahead * mean_s / windows / 60
    high = (ahead + 1) * mean_s / windows / 60 if ahead == 0 else middle * MORE + mean_s / windows / 60
    return Wait(int(middle * FEWER / STEP_MIN) * STEP_MIN, ceil(high / STEP_MIN) * STEP_MIN)
