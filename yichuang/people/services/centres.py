from datetime import datetime

from django.db import transaction

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import Actor
from yichuang.worktime.public import HoursPlan, ensure_standard_plans

from ..models import Centre, Theme
from ..rules.roles import STANDARD_THEMES, Level


@transaction.atomic
def found_centre(
    code: str, name: str, short: str, level: Level, *, follows: Centre | None = None, by: Actor, now: datetime
) -> Centre:
    """Found a centre with the four themes of R012; below another one it follows that one's rules (R001)."""
    ensure_standard_plans()
    hours = None if follows else HoursPlan.objects.get(code="h4")
    centre = Centre.objects.create(
        code=code, name=name, short=short, level=level, follows=follows, hours=hours
    )
    Theme.objects.bulk_create(
        Theme(centre=centre, code=letter, name=words, name_en=english, order=order)
        for order, (letter, words, english) in enumerate(STANDARD_THEMES)
    )
    journal.record(
        f"centre:{code}",
        Event.CENTRE_FOUNDED,
        by=by,
        at=now,
        first=True,
        centre=centre.pk,
        data={"name": name},
    )
    return centre


def found_first_centre(*, by: Actor, now: datetime) -> Centre:
    """Found the first centre of an empty installation; its name is the operator's to change."""
    return found_centre("centre", "政务服务中心", "本级", Level.COUNTY, by=by, now=now)
