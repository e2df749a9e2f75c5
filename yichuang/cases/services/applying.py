"""An application that its applicant sends in herself, without a window: received the day it comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from yichuang.catalogue.public import IntakeSheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import Actor
from yichuang.kit.files import Stored
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Refused
from yichuang.people.public import Officer
from yichuang.worktime.public import local_day

from ..models import Case
from ..policies import why_not_take_in
from ..rules.states import Action
from .bars import check_not_barred
from .delivery import Wish, choose_delivery
from .identifying import known
from .intake import heading, lines_of
from .materials import lines_of_files
from .moves import move
from .receiving import waiting_for_word


@dataclass(frozen=True)
class Application:
    """What the applicant sends in: what she typed, her files by the line of the published list, and
    how she wants the result. `responsible` is the clerk whose window has to answer her (R078)."""

    typed: Mapping[str, str]
    responsible: Officer
    files: Mapping[int, Sequence[Stored]] = field(default_factory=dict)
    wish: Wish | None = None
    waits: bool = False  # for another case to be granted first: drafted now, received when it may begin


@transaction.atomic
def apply(sheet: IntakeSheet, application: Application, *, channel: str, by: Actor, now: datetime) -> Case:
    """Make a case of what the applicant sent in; the law's five days run from today (行政许可法 29, 32).

    Nothing is checked yet: that is the window's. The receipt is the caller's, who knows the whole of what
    was sent in. Raises `Invalid` for a particular that cannot be right, `Refused` for someone barred.
    """
    if reason := why_not_take_in(sheet, by=application.responsible):
        raise Refused(reason)
    case = Case.objects.create(
        **heading(sheet, by=application.responsible, now=now),
        channel=channel,
        window_id=application.responsible.window_id,
        typed=dict(application.typed),
    )
    materials = lines_of(case, sheet, {})
    insert_all(materials)
    lines = [Line(Event.CASE_DRAFTED, {"matter": sheet.matter_code})]
    lines += lines_of_files(materials, application.files, by=by, now=now)
    if not application.waits:
        lines.append(_receive(case, by=by, now=now))
    journal.record_all(case.subject, lines, by=by, at=now, first=True, centre=case.centre_id)
    if application.wish is not None:
        choose_delivery(case, application.wish, by=by, now=now)
    return case


def _receive(case: Case, *, by: Actor, now: datetime) -> Line:
    changes = known(case, by=by, now=now)
    check_not_barred(case.applicant_id, case.matter_id, now=now)
    move(case, Action.RECEIVE, **changes, **waiting_for_word(case, now))
    return Line(
        Event.CASE_RECEIVED, {"notice_due": local_day(case.notice_due_at or now).isoformat()}, thing=case
    )
