"""Somebody asks: at the desk, by telephone, in writing, online (R041, R047, R054)."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext

from yichuang.catalogue.public import Matter
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CITIZEN, Actor
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people.public import Centre, Officer, centre_setting
from yichuang.worktime.public import LimitUnit, calendar, deadline, due

from ..models import Enquiry, PhoneCall
from ..policies import why_not_register, why_not_tie
from ..rules.settings import OWN_DAYS
from ..rules.words import MOST_WORDS, TAIL_LENGTH, WRITTEN, Channel, new_number, new_tail

SHORTEST_PHONE = 7  # digits; the house's own extensions are shorter


@dataclass(frozen=True, kw_only=True)
class Question:
    """What somebody asks, and what she tells of herself: all of that is hers to leave out."""

    words: str
    channel: Channel = Channel.VISIT
    matter: Matter | None = None
    asker: str = ""
    phone: str = ""
    email: str = ""
    language: str = "zh"
    ticket: str = ""  # the code of the visit that is being served
    call: PhoneCall | None = None  # the telephone call, where the exchange told it


def register(question: Question, *, by: Officer, now: datetime) -> Enquiry:
    """Register that she was asked: from now on she answers for it (R041). Raises `Refused`, `Invalid`."""
    if reason := why_not_register(by=by):
        raise Refused(reason)
    if question.channel is Channel.ONLINE:
        raise Invalid(gettext("网上咨询由办事人自己提交。"), field="channel")
    if not question.words.strip() and question.matter is None:
        raise Invalid(gettext("请写问了什么，或者选一个事项。"), field="words")
    with transaction.atomic():
        if question.call is not None:
            question = _of_a_call(question, question.call, by=by)
        return _keep(question, by.centre_id, first_contact_id=by.staff_id, by=by, now=now)


def _of_a_call(question: Question, call: PhoneCall, *, by: Officer) -> Question:
    """Return the question with what the exchange knows. The row is held, so that two clerks tie it once."""
    if question.channel is not Channel.PHONE:
        raise Invalid(gettext("这是来电，请选“来电”。"), field="channel")
    held = PhoneCall.objects.select_for_update().get(pk=call.pk)
    if reason := why_not_tie(held, by=by):
        raise Refused(reason)
    shown = held.caller if len(held.caller) >= SHORTEST_PHONE else ""
    return replace(question, call=held, phone=question.phone or shown)


def ask(question: Question, centre: Centre, *, now: datetime) -> Enquiry:
    """Take in a question from the portal. Whoever opens it at the desk becomes its first contact."""
    if not question.words.strip():
        raise Invalid(gettext("请写您想问什么。"), field="words")
    return _keep(question, centre.pk, first_contact_id=None, by=CITIZEN, now=now)


@transaction.atomic
def _keep(
    question: Question, centre_id: int, *, first_contact_id: int | None, by: Actor, now: datetime
) -> Enquiry:
    _check(question)
    phone = "".join(c for c in question.phone if c.isdigit())
    made = Enquiry.objects.create(
        no=new_number(),
        tail=phone[-TAIL_LENGTH:] if phone else new_tail(),
        channel=question.channel,
        centre_id=centre_id,
        matter=question.matter,
        question=question.words.strip() or (question.matter.name if question.matter else ""),
        asker=question.asker.strip(),
        phone=phone,
        email=question.email.strip(),
        language=question.language,
        ticket=question.ticket,
        asked_at=now,
        due_at=due_at(centre_id, OWN_DAYS, now) if question.channel in WRITTEN else None,
        first_contact_id=first_contact_id,
        call=question.call,
    )
    facts = {"channel": str(question.channel), "matter": question.matter.code if question.matter else ""}
    journal.record(
        made.subject,
        Event.ENQUIRY_ASKED,
        by=by,
        at=now,
        data=facts,
        thing=made,
        first=True,
        centre=centre_id,
    )
    return made


def _check(question: Question) -> None:
    if len(question.words) > MOST_WORDS:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": MOST_WORDS}, field="words")
    if "\x00" in question.words + question.asker:
        raise Invalid(gettext("里面有不能保存的字符。"), field="words")
    if len(question.asker) > 60:
        raise Invalid(gettext("称呼最多 60 字。"), field="asker")
    digits = "".join(c for c in question.phone if c.isdigit())
    if question.phone.strip() and not (digits.isascii() and SHORTEST_PHONE <= len(digits) <= 20):
        raise Invalid(gettext("这个电话号码不完整。"), field="phone")
    if question.email.strip():
        try:
            validate_email(question.email.strip())
        except ValidationError:
            raise Invalid(gettext("这个邮箱地址不完整。"), field="email") from None


def due_at(centre_id: int, setting: str, since: datetime) -> datetime:
    """Return the last instant of a centre's limit, in working days as for cases (R048, R049)."""
    days = centre_setting(centre_id, setting)
    return deadline(due(days, LimitUnit.WORKING_DAY, since, calendar()))
