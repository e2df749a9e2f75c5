"""Closing a day: what a window took and gave back, signed and printed."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event, Line
from yichuang.kit.refusal import Refused, Stale
from yichuang.papers import public as papers
from yichuang.papers.public import PaperOrder, SettlementLine, SettlementSheet
from yichuang.people.public import Centre, Officer, Role, window_words
from yichuang.worktime.public import local_day

from ..models import Payment, Settlement
from ..rules import PayWay
from ..selectors import Takings, takings_of


@transaction.atomic
def settle(window_id: int | None, day: date, *, by: Officer, now: datetime) -> Settlement:
    """Close a day's takings of a window, or the centre's online ones without a window (日结).

    What comes in after closing is another settlement of the same day. Raises `Refused` with nothing to
    settle, `Stale` when another has just settled the same.
    """
    role = Role.CLERK if window_id is not None else Role.MANAGER
    if not by.holds(role, Role.MANAGER, centre_id=by.centre_id):
        raise Refused(gettext("日结由窗口人员办理，网上支付由大厅管理办理。"))
    if day > local_day(now):
        raise Refused(gettext("还没有到这一天。"))
    centre = Centre.objects.select_for_update(of=("self",)).get(pk=by.centre_id)  # one settlement at a time
    takings = takings_of(centre.pk, window_id, day)
    if not takings.payments and not takings.refunds:
        raise Refused(gettext("没有要结的收费。"))
    before = Settlement.objects.filter(centre=centre, window=window_id, day=day).count()
    settlement = Settlement.objects.create(
        centre=centre,
        window_id=window_id,
        day=day,
        number=before + 1,
        settled_at=now,
        settled_by=by.staff_no,
        count=len(takings.payments),
        total_fen=takings.total_fen,
    )
    _mark(settlement, takings)
    _write(settlement, takings, centre, by=by, now=now)
    return settlement


def _mark(settlement: Settlement, takings: Takings) -> None:
    paid = Payment.objects.filter(pk__in=[p.pk for p in takings.payments], settlement=None)
    back = Payment.objects.filter(pk__in=[p.pk for p in takings.refunds], refund_settlement=None)
    if paid.update(settlement=settlement) != len(takings.payments):
        raise Stale
    if back.update(refund_settlement=settlement) != len(takings.refunds):
        raise Stale


def _write(settlement: Settlement, takings: Takings, centre: Centre, *, by: Officer, now: datetime) -> None:
    numbers = [p.receipt_no for p in takings.payments if p.receipt_no]
    sheet = SettlementSheet(
        window=window_words(settlement.window_id) or "网上支付",
        settled_on=settlement.day,
        settled_by=by.name,
        lines=tuple(line for way in PayWay if (line := _line(takings, way)).count or line.refunds),
        receipts=f"{min(numbers)}–{max(numbers)}" if numbers else "",
    )
    issued = papers.issue([PaperOrder(sheet, centre)], by=by, now=now)
    Settlement.objects.filter(pk=settlement.pk).update(paper_code=issued[0].code)
    settlement.paper_code = issued[0].code
    facts = {"day": settlement.day.isoformat(), "count": settlement.count, "fen": settlement.total_fen}
    subject = f"settlement:{settlement.pk}"
    lines = [Line(Event.FEES_SETTLED, facts), *papers.lines_for(issued)]
    journal.record_all(subject, lines, by=by, at=now, first=True)


def _line(takings: Takings, way: PayWay) -> SettlementLine:
    paid = [p.amount_fen for p in takings.payments if p.way == way]
    back = [p.amount_fen for p in takings.refunds if p.way == way]
    return SettlementLine(str(way.label), len(paid), sum(paid), len(back), sum(back))
