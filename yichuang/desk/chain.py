"""The whole chain of a visit: appointment, number, enquiries, case, papers, messages, cards, ratings; each person
what her duty needs.

Whatever one starts from, the way goes to the visit and from there to everything that came of it. Nothing is kept
here: the rooms are asked, and what she may not see is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext

from yichuang.appointments import public as appointments
from yichuang.appointments.public import Booking
from yichuang.cases import public as cases
from yichuang.cases.public import Case, State
from yichuang.complaints import public as complaints
from yichuang.complaints.public import Complaint
from yichuang.enquiries import public as enquiries
from yichuang.journal import public as journal
from yichuang.notices import public as notices
from yichuang.notices.public import Message
from yichuang.papers import public as papers
from yichuang.people.public import Officer, Role
from yichuang.queueing.public import Ticket
from yichuang.ratings import public as ratings
from yichuang.supervision import public as supervision

from .story import tell

IN_THE_HALL = (Role.CLERK, Role.RECEPTION, Role.MANAGER, Role.SUPERVISION)
KINDS = ("booking", "ticket", "case", "paper", "message", "card", "complaint", "rating", "enquiry")


@dataclass(frozen=True)
class Link:
    """One link of the chain as the picture on top shows it."""

    kind: str
    name: str
    state: str
    url: str = ""
    count: int = 0


@dataclass(frozen=True)
class Step:
    """One thing that happened, wherever in the chain."""

    at: datetime
    part: str
    words: str
    by: str = ""
    url: str = ""


@dataclass
class Chain:
    """What belongs together, as far as she may see it."""

    booking: Booking | None = None
    ticket: Ticket | None = None
    cases: list[Case] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return self.booking is None and self.ticket is None and not self.cases


def chain_of(kind: str, key: str, *, by: Officer) -> Chain:
    """Return the chain that something is part of; empty when there is none, or nothing of it is hers to see.

    A dozen queries at most for one case, a few more for each further case of the same visit.
    """
    booking, ticket, found = (
        _ends_of_complaint(key, by) if kind == "complaint" else _ends(*_told_in(kind, key, by))
    )
    made = Chain(
        booking if booking and appointments.may_see(by, booking.centre_id) else None,
        ticket if ticket and by.holds(*IN_THE_HALL, centre_id=ticket.centre_id) else None,
        [case for case in found if case.state != State.DRAFT and cases.can_view(case, by=by)],
    )
    _add_visit(made)
    for case in made.cases:
        _add_case(made, case, by)
    _add_complaints(made, by)
    _add_enquiries(made, by)
    _add_ratings(made, by)
    made.steps.sort(key=lambda step: step.at)
    return made


def _told_in(kind: str, key: str, by: Officer) -> tuple[str, str]:
    """Return the visit or case that a rating, an enquiry or a message belongs to; whatever else one came from,
    as it is.

    Which visit was rated says who rated: only those who may know that come this way.
    """
    if kind == "rating":
        rating = ratings.rating_by_id(_whole(key))
        if rating is None or not ratings.may_see_rater(rating, by=by):
            return "ticket", ""
        part, _, name = rating.invitation.thing.partition(":")
        return (part, name) if part == "case" else ("ticket", rating.invitation.code)
    if kind == "enquiry":
        enquiry = enquiries.enquiry_by_no(key)
        return "ticket", enquiry.ticket if enquiry else ""
    if kind == "message":
        return _told_of(_whole(key))
    return kind, key


def _told_of(message_id: int) -> tuple[str, str]:
    """Return what a message tells of: its case, or what its key names."""
    message = notices.message_by_id(message_id)
    if message is None or message.case_no:
        return "case", message.case_no if message else ""
    what, _, rest = message.key.removeprefix("rate:").partition(":")
    name = rest.partition(":")[0]
    if what == "enquiry":
        enquiry = enquiries.enquiry_by_no(name)
        return "ticket", enquiry.ticket if enquiry else ""
    if what == "ticket":
        ticket = Ticket.objects.filter(pk=_whole(name)).first()
        return "ticket", ticket.code if ticket else ""
    return (what, name) if what == "booking" else ("case", "")


def _whole(key: str) -> int:
    return int(key) if key.isdecimal() and len(key) < 18 else 0


def _ends(kind: str, key: str) -> tuple[Booking | None, Ticket | None, list[Case]]:
    """Return the appointment, the number and the cases of a visit, whichever of them one came from."""
    if kind == "booking":
        booking = appointments.booking_of(key)
        code = booking.ticket_code if booking else ""
        return booking, _ticket(code), cases.cases_of_ticket(code)
    if kind == "ticket":
        return _of_ticket(_ticket(key), None)
    case = cases.case_by_no(_number(kind, key))
    return _of_ticket(_ticket(case.ticket), case) if case else (None, None, [])


def _number(kind: str, key: str) -> str:
    """Return the number of the case that a paper or a card is about."""
    if kind == "paper":
        paper = papers.by_code(key)
        return paper.case_no if paper else ""
    if kind == "card":
        card = supervision.card_by_id(_whole(key))
        return card.case_no if card else ""
    return key


def _ticket(code: str) -> Ticket | None:
    return Ticket.objects.select_related("theme", "window").filter(code=code).first() if code else None


def _of_ticket(ticket: Ticket | None, case: Case | None) -> tuple[Booking | None, Ticket | None, list[Case]]:
    if ticket is None:
        return None, None, [case] if case else []
    booking = appointments.booking_of(ticket.appointment_no) if ticket.appointment_no else None
    return booking, ticket, cases.cases_of_ticket(ticket.code)


def _add_visit(made: Chain) -> None:
    if made.booking is not None:
        one, part = made.booking, gettext("预约")
        made.links.append(
            Link("booking", part, str(one.get_state_display()), f"/desk/bookings/?q={one.number}")
        )
        made.steps += _times(
            part, ((one.booked_at, gettext("约好了")), (one.ended_at, str(one.get_state_display())))
        )
        _say_sent(made, notices.messages_keyed(f"booking:{one.number}:"), f"/desk/bookings/?q={one.number}")
    if made.ticket is not None:
        number, part = made.ticket, gettext("取号")
        made.links.append(Link("ticket", f"{part} {number.label}", str(number.get_state_display())))
        at = gettext("%(n)d 号窗口") % {"n": number.window.number} if number.window else ""
        made.steps += _times(
            f"{part} {number.label}",
            (
                (number.came_at, gettext("取号")),
                (number.called_at, f"{gettext('叫号')} {at}"),
                (number.served_at, gettext("开始办理")),
                (number.ended_at, number.ended_reason or gettext("离开窗口")),
                (number.noted_at, gettext("补记：%(words)s") % {"words": number.done_note}),
            ),
        )
        _say_sent(made, notices.messages_keyed(f"rate:{number.subject}:"), "")


def _times(part: str, named: Iterable[tuple[datetime | None, str]]) -> list[Step]:
    return [Step(at, part, words.strip()) for at, words in named if at is not None]


def _add_case(made: Chain, case: Case, by: Officer) -> None:
    part, home = gettext("办件"), f"/desk/cases/{case.no}/"
    made.links.append(Link("case", f"{part} {case.matter_name}", str(case.get_state_display()), home))
    told = tell(journal.story(case.subject))
    made.steps += [Step(one.at, part, f"{one.words}　{one.more}".strip(), one.by, home) for one in told]
    issued = papers.of_case(case.no)
    if issued:
        made.links.append(Link("paper", gettext("文书"), "", f"{home}papers/", len(issued)))
    _say_sent(made, notices.of_case(case.no), home)
    _add_cards(made, case, by)


def _say_sent(made: Chain, sent: list[Message], url: str) -> None:
    """Say what was sent, by which way, and whether it came: to whom and in which words is not told here."""
    if not sent:
        return
    part = gettext("消息")
    made.links.append(Link("message", part, "", url, len(sent)))
    made.steps += [
        Step(
            one.created_at,
            part,
            f"{one.get_kind_display()}　{one.get_channel_display()}　{one.get_state_display()}",
        )
        for one in sent
        if one.staff_id is None
    ]


def _add_cards(made: Chain, case: Case, by: Officer) -> None:
    cards = [one for one in supervision.cards_of_case(case.no) if supervision.can_view(one, by=by)]
    if cards:
        worst = max(cards, key=lambda one: supervision.Level(one.level).rank)
        shown = str(worst.get_level_display())
        made.links.append(Link("card", gettext("监察"), shown, f"/desk/cards/{worst.pk}/", len(cards)))
    made.steps += [
        Step(
            one.arose_at,
            gettext("监察"),
            f"{one.get_level_display()}　{one.get_watch_display()}　{one.get_state_display()}",
            url=f"/desk/cards/{one.pk}/",
        )
        for one in cards
    ]


def _ends_of_complaint(key: str, by: Officer) -> tuple[Booking | None, Ticket | None, list[Case]]:
    """Return what a complaint is about: the visit, or the case. Of one that is not hers to see, nothing."""
    found = complaints.complaint_by_id(int(key)) if key.isdecimal() and len(key) < 18 else None
    if found is None or not complaints.can_view(found, by=by):
        return None, None, []
    if found.ticket:
        return _of_ticket(_ticket(found.ticket), None)
    case = cases.case_by_no(found.case_no) if found.case_no else None
    return _of_ticket(_ticket(case.ticket), case) if case else (None, None, [])


def _add_complaints(made: Chain, by: Officer) -> None:
    """What was complained of in this visit or these cases; who complained is not told here."""
    found: dict[int, Complaint] = {}
    if made.ticket is not None:
        found |= {one.pk: one for one in complaints.of_ticket(made.ticket.code, by=by)}
    for case in made.cases:
        found |= {one.pk: one for one in complaints.of_case(case.no, by=by)}
    part = gettext("投诉")
    for one in found.values():
        home = f"/desk/complaints/{one.pk}/"
        made.links.append(Link("complaint", f"{part} {one.no}", str(one.get_state_display()), home))
        made.steps += [
            Step(at, part, words, url=home)
            for at, words in (
                (one.registered_at, f"{gettext('登记')}　{gettext(one.nature_words)}"),
                (one.assigned_at, gettext("分办")),
                (one.answered_at, gettext("答复")),
                (one.closed_at, gettext("办结")),
            )
            if at is not None
        ]


def _add_enquiries(made: Chain, by: Officer) -> None:
    """What was asked on the visit, as far as it is hers to read."""
    if made.ticket is None:
        return
    for one in enquiries.enquiries_of_visit(made.ticket.code):
        handed = enquiries.handings_of(one)
        if not enquiries.can_view(one, handed[-1] if handed else None, by=by):
            continue
        part, home = gettext("咨询"), f"/desk/enquiries/{one.no}/"
        made.links.append(Link("enquiry", part, str(one.get_state_display()), home))
        asked = _times(part, ((one.asked_at, one.question), (one.answered_at, one.answer)))
        made.steps += [replace(step, url=home) for step in asked]


def _add_ratings(made: Chain, by: Officer) -> None:
    """How the visit and its cases were rated: for those alone who may know who rated."""
    things = [made.ticket.subject] if made.ticket else []
    for thing in [*things, *(case.subject for case in made.cases)]:
        invitation = ratings.invitation_of(thing)
        rating = getattr(invitation, "rating", None)
        if rating is None or not ratings.may_see_rater(rating, by=by):
            continue
        part, home = gettext("好差评"), f"/desk/ratings/{rating.pk}/"
        made.links.append(Link("rating", part, str(rating.get_state_display()), home))
        level = gettext(str(rating.get_level_display()))
        made.steps.append(Step(rating.rated_at, part, f"{level}　{rating.words}".strip(), url=home))
