"""Cases, built by walking the real path."""

from datetime import datetime

from tests.cast import NOW, Hall, a_matter, authorise_window
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Case, Collection, State
from yichuang.catalogue.public import IntakeSheet
from yichuang.people.public import IdKind

ID = "34052419800101001X"
OTHER_ID = "370101190102039973"
USCC = "91350100M000100Y43"


def a_draft(hall: Hall, sheet: IntakeSheet | None = None, *, now: datetime = NOW) -> Case:
    """Begin a case at the window."""
    sheet = sheet or a_matter(hall)
    return cases.draft(sheet, by=hall.officer("clerk"), now=now)


def filled(case: Case, hall: Hall, **typed: str) -> Case:
    """Type the applicant in and check every material."""
    by = hall.officer("clerk")
    fields = {
        "id_kind": IdKind.ID_CARD.value,
        "id_number": ID,
        "name": "张三",
        "phone": "13812341234",
        **typed,
    }
    cases.note_typed(case, fields, by=by)
    cases.mark_rest_received(case, by=by)
    return case


def a_case(
    hall: Hall, *, at: State = State.ACCEPTED, sheet: IntakeSheet | None = None, now: datetime = NOW
) -> Case:
    """Return a case that has reached a state, by the steps that people take."""
    case = a_draft(hall, sheet, now=now)
    if at is State.DRAFT:
        return case
    if at is State.DISCARDED:
        cases.discard(case, "申请人改天再来", by=hall.officer("clerk"), now=now)
        return case
    filled(case, hall)
    cases.accept(case, by=hall.officer("clerk"), now=now)
    if at is State.ACCEPTED:
        return case
    decide(case, hall, now=now)
    if at is State.DECIDED:
        return case
    hand_over(case, hall, now=now)
    return case


def decide(case: Case, hall: Hall, *, now: datetime = NOW) -> None:
    """Pass every step, each by the person whose step it is."""
    while task := approvals.open_task_of(case.pk):
        who = task.role
        approvals.pass_on(task, "符合条件，同意。", examined=approvals.FINE, by=hall.officer(who), now=now)
    case.refresh_from_db()


def hand_over(case: Case, hall: Hall, *, now: datetime = NOW) -> None:
    """Hand the result to the applicant."""
    kept = case.materials.filter(is_original=True).values_list("order", flat=True)
    collection = Collection("张三", IdKind.ID_CARD, ID, "本人", originals=list(kept))
    cases.hand_out(case, collection, by=hall.officer("clerk"), now=now)


def an_immediate_matter(hall: Hall, *, authorised: bool = True) -> IntakeSheet:
    """A matter decided on the spot."""
    if authorised:
        authorise_window(hall.department)
    return a_matter(
        hall, "jb-1", name="失业登记", category="公共服务", case_kind="immediate", promised_value=0
    )
