"""A centre's own layouts: tried on samples before they are saved, in force from that moment on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal.public import Event, record
from yichuang.kit.refusal import Forbidden, Invalid
from yichuang.people.public import Centre, Officer, Role

from ..models import OwnLayout
from ..rules.kinds import Layout
from ..rules.templates import fault_of
from ..selectors.rendering import try_out
from ..selectors.samples import samples


def save_layout(centre: Centre, layout: Layout, source: str, *, by: Officer, now: datetime) -> None:
    """Put a centre's own template in force for papers issued from now on.

    It is compiled against samples first. Raises Forbidden, and Invalid with where and why in plain words;
    then nothing changes. Papers that are out keep what they were issued with.
    """
    _may(centre, by)
    source = source.replace("\r\n", "\n")
    if fault := fault_of(source) or try_out(source, samples(centre, layout)):
        raise Invalid(str(fault), field="source")
    _keep(centre, layout, source, by=by, now=now)


def house_again(centre: Centre, layout: Layout, *, by: Officer, now: datetime) -> None:
    """Return to the house's own template for papers issued from now on. Raises Forbidden."""
    _may(centre, by)
    _keep(centre, layout, "", by=by, now=now)


def _may(centre: Centre, by: Officer) -> None:
    if not by.holds(Role.SYSADMIN, Role.MANAGER, centre_id=centre.pk):
        raise Forbidden(gettext("只有本中心的管理人员可以改文书版式。"))


@transaction.atomic
def _keep(centre: Centre, layout: Layout, source: str, *, by: Officer, now: datetime) -> None:
    OwnLayout.objects.create(centre=centre, layout=layout, source=source, saved_at=now, saved_by=by.actor_id)
    data = {"layout": layout.value, "characters": len(source)}
    record(f"centre:{centre.code}", Event.LAYOUT_SAVED, by=by, at=now, data=data)
