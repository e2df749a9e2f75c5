"""Who rated is forgotten after its term; every rating still counts."""

from yichuang.kit.forgetting import GONE, Holding, Term

from ..models import Rating
from ..rules import WAITING


def personal_data(term: Term) -> tuple[Holding, ...]:
    """Return what is held of raters past the term. A named rating stays a named one: call-backs are counted."""
    old = Rating.objects.filter(centre=term.centre_id, rated_at__lt=term.before).exclude(state__in=WAITING)
    return (
        Holding("raters", old.filter(is_named=True).exclude(phone=GONE), {"name": "", "phone": GONE}),
        Holding("rating_origins", old.exclude(address_mark=""), {"address_mark": ""}),
    )
