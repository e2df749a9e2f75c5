"""What can be booked in the demonstration: mornings, afternoons, Saturdays and home visits of the city centre."""

from datetime import datetime, time

from yichuang.appointments import public as appointments
from yichuang.appointments.public import Session, Terms
from yichuang.people import public as people
from yichuang.worktime.public import local_day

from .organisation import Town

CITY, MANAGER = "qinghe", "0102"
WEEK, SATURDAY = (1, 2, 3, 4, 5), (6,)
SESSIONS = (
    Terms(Session.MORNING, WEEK, time(9), time(11, 30), 30, 8, walk_in_percent=50),
    Terms(Session.AFTERNOON, WEEK, time(13, 30), time(17), 30, 8, walk_in_percent=50),
    Terms(Session.WEEKEND, SATURDAY, time(9), time(11, 30), 30, 4, lead_min_days=1),
    Terms(Session.HOME, WEEK, time(14), time(17), 90, 1, lead_min_days=2, lead_max_days=21),
)


def arrange(built: Town, *, now: datetime) -> None:
    """Offer every session for every theme of the city centre."""
    manager = people.officer(built.staff[MANAGER].pk, on=local_day(now))
    if manager is None:
        return
    for (centre, _), theme in built.themes.items():
        if centre == CITY:
            for terms in SESSIONS:
                appointments.set_plan(theme, terms, by=manager, now=now)
