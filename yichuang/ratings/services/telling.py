"""The address of a rating as a message, where the centre wants that (R166). It says who may be told, not by whom."""

from datetime import datetime

from django.conf import settings

from yichuang.cases.public import Case
from yichuang.notices import public as notices
from yichuang.notices.public import Kind, RatingAsked, Reader
from yichuang.people.public import Applicant, IdKind, applicant_by_number, setting_text
from yichuang.queueing.public import Ticket

from ..models import Invitation
from ..rules.settings import MESSAGE


def tell_case(case: Case, invitation: Invitation, *, now: datetime) -> None:
    """Send the applicant where the matter is rated, once; nothing where the centre does not want it."""
    if case.applicant is None or setting_text(case.centre_id, MESSAGE) not in ("case", "both"):
        return
    context = RatingAsked(case.matter_name, address_of(invitation.code))
    _post(context, case.applicant, case.no, f"rate:{case.subject}", case.centre_id, now)


def tell_visit(ticket: Ticket, *, about: str, now: datetime) -> None:
    """Send who was at the window where the visit is rated, once; nothing to one who left no telephone.

    Whoever is known here as an applicant is told as one: what she does not want holds.
    """
    if setting_text(ticket.centre_id, MESSAGE) not in ("visit", "both"):
        return
    to: Applicant | Reader | None = None
    if ticket.id_number:
        to = applicant_by_number(IdKind(ticket.id_kind), ticket.id_number)
    if to is None and ticket.phone:
        to = Reader("", ticket.phone)
    if to is not None:
        context = RatingAsked(about, address_of(ticket.code))
        _post(context, to, "", f"rate:{ticket.subject}", ticket.centre_id, now)


def address_of(code: str) -> str:
    """Return where a service is rated."""
    return f"{settings.PUBLIC_URL}/rate/{code}/"


def _post(
    context: RatingAsked, to: Applicant | Reader, case_no: str, key: str, centre_id: int, now: datetime
) -> None:
    notices.post(
        Kind.RATING_ASKED, to=to, case_no=case_no, context=context, key=key, now=now, centre=centre_id
    )
