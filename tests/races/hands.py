"""The processes of a race: each gets ready, waits for the others, does its work, says what came of it.

Run as `python -m tests.races.hands` on the database of the test. A line of its input is a race: the list of its works,
each `[work, staff, window, argument…]`. A line of its output is what came of it.
"""

import json
import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

import django

django.setup()

from django.db import connection  # noqa: E402

from tests.appointments.build import TOMORROW_AT_NINE, a_person  # noqa: E402
from tests.cast import NOW  # noqa: E402 - after the rooms have been loaded
from yichuang.appointments import public as appointments  # noqa: E402
from yichuang.approvals import public as approvals  # noqa: E402
from yichuang.cases import public as cases  # noqa: E402
from yichuang.catalogue.public import intake_sheet  # noqa: E402
from yichuang.complaints import public as complaints  # noqa: E402
from yichuang.fees import public as fees  # noqa: E402
from yichuang.handovers import public as handovers  # noqa: E402
from yichuang.kit.actor import CITIZEN  # noqa: E402
from yichuang.kit.refusal import Refused  # noqa: E402
from yichuang.people import public as people  # noqa: E402
from yichuang.people.public import IdKind, Officer, Particulars, Theme, id_check  # noqa: E402
from yichuang.queueing import public as queueing  # noqa: E402
from yichuang.supervision import public as supervision  # noqa: E402


def take_in(by: Officer, guide: str, count: str) -> object:
    """Take in so many applications; the processes' applicants are the same people."""
    sheet = intake_sheet(int(guide))
    handed = [cases.HandedIn(order) for order in range(1, len(sheet.materials) + 1)]
    made = []
    for serial in range(int(count)):
        body = f"34052419800101{serial:03d}"
        who = Particulars(IdKind.ID_CARD, body + id_check(body), "张三")
        case = cases.take_in(cases.Intake(sheet.guide_id, who, handed), by=by, now=NOW)
        made.append(case.no)
    return made


def take_in_once(by: Officer, guide: str, request_key: str) -> object:
    """Send one request under a key that the others use too."""
    sheet = intake_sheet(int(guide))
    handed = [cases.HandedIn(order) for order in range(1, len(sheet.materials) + 1)]
    who = Particulars(IdKind.ID_CARD, "34052419800101001X", "张三")
    intake = cases.Intake(sheet.guide_id, who, handed, request_key=request_key)
    return cases.take_in(intake, by=by, now=NOW).no


def register_what_was_found(by: Officer, source: str) -> object:
    """Register what one spot check found, as every other hand does too."""
    said = complaints.Said(words="态度生硬", channel="spot_check", nature="attitude", source=source)
    try:
        return complaints.register(said, by=by, now=NOW).pk
    except Refused as no:
        return no.sentence


def answer_complaint(by: Officer, key: str) -> object:
    """Answer a complaint that has been looked into."""
    complaint = complaints.complaint_by_id(int(key))
    assert complaint is not None
    try:
        complaints.answer(complaint, "已改", by=by, now=NOW)
    except Refused as no:
        return no.sentence
    return "answered"


def order_to_put_right(by: Officer, key: str) -> object:
    """Order the department to put right what was found."""
    complaint = complaints.complaint_by_id(int(key))
    assert complaint is not None
    try:
        complaints.order_rectification(complaint, complaint.department, "补发告知单", by=by, now=NOW)
    except Refused as no:
        return no.sentence
    return "ordered"


def call_back(_by: Officer, order_no: str) -> object:
    """Send the provider's message about an order."""
    body = fees.message(order_no)
    return said(lambda: fees.receive_callback("sandbox", body, fees.sign(body), now=NOW))


def sign_handover(by: Officer, key: str) -> object:
    """Sign for having handed a case's papers over."""
    handover = handovers.Handover.objects.get(pk=int(key))
    return said(lambda: handovers.hand(handover, by=by, now=NOW))


