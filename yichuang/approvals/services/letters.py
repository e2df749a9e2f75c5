"""The papers of review. Stored texts are Chinese: they belong to the applicant and the archive."""

from datetime import datetime

from django.utils import timezone

from yichuang.cases.public import Case, Limits, both_limits, heading, issued, received_lines
from yichuang.catalogue.public import intake_sheet
from yichuang.journal.public import Line
from yichuang.papers.public import (
    HandoverSheet,
    Limit,
    NegativeMatterRecord,
    Opinion,
    RoutingSheet,
    RoutingStep,
)
from yichuang.people.public import Officer, Role, department_card, window_words
from yichuang.worktime.public import Due, local_day

from ..models import Denial, Task, WindowReturn
from ..rules.steps import TaskState, Verdict


def write_routing(task: Task, *, by: Officer, now: datetime) -> list[Line]:
    """Issue the routing sheet as it was passed, where others countersigned (R112).

    The one that was issued at acceptance has room for the pen; this one states what was signed.
    """
    case = task.case
    tasks = list(
        Task.objects.filter(case=case, state=TaskState.PASSED)
        .select_related("closed_by")
        .prefetch_related("signatures__department", "signatures__staff", "signatures__signed_by")
        .order_by("order", "id")
    )
    signatures = [s for t in tasks for s in t.signatures.all() if s.verdict != Verdict.ASKED]
    if not signatures:
        return []
    promised, statutory = _limits(case)
    body = RoutingSheet(
        applicant=case.applicant_name,
        matter=case.matter_name,
        case_no=case.no,
        accepted_on=local_day(case.accepted_at or now),
        promised=promised,
        statutory=statutory,
        steps=tuple(
            RoutingStep(
                t.order,
                t.name,
                Role(t.role).label,
                opinion=t.opinion,
                signed_by=t.closed_by.name if t.closed_by else "",
                signed_on=local_day(t.closed_at) if t.closed_at else None,
            )
            for t in tasks
        ),
        accepted_by=case.taken_by.name,
        materials=case.materials.count(),
        countersigns=tuple(
            Opinion(
                s.who,
                f"{Verdict(s.verdict).label}。{s.words}",
                s.signed_by.name if s.signed_by else "",
                local_day(s.signed_at) if s.signed_at else None,
            )
            for s in signatures
        ),
    )
    return issued(case, body, by=by, now=now)


def _limits(case: Case) -> tuple[Limit, Limit]:
    clock = case.clock
    promised, statutory = (
        Due(day, provisional=clock.is_provisional) if day else None
        for day in (clock.promised_due_on, clock.statutory_due_on)
    )
    limits = Limits(promised, statutory, clock.is_statutory_by_law, clock.is_review)
    return both_limits(intake_sheet(case.guide_id), limits)


def write_window_return(returned: WindowReturn, *, by: Officer, now: datetime) -> list[Line]:
    """Issue the hand-over sheet back to the window, with opinion, reasons and materials (R114)."""
    case = returned.task.case
    lines = received_lines(list(case.materials.all()))
    wanted = tuple(line for line in lines if line.order in returned.orders) or lines
    card = department_card(case.department_id)
    body = HandoverSheet(
        **heading(case),
        handed_on=local_day(now),
        from_unit=card.name,
        to_unit=f"{card.centre.name} {window_words(case.window_id) or '综合窗口'}",
        materials=wanted,
        is_return=True,
        opinion=f"{returned.opinion}　理由：{returned.reasons}",
        handed_by=by.name,
        handed_at=_instant(now),
    )
    return issued(case, body, by=by, now=now)


def _instant(now: datetime) -> str:
    day = local_day(now)
    clock = timezone.localtime(now)
    return f"{day.year}年{day.month}月{day.day}日 {clock.hour}:{clock.minute:02d}"


def write_negative_record(denial: Denial, *, by: Officer, now: datetime) -> list[Line]:
    """Issue the record of an intended denial with every level's opinion (R146)."""
    case = denial.case
    levels = tuple(
        Opinion(
            Role(said.role).label,
            f"{'同意' if said.is_confirmed else '退回'}。{said.words}",
            said.said_by.name,
            local_day(said.said_at),
        )
        for said in denial.opinions.select_related("said_by").order_by("pk")
    )
    body = NegativeMatterRecord(
        **heading(case),
        registered_on=local_day(denial.registered_at),
        intended="不予许可" if intake_sheet(case.guide_id).is_licence else "不予批准",
        reasons=tuple(denial.reasons),
        basis=denial.basis,
        levels=levels,
        registered_by=denial.registered_by.name,
    )
    return issued(case, body, by=by, now=now)
