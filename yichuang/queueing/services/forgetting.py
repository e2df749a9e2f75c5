"""Who held a number is forgotten after its term; waits and counts stay."""

from django.db.models import Q

from yichuang.kit.forgetting import GONE, Holding, Term
from yichuang.worktime.public import local_day

from ..models import Ticket
from ..rules.states import OUR_REASONS, OVER

_BLANK = {"id_number": "", "name": "", "phone": "", "grounds": "", "done_note": ""}
# What was noted afterwards is words about the person; when and by whom goes with it (ticket_noted_iff_said).
_WITH_THE_NOTE = {"noted_at": None, "noted_by": None}


def personal_data(term: Term) -> tuple[Holding, ...]:
    """Return what is held of visitors past the term."""
    old = Ticket.objects.filter(centre=term.centre_id, day_on__lt=local_day(term.before), state__in=OVER)
    held = old.exclude(Q(**_BLANK) | Q(code__in=term.visits))
    typed = old.exclude(Q(ended_reason__in=[*OUR_REASONS, GONE]) | Q(code__in=term.visits))
    return (
        Holding("tickets", held, _BLANK | _WITH_THE_NOTE),
        Holding("ticket_reasons", typed, {"ended_reason": GONE}),
    )
