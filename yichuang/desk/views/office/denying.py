"""否定事项报备: registering an intended denial, and each level's word (R146)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.approvals import public as approvals
from yichuang.approvals.public import Denial, DenialMove, Grounds
from yichuang.cases.public import Case
from yichuang.people.public import Role

from ...shell import StaffRequest, for_staff
from .acting import act, lines, text


def _grounds(request: StaffRequest) -> Grounds:
    return Grounds(lines(request, "facts"), lines(request, "reasons"), text(request, "basis"))


def _denial(case: Case) -> Denial:
    found = approvals.course_of(case).denial
    if found is None:
        raise Http404
    return found


def _register(request: StaffRequest, case: Case) -> str:
    task = approvals.open_task_of(case.pk)
    if task is None:
        raise Http404
    approvals.register_denial(task, _grounds(request), by=request.officer, now=timezone.now())
    return gettext("已登记，报上一级。")


def _revise(request: StaffRequest, case: Case) -> str:
    approvals.revise_denial(_denial(case), _grounds(request), by=request.officer, now=timezone.now())
    return gettext("已修改，重新报上一级。")


def _withdraw(request: StaffRequest, case: Case) -> str:
    approvals.withdraw_denial(_denial(case), by=request.officer, now=timezone.now())
    return gettext("已撤回，这一步可以继续办。")


def _confirm(request: StaffRequest, case: Case) -> str:
    words = text(request, "words")
    decided = approvals.confirm_denial(_denial(case), words, by=request.officer, now=timezone.now())
    return gettext("已确定不予，决定书已出具。") if decided else gettext("已同意，报上一级。")


def _send_back(request: StaffRequest, case: Case) -> str:
    approvals.send_back_denial(_denial(case), text(request, "words"), by=request.officer, now=timezone.now())
    return gettext("已退回登记人。")


_DEEDS = {
    "register": _register,
    "revise": _revise,
    "withdraw": _withdraw,
    "confirm": _confirm,
    "send_back": _send_back,
}


def _context(request: StaffRequest, case: Case) -> dict[str, Any]:
    by = request.officer
    course = approvals.course_of(case)
    task = approvals.open_task_of(case.pk)
    denial = course.denial
    whys = dict.fromkeys(_DEEDS, gettext("这一件现在没有要办的。"))
    is_last = False
    if denial is not None:
        opinions = list(denial.opinions.all())
        is_last = denial.level >= len(denial.levels) - 1
        confirm = DenialMove.CONFIRM_LAST if is_last else DenialMove.CONFIRM
        for key, move in (
            ("confirm", confirm),
            ("send_back", DenialMove.SEND_BACK),
            ("revise", DenialMove.REVISE),
            ("withdraw", DenialMove.WITHDRAW),
        ):
            whys[key] = approvals.why_not_deny(denial, move, opinions, by=by)
    elif task is not None:
        whys["register"] = approvals.why_not_register(task, by=by)
    was = {"facts": "", "reasons": "", "basis": ""}
    if denial is not None:
        was = {
            "facts": "\n".join(denial.facts),
            "reasons": "\n".join(denial.reasons),
            "basis": denial.basis,
        }
    past = [(one, _levels(one)) for one in course.denials]
    return {"denial": denial, "is_last": is_last, "past": past, "task": task, "was": was, "whys": whys}


def _levels(denial: Denial) -> list[dict[str, Any]]:
    """Return every level with what was said there, for the table."""
    said = list(denial.opinions.select_related("said_by"))
    rows: list[dict[str, Any]] = [{"role": Role(one.role).label, "said": one} for one in said]
    if denial.state == "pending":
        rows += [{"role": Role(role).label, "said": None} for role in denial.levels[denial.level :]]
    return rows


@for_staff()
@require_http_methods(["GET", "POST"])
def denial(request: StaffRequest, no: str) -> HttpResponse:
    """The intended denial of a case."""
    return act(request, no, "desk/office/denial.html", _DEEDS, _context)
