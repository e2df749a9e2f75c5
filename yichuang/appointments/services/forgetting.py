"""Who had booked is forgotten after its term; how many came and did not stays."""

from django.db.models import Q

from yichuang.kit.forgetting import GONE, Holding, Term

from ..models import Booking
from ..rules.states import NAMELESS, State

_BLANK = {"id_number": GONE, "name": GONE, "phone": GONE, "email": "", "address": ""}


def personal_data(term: Term) -> tuple[Holding, ...]:
    """Return what is held of bookings past the term."""
    old = Booking.objects.filter(centre=term.centre_id, starts_at__lt=term.before)
    named = old.exclude(state__in=[*NAMELESS, State.BOOKED]).exclude(id_number=GONE)
    return (Holding("bookings", named.exclude(Q(ticket_code__in=term.visits)), _BLANK),)
