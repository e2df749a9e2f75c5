"""抽查: drawn by lot with a seed that is kept, looked at line by line, followed up by orders.

R131, R155, R252, R277.
"""

import random
import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from yichuang.cases import public as cases
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.kit.text import within
from yichuang.people.public import Department, Officer
from yichuang.worktime.public import end_of, local_day

from ..models import SpotCheck, SpotItem
from ..policies import why_not_check, why_not_look
from ..rules import OrderKind
from ..rules.checklist import MOST_DRAWN, DrawnFrom, points_of
from ..selectors.drawing import Span, drawn, population
from .orders import Demand, order


@dataclass(frozen=True)
class Draw:
    """What is drawn: cases, steps or fees of a span of days, of one department or all, how many, and why."""

    from_on: date | None
    until_on: date | None
    wanted: int
    reason: str
    department_id: int | None = None
    of: DrawnFrom = DrawnFrom.ACCEPTED


@transaction.atomic
def draw(what: Draw, *, by: Officer, now: datetime, seed: str = "") -> SpotCheck:
    """Draw by lot. The same span, number and seed always draw the same ones."""
    if refusal := why_not_check(by=by):
        raise Refused(refusal)
    if what.from_on is None or what.until_on is None or what.from_on > what.until_on:
        raise Invalid(gettext("请写从哪天到哪天。"), field="from_on")
    if what.until_on > local_day(now):
        raise Invalid(gettext("截止日期不能晚于今天。"), field="until_on")
    if not 1 <= what.wanted <= MOST_DRAWN:
        raise Invalid(gettext("一次抽 1 到 %(most)s 件。") % {"most": MOST_DRAWN}, field="wanted")
    if not what.reason.strip():
        raise Invalid(gettext("请写为什么抽查。"), field="reason")
    ids = population(what.of, _span(what, by))
    if not ids:
        raise Invalid(gettext("这段时间里没有%(what)s。") % {"what": gettext(what.of.label)}, field="from_on")
    seed = seed or secrets.token_hex(16)
    chosen = sorted(random.Random(seed).sample(ids, min(what.wanted, len(ids))))  # noqa: S311 - drawn by lot, again
    check = SpotCheck.objects.create(
        centre_id=by.centre_id,
        department_id=what.department_id,
        of=what.of,
        from_on=what.from_on,
        until_on=what.until_on,
        wanted=what.wanted,
        population=len(ids),
        seed=seed,
        reason=within(what.reason, 300, field="reason"),
        drawn_at=now,
        drawn_by_id=by.staff_id,
    )
    items = [SpotItem(check_of=check, **asdict(one)) for one in drawn(what.of, chosen)]
    SpotItem.objects.bulk_create(items)
    facts = {
        "seed": seed,
        "of": what.of.value,
        "population": len(ids),
        "drawn": [one.thing or one.case_no for one in items],
    }
    journal.record(
        check.subject, Event.SPOT_CHECK_DRAWN, by=by, at=now, data=facts, first=True, centre=by.centre_id
    )
    return check


def _span(what: Draw, by: Officer) -> Span:
    ours = Department.objects.filter(pk=what.department_id or 0, centre=by.centre_id)
    if what.department_id is not None and not ours.exists():
        raise Invalid(gettext("本中心没有这个部门。"), field="department")
    since = datetime.combine(what.from_on or date.min, time.min, timezone.get_default_timezone())
    return Span(by.centre_id, what.department_id, since, end_of(what.until_on or date.max))


@transaction.atomic
def look_at_item(
    item: SpotItem, answers: dict[str, bool | None], note: str, *, by: Officer, now: datetime
) -> None:
    """Enter what was found in one of them. Every line has an answer: yes, no, or does not apply."""
    if refusal := why_not_look(item.check_of, by=by):
        raise Refused(refusal)
    if set(answers) != {point.value for point in points_of(DrawnFrom(item.check_of.of))}:
        raise Invalid(gettext("每一条都要核对：是、否，或者不适用。"), field="answers")
    if False in answers.values() and not note.strip():
        raise Invalid(gettext("有不符合的，请写明是什么问题。"), field="note")
    if len(note) > 1000:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": 1000}, field="note")
    open_one = SpotItem.objects.filter(pk=item.pk, check_of__closed_at=None)
    if not open_one.update(answers=answers, note=note.strip(), looked_at=now, looked_by=by.staff_id):
        raise Stale
    item.answers, item.note, item.looked_at = answers, note.strip(), now
    facts = {"case": item.case_no, "answers": answers, "note": item.note}
    journal.record(
        item.check_of.subject, Event.SPOT_CHECK_LOOKED, by=by, at=now, data=facts, centre=by.centre_id
    )


@transaction.atomic
def rectify(item: SpotItem, required: str, reply_by: date | None, *, by: Officer, now: datetime) -> None:
    """Order what was found to be put right (整改, R252); once for each case of the check."""
    if refusal := why_not_look(item.check_of, by=by):
        raise Refused(refusal)
    if False not in item.answers.values():
        raise Refused(gettext("这一件没有发现问题，不用整改。"))
    if item.order_id is not None:
        raise Refused(gettext("已经发过整改单了。"))
    case = cases.case_by_no(item.case_no)
    demand = Demand(required, reply_by, kind=OrderKind.RECTIFY)
    made = order(demand, case=case, by=by, now=now)
    if not SpotItem.objects.filter(pk=item.pk, order=None).update(order=made):
        raise Stale
    item.order = made


@transaction.atomic
def close_check(check: SpotCheck, *, by: Officer, now: datetime) -> None:
    """End a spot check; every case drawn was looked at."""
    if refusal := why_not_look(check, by=by):
        raise Refused(refusal)
    left = check.items.filter(looked_at=None).count()
    if left:
        raise Refused(gettext("还有 %(n)s 件没有核对。") % {"n": left})
    if not SpotCheck.objects.filter(pk=check.pk, closed_at=None).update(closed_at=now):
        raise Stale
    check.closed_at = now
    found = sum(False in item.answers.values() for item in check.items.all())
    facts = {"looked": check.items.count(), "found": found}
    journal.record(check.subject, Event.SPOT_CHECK_CLOSED, by=by, at=now, data=facts, centre=check.centre_id)