def accept(by: Officer, no: str) -> object:
    """Accept a draft."""
    case = cases.case_by_no(no)
    assert case is not None
    return said(lambda: cases.accept(case, by=by, now=NOW))


def pass_on(by: Officer, case_id: str) -> object:
    """Pass the open step of a case."""
    task = approvals.open_task_of(int(case_id))
    return (
        "refused"
        if task is None
        else said(lambda: approvals.pass_on(task, "同意", examined=approvals.FINE, by=by, now=NOW))
    )


def decide(by: Officer, case_id: str) -> object:
    """Take the decision at the last step of a case."""
    task = approvals.open_task_of(int(case_id))
    granted = cases.Decision(cases.Outcome.GRANTED, "准予")
    return "refused" if task is None else said(lambda: approvals.decide(task, granted, by=by, now=NOW))


def settle(by: Officer, case_id: str, how: str) -> object:
    """Confirm an intended denial, or take it back."""
    case = cases.Case.objects.get(pk=int(case_id))
    denial = approvals.course_of(case).denial
    if denial is None:
        return "refused"
    if how == "withdraw":
        return said(lambda: approvals.withdraw_denial(denial, by=by, now=NOW))
    return said(lambda: approvals.confirm_denial(denial, "同意", by=by, now=NOW))


def sweep(_by: Officer, at: str) -> object:
    """Look at the lights that are due."""
    return cases.sweep_lights(datetime.fromisoformat(at))


def sweep_watched(_by: Officer, at: str) -> object:
    """Look at what is under watch and due."""
    return supervision.sweep(datetime.fromisoformat(at))


def sweep_waiting(_by: Officer, at: str) -> object:
    """Act on the cases whose days before acceptance are over."""
    return cases.sweep_waiting(datetime.fromisoformat(at))


def accept_at(by: Officer, no: str, at: str) -> object:
    """Accept a case at an instant."""
    case = cases.case_by_no(no)
    assert case is not None
    return said(lambda: cases.accept(case, by=by, now=datetime.fromisoformat(at)))


def supplement_at(by: Officer, no: str, at: str) -> object:
    """Send the notice of what to supplement at an instant."""
    case = cases.case_by_no(no)
    assert case is not None
    return said(lambda: cases.supplement(case, by=by, now=datetime.fromisoformat(at)))


def withdraw(by: Officer, no: str) -> object:
    """End a case because its applicant takes the application back."""
    case = cases.case_by_no(no)
    assert case is not None
    return said(lambda: cases.withdraw(case, "申请人不办了", by=by, now=NOW))


def decide_at(by: Officer, case_id: str, at: str) -> object:
    """Take the decision at an instant."""
    task = approvals.open_task_of(int(case_id))
    granted = cases.Decision(cases.Outcome.GRANTED, "准予")
    if task is None:
        return "refused"
    return said(lambda: approvals.decide(task, granted, by=by, now=datetime.fromisoformat(at)))


def answer(by: Officer, request_id: str, how: str) -> object:
    """Answer what a superior was asked."""
    request = cases.Request.objects.select_related("case__clock").get(pk=int(request_id))
    return said(lambda: cases.answer(request, grant=how == "grant", words="看过了", by=by, now=NOW))


def said(act: Callable[[], object]) -> str:
    try:
        act()
    except Refused:
        return "refused"
    return "done"


def take_numbers(_by: Officer, theme: str, count: str) -> object:
    """Take so many numbers of one theme."""
    line = Theme.objects.get(pk=int(theme))
    visit = queueing.Visit(line)
    return [
        queueing.take(visit, channel=queueing.Channel.KIOSK, by=CITIZEN, now=NOW).label
        for _ in range(int(count))
    ]


def call_until_nobody_waits(_by: Officer, *windows: str) -> object:
    """Let each of these windows call, serve and end on a connection of its own, until nobody waits."""
    with ThreadPoolExecutor(len(windows)) as threads:
        called = list(threads.map(_empty_the_line, windows))
    return [ticket for each in called for ticket in each]


