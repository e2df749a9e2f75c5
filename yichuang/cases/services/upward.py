"""Cases that a higher body decides: the lower body's opinion and all materials go up, the decision comes
back, and the applicant is asked for nothing and goes nowhere else (行政许可法 35, 43; R104)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.catalogue.public import IntakeSheet, deciding_sheet, intake_sheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.actor import SYSTEM, Actor
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people.public import Officer, department_card
from yichuang.worktime.public import calendar, local_day

from ..models import FROM_BELOW, Attachment, Case, CaseMaterial, Relay
from ..policies import why_not_send_up
from ..rules.states import Action, Outcome, State
from .accepting import set_going
from .clocks import stop_clock
from .commitments import begin_check
from .delivery import begin_delivery
from .intake import heading
from .letters import tell_decided, tell_denied, write_upward
from .moves import move

MOST_OPINION = 4000  # characters
_CARRIED = (
    "name", "wanted", "necessity", "situation", "copies_wanted", "mark", "copies", "note", "order",
)  # fmt: skip


@transaction.atomic
def send_up(case: Case, opinion: str, *, reviewed_by: str, by: Officer, now: datetime) -> Case:
    """Send a reviewed case up: opinion, materials and files become a case of the higher body, accepted
    as of now with limits of its own; the lower body's own limit is kept by then (43).

    Called by the approvals room when the last step is passed, where the question who may is answered.
    Returns the higher body's case. Raises `Refused` where nothing stands above or something is still
    to come, `Invalid` for an opinion that cannot be.
    """
    sheet = deciding_sheet(case.matter_id)
    if (reason := why_not_send_up(case, sheet)) or sheet is None:
        raise Refused(reason)
    if not opinion.strip() or len(opinion) > MOST_OPINION:
        raise Invalid(gettext("请写初审意见，最多 %(most)s 字。") % {"most": MOST_OPINION}, field="opinion")
    move(case, Action.SEND_UP)
    stop_clock(case, now=now)
    above = _case_above(case, sheet, by=by, now=now)
    relay = Relay.objects.create(
        case=case, above=above, opinion=opinion.strip(), sent_at=now, sent_by=by.staff_no
    )
    card = department_card(sheet.department_id)
    papers = write_upward(case, relay, card.name, reviewed_by, by=by, now=now)
    facts = {"to": card.name, "case": above.no, "words": relay.opinion}
    journal.record_all(case.subject, [Line(Event.CASE_SENT_UP, facts, thing=case), *papers], by=by, at=now)
    drafted = Line(Event.CASE_DRAFTED, {"matter": sheet.matter_code, "from": case.no})
    lines = _carry_materials(case, above)
    set_going(above, sheet, lines, lines=[drafted], first=True, by=SYSTEM, now=now)
    return above


def _case_above(case: Case, sheet: IntakeSheet, *, by: Officer, now: datetime) -> Case:
    """Insert the higher body's case: the same people, and the window below stays the one to ask (R078)."""
    return Case.objects.create(
        **{**heading(sheet, by=by, now=now), "taken_by_id": case.taken_by_id},
        state=State.ACCEPTED,
        channel=FROM_BELOW,
        applicant=case.applicant,
        applicant_name=case.applicant_name,
        agent=case.agent,
        agent_authority=case.agent_authority,
        contact_phone=case.contact_phone,
        form=case.form,
        window_id=case.window_id,
        accepted_at=now,
        accepted_by=SYSTEM.actor_id,
        version=1,
    )


def _carry_materials(case: Case, above: Case) -> list[CaseMaterial]:
    """Copy every line and every file: nothing is asked for again. Originals stay at the window below,
    which gives them back."""
    carried = []
    for line in case.materials.prefetch_related("attachments"):
        copy = CaseMaterial.objects.create(case=above, **{name: getattr(line, name) for name in _CARRIED})
        Attachment.objects.bulk_create(
            Attachment(
                material=copy,
                number=file.number,
                sha256=file.sha256,
                name=file.name,
                kind=file.kind,
                size=file.size,
                added_at=file.added_at,
                added_by=file.added_by,
            )
            for file in line.attachments.all()
            if file.set_aside_at is None
        )
        carried.append(copy)
    return carried


def bring_back(above: Case, reasons: tuple[str, ...], *, by: Actor, now: datetime) -> None:
    """The higher body has decided: its case is done, and the case below is decided the same way, to be
    handed out at the window that took it in."""
    relay = above.relayed_if_any
    if relay is None:
        return
    case = relay.case
    below = department_card(case.department_id)
    move(
        above,
        Action.HAND_OUT,
        concluded_at=now,
        concluded_by=by.actor_id,
        collected_by=below.name[:120],
    )
    facts = {"relation": f"送{below.name}", "case": case.no}
    journal.record_all(above.subject, [Line(Event.CASE_CONCLUDED, facts, thing=above)], by=by, at=now)
    handled = calendar().count(local_day(case.accepted_at or now), local_day(now))
    move(
        case,
        Action.DECIDE,
        outcome=above.outcome,
        decision=above.decision,
        decided_at=now,
        decided_by=by.actor_id,
        handled_days=max(handled, 0),
    )
    begin_delivery(case, now=now)
    begin_check(case, now=now)
    denied = above.outcome == Outcome.DENIED
    sheet = intake_sheet(case.guide_id)
    told = tell_denied(case, reasons, now=now) if denied else tell_decided(case, sheet, now=now)
    data = {"outcome": above.outcome, "handled_days": case.handled_days, "case": above.no}
    journal.record_all(case.subject, [Line(Event.CASE_DECIDED, data, thing=case), *told], by=by, at=now)
