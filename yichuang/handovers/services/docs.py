"""公文收发: official documents taken in at the window, passed to the department, answered, brought back (R278)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext, gettext_noop

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Forbidden, Invalid, Refused, Stale
from yichuang.kit.text import hides_something
from yichuang.people.public import Centre, Department, Officer, Role
from yichuang.worktime.public import local_day

from ..models import OfficialDoc
from ..policies import why_not_doc
from ..rules import DOC_MOVES, DocKind, DocMove, DocState

MOST_ANSWER = 4000
_FITS = {
    "title": (gettext_noop("标题"), 200),
    "sender": (gettext_noop("来文单位"), 120),
    "sender_no": (gettext_noop("来文文号"), 60),
    "contact": (gettext_noop("联系人"), 120),
    "answer": (gettext_noop("回复"), MOST_ANSWER),
    "answer_no": (gettext_noop("回复文号"), 60),
    "delivered_to": (gettext_noop("送达情况"), 200),
}


@dataclass(frozen=True)
class Incoming:
    """An official document as it is taken in at the window."""

    kind: DocKind
    title: str
    sender: str
    department_id: int
    sender_no: str = ""
    contact: str = ""
    reply_by: date | None = None


@transaction.atomic
def take_in_doc(incoming: Incoming, *, by: Officer, now: datetime) -> OfficialDoc:
    """Take a document in under the year's next number, and pass it to the department.

    Raises `Forbidden` for who sits at no window, `Invalid` for what cannot be right.
    """
    if not by.holds(Role.CLERK, centre_id=by.centre_id):
        raise Forbidden(gettext("公文由本中心的综合窗口收。"))
    _check(
        title=incoming.title, sender=incoming.sender, sender_no=incoming.sender_no, contact=incoming.contact
    )
    for field, words in (("title", gettext("请写公文的标题。")), ("sender", gettext("请写来文单位。"))):
        if not getattr(incoming, field).strip():
            raise Invalid(words, field=field)
    if not Department.objects.filter(pk=incoming.department_id, centre=by.centre_id).exists():
        raise Invalid(gettext("请选转给哪个部门。"), field="department")
    today = local_day(now)
    if incoming.reply_by is not None and incoming.reply_by < today:
        raise Invalid(gettext("要求回复的日期已经过了。"), field="reply_by")
    doc = OfficialDoc.objects.create(
        centre_id=by.centre_id,
        year=today.year,
        number=_next_number(by.centre_id, today.year),
        kind=incoming.kind,
        title=incoming.title.strip(),
        sender=incoming.sender.strip(),
        sender_no=incoming.sender_no.strip(),
        contact=incoming.contact.strip(),
        department_id=incoming.department_id,
        reply_by=incoming.reply_by,
        taken_in_at=now,
        taken_in_by_id=by.staff_id,
    )
    facts = {"kind": doc.kind, "title": doc.title, "sender": doc.sender, "department": doc.department_id}
    journal.record(doc.subject, Event.OFFICIAL_DOC_TAKEN_IN, by=by, at=now, data=facts, first=True)
    return doc


def _next_number(centre_id: int, year: int) -> int:
    """Return the next number of a centre and year; who comes at the same moment waits."""
    Centre.objects.select_for_update(no_key=True).get(pk=centre_id)
    last = OfficialDoc.objects.filter(centre=centre_id, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


@transaction.atomic
def sign_doc(doc: OfficialDoc, *, by: Officer, now: datetime) -> None:
    """Sign for it in the department."""
    _move(doc, DocMove.SIGN, by=by, signed_at=now, signed_by_id=by.staff_id)
    journal.record(doc.subject, Event.OFFICIAL_DOC_SIGNED, by=by, at=now)


@transaction.atomic
def answer_doc(doc: OfficialDoc, answer: str, answer_no: str = "", *, by: Officer, now: datetime) -> None:
    """Answer it; the window brings the answer back. Raises `Refused`, `Invalid` or `Stale`."""
    _check(answer=answer, answer_no=answer_no)
    if not answer.strip():
        raise Invalid(gettext("请写回复的内容。"), field="answer")
    changes = {"answer": answer.strip(), "answer_no": answer_no.strip()}
    _move(doc, DocMove.ANSWER, by=by, answered_at=now, answered_by_id=by.staff_id, **changes)
    journal.record(doc.subject, Event.OFFICIAL_DOC_ANSWERED, by=by, at=now, data=changes)


@transaction.atomic
def deliver_answer(doc: OfficialDoc, delivered_to: str, *, by: Officer, now: datetime) -> None:
    """Note to whom and how the answer was given. Raises `Refused`, `Invalid` or `Stale`."""
    _check(delivered_to=delivered_to)
    if not delivered_to.strip():
        raise Invalid(gettext("请写回复交给了谁、怎样送达。"), field="delivered_to")
    to = delivered_to.strip()
    _move(doc, DocMove.DELIVER, by=by, delivered_at=now, delivered_by_id=by.staff_id, delivered_to=to)
    journal.record(doc.subject, Event.OFFICIAL_DOC_DELIVERED, by=by, at=now, data={"to": to})


def _move(doc: OfficialDoc, move: DocMove, *, by: Officer, **changes: object) -> None:
    """Swap the state if nobody was faster."""
    if reason := why_not_doc(doc, move, by=by):
        raise Refused(reason)
    state = DOC_MOVES[DocState(doc.state), move]
    as_we_saw_it = OfficialDoc.objects.filter(pk=doc.pk, version=doc.version)
    if not as_we_saw_it.update(state=state, version=F("version") + 1, **changes):
        raise Stale
    doc.refresh_from_db()


def _check(**fields: str) -> None:
    for field, value in fields.items():
        name, most = _FITS[field]
        words = {"field": gettext(name), "most": most}
        if len(value.strip()) > most:
            raise Invalid(gettext("%(field)s最多 %(most)s 个字。") % words, field=field)
        if hides_something(value):
            raise Invalid(gettext("%(field)s里有看不见的字符，请删掉重新输入。") % words, field=field)
