"""Reads of papers."""

from datetime import date

from yichuang.people.public import setting_text
from yichuang.worktime.public import local_day

from ..models import Paper
from ..rules.bodies import Body, Licence, LicenceDecision
from ..rules.codec import Content, from_json
from ..rules.kinds import KINDS, PaperKind, title_key
from ..rules.validity import HALF, Standing, Validity, VoidedHow, tidy
from ..rules.wording import long_date


def of_case(case_no: str) -> list[Paper]:
    """Return the papers of a case, oldest first. One query."""
    papers = Paper.objects.filter(case_no=case_no).exclude(case_no="")
    return list(papers.select_related("voiding__replaced_by").order_by("id"))


def by_code(code: str) -> Paper | None:
    """Return the paper with this public code, as in a QR code; None when there is none. One query."""
    return Paper.objects.select_related("centre").filter(code=code.strip().upper()).first()


def for_applicant(case_no: str) -> list[Paper]:
    """Return a case's papers that its applicant may read, oldest first: not those that go about inside."""
    return [paper for paper in of_case(case_no) if not KINDS[PaperKind(paper.kind)].is_inside]


def by_halves(named: str, proof: str) -> Paper | None:
    """Return the paper that both halves of a code belong to; the number on the paper may stand for the
    first half. None when either is wrong. One query."""
    proof = tidy(proof)
    if len(proof) != HALF or "\x00" in named + proof:
        return None
    papers = Paper.objects.select_related("centre", "department", "voiding__replaced_by")
    if len(tidy(named)) == HALF:
        return papers.filter(code=tidy(named) + proof).first()
    number = "".join(named.split()).replace("[", "〔").replace("]", "〕")
    return papers.filter(number=number, code__endswith=proof).exclude(number="").first()


def validity_of(paper: Paper, on: date) -> Validity:
    """Say whether a paper holds on a day: not voided, and within the days that stand on it."""
    voiding = getattr(paper, "voiding", None)
    if voiding is not None:
        instead = voiding.replaced_by.number or voiding.replaced_by.title if voiding.replaced_by else ""
        word = VoidedHow(voiding.how).label
        return Validity(False, word, voiding.reason, local_day(voiding.voided_at), instead)
    body = body_of(paper)
    if isinstance(body, Licence | LicenceDecision):
        if body.valid_until is not None and body.valid_until < on:
            return Validity(
                False, Standing.EXPIRED.label, f"有效期至{long_date(body.valid_until)}", body.valid_until
            )
        if body.valid_from is not None and body.valid_from > on:
            return Validity(
                False, Standing.NOT_YET.label, f"自{long_date(body.valid_from)}起有效", body.valid_from
            )
    return Validity(True, Standing.HOLDS.label)


def title_at(centre_id: int, kind: PaperKind) -> str:
    """Return a centre's own title for a kind (or that of the one it follows), empty: the house's."""
    key = title_key(kind)
    return setting_text(centre_id, key) if key else ""


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
