"""Reads of papers."""

from ..models import Paper
from ..rules.bodies import Body
from ..rules.codec import Content, from_json
from ..rules.kinds import PaperKind


def of_case(case_no: str) -> list[Paper]:
    """Return the papers of a case, oldest first. One query."""
    return list(Paper.objects.filter(case_no=case_no).exclude(case_no="").order_by("id"))


def by_code(code: str) -> Paper | None:
    """Return the paper with this public code, as in a QR code; None when there is none. One query."""
    return Paper.objects.select_related("centre").filter(code=code.strip().upper()).first()


def body_of(paper: Paper) -> Body:
    """Return what stands on the paper as values."""
    return from_json(PaperKind(paper.kind), paper.body)


def is_intact(paper: Paper) -> bool:
    """Say whether the paper still says what it said when it was issued."""
    return paper.digest == digest_of(paper)


def digest_of(paper: Paper) -> str:
    """Return the digest that the paper's content should have."""
    content = Content(
        code=paper.code,
        kind=paper.kind,
        title=paper.title,
        number=paper.number,
        issuer=paper.issuer,
        seal_name=paper.seal_name,
        addressee=paper.addressee,
        issued_at=paper.issued_at,
        body=paper.body,
    )
    return content.digest
