"""Who asked, and who rang, is forgotten after its term; questions, answers and times stay."""

from django.db.models import Q

from yichuang.kit.forgetting import Holding, Term

from ..models import Enquiry, PhoneCall
from ..rules.words import State

_BLANK = {"asker": "", "phone": "", "email": ""}


def personal_data(term: Term) -> tuple[Holding, ...]:
    """Return what is held of enquiries and telephone calls past the term."""
    asked = Enquiry.objects.filter(
        centre=term.centre_id, asked_at__lt=term.before, state=State.ANSWERED, answered_at__lt=term.before
    )
    rang = PhoneCall.objects.filter(centre=term.centre_id, rang_at__lt=term.before, ended_at__lt=term.before)
    return (
        Holding("enquiries", asked.exclude(Q(**_BLANK)), _BLANK),
        Holding("phone_calls", rang.exclude(caller=""), {"caller": ""}),
    )
