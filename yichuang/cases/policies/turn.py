"""Quantity-limited matters: strictly in the order of acceptance, never more than there are (57)."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext

from yichuang.catalogue.public import intake_sheet
from yichuang.worktime.public import local_day

from ..models import Case
from ..rules.quantity import Quantity, quantity_of
from ..rules.states import Outcome, State


def why_not_in_turn(case: Case, outcome: Outcome, *, now: datetime) -> str:
    """Say which case has to be decided first, or that all that may be granted has been.

    At most two queries, and none for a matter without a number. Two who decide at once cannot pass the
    number: the later of the two cases waits for the earlier one's decision to be committed.
    """
    quantity = quantity_of(intake_sheet(case.guide_id).quantity_limit)
    if quantity is None or case.accepted_at is None:
        return ""
    before = Q(accepted_at__lt=case.accepted_at) | Q(accepted_at=case.accepted_at, pk__lt=case.pk)
    waiting = Case.objects.filter(before, matter=case.matter_id, state=State.ACCEPTED)
    first = waiting.order_by("accepted_at", "pk").values_list("no", flat=True).first()
    if first is not None:
        return gettext("这个事项有数量限制，按受理先后决定：先决定 %(no)s。") % {"no": first}
    if outcome is not Outcome.DENIED and _granted(case, quantity, now=now) >= quantity.number:
        return gettext("这个事项限 %(number)s 个，已经全部准予，不能再准予。") % {"number": quantity.number}
    return ""


def _granted(case: Case, quantity: Quantity, *, now: datetime) -> int:
    granted = Case.objects.filter(
        matter=case.matter_id,
        state__in=[State.DECIDED, State.CONCLUDED],
        outcome__in=[Outcome.GRANTED, Outcome.CONDITIONAL],
    )
    if since := quantity.since(local_day(now)):
        granted = granted.filter(decided_at__date__gte=since)
    return granted.count()
