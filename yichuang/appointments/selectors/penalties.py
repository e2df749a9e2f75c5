"""Who cannot book for a while."""

from collections.abc import Iterable
from datetime import datetime

from yichuang.people.public import centre_setting
from yichuang.worktime.public import local_day

from ..models import Booking
from ..rules.penalty import Penalty, PenaltyRule, penalty_of
from ..rules.settings import NO_SHOW_DAYS, NO_SHOWS, PENALTY_DAYS
from ..rules.states import State


def penalty_at(centre_id: int, of_person: Iterable[Booking], *, now: datetime) -> Penalty | None:
    """Return the penalty that a person's no-shows at a centre come to today, None without one. No query but
    the centre's settings."""
    missed = [
        local_day(b.starts_at) for b in of_person if b.state == State.NO_SHOW and b.centre_id == centre_id
    ]
    keys = (NO_SHOWS, NO_SHOW_DAYS, PENALTY_DAYS)
    rule = PenaltyRule(*(centre_setting(centre_id, key) for key in keys))
    return penalty_of(missed, rule, today=local_day(now))
