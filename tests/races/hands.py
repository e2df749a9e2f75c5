"""One process of a race: says that it is ready, waits for the word, does its work, says what came of it.

Run as `python -m tests.races.hands WORK STAFF WINDOW ARGUMENT…` on the database of the test.
"""

import json
import sys
from collections.abc import Callable
from datetime import datetime

import django

django.setup()

from tests.cast import NOW  # noqa: E402 - after the rooms have been loaded
from yichuang.approvals import public as approvals  # noqa: E402
from yichuang.cases import public as cases  # noqa: E402
from yichuang.catalogue.public import intake_sheet  # noqa: E402
from yichuang.fees import public as fees  # noqa: E402
from yichuang.handovers import public as handovers  # noqa: E402
from yichuang.kit.refusal import Refused  # noqa: E402
from yichuang.people import public as people  # noqa: E402
from yichuang.people.public import IdKind, Officer, Particulars, id_check  # noqa: E402


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


def said(act: Callable[[], object]) -> str:
    try:
        act()
    except Refused:
        return "refused"
    return "done"


WORKS: dict[str, Callable[..., object]] = {
    work.__name__: work
    for work in (take_in, take_in_once, accept, pass_on, decide, settle, sweep, call_back, sign_handover)
}


def main() -> None:
    """Do one work for one member of staff."""
    work, staff, window, *more = sys.argv[1:]
    by = people.officer(int(staff), on=NOW.date(), window_id=int(window))
    assert by is not None
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(json.dumps(WORKS[work](by, *more)) + "\n")


if __name__ == "__main__":
    main()
