"""Probes of cases and their steps: their own rooms hold the dates, here they are only read."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext

from yichuang.approvals.public import Task
from yichuang.cases import public as cases
from yichuang.cases.public import Case, State
from yichuang.journal.public import Entry, Event, story
from yichuang.kit.actor import CLOCK
from yichuang.people.public import Role
from yichuang.worktime.public import end_of, local_day

from ...rules import AN_INSTANT
from ..seen import Duty, Seen


def promise(key: str, _now: datetime) -> Seen | None:
    """The promised limit of `case:NO`, pauses and extensions counted by the case's own clock."""
    return _limit(key, lambda clock: clock.promised_due_at)


def law(key: str, _now: datetime) -> Seen | None:
    """The law's limit of `case:NO`."""
    return _limit(key, lambda clock: clock.statutory_due_at)


def _limit(key: str, limit_of: Callable[[cases.Clock], datetime | None]) -> Seen | None:
    case = cases.case_by_no(key)
    if case is None or case.clock_if_any is None:
        return None
    clock = case.clock_if_any
    done_at = case.decided_at or case.ended_at
    return Seen(
        centre_id=case.centre_id,
        about=case.matter_name,
        limit_at=limit_of(clock),
        duty_at=lambda at: _who_had(case, at),
        over_at=done_at,
        is_asleep=clock.paused_until is not None and done_at is None,
        case_no=case.no,
        matter_code=case.matter.code,
        lines=_ledger(case),
    )


def _ledger(case: Case) -> tuple[str, ...]:
    return tuple(
        " ".join(
            filter(
                None,
                [
                    f"{line.at.astimezone():%Y-%m-%d %H:%M}",
                    line.what,
                    line.who,
                    line.article,
                    line.words,
                    _dates(line.promised_on, line.statutory_on),
                ],
            )
        )
        for line in cases.ledger_of(case)
    )


def _dates(promised: object, statutory: object) -> str:
    said = [f"承诺 {promised}" if promised else "", f"法定 {statutory}" if statutory else ""]
    return f"（{'，'.join(filter(None, said))}）" if any(said) else ""


def _who_had(case: Case, at: datetime) -> Duty:
    """Return whose step it was at that instant; before the first and after the last, the window's."""
    task = (
        Task.objects.filter(Q(closed_at=None) | Q(closed_at__gt=at), case=case, opened_at__lte=at)
        .order_by("-opened_at", "-pk")
        .first()
    )
    return _of_task(task) if task else _at_window(case)


def _of_task(task: Task) -> Duty:
    return Duty(department_id=task.department_id, role=Role(task.role), where=task.name)


def _at_window(case: Case) -> Duty:
    return Duty(
        department_id=case.department_id,
        window_id=case.window_id,
        staff_id=case.taken_by_id,
        where=gettext("窗口"),
    )


def step(key: str, _now: datetime) -> Seen | None:
    """The limit of one step, `task:ID`."""
    task = Task.objects.select_related("case__matter").filter(pk=key).first()
    if task is None:
        return None
    return Seen(
        centre_id=task.case.centre_id,
        about=f"{task.case.matter_name}：{task.name}",
        limit_at=task.step_due_at,
        duty_at=lambda _at: _of_task(task),
        over_at=task.closed_at,
        case_no=task.case.no,
        matter_code=task.case.matter.code,
    )


_ANSWERS = {
    Event.CASE_SUPPLEMENT_ASKED,
    Event.CASE_ACCEPTED,
    Event.CASE_REFUSED,
    Event.CASE_NOT_REQUIRED,
    Event.CASE_ENDED,
}


def acceptance(key: str, now: datetime) -> Seen | None:
    """The five days after a receipt, `receipt:NO@INSTANT` (行政许可法 32). Accepted by the clock is not
    answered: the law's consequence came because nobody did anything."""
    no, _, stamp = key.partition("@")
    case = cases.case_by_no(no)
    if case is None or case.received_at is None:
        return None
    received_at = datetime.fromisoformat(stamp)
    written = [line for line in story(case.subject) if line.at >= received_at]
    limit_at = _notice_due(case, written)
    return Seen(
        centre_id=case.centre_id,
        about=case.matter_name,
        limit_at=limit_at,
        duty_at=lambda _at: _at_window(case),
        over_at=_answered_at(case, written, limit_at, now),
        case_no=case.no,
        matter_code=case.matter.code,
        lines=(gettext("收件：%(at)s") % {"at": f"{received_at.astimezone():%Y-%m-%d %H:%M}"},),
    )


def _notice_due(case: Case, written: list[Entry]) -> datetime | None:
    """Return by when the answer is, or was, due: a government notice may have moved it (R080)."""
    if case.state == State.RECEIVED:
        return case.notice_due_at
    said = [
        line.data["to"] if line.event == Event.CASE_ANSWER_RECOUNTED else line.data.get("notice_due")
        for line in written
        if line.event in (Event.CASE_RECEIVED, Event.CASE_RESUBMITTED, Event.CASE_ANSWER_RECOUNTED)
    ]
    said = [day for day in said if day]
    return end_of(date.fromisoformat(said[-1])) if said else None


def _answered_at(
    case: Case, written: list[Entry], limit_at: datetime | None, now: datetime
) -> datetime | None:
    if case.state == State.RECEIVED:
        return None
    answers = [line for line in written if line.event in _ANSWERS]
    if answers and answers[0].by == CLOCK.actor_id and limit_at is not None:
        return limit_at + AN_INSTANT
    return answers[0].at if answers else now


def violation(key: str, _now: datetime) -> Seen | None:
    """A duty that was broken, `violation:ID`: it happened, and there is nothing to wait for."""
    found = cases.Violation.objects.select_related("case__matter").filter(pk=key).first()
    if found is None:
        return None
    case = found.case
    duty = Duty(
        department_id=case.department_id,
        window_id=found.window_id,
        staff_id=found.staff_id,
        role=None if found.staff_id else Role.REVIEWER,
    )
    day = local_day(found.at)
    return Seen(
        centre_id=case.centre_id,
        about=case.matter_name,
        limit_at=found.at,
        duty_at=lambda _at: duty,
        over_at=found.at + timedelta(seconds=1),
        case_no=case.no,
        matter_code=case.matter.code,
        lines=tuple(filter(None, [f"{day} {found.get_kind_display()}", found.words])),
    )
