"""Who asked, and who rang, is forgotten after its term; questions, answers and times stay."""

from django.db.models import Case, F, Q, Value, When

from yichuang.kit.forgetting import Holding, Term

from ..models import Enquiry, PhoneCall
from ..rules.words import State

_BLANK = {"asker": "", "phone": "", "email": ""}
# The four figures beside the number are the telephone's, where one was left; those that were given out stay.
_TAIL = Case(When(phone="", then=F("tail")), default=Value(""))


def personal_data(term: Term) -> tuple[Holding, ...]:
    """Return what is held of enquiries and telephone calls past the term."""
    asked = Enquiry.objects.filter(
        centre=term.centre_id, asked_at__lt=term.before, state=State.ANSWERED, answered_at__lt=term.before
    )
    rang = PhoneCall.objects.filter(centre=term.centre_id, rang_at__lt=term.before, ended_at__lt=term.before)
    return (
        Holding("enquiries", asked.exclude(Q(**_BLANK)), {**_BLANK, "tail": _TAIL}),
        Holding("phone_calls", rang.exclude(caller=""), {"caller": ""}),
    )
