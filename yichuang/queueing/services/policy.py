"""Putting a calling policy in force."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Forbidden, Invalid, Stale
from yichuang.people.public import Centre, Officer, Role

from ..models import PolicyVersion
from ..rules.policy import Policy, problem_with, to_data
from ..selectors.policy import forget_policies


@transaction.atomic
def set_policy(centre: Centre, policy: Policy, reason: str, *, by: Officer, now: datetime) -> PolicyVersion:
    """Write the next version. Who waits keeps the standing that was given; it holds for those who come.

    Raises `Forbidden`, `Invalid` with the sentence, `Stale` when another version was written meanwhile.
    """
    if not by.holds(Role.MANAGER, centre_id=centre.pk):
        raise Forbidden(gettext("叫号规则由大厅管理定。"))
    if problem := problem_with(policy):
        raise Invalid(problem, field="policy")
    if not reason.strip():
        raise Invalid(gettext("请写为什么改，公开给办事的人看。"), field="reason")
    last = PolicyVersion.objects.filter(centre=centre).aggregate(n=Max("version"))["n"] or 0
    try:
        with transaction.atomic():
            written = PolicyVersion.objects.create(
                centre=centre,
                version=last + 1,
                rules=to_data(policy),
                reason=reason.strip()[:300],
                set_at=now,
                set_by=by.actor_id,
            )
    except IntegrityError as error:
        raise Stale from error
    data = {"version": written.version, "reason": written.reason, "rules": written.rules}
    journal.record(
        f"calling_policy:{centre.pk}", Event.CALLING_POLICY_SET, by=by, at=now, data=data, centre=centre.pk
    )
    transaction.on_commit(forget_policies)
    return written
