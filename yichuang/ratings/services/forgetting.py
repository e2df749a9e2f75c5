"""Who rated is forgotten after its term, and what clerks noted for themselves; every rating still counts."""

from yichuang.kit.forgetting import GONE, Holding, Term

from ..models import OwnNote, Rating
from ..rules import WAITING


def personal_data(term: Term) -> tuple[Holding, ...]:
    """Return what is held of raters past the term. A named rating stays a named one: call-backs are counted."""
    old = Rating.objects.filter(centre=term.centre_id, rated_at__lt=term.before).exclude(state__in=WAITING)
    noted = OwnNote.objects.filter(invitation__centre=term.centre_id, written_at__lt=term.before)
    return (
        Holding("raters", old.filter(is_named=True).exclude(phone=GONE), {"name": "", "phone": GONE}),
        Holding("rating_origins", old.exclude(address_mark=""), {"address_mark": ""}),
        Holding("rating_devices", old.exclude(device_mark=""), {"device_mark": ""}),
        Holding("own_notes", noted.exclude(words=""), {"words": ""}),
    )
