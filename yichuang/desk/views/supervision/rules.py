"""What is watched: every watch with its rule in force, and the next version with its day of effect (R127)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Role
from yichuang.supervision import public as supervision
from yichuang.supervision.public import SHAPES, Level, NewRule, Rule, Threshold, Unit, Watch

from ...shell import StaffRequest, for_staff, shell

LOOKERS = (Role.SUPERVISION, Role.MANAGER)


@dataclass(frozen=True)
class Row:
    """One level of the form: ticked or not, with its figures as typed."""

    level: Level
    is_on: bool
    offset: str
    answer_days: str
    points: str
    orders: bool


@for_staff(*LOOKERS)
@require_GET
def rules(request: StaffRequest) -> HttpResponse:
    """Every watch in a line: unit, levels, and where the duty comes from."""
    centre, today = request.officer.centre_id, timezone.localdate()
    rows = [(supervision.rule_for(watch, centre, on=today), SHAPES[watch]) for watch in Watch]
    return page(request, "desk/supervision/rules.html", shell(request, "supervision", rows=rows))


@for_staff(*LOOKERS)
@require_http_methods(["GET", "POST"])
def rule(request: StaffRequest, watch: str) -> HttpResponse:
    """One watch: the rule in force, the next version, those before it."""
    if watch not in Watch.values:
        raise Http404
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            _set(request, Watch(watch))
        except Refused as no_way:
            refusal = no_way
        else:
            messages.success(request, gettext("已定下一版规则。"))
            return HttpResponseRedirect(request.path)
    context = shell(request, "supervision", **_context(request, Watch(watch)), refusal=refusal)
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/supervision/rule.html", context, status=status)


def _context(request: StaffRequest, watch: Watch) -> dict[str, Any]:
    centre, today = request.officer.centre_id, timezone.localdate()
    inforce = supervision.rule_for(watch, centre, on=today)
    return {
        "watch": watch,
        "shape": SHAPES[watch],
        "inforce": inforce,
        "rows": [_typed_row(request, level) for level in Level]
        if request.method == "POST"
        else [_row(inforce, level) for level in Level],
        "versions": supervision.versions_of(watch, centre),
        "is_once": SHAPES[watch].unit is Unit.ONCE,
        "typed": request.POST,
        "today": today,
        "is_on": "is_on" in request.POST if request.method == "POST" else inforce.is_on,
        "may_set": request.officer.holds(Role.SUPERVISION, centre_id=centre),
    }


def _row(inforce: Rule, level: Level) -> Row:
    held = next((each for each in inforce.thresholds if each.level is level), None)
    if held is None:
        return Row(level, False, "", "0", "0", False)
    return Row(level, True, str(held.offset), str(held.answer_days), str(held.points), held.orders)


def _typed_row(request: StaffRequest, level: Level) -> Row:
    asked = request.POST
    return Row(
        level,
        f"{level}_on" in asked,
        asked.get(f"{level}_offset", ""),
        asked.get(f"{level}_answer", ""),
        asked.get(f"{level}_points", ""),
        f"{level}_orders" in asked,
    )


def _figure(text: str, field: str) -> int:
    """Read a whole number that may be below nought."""
    sign, digits = (-1, text.strip()[1:]) if text.strip()[:1] in ("-", "－", "−") else (1, text)
    number = whole_number(digits)
    if number is None:
        raise Invalid(gettext("请写整数。"), field=field)
    return sign * number


def _set(request: StaffRequest, watch: Watch) -> None:
    thresholds = tuple(
        Threshold(
            row.level,
            _figure(row.offset, f"{row.level}_offset"),
            _figure(row.answer_days or "0", f"{row.level}_answer"),
            row.orders,
            _figure(row.points or "0", f"{row.level}_points"),
        )
        for row in (_typed_row(request, level) for level in Level)
        if row.is_on
    )
    try:
        from_on = date.fromisoformat(request.POST.get("from_on", ""))
    except ValueError:
        from_on = None
    new = NewRule(watch, thresholds, from_on, request.POST.get("reason", ""), "is_on" in request.POST)
    supervision.set_rule(new, by=request.officer, now=timezone.now())
