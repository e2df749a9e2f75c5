"""The reviewer's desk: what is due first, and the opinion on one case."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from yichuang.approvals import public as approvals
from yichuang.approvals.public import Task, TaskFilter
from yichuang.cases.public import days_left
from yichuang.catalogue import public as catalogue
from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Centre
from yichuang.worktime.public import calendar

from ..duties import REVIEW_ROLES
from ..exam_form import decision_of, examined_of
from ..shell import StaffRequest, for_staff, shell
from .case import show_case

SOON_DAYS = 2


def matters_named(request: StaffRequest, query: str) -> tuple[int, ...]:
    """Return the matters that a query names, for lists that are searched by matter."""
    if not query or query.isdigit():
        return ()
    centre = Centre.objects.get(pk=request.officer.centre_id)
    return tuple(hit.matter_id for hit in catalogue.suggest(query, centre=centre, limit=8))


def _key(text: str) -> tuple[date | None, int] | None:
    """Read the key of the next page, as in 2026-09-24.1234 or -.1234; nonsense starts from the top."""
    due, _, row = text.partition(".")
    key = whole_number(row)
    if key is None:
        return None
    try:
        return (date.fromisoformat(due) if due != "-" else None), key
    except ValueError:
        return None


def _group(due: date | None, today: date, soon: date) -> str:
    if due is None:
        return gettext("没有时限")
    if due < today:
        return gettext("已过承诺日")
    if due == today:
        return gettext("今天到期")
    return gettext("两个工作日以内") if due <= soon else gettext("以后")


def _rows(tasks: list[Task], today: date) -> list[dict[str, object]]:
    days = calendar()
    soon = days.add(today, SOON_DAYS).on
    rows: list[dict[str, object]] = []
    before = ""
    for task in tasks:
        group = _group(task.case_due_on, today, soon)
        left = days_left(task.case_due_on, today, days) if task.case_due_on else None
        rows.append({"task": task, "group": group if group != before else "", "left": left})
        before = group
    return rows


@for_staff(*REVIEW_ROLES)
@require_GET
def tasks(request: StaffRequest) -> HttpResponse:
    """A reviewer's open tasks, what is due first at the top."""
    query = request.GET.get("q", "").strip()[:60]
    view = request.GET.get("view", "")
    today = timezone.localdate()
    due_by = {"today": today, "late": today - timedelta(days=1)}.get(view)
    narrow = TaskFilter(
        today,
        query=query,
        matter_ids=matters_named(request, query),
        due_by=due_by,
        after=_key(request.GET.get("after", "")),
    )
    found = approvals.open_tasks(narrow, by=request.officer)
    rows = _rows(found.tasks, today)
    more = found.next_after
    following = f"{more[0].isoformat() if more[0] else '-'}.{more[1]}" if more else ""
    context = shell(request, "tasks", rows=rows, query=query, view=view, following=following)
    return page(request, "desk/tasks.html", context, part="list")


@for_staff(*REVIEW_ROLES)
@require_GET
def done(request: StaffRequest) -> HttpResponse:
    """What one has decided or passed on lately."""
    return page(request, "desk/done.html", shell(request, "done", tasks=approvals.done_by(request.officer)))


def _task(no: str, task_id: int) -> Task:
    found = Task.objects.filter(pk=task_id, case__no=no).select_related("case__clock", "department").first()
    if found is None:
        raise Http404
    return found


def _done(request: StaffRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect("/desk/tasks/")


@for_staff(*REVIEW_ROLES)
@require_POST
def pass_on(request: StaffRequest, no: str, task_id: int) -> HttpResponse:
    """Agree and pass on; at the last step, decide."""
    task = approvals.task_to_move(no, task_id)
    if task is None:
        raise Http404
    words = request.POST.get("opinion", "")
    by, now, examined = request.officer, timezone.now(), examined_of(request.POST)
    following: Task | None = None
    is_last = task.order >= task.of
    if is_last:  # a decision, or an opinion that goes up, is written from the whole case
        task = _task(no, task_id)
    goes_up = is_last and catalogue.goes_up(task.case.matter_id)
    try:
        if is_last and not goes_up:
            approvals.decide(task, decision_of(request.POST), examined=examined, by=by, now=now)
        else:
            following = approvals.pass_on(task, words, examined=examined, by=by, now=now)
    except Refused as refusal:
        return show_case(
            request, no, refusal=refusal, typed=words, posted=request.POST, status=status_of(refusal)
        )
    if following:
        return _done(request, gettext("已送下一步：%(name)s") % {"name": following.name})
    return _done(request, gettext("已上报，等上级决定。") if goes_up else gettext("已决定，结果送窗口出件。"))


@for_staff(*REVIEW_ROLES)
@require_POST
def send_back(request: StaffRequest, no: str, task_id: int) -> HttpResponse:
    """Send back to the step before, with the reason."""
    task = _task(no, task_id)
    words = request.POST.get("opinion", "")
    try:
        approvals.send_back(task, words, by=request.officer, now=timezone.now())
    except Refused as refusal:
        return show_case(request, no, refusal=refusal, typed=words, status=status_of(refusal))
    return _done(request, gettext("已退回上一步。"))


@for_staff(*REVIEW_ROLES)
@require_POST
def note_draft(request: StaffRequest, no: str, task_id: int) -> HttpResponse:
    """Keep an opinion as it is being typed."""
    approvals.note_draft(_task(no, task_id), request.POST.get("opinion", ""), by=request.officer)
    return page(request, "desk/task_panel.html", {"saved_at": timezone.now()}, part="saved")
