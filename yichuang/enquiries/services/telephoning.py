"""The hall's telephone exchange reports calls; missed ones are rung back; extensions have owners (R046, R047)."""

from dataclasses import fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.people.public import Department, Officer, Window

from ..models import Extension, PhoneCall
from ..policies import may_report_calls, why_not_ring_back, why_not_set_extensions
from ..rules.telephone import Told, checked, merged


@transaction.atomic
def report_call(told: Told, *, by: Officer, now: datetime) -> PhoneCall:
    """Keep a call as the exchange tells it, or add what it tells since. The same again changes nothing.

    `by`: whom the exchange's key acts for. Raises `Forbidden`, `Invalid`, and `Refused` on a contradiction.
    """
    if not may_report_calls(by=by):
        raise Forbidden(gettext("这把密钥不能报送通话，请由大厅管理的工号发给交换机。"))
    told = checked(told, now)
    extension, _ = Extension.objects.get_or_create(centre_id=by.centre_id, number=told.extension)
    call, is_new = PhoneCall.objects.get_or_create(
        centre_id=by.centre_id,
        exchange_id=told.exchange_id,
        defaults={
            "extension": extension,
            "caller": told.caller,
            "rang_at": told.rang_at,
            "picked_up_at": told.picked_up_at,
            "ended_at": told.ended_at,
            "rings": told.rings,
        },
    )
    if not is_new:
        call = PhoneCall.objects.select_for_update(of=("self",)).select_related("extension").get(pk=call.pk)
        if not _add(call, told):
            return call
    facts = {"extension": told.extension, "rings": call.rings, "picked_up": call.picked_up_at is not None}
    journal.record(
        call.subject, Event.PHONE_CALL_REPORTED, by=by, at=now, data=facts, thing=call, first=is_new,
        centre=call.centre_id,
    )  # fmt: skip
    return call


def _add(call: PhoneCall, told: Told) -> bool:
    """Write what is new of a call that is known; say whether anything was."""
    known = Told(
        exchange_id=call.exchange_id,
        extension=call.extension.number,
        caller=call.caller,
        rang_at=call.rang_at,
        picked_up_at=call.picked_up_at,
        ended_at=call.ended_at,
        rings=call.rings,
    )
    now_known = merged(known, told)
    news = [each.name for each in fields(Told) if getattr(known, each.name) != getattr(now_known, each.name)]
    for name in news:
        setattr(call, name, getattr(now_known, name))
    if news:
        call.save(update_fields=news)
    return bool(news)


@transaction.atomic
def ring_back(call: PhoneCall, *, by: Officer, now: datetime) -> None:
    """Take it on to ring back somebody whose call nobody picked up; the number is hers to see from now on."""
    locked = PhoneCall.objects.select_for_update().get(pk=call.pk)
    if reason := why_not_ring_back(locked, by=by):
        raise Refused(reason)
    PhoneCall.objects.filter(pk=call.pk).update(rung_back_at=now, rung_back_by_id=by.staff_id)
    call.rung_back_at, call.rung_back_by_id = now, by.staff_id
    journal.record(call.subject, Event.PHONE_CALL_RUNG_BACK, by=by, at=now, thing=call, centre=call.centre_id)


@transaction.atomic
def set_extension(
    extension: Extension,
    *,
    department: Department | None,
    window: Window | None,
    by: Officer,
    now: datetime,
) -> None:
    """Say whose telephone it is: a department's, and at which window it stands. Raises `Refused`, `Invalid`."""
    if reason := why_not_set_extensions(extension.centre_id, by=by):
        raise Refused(reason)
    if any(one is not None and one.centre_id != extension.centre_id for one in (department, window)):
        raise Invalid(gettext("请选本中心的部门和窗口。"), field="department")
    extension.department, extension.window = department, window
    extension.save(update_fields=["department", "window"])
    facts = {"department": department.code if department else "", "window": window.number if window else None}
    journal.record(
        f"extension:{extension.pk}", Event.EXTENSION_SET, by=by, at=now,
        data={"number": extension.number, **facts}, centre=extension.centre_id,
    )  # fmt: skip
