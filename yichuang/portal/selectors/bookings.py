"""What the pages of booking show: what can be chosen, what to bring."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.appointments import public as appointments
from yichuang.appointments.public import Booking, Day, Free
from yichuang.catalogue.public import Matter, intake_sheet
from yichuang.people.public import Theme

from .guides import matter_by_code


@dataclass(frozen=True)
class Chosen:
    """What somebody wants to book for: a theme, and one matter of it if it was named."""

    theme: Theme
    matter: Matter | None

    @property
    def query(self) -> str:
        """The choice as it stands in an address."""
        return f"matter={self.matter.code}" if self.matter else f"theme={self.theme.pk}"


@dataclass(frozen=True)
class Times:
    """The days that can be booked, and the times of the one that is looked at."""

    days: list[Day]
    day: Day | None

    @property
    def parts(self) -> list[tuple[str, list[Free]]]:
        """The times of the day by session, in order."""
        found: dict[str, list[Free]] = {}
        for free in self.day.times if self.day else ():
            found.setdefault(str(free.session.label), []).append(free)
        return list(found.items())


def chosen(centre_id: int, theme_id: int | None, code: str) -> Chosen | None:
    """Return what is wanted, None where there is no such thing. One query, three for a matter."""
    if code:
        matter = matter_by_code(code)
        return Chosen(matter.theme, matter) if matter and matter.theme else None
    theme = Theme.objects.filter(pk=theme_id, centre=centre_id).first() if theme_id else None
    return Chosen(theme, None) if theme else None


def times_for(choice: Chosen, on: date | None, *, now: datetime, at_home: bool | None = None) -> Times:
    """Return the days, and the times of the day asked for, else of the first with a free place.

    A booking that is changed stays what it is: a home visit, or a time in the hall.
    """
    offer = appointments.offer_of(choice.theme.pk, choice.matter.pk if choice.matter else None, now=now)
    if at_home is not None:
        offer = offer.of_kind(at_home=at_home)
    days = appointments.days_of(offer, now=now)
    asked = next((day for day in days if day.on == on), None)
    return Times(days, asked or next((day for day in days if day.left), None))


def to_bring(booking: Booking) -> list[str]:
    """Return the materials of the matter that was booked for; none where only a theme was named."""
    matter = booking.matter
    if matter is None or matter.current_id is None:
        return []
    return [material.name for material in intake_sheet(matter.current_id).materials]