def _empty_the_line(window: str) -> list[int]:
    duty = queueing.duty_of(int(window))
    assert duty is not None
    assert duty.clerk_id is not None
    by = people.officer(duty.clerk_id, on=NOW.date(), window_id=int(window))
    assert by is not None
    called = []
    while ticket := queueing.call_next(by=by, now=NOW):
        called.append(ticket.pk)
        queueing.serve(ticket, by=by, now=NOW)
        queueing.end(ticket, by=by, now=NOW)
    connection.close()
    return called


def book_places(_by: Officer, plan: str, first: str, count: str) -> object:
    """Let so many people, each somebody else on a connection of her own, want one and the same time at the
    same moment; say what each was told."""
    found = appointments.plan_of(int(plan))
    assert found is not None
    wish, ready = appointments.Wish(found, TOMORROW_AT_NINE), threading.Barrier(int(count))

    def book(serial: int) -> list[str]:
        connection.ensure_connection()
        ready.wait(60)
        try:
            place = appointments.hold(wish, key=f"hold-{serial}", now=NOW)
            appointments.book(place, a_person(serial), key=f"book-{serial}", by=CITIZEN, now=NOW)
        except appointments.Full as full:
            return ["full", *(str(free.starts_at) for free in full.free)]
        finally:
            connection.close()
        return ["booked", place.number]

    with ThreadPoolExecutor(int(count)) as threads:
        return list(threads.map(book, range(int(first), int(first) + int(count))))


def change_and_cancel(_by: Officer, plan: str, *numbers: str) -> object:
    """Move bookings to and fro between two times, then take them back: what rings of waiting are made of."""
    found = appointments.plan_of(int(plan))
    assert found is not None
    times = [TOMORROW_AT_NINE + timedelta(minutes=30 * n) for n in range(2)]
    said = []
    for turn in range(6):
        for number in numbers:
            booking = appointments.booking_of(number)
            assert booking is not None
            wish = appointments.Wish(found, times[turn % 2] if booking.pk % 2 else times[1 - turn % 2])
            try:
                appointments.change(booking, wish, key="", by=CITIZEN, now=NOW)
            except appointments.Full:
                said.append("full")
    for number in numbers:
        booking = appointments.booking_of(number)
        assert booking is not None
        appointments.cancel(booking, key="", by=CITIZEN, now=NOW)
    return said


START: list[Barrier] = []  # of this process
WORKS: dict[str, Callable[..., object]] = {
    work.__name__: work
    for work in (
        take_in,
        take_in_once,
        accept,
        accept_at,
        pass_on,
        decide,
        decide_at,
        settle,
        supplement_at,
        withdraw,
        answer,
        sweep,
        sweep_waiting,
        sweep_watched,
        call_back,
        sign_handover,
        book_places,
        change_and_cancel,
        take_numbers,
        register_what_was_found,
        answer_complaint,
        order_to_put_right,
        call_until_nobody_waits,
    )
}


def main() -> None:
    """Run one race after another: the rooms are loaded once for all of them."""
    for line in sys.stdin:
        try:
            told: dict[str, object] = {"said": _race(json.loads(line))}
        except Exception:  # noqa: BLE001 - told to the test, which fails
            told = {"failed": traceback.format_exc()}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _race(works: list[list[str]]) -> list[object]:
    """Let each work begin at the same moment, in a process and with a connection of its own."""
    forked = get_context("fork")
    given = (forked.Barrier(len(works)),)
    with ProcessPoolExecutor(len(works), mp_context=forked, initializer=_meet_at, initargs=given) as hands:
        return list(hands.map(_work, works))


def _meet_at(barrier: Barrier) -> None:
    START.append(barrier)


def _work(told: list[str]) -> object:
    work, staff, window, *more = told
    by = people.officer(int(staff), on=NOW.date(), window_id=int(window))
    assert by is not None
    START[0].wait(timeout=60)
    return WORKS[work](by, *more)


if __name__ == "__main__":
    main()
