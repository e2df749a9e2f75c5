"""Putting a calling policy in force."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Forbidden, Invalid, Stale
from yichuang.people.public import Centre, Officer, Role

from ..models import PolicyVersion
from ..rules.policy import Policy, problem_with, to_data
from ..selectors.policy import forget_policies, newest_version, policy_as_written

MOST_REASON = 300


def _changed_meanwhile() -> str:
    return gettext("刚才有人改过叫号规则，您写的没有保存，都还在下面。请对照新的一版再保存。")


@transaction.atomic
def set_policy(
    centre: Centre, policy: Policy, reason: str, *, after: int | None = None, by: Officer, now: datetime
) -> PolicyVersion:
    """Write the next version. Who waits keeps the standing that was given; it holds for those who come.

    `after` is the centre's own version that was looked at (0: none). A class cannot be taken away: people
    of it wait, and others are put into it by their age. Raises `Forbidden`, `Invalid` with the sentence,
    `Stale` when another version was written meanwhile.
    """
    if not by.holds(Role.MANAGER, centre_id=centre.pk):
        raise Forbidden(gettext("叫号规则由大厅管理定。"))
    if problem := problem_with(policy):
        raise Invalid(problem.sentence, field=problem.field)
    if gone := [
        c for c in policy_as_written(centre.pk).policy.classes if c.key not in {n.key for n in policy.classes}
    ]:
        words = {"name": "、".join(gettext(c.name) for c in gone)}
        raise Invalid(gettext("已有的一类不能去掉：%(name)s。不再优先的，把提前的分钟数写成 0。") % words)
    if not reason.strip():
        raise Invalid(gettext("请写为什么改，公开给办事的人看。"), field="reason")
    if len(reason.strip()) > MOST_REASON:
        raise Invalid(gettext("为什么改，最多写 %(most)s 个字。") % {"most": MOST_REASON}, field="reason")
    last = newest_version(centre.pk)
    if after not in (None, last):
        raise Stale(_changed_meanwhile())
    try:
        with transaction.atomic():
            written = PolicyVersion.objects.create(
                centre=centre,
                version=last + 1,
                rules=to_data(policy),
                reason=reason.strip(),
                set_at=now,
                set_by=by.actor_id,
            )
    except IntegrityError as error:
        raise Stale(_changed_meanwhile()) from error
    data = {"version": written.version, "reason": written.reason, "rules": written.rules}
    journal.record(
        f"calling_policy:{centre.pk}", Event.CALLING_POLICY_SET, by=by, at=now, data=data, centre=centre.pk
    )
    transaction.on_commit(forget_policies)
    return written
