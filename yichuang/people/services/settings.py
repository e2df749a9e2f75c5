from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Forbidden, Invalid

from ..models import Centre
from ..rules.officer import Officer
from ..rules.roles import Role
from ..rules.settings import Value, problem_with
from ..selectors.centres import forget_settings


@transaction.atomic
def set_setting(centre: Centre, key: str, value: Value, *, by: Officer, now: datetime) -> None:
    """Set one of a centre's settings; those below that follow it take it over at once (R001)."""
    if not by.holds(Role.SYSADMIN, Role.MANAGER, centre_id=centre.pk):
        raise Forbidden(gettext("只有本中心的管理人员可以改设置。"))
    if problem := problem_with(key, value):
        raise Invalid(problem, field=key)
    held = Centre.objects.select_for_update().get(pk=centre.pk)
    before = held.settings.get(key)
    held.settings[key] = value
    held.save(update_fields=["settings"])
    centre.settings = held.settings
    journal.record(
        f"centre:{centre.code}",
        Event.SETTING_CHANGED,
        by=by,
        at=now,
        data={"key": key, "from": before, "to": value},
    )
    forget_settings()
