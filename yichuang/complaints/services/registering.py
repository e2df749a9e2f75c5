"""Somebody complains: at the desk, by telephone, in writing, on the network; or the hall found it (R150, R155)."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.cases.public import case_by_no
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import CITIZEN, Actor
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people.public import Centre, Department, Officer, Staff, Window
from yichuang.queueing.public import Ticket
from yichuang.worktime.public import local_day

from ..models import Complaint, RunningTerm
from ..policies import is_about, why_not_register
from ..rules import FOUND, MOST_WORDS, NATURES, WRITTEN, Channel, Kind, Term
from ..rules.settings import ANSWER_DAYS, ASSIGN_DAYS
from ..rules.words import MOST_NAME
from .words import fitting, limit_at, tell

MOST_TOLD, MOST_SOURCE = 500, 80


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody complains of, and what she tells of herself: all of that is hers to leave out.

    `source`: the call-back, spot check or opening of a box that it comes from, or the survey's name. `told`:
    why it cannot be settled at once, as a person at the counter was told (R161).
    """

    words: str
    kind: str = Kind.COMPLAINT
    channel: str = Channel.SPOKEN
    nature: str = "other"
    source: str = ""
    told: str = ""
    is_important: bool = False
    department: Department | None = None
    window: Window | None = None
    staff: Staff | None = None
    case_no: str = ""
    ticket: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    language: str = "zh"


def register(said: Said, *, is_settled: bool = False, by: Officer, now: datetime) -> Complaint:
    """Register what was brought before her, whatever the way it came (R149, R150, R155, R160).

    Raises `Refused` for who may not, for what is about herself, and for what was registered before from the
    same source; `Invalid` for what cannot be right. Who stands before her and is not content yet is told why it
    takes longer (R161).
    """
    if reason := why_not_register(by=by):
        raise Refused(reason)
    if said.channel == Channel.NETWORK:
        raise Invalid(gettext("网上的投诉由投诉人自己提交。"), field="channel")
    if said.channel in FOUND and not said.source.strip():
        raise Invalid(gettext("请写是哪次回访、抽查、调查或者评估。"), field="source")
    if said.channel == Channel.SPOKEN and not is_settled and not said.told.strip():
        raise Invalid(gettext("当场不能解决的，写明怎样向群众说明的原因。"), field="told")
    made = _made(said, by.centre_id)
    made.registered_by_id = by.staff_id
    if is_about(made, by=by):
        raise Refused(gettext("投诉的是您本人，请交给综合服务台或者大厅管理登记。"))
    return _keep(made, by=by, now=now)


def complain(said: Said, centre: Centre, *, now: datetime) -> Complaint:
    """Take in what a citizen writes on the network; she may stay anonymous."""
    made = _made(said, centre.pk)
    made.channel, made.source = Channel.NETWORK, ""
    made.is_written = True
    return _keep(made, by=CITIZEN, now=now)


def _made(said: Said, centre_id: int) -> Complaint:
    if said.kind not in Kind.values:
        raise Invalid(gettext("请选是投诉、举报、建议、纠纷还是信访。"), field="kind")
    if said.channel not in Channel.values:
        raise Invalid(gettext("请选从哪里来的。"), field="channel")
    if said.nature not in NATURES:
        raise Invalid(gettext("请选反映的是哪一类问题。"), field="nature")
    words = fitting(said.words, "words", missing=gettext("请写发生了什么。"), most=MOST_WORDS)
    made = Complaint(
        kind=said.kind,
        channel=said.channel,
        nature=said.nature,
        source=fitting(said.source, "source", most=MOST_SOURCE),
        words=words,
        told=fitting(said.told, "told", most=MOST_TOLD),
        is_important=said.is_important or NATURES[said.nature].is_grave,
        is_written=said.channel in WRITTEN,
        centre_id=centre_id,
        department=said.department,
        window=said.window,
        staff=said.staff,
        language=said.language,
        **contact_of(said.name, said.phone, said.email),
    )
    _look_up(made, said)
    for one in (made.department, made.window, made.staff):
        if one is not None and one.centre_id != centre_id:
            raise Invalid(gettext("请选本中心的部门、窗口和人员。"), field="window")
    return made


def _look_up(made: Complaint, said: Said) -> None:
    """The case says whose department it was; the visit's number, who called it at which window."""
    if no := "".join(said.case_no.split()):
        case = case_by_no(no) if len(no) <= 20 and "\x00" not in no else None
        if case is None or case.centre_id != made.centre_id:
            raise Invalid(gettext("本中心没有这个办件编号；不知道可以空着。"), field="case_no")
        made.case_no = case.no
        made.department_id = made.department_id or case.department_id
    if said.ticket and "\x00" not in said.ticket:
        ticket = Ticket.objects.filter(code=said.ticket[:22], centre=made.centre_id).first()
        if ticket is not None:
            made.ticket = ticket.code
            made.window_id = made.window_id or ticket.window_id
            if made.staff_id is None and made.window_id == ticket.window_id:
                made.staff_id = ticket.clerk_id


def contact_of(name: str, phone: str, email: str) -> dict[str, str]:
    """Return name, telephone and e-mail as they are kept. Raises `Invalid` for what cannot be one."""
    digits = "".join(c for c in phone if c.isdigit())
    if phone.strip() and not (digits.isascii() and 7 <= len(digits) <= 20):
        raise Invalid(gettext("这个电话号码不完整；不想留可以空着。"), field="phone")
    address = fitting(email, "email", most=254)
    if address:
        try:
            validate_email(address)
        except ValidationError:
            raise Invalid(gettext("这个邮箱地址不完整；不想留可以空着。"), field="email") from None
    return {"name": fitting(name, "name", most=MOST_NAME), "phone": digits, "email": address}


@transaction.atomic
def _keep(made: Complaint, *, by: Actor, now: datetime) -> Complaint:
    made.registered_at = now
    made.assign_by = limit_at(made.centre_id, ASSIGN_DAYS, now)
    made.answer_by = limit_at(made.centre_id, ANSWER_DAYS, now)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refused(gettext("这个问题已经登记过了。")) from None
    begin_terms(made, now)
    last = local_day(made.answer_by).isoformat()

    def say() -> tuple[str, str]:
        return gettext("已登记"), gettext("最晚 %(day)s 答复。") % {"day": last}

    tell(made, say, key="registered", now=now)
    facts = {
        "kind": made.kind,
        "channel": made.channel,
        "nature": made.nature,
        "important": made.is_important,
        "source": made.source,
    }
    journal.record(
        made.subject,
        Event.COMPLAINT_REGISTERED,
        by=by,
        at=now,
        data=facts,
        thing=made,
        first=True,
        centre=made.centre_id,
    )
    return made


def begin_terms(complaint: Complaint, now: datetime) -> None:
    """Let the hall's own limits run: to be given to somebody, to be answered."""
    begin_term(complaint, Term.ASSIGN, complaint.assign_by, now)
    begin_term(complaint, Term.ANSWER, complaint.answer_by, now)


def begin_term(complaint: Complaint, term: Term, limit_at: datetime, now: datetime) -> None:
    """Let one limit run."""
    RunningTerm.objects.create(complaint=complaint, term=term, began_at=now, limit_at=limit_at)


def end_terms(complaint: Complaint, *terms: Term, now: datetime) -> None:
    """What a limit waited for was done, or is another body's now."""
    RunningTerm.objects.filter(complaint=complaint, term__in=terms, over_at=None).update(over_at=now)
