from ..models import Applicant
from ..rules.identity import IdKind


def applicant_by_number(kind: IdKind, number: str) -> Applicant | None:
    """Return the applicant known by this number, if any. One query."""
    return Applicant.objects.filter(id_kind=kind, id_number=number).first()
