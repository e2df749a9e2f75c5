"""Who complained is forgotten after its term; what was found and done stays."""

from django.db.models import Q

from yichuang.kit.forgetting import GONE, Holding, Term, gone

from ..models import Complaint, Unresolved
from ..rules import OPEN, UnresolvedState

# Who left nothing at all complained anonymously, and the month counts them: whoever left something, still did.
_FIELDS = ("name", "phone", "email")
_BLANK = {field: gone(field) for field in _FIELDS}
_IS_BLANK = Q(**{f"{field}__in": ("", GONE) for field in _FIELDS})


def personal_data(term: Term) -> tuple[Holding, ...]:
    """Return what is held of complainants past the term, of what is closed or solved."""
    closed = Complaint.objects.filter(centre=term.centre_id, closed_at__lt=term.before).exclude(
        state__in=OPEN
    )
    solved = Unresolved.objects.filter(
        centre=term.centre_id, solved_at__lt=term.before, state=UnresolvedState.SOLVED
    )
    return (
        Holding("complaints", closed.exclude(_IS_BLANK), _BLANK),
        Holding("unresolved", solved.exclude(_IS_BLANK), _BLANK),
    )
