"""A page on which something is done about one case: shown, done, or refused with what was typed in place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext

from yichuang.approvals import public as approvals
from yichuang.approvals.public import OFFICE_ROLES
from yichuang.cases import public as cases
from yichuang.cases.public import Case, State
from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of, typed_day, whole_number
from yichuang.people.public import Officer, Role

from ...shell import StaffRequest, shell

Deed = Callable[[StaffRequest, Case], str]  # does it, and returns what is said afterwards
Context = Callable[[StaffRequest, Case], dict[str, Any]]


@dataclass(frozen=True)
class Link:
    """One of the pages around a case."""

    key: str
    name: str
    url: str


def the_case(request: StaffRequest, no: str) -> Case:
    """Return a case that she may read: by duty, or because she is asked to countersign; else 404."""
    case = cases.case_by_no(no)
    if case is None or case.state == State.DRAFT or not may_read(case, by=request.officer):
        raise Http404
    return case


def may_read(case: Case, *, by: Officer) -> bool:
    """Whether she may open the case: a countersigner may, for as long as her signature is on it."""
    return cases.can_view(case, by=by) or approvals.is_asked(case, by=by)


def links_of(case: Case, *, by: Officer) -> list[Link]:
    """Return the pages around this case that are part of her work. No query."""
    if case.state != State.ACCEPTED:
        return []
    in_office = by.holds(*OFFICE_ROLES, department_id=case.department_id)
    at_window = by.holds(Role.CLERK, centre_id=case.centre_id)
    pages = [
        ("countersign", gettext("会签"), in_office),
        ("to-window", gettext("退回窗口"), in_office or at_window),
        ("denial", gettext("拟不予"), in_office),
        ("inspection", gettext("现场核查"), in_office),
        ("meeting", gettext("业务会议"), in_office),
        ("hearing", gettext("利害关系人和听证"), in_office or at_window),
        ("special", gettext("特别程序"), in_office),
        ("requests", gettext("请示和延期"), in_office or at_window),
        ("terminate", gettext("终止办理"), by.holds(Role.APPROVER, department_id=case.department_id)),
        ("supervise", gettext("督办"), in_office or by.holds(Role.SUPERVISION, centre_id=case.centre_id)),
    ]
    return [Link(key, name, f"/desk/cases/{case.no}/{key}/") for key, name, shown in pages if shown]


def act(
    request: StaffRequest,
    no: str,
    template: str,
    deeds: Mapping[str, Deed],
    context_of: Context,
    *,
    back_to_case: bool = False,
) -> HttpResponse:
    """Show a page about a case, or do what its form asks and come back to it.

    A refusal is shown on the same page, with everything that was typed.
    """
    case = the_case(request, no)
    refusal: Refused | None = None
    if request.method == "POST":
        deed = deeds.get(request.POST.get("do", ""))
        if deed is None:
            raise Http404
        try:
            said = deed(request, case)
        except Refused as no_way:
            refusal = no_way
            case = the_case(request, no)
        else:
            messages.success(request, said)
            away = back_to_case or not may_read(case, by=request.officer)
            return HttpResponseRedirect(f"/desk/cases/{no}/" if away else request.path)
    key = request.path.rstrip("/").rsplit("/", 1)[-1]
    context = shell(
        request,
        "",
        case=case,
        links=links_of(case, by=request.officer),
        at_page=key,
        refusal=refusal,
        typed=request.POST if refusal else QueryDict(),
        **context_of(request, case),
    )
    return page(request, template, context, status=status_of(refusal) if refusal else 200)


def text(request: StaffRequest, name: str) -> str:
    """Return a field as it was typed."""
    return request.POST.get(name, "")


def lines(request: StaffRequest, name: str) -> tuple[str, ...]:
    """Return a field of one item a line, without the empty ones."""
    return tuple(line.strip() for line in text(request, name).splitlines() if line.strip())


def pairs(request: StaffRequest, name: str) -> tuple[tuple[str, str], ...]:
    """Return a field of one pair a line, split at the first colon or comma: 王磊，执法科."""
    return tuple(split(line) for line in lines(request, name))


def split(line: str) -> tuple[str, str]:
    """Split at the first colon or comma, full width or half."""
    cuts = [at for mark in "：:，," if (at := line.find(mark)) > 0]
    if not cuts:
        return line, ""
    return line[: min(cuts)].strip(), line[min(cuts) + 1 :].strip()


def a_date(request: StaffRequest, name: str) -> date | None:
    """Return a day as a browser sends it; None for an empty field. Raises `Invalid` for a day that there is not."""
    return typed_day(request.POST, name)


def numbers(request: StaffRequest, name: str) -> list[int]:
    """Return the whole numbers of a field that may come several times."""
    return [n for raw in request.POST.getlist(name) if (n := whole_number(raw)) is not None]


def a_number(request: StaffRequest, name: str) -> int | None:
    """Return the whole number of a field."""
    return whole_number(text(request, name))
