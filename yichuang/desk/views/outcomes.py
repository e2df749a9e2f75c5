"""What can become of an application at the window: each outcome a button, each dead one with its reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.cases.public import Action, Case, CaseMaterial, IntakeMode, Promise, Refusal, RequestKind, State
from yichuang.catalogue.public import IntakeSheet
from yichuang.kit.web import typed_day
from yichuang.people.public import Officer

from ..shell import StaffRequest

AT_THE_WINDOW = frozenset({State.DRAFT, State.RECEIVED, State.SUPPLEMENTING})


@dataclass(frozen=True)
class Outcomes:
    """The buttons of the next step, and why a dead one is dead. An empty sentence: it works."""

    accept: str
    receive: str
    supplement: str
    resubmit: str
    complete: str
    turn_away: str
    withdraw: str
    ask_again: str
    waits_for: str  # the lines that may come later, under this matter's mode of intake
    is_tolerant: bool = False
    is_second: bool = False  # a notice to supplement went out before


def outcomes_of(
    case: Case, materials: Sequence[CaseMaterial], published: IntakeSheet | None, *, by: Officer
) -> Outcomes:
    """Say what can be done with an application now. Two queries more where something is lacking."""
    checks = cases.checks_of(materials)
    wanting = cases.lacking(checks)
    mode = cases.intake_rule_of(case).mode if wanting else IntakeMode.STRICT
    later = cases.deferred(checks, mode)
    number = case.supplements.count() + 1 if wanting else 1
    permission = cases.permission_for(case) if number > 1 else None
    return Outcomes(
        accept=cases.why_not_accept(case, materials, published=published, mode=mode, by=by),
        receive=cases.why_not_receive(case, by=by),
        supplement=cases.why_not_supplement(case, materials, number=number, permission=permission, by=by),
        resubmit=cases.why_not(case, Action.RESUBMIT, by=by),
        complete=cases.why_not_finish(case, materials, by=by),
        turn_away=cases.why_not(case, Action.REFUSE, by=by) or cases.why_not_named(case),
        withdraw=cases.why_not(case, Action.WITHDRAW, by=by),
        ask_again=cases.why_not_ask(
            case, RequestKind.SECOND_SUPPLEMENT, days=None, by=by, now=timezone.now()
        ),
        waits_for=gettext("、").join(str(check.order) for check in later),
        is_tolerant=mode is IntakeMode.TOLERANT,
        is_second=number > 1,
    )


def is_at_the_window(case: Case) -> bool:
    """Whether the intake page is where this case is worked on."""
    gap = case.gap_if_any
    return State(case.state) in AT_THE_WINDOW or (
        case.state == State.ACCEPTED and gap is not None and gap.is_open
    )


def _refusal(request: StaffRequest) -> Refusal:
    given = request.POST
    return Refusal(given.get("reason", ""), given.get("basis", ""), given.get("referred_to", ""))


def _accept(request: StaffRequest, case: Case) -> str:
    until = typed_day(request.POST, "promise_until")
    promise = Promise(until, "promise_signed" in request.POST) if until else None
    cases.accept(case, promise=promise, by=request.officer, now=timezone.now())
    return gettext("已受理：%(matter)s") % {"matter": case.matter_name}


def _receive(request: StaffRequest, case: Case) -> str:
    cases.receive(case, by=request.officer, now=timezone.now())
    return gettext("已收下。五个工作日内要告知受理、补正或不予受理，过期视为受理。")


def _supplement(request: StaffRequest, case: Case) -> str:
    reply_by = typed_day(request.POST, "reply_by")
    cases.supplement(case, reply_by=reply_by, by=request.officer, now=timezone.now())
    return gettext("已一次性告知补正，告知书请交申请人。")


def _resubmit(request: StaffRequest, case: Case) -> str:
    cases.resubmit(case, by=request.officer, now=timezone.now())
    return gettext("已收下补正的材料，请核对。")


def _complete(request: StaffRequest, case: Case) -> str:
    cases.complete(case, by=request.officer, now=timezone.now())
    return gettext("材料已补齐。")


def _refuse(request: StaffRequest, case: Case) -> str:
    cases.refuse(case, _refusal(request), by=request.officer, now=timezone.now())
    return gettext("不予受理决定书已出具，请交申请人。")


def _not_require(request: StaffRequest, case: Case) -> str:
    cases.not_require(case, _refusal(request), by=request.officer, now=timezone.now())
    return gettext("不受理告知书已出具，请交申请人。")


def _withdraw(request: StaffRequest, case: Case) -> str:
    cases.withdraw(case, request.POST.get("reason", ""), by=request.officer, now=timezone.now())
    return gettext("已按申请人的意思撤回，材料请退还。")


def _ask_again(request: StaffRequest, case: Case) -> str:
    reason = request.POST.get("reason", "")
    cases.ask(case, RequestKind.SECOND_SUPPLEMENT, reason, by=request.officer, now=timezone.now())
    return gettext("已请示首席代表。")


# What the buttons of the next step post; each returns the sentence that is shown afterwards.
OUTCOMES: dict[str, Callable[[StaffRequest, Case], str]] = {
    "accept": _accept,
    "receive": _receive,
    "supplement": _supplement,
    "resubmit": _resubmit,
    "complete": _complete,
    "refuse": _refuse,
    "not_require": _not_require,
    "withdraw": _withdraw,
    "ask_again": _ask_again,
}
WITH_PAPERS = frozenset({"accept", "receive", "supplement", "refuse", "not_require", "resubmit", "withdraw"})
