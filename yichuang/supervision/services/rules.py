"""Setting what is watched: a new version with its day of effect; what was raised keeps the version it obeyed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.kit.text import within
from yichuang.people.public import Officer, centre_setting
from yichuang.worktime.public import local_day

from ..models import RuleVersion
from ..policies import why_not_set_rule
from ..rules import Threshold, Watch, why_not_rule, write_thresholds
from ..selectors import versions_of


@dataclass(frozen=True)
class NewRule:
    """A rule to be set: thresholds, from which day, why; or switched off."""

    watch: Watch
    thresholds: tuple[Threshold, ...]
    from_on: date | None
    reason: str
    is_on: bool = True


@transaction.atomic
def set_rule(new: NewRule, *, by: Officer, now: datetime) -> RuleVersion:
    """Set the next version of her centre's rule. Raises `Invalid` for what cannot be a rule."""
    if reason := why_not_set_rule(by=by):
        raise Refused(reason)
    if new.from_on is None or new.from_on < local_day(now):
        raise Invalid(gettext("请写从哪天起执行，不能早于今天：过去的按过去的规则。"), field="from_on")
    if not new.reason.strip():
        raise Invalid(gettext("请写为什么这样改。"), field="reason")
    near = centre_setting(by.centre_id, "clock.near_days") if new.watch is not Watch.STEP else 0
    if problem := why_not_rule(new.watch, new.thresholds, near_days=near):
        raise Invalid(problem, field="thresholds")
    known = versions_of(new.watch, by.centre_id)
    try:
        with transaction.atomic():
            made = RuleVersion.objects.create(
                centre_id=by.centre_id,
                watch=new.watch,
                version=known[0].version + 1 if known else 1,
                from_on=new.from_on,
                is_on=new.is_on,
                thresholds=write_thresholds(new.thresholds),
                reason=within(new.reason, 300, field="reason"),
                set_at=now,
                set_by=by.staff_no,
            )
    except IntegrityError:
        raise Stale from None
    facts = {
        "watch": new.watch.value,
        "version": made.version,
        "from": new.from_on.isoformat(),
        "on": new.is_on,
        "thresholds": made.thresholds,
        "reason": made.reason,
    }
    subject = f"supervision:{by.centre_id}"
    journal.record(subject, Event.SUPERVISION_RULE_SET, by=by, at=now, data=facts, centre=by.centre_id)
    return made
