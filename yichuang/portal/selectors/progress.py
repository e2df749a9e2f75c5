"""A case as its applicant is told it: what happens now, by when, by whom, and what came before (R115)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from yichuang.approvals import public as approvals
from yichuang.approvals.public import Task, TaskState
from yichuang.cases import public as cases
from yichuang.cases.public import (
    Case,
    Delivery,
    DeliveryState,
    DeliveryWay,
    Mark,
    Progress,
    Ruler,
    State,
    days_left,
    ruler_of,
)
from yichuang.catalogue.public import IntakeSheet, Step, intake_sheet
from yichuang.fees import public as fees
from yichuang.fees.public import Bill, BillState
from yichuang.notices import public as notices
from yichuang.notices.public import Channel, Message, OptOut
from yichuang.papers import public as papers
from yichuang.papers.public import Paper
from yichuang.worktime.public import calendar


@dataclass(frozen=True)
class Passed:
    """A step that is done. What was written inside is never shown."""

    name: str
    at: datetime


@dataclass(frozen=True)
class Told:
    """A message, and by which ways besides the inbox it went."""

    message: Message
    ways: list[Message]


@dataclass(frozen=True)
class ProgressView:
    """Everything on the page of a case."""

    progress: Progress
    case: Case
    sheet: IntakeSheet
    passed: tuple[Passed, ...]
    now_at: Task | None
    later: tuple[Step, ...]
    left: int | None  # working days after today
    ruler: Ruler | None
    messages: tuple[Told, ...]
    wishes: tuple[OptOut, ...]
    to_supplement: tuple[dict[str, Any], ...] = ()  # what the last notice asks for
    still_to_bring: tuple[str, ...] = ()  # what was promised and has not come
    bill: Bill | None = None
    can_pay_online: bool = False

    @property
    def ways(self) -> tuple[DeliveryWay, ...]:
        """How the result can come."""
        return tuple(DeliveryWay)

    @property
    def can_choose(self) -> bool:
        """Whether the way of delivery can still be chosen: it is running, and not on its way."""
        running = self.case.state in {State.ACCEPTED, State.DECIDED}
        return running and self.delivery.state in {DeliveryState.WAITING, DeliveryState.CAME_BACK}

    @property
    def delivery(self) -> Delivery:
        """How the result comes; at the window, until something else is chosen."""
        return self.case.delivery_if_any or Delivery(case=self.case)

    @property
    def due_on(self) -> date | None:
        """The date that the applicant was told: the promise, else the law's."""
        return self.progress.promised_on or self.progress.statutory_on


def progress_view(progress: Progress, *, today: date) -> ProgressView:
    """Tell a case to its applicant. Seven queries, fewer once the guide is in memory."""
    case = progress.case
    tasks = approvals.steps_of(case.pk)
    open_task = next((task for task in tasks if task.closed_at is None), None)
    sheet = intake_sheet(case.guide_id)
    due_on = progress.promised_on or progress.statutory_on
    return ProgressView(
        progress,
        case,
        sheet,
        tuple(Passed(t.name, t.closed_at) for t in tasks if t.state == TaskState.PASSED and t.closed_at),
        open_task,
        tuple(step for step in sheet.steps if open_task and step.order > open_task.order),
        days_left(due_on, today, calendar()) if due_on and case.state == State.ACCEPTED else None,
        _ruler(case, today),
        tuple(_told(case.no)),
        _wishes(case),
        _to_supplement(case),
        _still_to_bring(case),
        bill := fees.bill_of(case.pk) if sheet.fee.charged else None,
        bill is not None and bill.state == BillState.DUE and fees.provider_at(case.centre_id) is not None,
    )


def papers_shown(case: Case) -> list[Paper]:
    """Return the papers that its applicant may read now: the result not while it waits for something."""
    relay, relayed = case.relay_if_any, case.relayed_if_any
    mine = [*papers.for_applicant(case.no), *(papers.for_applicant(relay.above.no) if relay else [])]
    handed_out = relayed.case if relayed else case  # a result from above waits where it is handed out
    if handed_out.state == State.DECIDED and cases.objection_to(handed_out):
        return [paper for paper in mine if paper.kind not in cases.RESULT_KINDS]
    return mine


def _to_supplement(case: Case) -> tuple[dict[str, Any], ...]:
    if case.state != State.SUPPLEMENTING:
        return ()
    notice = case.supplements.order_by("-number").first()
    return tuple(notice.items) if notice else ()


def _still_to_bring(case: Case) -> tuple[str, ...]:
    gap = case.gap_if_any
    if case.state != State.ACCEPTED or gap is None or not gap.is_open:
        return ()
    missing = case.materials.filter(order__in=gap.orders).exclude(mark=Mark.RECEIVED)
    return tuple(missing.values_list("name", flat=True))


def _ruler(case: Case, today: date) -> Ruler | None:
    clock = getattr(case, "clock", None)
    if clock is None or clock.started_at is None or case.state != State.ACCEPTED:
        return None
    return ruler_of(clock, timezone.localdate(clock.started_at), today, calendar())


def _told(case_no: str) -> list[Told]:
    """Return the inbox's messages, newest first, each with the ways that it went: applicant and agent are
    told the same, each at her own address."""
    told: dict[str, Told] = {}
    for message in notices.of_case(case_no):
        mark = message.key.split(":")[1]
        if message.channel == Channel.INBOX:
            told.setdefault(mark, Told(message, []))
        elif mark in told:
            told[mark].ways.append(message)
    return sorted(told.values(), key=lambda one: one.message.pk, reverse=True)


def _wishes(case: Case) -> tuple[OptOut, ...]:
    return tuple(notices.opted_out([case.applicant_id])) if case.applicant_id else ()


def can_decline() -> list[tuple[str, str]]:
    """Return what a person may ask not to be sent, and what she is told when she asks for more."""
    every = gettext("可以不发的都不发")
    return [("", every), *((kind.value, gettext(kind.label)) for kind in notices.WORDED)]
