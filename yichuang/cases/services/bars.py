"""Bars on applying again after deceit: recorded by the department's approver, lifted by the calendar."""

from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.inserting import insert_new
from yichuang.kit.refusal import Invalid, Refused
from yichuang.people.public import Officer
from yichuang.worktime.public import local_day

from ..models import Bar, Case
from ..policies import why_not_bar
from ..rules.bars import ARTICLE, BarGround, last_day

MOST_REASON = 1000
# Asked at every intake, where building the same question anew costs more than its answer.
_BARRED = "SELECT 1 FROM cases_bar WHERE applicant_id = %s AND matter_id = %s AND until_on >= %s LIMIT 1"


def check_not_barred(applicant_id: int | None, matter_id: int, *, now: datetime) -> None:
    """Refuse someone who may not apply for this matter yet (行政许可法 78, 79). One query for nearly everyone."""
    with connection.cursor() as cursor:
        cursor.execute(_BARRED, [applicant_id, matter_id, local_day(now)])
        if cursor.fetchone() is None:
            return
    bars = Bar.objects.filter(applicant=applicant_id, matter=matter_id, until_on__gte=local_day(now))
    bar = bars.order_by("-until_on").first()
    if bar is not None:
        raise Refused(
            gettext("申请人因%(ground)s，%(day)s前不得再次申请这个事项（%(article)s）。")
            % {
                "ground": gettext(bar.get_ground_display()),
                "day": bar.until_on.isoformat(),
                "article": ARTICLE[BarGround(bar.ground)],
            }
        )


@transaction.atomic
def bar_applicant(case: Case, ground: BarGround, reason: str, *, by: Officer, now: datetime) -> Bar:
    """Record that the applicant of a case may not apply for its matter again, for one or three years.

    Only the department's approver, with the facts; a matter that touches on safety, as the law says.
    """
    if (why := why_not_bar(case, by=by)) or case.applicant_id is None:
        raise Refused(why)
    if not reason.strip():
        raise Invalid(gettext("请写明查实的情况，申请人可以查阅。"), field="reason")
    if len(reason) > MOST_REASON:
        raise Invalid(gettext("理由最多 %(most)s 字。") % {"most": MOST_REASON}, field="reason")
    today = local_day(now)
    bar = Bar(
        applicant_id=case.applicant_id,
        matter_id=case.matter_id,
        ground=ground,
        from_on=today,
        until_on=last_day(ground, today),
        reason=reason.strip(),
        case=case,
        recorded_at=now,
        recorded_by=by.staff_no,
    )
    if not insert_new([bar], unique=("case_id", "ground")):
        raise Refused(gettext("这一件已经记过这项限制。"))
    facts = {"ground": ground.value, "until": bar.until_on.isoformat(), "reason": bar.reason}
    journal.record(case.subject, Event.BAR_RECORDED, by=by, at=now, data=facts)
    return bar
