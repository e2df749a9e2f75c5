"""Following a case and verifying a paper without an account: the answer, and the slowing down of guesses."""

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from yichuang.appointments import public as appointments
from yichuang.appointments.public import Booking
from yichuang.cases.public import Case, Progress, progress_of
from yichuang.complaints import public as complaints
from yichuang.complaints.public import Complaint, Unresolved
from yichuang.enquiries import public as enquiries
from yichuang.enquiries.public import Enquiry
from yichuang.joint import public as joint
from yichuang.joint.public import Draft, JointPage
from yichuang.pacing.public import Counter, Guess, Pace, guess, pace
from yichuang.papers.public import Paper, PdfCheck, by_halves, check_pdf
from yichuang.people.public import centre_setting
from yichuang.ratings import public as ratings
from yichuang.ratings.public import Invitation

TAIL_LENGTH = 4


Found = TypeVar("Found")


@dataclass(frozen=True)
class Verdict:
    """What a guess at a case came to: the progress, or none of it, as in `Guess`."""

    progress: Progress | None
    wait_until: datetime | None = None
    was_read: bool = True


def follow(no: str, tail: str, *, address: str, centre_id: int, now: datetime) -> Verdict:
    """Answer a guess at a case, or let it wait unread when too many wrong ones came before.

    It never says which of the two was wrong.
    """
    read = _guess(("number", "".join(no.split())), lambda: progress_of(no, tail), address, centre_id, now)
    return Verdict(read.found, read.wait_until, read.was_read)


def follow_whole(no: str, tail: str, *, address: str, centre_id: int, now: datetime) -> Guess[JointPage]:
    """Answer a guess at a joint application, slowed down like a guess at a case."""
    about = ("number", "".join(no.split()).upper())
    return _guess(about, lambda: joint.followed(no, tail), address, centre_id, now)


def continue_draft(code: str, tail: str, *, address: str, centre_id: int, now: datetime) -> Guess[Draft]:
    """Answer a guess at an application that is being filled in, by its code and the last four of the phone
    typed into it; slowed down like a guess at a case."""

    def look() -> Draft | None:
        draft = joint.draft_by_code(code)
        if draft is None or draft.bundle_id is not None or len(tail) != TAIL_LENGTH:
            return None
        phone = str(draft.typed.get("phone", "")).strip()
        same = hmac.compare_digest(phone[-TAIL_LENGTH:].encode(), tail.encode())
        return draft if same else None

    return _guess(("draft", code.upper()), look, address, centre_id, now)


def find_booking(no: str, tail: str, *, address: str, centre_id: int, now: datetime) -> Guess[Booking]:
    """Answer a guess at a booking, by its number and the last four of ID or phone, slowed down likewise."""
    about = ("booking", "".join(no.split()).upper())
    return _guess(about, lambda: appointments.followed(no, tail), address, centre_id, now)


def find_enquiry(no: str, tail: str, *, address: str, centre_id: int, now: datetime) -> Guess[Enquiry]:
    """Answer a guess at an enquiry, by its number and its last four, slowed down likewise."""
    about = ("enquiry", "".join(no.split()).upper())
    return _guess(about, lambda: enquiries.followed(no, tail), address, centre_id, now)


def find_complaint(
    code: str, *, address: str, centre_id: int, now: datetime
) -> Guess[Complaint | Unresolved]:
    """Answer a guess at a complaint, by its code alone: that is all an anonymous person has. Slowed down likewise."""
    return _guess(("complaint", code), lambda: complaints.followed(code), address, centre_id, now)


def pace_beginning(*, address: str, centre_id: int, now: datetime, what: str = "begin") -> datetime | None:
    """Count one more application begun from an address (`what`: or place held); return until when it has to
    wait, None when not.

    The centre's setting `apply.tries` says how many a day are taken for an honest house's.
    """
    tries = Pace(centre_setting(centre_id, "apply.tries"))
    return pace(Counter(what, address, tries), now=now)


def verify(named: str, proof: str, *, address: str, centre_id: int, now: datetime) -> Guess[Paper]:
    """Answer whether there is a paper with this number and code, slowed down like a guess at a case."""
    about = ("paper", "".join(named.split()).upper())
    return _guess(about, lambda: by_halves(named, proof), address, centre_id, now)


@dataclass(frozen=True)
class PaperRating:
    """What a paper's holder may rate: nothing before anything of it is over."""

    invitation: Invitation | None


def rate_by_paper(
    paper: Paper, tail: str, *, address: str, centre_id: int, now: datetime
) -> Guess[PaperRating]:
    """Answer who holds a paper and gives the last four of the applicant's ID or telephone where its case is
    rated, or else the visit on which it was issued.

    A paper is shown to many: whoever reads its code knows that it is genuine, and no more. Slowed down like a
    guess at a case.
    """
    about = ("number", "".join(paper.case_no.split()).upper())

    def look() -> PaperRating | None:
        if progress := progress_of(paper.case_no, tail):
            return PaperRating(_rated([progress.case]))
        whole = joint.followed(paper.case_no, tail)
        return PaperRating(_rated([part.case for part in whole.parts])) if whole else None

    return _guess(about, look, address, centre_id, now)


def _rated(found: Sequence[Case]) -> Invitation | None:
    """Return where the first of these cases that is over is rated, or else the visit of one of them."""
    things = (ratings.invitation_of(case.subject) for case in found)
    visits = (ratings.invitation_by(case.ticket) for case in found if case.ticket)
    return next((one for one in (*things, *visits) if one is not None), None)


def verify_file(content: bytes, *, address: str, centre_id: int, now: datetime) -> Guess[PdfCheck]:
    """Say what an uploaded PDF is. One that is not ours counts as a wrong guess of its sender's: checking
    signatures is work, and nobody has a hundred forged papers in good faith."""
    checks: list[PdfCheck] = []

    def look() -> PdfCheck | None:
        checks.append(check_pdf(content))
        return checks[0] if checks[0].paper else None

    read = _guess(("upload", address), look, address, centre_id, now)
    return Guess(checks[0] if checks else None, read.wait_until, read.was_read)


def _guess(
    about: tuple[str, str], look: Callable[[], Found | None], address: str, centre_id: int, now: datetime
) -> Guess[Found]:
    """Look, unless too many wrong guesses came before, from this address or at this number.

    A right one clears the latter's counter, never the address's, or one's own case would reset it. The limit
    is the centre's setting `track.tries`.
    """
    tries = Pace(centre_setting(centre_id, "track.tries"))
    counters = [Counter("address", address, tries), Counter(*about, tries, is_cleared=True)]
    return guess(look, counters, now=now)
