"""What the database knows of a day that was partly worked on paper."""

from datetime import date, datetime, timedelta

from yichuang.people.public import Staff, Theme, Window

from ..models import Call, NumberBlock, Ticket
from ..rules.sheet import Busy, Visited
from ..rules.states import Channel

_STEPPED_ASIDE = 60  # seconds of a visit in which the window may have had others


def clerks_of(window: Window) -> list[Staff]:
    """Return who is assigned to a window, and may have sat there. One query."""
    assigned = Staff.objects.filter(assignments__window=window, is_active=True)
    return list(assigned.distinct().order_by("staff_no"))


def ticket_numbered(centre_id: int, on: date, prefix: str, number: int) -> Ticket | None:
    """Return the ticket of that number and day, locked until the end of the transaction. One query."""
    found = Ticket.objects.select_for_update().filter(
        centre=centre_id, day_on=on, prefix=prefix, number=number
    )
    return found.first()


def served_without_number(window_id: int, row: Visited) -> Ticket | None:
    """Return the visit of this window and time that got its number from a sheet entered before. One query."""
    found = Ticket.objects.filter(window=window_id, channel=Channel.PAPER, called_at=row.called_at)
    return found.select_for_update().first()


def block_with(centre_id: int, on: date, prefix: str, number: int) -> NumberBlock | None:
    """Return the reserved numbers of that day that this one is of. One query."""
    found = NumberBlock.objects.filter(centre=centre_id, day_on=on, prefix=prefix)
    return found.filter(first__lte=number, last__gte=number).first()


def theme_called(centre_id: int, code: str) -> Theme | None:
    """Return the theme of a letter. One query."""
    return Theme.objects.filter(centre=centre_id, code=code).first()


def busy_at(window_id: int, on: date) -> list[Busy]:
    """Return when a window had whom on a day, but for visits that stepped aside meanwhile. One query."""
    found = Ticket.objects.filter(
        window=window_id, day_on=on, served_at__isnull=False, ended_at__isnull=False
    )
    return [
        Busy(t.label, t.called_at, t.ended_at)
        for t in found
        if t.called_at and t.ended_at and not _stepped_aside(t, t.called_at, t.ended_at)
    ]


def _stepped_aside(ticket: Ticket, called_at: datetime, ended_at: datetime) -> bool:
    spent = timedelta(seconds=ticket.call_s + ticket.serve_s + _STEPPED_ASIDE)
    return ended_at - called_at > spent


def called_meanwhile(ticket: Ticket, row: Visited) -> Call | None:
    """Return a call of another number that the system made at that time: then it was not away for everybody.
    One query."""
    until_at = row.ended_at or row.called_at
    found = Call.objects.filter(centre=ticket.centre_id, at__gte=row.called_at, at__lte=until_at)
    return found.exclude(ticket=ticket).order_by("at").first()
