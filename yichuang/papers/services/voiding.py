"""A paper stops to hold. It stays as it was issued; the verify page says what happened to it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.journal.public import Event, record
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.text import within

from ..models import Paper, Voiding
from ..rules.validity import VoidedHow


@transaction.atomic
def void(
    paper: Paper,
    reason: str,
    *,
    how: VoidedHow = VoidedHow.REVOKED,
    replaced_by: Paper | None = None,
    by: Actor,
    now: datetime,
) -> None:
    """Note that a paper no longer holds: revoked, cancelled or superseded (行政许可法 69, 70).

    `replaced_by` stands exactly when it is superseded. Raises Invalid without a reason, Refused when the
    paper was voided before; then nothing changes.
    """
    if not reason.strip():
        raise Invalid(gettext("请写明文书失效的原因。"), field="reason")
    if (replaced_by is not None) is not (how is VoidedHow.SUPERSEDED) or replaced_by == paper:
        raise Invalid(gettext("替代的文书只在“已被替代”时填写，而且不能是它自己。"), field="replaced_by")
    try:
        with transaction.atomic():
            Voiding.objects.create(
                paper=paper,
                how=how,
                reason=within(reason, 200, field="reason"),
                replaced_by=replaced_by,
                voided_at=now,
                voided_by=by.actor_id,
            )
    except IntegrityError as twice:
        raise Refused(gettext("%(paper)s 已经失效，不能再次办理。") % {"paper": paper}) from twice
    facts = {
        "kind": paper.kind,
        "number": paper.number,
        "code": paper.code,
        "how": how.value,
        "reason": reason,
    }
    record(paper.subject or f"paper:{paper.code}", Event.PAPER_VOIDED, by=by, at=now, data=facts)
