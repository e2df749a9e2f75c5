"""What is known of the visits that one clerk served at one window on one day (R130)."""

from datetime import datetime

from yichuang.cases.public import Case
from yichuang.enquiries.public import Enquiry
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.people.public import Staff, Window
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Ticket
from yichuang.worktime.public import end_of

from ..rules.visits import LEAST_SERVED_S, OfDay, ServedVisit, Written, work_after


def visits_of(of: OfDay) -> list[ServedVisit]:
    """Return the visits with the instants from which it was known what was done. Eight queries at most.

    A ticket's own matters and note tell it, or a case or an enquiry that names it, or whatever work she wrote
    of between the beginning of the visit and her next call: a payment, a collection, a complaint taken down.
    What a paper sheet brought in is a record by itself.
    """
    window = Window.objects.filter(pk=of.window_id).first()
    clerk = Staff.objects.filter(pk=of.clerk_id).first()
    if window is None or clerk is None:
        return []
    tickets = queueing.served_by(clerk.pk, window, of.day)
    tickets = [each for each in tickets if each.serve_s >= LEAST_SERVED_S]
    named = _named(tickets)
    work = _work([each for each in tickets if each.pk not in named], clerk, of)
    return [
        ServedVisit(each.pk, each.label, each.ended_at, named.get(each.pk) or work.get(each.pk))
        for each in tickets
        if each.ended_at is not None
    ]


def _named(tickets: list[Ticket]) -> dict[int, datetime]:
    """Return since when a ticket's own note or matters, a case or an enquiry tell what was done."""
    codes = {each.code: each.pk for each in tickets}
    found = [(each.pk, each.noted_at) for each in tickets]
    found += [(each.pk, matter.done_at) for each in tickets for matter in each.matters.all()]
    drafted = Case.objects.filter(ticket__in=codes).values_list("ticket", "drafted_at")
    asked = Enquiry.objects.filter(ticket__in=codes).values_list("ticket", "asked_at")
    found += [(codes[code], at) for code, at in (*drafted, *asked)]
    first: dict[int, datetime] = {}
    for ticket_id, at in found:
        if at is not None:
            first[ticket_id] = min(at, first.get(ticket_id, at))
    return first


def _work(tickets: list[Ticket], clerk: Staff, of: OfDay) -> dict[int, datetime]:
    """Return since when the journal tells of work for a visit. Two queries; none where nothing is open."""
    if not tickets:
        return {}
    subjects = {each.subject: each for each in tickets}
    told = journal.lines_about(subjects, (Event.TICKET_SERVED, Event.TICKET_ENTERED))
    found = {}
    for line in told:
        ticket = subjects[line.subject]
        if line.event == Event.TICKET_ENTERED and ticket.ended_at is not None:
            found[ticket.pk] = ticket.ended_at  # the paper was written then, whenever it was entered
    served = [line for line in told if line.event == Event.TICKET_SERVED and line.by == clerk.staff_no]
    if not served:
        return found
    written = journal.lines_by(clerk.staff_no, after=served[0].id, until=end_of(of.day))
    lines = [
        Written(line.id, line.at, line.subject, is_call=line.event == Event.TICKET_CALLED) for line in written
    ]
    for line in served:  # a visit that stepped aside was begun more than once
        if at := work_after(lines, line.id):
            found.setdefault(subjects[line.subject].pk, at)
    return found


def visits_without_record(thing: str) -> list[Ticket]:
    """Return the tickets of a day under watch of which it is still not known what was done."""
    open_ones = [visit.ticket_id for visit in visits_of(OfDay.read(thing)) if visit.recorded_at is None]
    return list(Ticket.objects.filter(pk__in=open_ones).prefetch_related("matters").order_by("ended_at"))
