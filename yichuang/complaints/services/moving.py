"""A complaint goes its way: settled, assigned, investigated, answered, reviewed, closed, filed (GB/T 36113)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal.public import Event
from yichuang.kit.actor import CITIZEN, Actor
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.people.public import Department, Officer, Staff, holders_at
from yichuang.worktime.public import end_of, local_day

from ..models import Complaint, RunningTerm
from ..policies import HOLDERS, next_rung, why_not, why_not_appeal, why_not_assign_to
from ..rules import MOVES, OF_A_DEPARTMENT, Finding, Move, Rung, State, Term
from ..rules.settings import ANSWER_DAYS, APPEAL_DAYS, ASSIGN_DAYS, EXTEND_DAYS
from .registering import Said, begin_term, begin_terms, end_terms, register
from .words import fitting, limit_at, note, tell, tell_whose

MOST_ANSWER = 2_000


@dataclass(frozen=True)
class Assignment:
    """To whom it goes, why, and by which day; without a day by the limit of the answer."""

    rung: str
    department: Department | None = None
    words: str = ""
    answer_on: date | None = None


@transaction.atomic
def register_and_settle(said: Said, how: str, *, apologised: bool, by: Officer, now: datetime) -> Complaint:
    """Register somebody at the counter whose trouble was settled at once (R151, R161)."""
    made = register(said, is_settled=True, by=by, now=now)
    if apologised:
        apologise(made, gettext("当场道歉"), by=by, now=now)
    settle(made, how, by=by, now=now)
    return made


@transaction.atomic
def settle(complaint: Complaint, how: str, *, by: Officer, now: datetime) -> None:
    """Settle it on the spot, and say how (R151, R161)."""
    _ask_law(complaint, Move.SETTLE, by)
    how = fitting(how, "words", missing=gettext("请写怎样当场解决的。"), most=MOST_ANSWER)
    swap(
        complaint,
        state=MOVES[State(complaint.state), Move.SETTLE],
        answer=how,
        answered_at=now,
        answered_by_id=by.staff_id,
        appeal_by=limit_at(complaint.centre_id, APPEAL_DAYS, now),
        closed_at=now,
    )
    end_terms(complaint, Term.ASSIGN, Term.ANSWER, now=now)
    note(complaint, Move.SETTLE, Event.COMPLAINT_SETTLED, how, by=by, now=now)


@transaction.atomic
def write_down(complaint: Complaint, words: str, *, by: Officer, now: datetime) -> None:
    """Note how an important one came to be in writing: hers, or taken down and checked by her (R149)."""
    _ask_law(complaint, Move.WRITE_DOWN, by)
    words = fitting(
        words, "words", missing=gettext("请写书面材料是怎么来的：本人来信，或者代为记录经本人核对。")
    )
    swap(complaint, state=MOVES[State(complaint.state), Move.WRITE_DOWN], is_written=True)
    note(complaint, Move.WRITE_DOWN, Event.COMPLAINT_WRITTEN_DOWN, words, by=by, now=now)


@transaction.atomic
def assign(complaint: Complaint, to: Assignment, *, by: Officer, now: datetime) -> None:
    """Give it to somebody with a limit (R154). A review goes to somebody else than who answered."""
    _ask_law(complaint, Move.ASSIGN, by)
    if to.rung not in Rung.values:
        raise Invalid(gettext("请选分给谁办。"), field="rung")
    rung = Rung(to.rung)
    if reason := why_not_assign_to(complaint, rung):
        raise Invalid(reason, field="rung")
    department = _department(complaint, to, rung)
    department_id = department.pk if department else None
    same = (rung, department_id) == (complaint.rung, complaint.handler_id)
    if complaint.state == State.APPEALED and same:
        raise Invalid(gettext("复核要换人办，请分给另一级。"), field="rung")
    words = fitting(to.words, "words")
    answer_by = _answer_by(complaint, to.answer_on, now)
    swap(
        complaint,
        state=MOVES[State(complaint.state), Move.ASSIGN],
        assigned_at=complaint.assigned_at or now,
        rung=rung,
        handler_id=department_id,
        answer_by=answer_by,
        **_cleared(complaint),
    )
    RunningTerm.objects.filter(complaint=complaint, term=Term.ANSWER, over_at=None).update(limit_at=answer_by)
    end_terms(complaint, Term.ASSIGN, now=now)
    facts = {
        "rung": rung.value,
        "department": department.code if department else "",
        "until": answer_by.isoformat(),
    }
    note(complaint, Move.ASSIGN, Event.COMPLAINT_ASSIGNED, words, by=by, now=now, **facts)
    _tell_handlers(complaint, now)


def _department(complaint: Complaint, to: Assignment, rung: Rung) -> Department | None:
    if rung not in OF_A_DEPARTMENT:
        return None
    found = to.department or complaint.department
    if found is None or found.centre_id != complaint.centre_id:
        raise Invalid(gettext("请选是哪个部门的首席代表或者分管领导。"), field="department")
    return found


def _answer_by(complaint: Complaint, on: date | None, now: datetime) -> datetime:
    if on is None:
        return complaint.answer_by
    if on < local_day(now) or end_of(on) > complaint.answer_by:
        last = local_day(complaint.answer_by).isoformat()
        raise Invalid(gettext("限办日期在今天和 %(last)s 之间。") % {"last": last}, field="answer_on")
    return end_of(on)


def _cleared(complaint: Complaint) -> dict[str, object]:
    """A review begins with nothing found and nothing answered; what was said before stays in the handlings.

    Who said it stays with the complaint: it is not hers to look into again, whoever it is given to meanwhile.
    """
    if complaint.state != State.APPEALED:
        return {}
    blank = {"finding": "", "answer": "", "answered_at": None, "answered_by_id": None, "appeal_by": None}
    return {**blank, "reviewed_id": complaint.answered_by_id}


@transaction.atomic
def escalate(complaint: Complaint, words: str, *, by: Officer, now: datetime) -> None:
    """Pass it up: chief representative, service desk, leader of the centre (R159). No day is gained by it."""
    _ask_law(complaint, Move.ESCALATE, by)
    words = fitting(words, "words", missing=gettext("请写为什么要上报。"))
    rung = next_rung(complaint)
    swap(
        complaint, state=MOVES[State(complaint.state), Move.ESCALATE], rung=rung, handler_id=None, finding=""
    )
    note(complaint, Move.ESCALATE, Event.COMPLAINT_ESCALATED, words, by=by, now=now, rung=str(rung))
    _tell_handlers(complaint, now)


def _tell_handlers(complaint: Complaint, now: datetime) -> None:
    """Tell those to whom it was given; not whom it is about, who does not handle it."""
    today, people = local_day(now), set[Staff]()
    for role in HOLDERS[complaint.rung]:
        department_id = complaint.handler_id if complaint.rung in OF_A_DEPARTMENT else None
        people |= set(holders_at(role, on=today, centre_id=complaint.centre_id, department_id=department_id))
    others = (one for one in people if one.pk not in {complaint.staff_id, complaint.reviewed_id})
    told = sorted(others, key=lambda one: one.pk)
    key, until = str(complaint.version), complaint.answer_by
    tell_whose(complaint, told, lambda: gettext("投诉分给您办理"), until=until, key=key, now=now)


@transaction.atomic
def investigate(complaint: Complaint, finding: str, words: str, *, by: Officer, now: datetime) -> None:
    """Note what the investigation found."""
    _ask_law(complaint, Move.INVESTIGATE, by)
    if finding not in Finding.values:
        raise Invalid(gettext("请选属实、部分属实、不属实还是无法查实。"), field="finding")
    words = fitting(words, "words", missing=gettext("请写调查到的情况。"), most=MOST_ANSWER)
    swap(complaint, state=MOVES[State(complaint.state), Move.INVESTIGATE], finding=finding)
    note(complaint, Move.INVESTIGATE, Event.COMPLAINT_INVESTIGATED, words, by=by, now=now, finding=finding)


@transaction.atomic
def apologise(complaint: Complaint, words: str, *, by: Officer, now: datetime) -> None:
    """Note that the person was apologised to, by whom and how (R158)."""
    _ask_law(complaint, Move.APOLOGISE, by)
    words = fitting(words, "words", missing=gettext("请写谁、怎样向群众道歉的。"))
    swap(complaint, state=MOVES[State(complaint.state), Move.APOLOGISE], apologised_at=now)
    note(complaint, Move.APOLOGISE, Event.COMPLAINT_APOLOGISED, words, by=by, now=now)


@transaction.atomic
def extend(complaint: Complaint, words: str, *, by: Officer, now: datetime) -> None:
    """Lengthen the limit of the answer, once, with the reason; whoever complained is told."""
    _ask_law(complaint, Move.EXTEND, by)
    words = fitting(words, "words", missing=gettext("请写为什么要延长，会告诉投诉人。"), most=300)
    days = EXTEND_DAYS
    answer_by = limit_at(complaint.centre_id, days, complaint.answer_by)
    swap(
        complaint,
        state=MOVES[State(complaint.state), Move.EXTEND],
        is_extended=True,
        answer_by=answer_by,
    )
    RunningTerm.objects.filter(complaint=complaint, term=Term.ANSWER, over_at=None).update(limit_at=answer_by)
    note(complaint, Move.EXTEND, Event.COMPLAINT_EXTENDED, words, by=by, now=now, until=answer_by.isoformat())
    facts = {"day": local_day(answer_by).isoformat(), "why": words}

    def say() -> tuple[str, str]:
        return gettext("答复要晚几天"), gettext("最晚 %(day)s 答复：%(why)s") % facts

    tell(complaint, say, key=f"extended:{complaint.version}", now=now)  # of a review it may be a second time


@transaction.atomic
def answer(complaint: Complaint, words: str, *, by: Officer, now: datetime) -> None:
    """Answer it; whoever left an address is told at once, the others read it by the code (R151)."""
    _ask_law(complaint, Move.ANSWER, by)
    words = fitting(words, "words", missing=gettext("请写怎样处理的，投诉人会看到。"), most=MOST_ANSWER)
    _answered(complaint, Move.ANSWER, words, by=by, now=now)
    note(complaint, Move.ANSWER, Event.COMPLAINT_ANSWERED, words, by=by, now=now)
    key = f"answered:{complaint.handlings.count()}"
    tell(complaint, lambda: (gettext("有答复了"), words), key=key, now=now)


def _answered(
    complaint: Complaint, move: Move, words: str, *, by: Officer, now: datetime, **more: object
) -> None:
    swap(
        complaint,
        state=MOVES[State(complaint.state), move],
        answer=words,
        answered_at=now,
        answered_by_id=by.staff_id,
        appeal_by=limit_at(complaint.centre_id, APPEAL_DAYS, now),
        **more,
    )
    end_terms(complaint, Term.ASSIGN, Term.ANSWER, now=now)
    if complaint.state == State.ANSWERED and complaint.appeal_by is not None:
        begin_term(complaint, Term.CLOSE, complaint.appeal_by, now)


@transaction.atomic
def appeal(complaint: Complaint, words: str, *, by: Officer | None = None, now: datetime) -> None:
    """Ask for a review, as the complainant by her code, or for her by the desk. New limits run."""
    reason = why_not(complaint, Move.APPEAL, by=by) if by is not None else why_not_appeal(complaint)
    if reason:
        raise Refused(reason)
    if complaint.appeal_by is None or now > complaint.appeal_by:
        raise Refused(gettext("要求复核的期限已经过了，有新的情况请重新反映。"))
    words = fitting(words, "words", missing=gettext("请写哪里不满意。"))
    actor: Actor = by or CITIZEN
    end_terms(complaint, Term.ASSIGN, Term.ANSWER, Term.CLOSE, now=now)
    swap(
        complaint,
        state=MOVES[State(complaint.state), Move.APPEAL],
        appealed_at=now,
        assigned_at=None,
        assign_by=limit_at(complaint.centre_id, ASSIGN_DAYS, now),
        answer_by=limit_at(complaint.centre_id, ANSWER_DAYS, now),
        is_extended=False,
        closed_at=None,
    )
    begin_terms(complaint, now)
    note(complaint, Move.APPEAL, Event.COMPLAINT_APPEALED, words, by=actor, now=now)


@transaction.atomic
def uphold(complaint: Complaint, words: str, *, by: Officer, now: datetime) -> None:
    """Leave the answer as it was after a review, with the reasons."""
    _ask_law(complaint, Move.UPHOLD, by)
    words = fitting(words, "words", missing=gettext("请写复核的意见和依据，投诉人会看到。"), most=1_000)
    swap(complaint, state=MOVES[State(complaint.state), Move.UPHOLD], closed_at=now, appeal_by=None)
    end_terms(complaint, Term.ASSIGN, Term.ANSWER, now=now)
    note(complaint, Move.UPHOLD, Event.COMPLAINT_UPHELD, words, by=by, now=now)
    key = f"upheld:{complaint.version}"
    tell(complaint, lambda: (gettext("复核维持原答复"), words), key=key, now=now)


@transaction.atomic
def close(complaint: Complaint, words: str, *, by: Officer, now: datetime) -> None:
    """Close it with what the complainant thinks of the answer; of an anonymous one, with what was done."""
    _ask_law(complaint, Move.CLOSE, by)
    words = fitting(words, "words", missing=gettext("请写投诉人的意见；匿名的写处理结果。"))
    swap(complaint, state=MOVES[State(complaint.state), Move.CLOSE], closed_at=now)
    end_terms(complaint, Term.CLOSE, now=now)
    note(complaint, Move.CLOSE, Event.COMPLAINT_CLOSED, words, by=by, now=now)


@transaction.atomic
def archive(complaint: Complaint, *, by: Officer, now: datetime) -> None:
    """File what is over; not while a review can still be asked for."""
    _ask_law(complaint, Move.ARCHIVE, by)
    if complaint.appeal_by is not None and now <= complaint.appeal_by:
        raise Refused(gettext("投诉人还可以要求复核，期限过了再归档。"))
    swap(complaint, state=MOVES[State(complaint.state), Move.ARCHIVE])
    note(complaint, Move.ARCHIVE, Event.COMPLAINT_ARCHIVED, by=by, now=now)


def _ask_law(complaint: Complaint, move: Move, by: Officer) -> None:
    if reason := why_not(complaint, move, by=by):
        raise Refused(reason)
