"""A case that is about a licence: change, renewal, cancellation (行政许可法 49, 50, 70)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.cases.public import Case
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.text import within
from yichuang.people.public import Officer
from yichuang.worktime.public import local_day

from ..models import Licence, LicenceAsk
from ..policies import last_day_to_ask, why_not_ask
from ..rules import AskKind


@transaction.atomic
def ask_about(
    case: Case,
    licence: Licence,
    kind: AskKind,
    *,
    holder: str = "",
    scope: str = "",
    by: Officer,
    now: datetime,
) -> LicenceAsk:
    """Say that a case asks for something about a licence; its decision then does it.

    A renewal that was asked for 30 days before the end is deemed granted when nobody decides (50);
    a later one may still be granted, but silence is no consent.
    """
    if reason := why_not_ask(case, licence, kind, by=by):
        raise Refused(reason)
    if kind is AskKind.CHANGE and not (holder.strip() or scope.strip()):
        raise Invalid(gettext("请写明要变更成什么。"), field="scope")
    last = last_day_to_ask(licence)
    asked_on = local_day(case.accepted_at or case.received_at or now)
    try:
        with transaction.atomic():
            ask = LicenceAsk.objects.create(
                case=case,
                licence=licence,
                kind=kind,
                asked_at=now,
                asked_by=by.staff_no,
                is_in_time=kind is not AskKind.RENEW or (last is not None and asked_on <= last),
                holder=within(holder, 120, field="holder"),
                scope=within(scope, 500, field="scope"),
            )
    except IntegrityError as twice:
        raise Refused(gettext("已经有一件在办同样的申请，或者这一件已经关联了证照。")) from twice
    facts = {"licence": licence.number, "kind": kind.value, "in_time": ask.is_in_time}
    journal.record(case.subject, Event.LICENCE_ASKED, by=by, at=now, data=facts)
    return ask
