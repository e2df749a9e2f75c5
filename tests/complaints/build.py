"""Complaints walked to a state through the room's own door."""

from datetime import datetime, timedelta

from tests.cast import NOW, Hall, a_hall, a_person
from yichuang.complaints import public as complaints
from yichuang.complaints.public import Assignment, Complaint, Said, Sending, State
from yichuang.people.public import Role

A_DAY = timedelta(days=1)
PHONE = "13812341234"
WORDS = "来了两次，第二次才说还要租赁合同。"
ON_PAPER = "本人来信"


def a_hall_to_complain_of() -> Hall:
    """A hall with a service desk and an efficiency office."""
    hall = a_hall()
    hall.staff["reception"] = a_person(hall, "recep", "reception", Role.RECEPTION, None)
    hall.staff["efficiency"] = a_person(hall, "effic", "efficiency", Role.EFFICIENCY, None)
    return hall


def a_complaint(hall: Hall, *, by: str = "manager", now: datetime = NOW, **said: object) -> Complaint:
    """Somebody telephones about window 5."""
    more = {
        "words": WORDS,
        "channel": "phone",
        "nature": "not_told_once",
        "window": hall.window,
        "department": hall.department,
        "name": "李四",
        "phone": PHONE,
        **said,
    }
    return again(complaints.register(Said(**more), by=hall.officer(by), now=now))  # type: ignore[arg-type]


def online(hall: Hall, *, now: datetime = NOW, **said: object) -> Complaint:
    """Somebody writes on the network, without a name."""
    more = {"words": WORDS, "nature": "attitude", **said}
    return again(complaints.complain(Said(**more), hall.centre, now=now))  # type: ignore[arg-type]


def again(complaint: Complaint) -> Complaint:
    found = complaints.complaint_by_id(complaint.pk)
    assert found is not None
    return found


def to_chief_rep(hall: Hall) -> Assignment:
    return Assignment("chief_rep", hall.department, "请核实")


def a_transfer(body: str = "petition") -> Sending:
    return Sending(body, "青禾市信访局", "属于信访事项", "")


def assigned(hall: Hall, *, now: datetime = NOW, **said: object) -> Complaint:
    complaint = a_complaint(hall, now=now, **said)
    complaints.assign(complaint, to_chief_rep(hall), by=hall.officer("supervisor"), now=now)
    return again(complaint)


def investigated(hall: Hall, finding: str = "founded", *, now: datetime = NOW, **said: object) -> Complaint:
    complaint = assigned(hall, now=now, **said)
    by = hall.officer("chief_rep")
    complaints.investigate(complaint, finding, "第一次没有出具一次性告知单", by=by, now=now)
    return again(complaint)


def answered(hall: Hall, finding: str = "founded", *, now: datetime = NOW, **said: object) -> Complaint:
    complaint = investigated(hall, finding, now=now, **said)
    complaints.answer(complaint, "情况属实，窗口已改正", by=hall.officer("chief_rep"), now=now)
    return again(complaint)


def closed(hall: Hall, *, now: datetime = NOW, **said: object) -> Complaint:
    complaint = answered(hall, "unfounded", now=now, **said)
    complaints.close(complaint, "投诉人满意", by=hall.officer("supervisor"), now=now)
    return again(complaint)


def in_state(hall: Hall, state: State) -> Complaint:
    """Walk a complaint to a state."""
    supervisor = hall.officer("supervisor")
    if state is State.REGISTERED:
        return a_complaint(hall)
    if state is State.TRANSFERRED:
        complaint = a_complaint(hall)
        complaints.transfer(complaint, a_transfer(), by=supervisor, now=NOW)
        return again(complaint)
    if state is State.APPEALED:
        complaint = answered(hall)
        complaints.appeal(complaint, "没有说清楚", now=NOW)
        return again(complaint)
    if state is State.ARCHIVED:
        complaint = closed(hall)
        complaints.archive(complaint, by=supervisor, now=NOW + 60 * A_DAY)
        return again(complaint)
    walk = {
        State.ASSIGNED: assigned,
        State.INVESTIGATED: investigated,
        State.ANSWERED: lambda one: answered(one, "unfounded"),
        State.CLOSED: closed,
    }
    return walk[state](hall)  # type: ignore[operator]
