"""Reads of joint applications."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, Q, QuerySet

from yichuang.cases.public import ENDED_EARLY, Attachment, Case, CaseMaterial, Outcome
from yichuang.cases.public import State as CaseState

from ..models import Bundle, Meeting, Part, Shared
from ..rules import Channel, State

OVER = frozenset({CaseState.DECIDED, CaseState.CONCLUDED, CaseState.DISCARDED, *ENDED_EARLY})


@dataclass(frozen=True)
class JointPage:
    """Everything about one joint application."""

    bundle: Bundle
    parts: list[Part]
    materials: list[Shared]
    meetings: list[Meeting]

    @property
    def notice_due_at(self) -> datetime | None:
        """By when the window has to answer: the first of its parts' days."""
        days = [part.case.notice_due_at for part in self.parts if part.case.state == CaseState.RECEIVED]
        return min((day for day in days if day), default=None)

    @property
    def counting(self) -> list[Shared]:
        """The materials that count for accepting it now."""
        return counting(self.bundle, self.parts, self.materials)


def page_of(no: str) -> JointPage | None:
    """Return a joint application by its number. Four queries."""
    tidy = "".join(no.split()).upper()
    bundle = Bundle.objects.select_related("centre", "window", "taken_by", "event").filter(no=tidy).first()
    if bundle is None:
        return None
    return JointPage(bundle, parts_of(bundle), list(bundle.materials.all()), list(bundle.meetings.all()))


def parts_of(bundle: Bundle) -> list[Part]:
    """Return the parts with their cases, in order. One query."""
    related = ("case__department", "case__clock", "case__applicant", "case__agent", "case__delivery")
    return list(bundle.parts.select_related(*related).order_by("order"))


def counting(bundle: Bundle, parts: list[Part], materials: list[Shared]) -> list[Shared]:
    """Return the materials that count for accepting it now. At a window, all of them; of what was sent in,
    those of the parts that wait for no other and have not ended: the others' turn comes later."""
    if bundle.channel == Channel.WINDOW:
        return materials
    now = {part.order for part in parts if not part.after and part.case.state not in OVER}
    return [shared for shared in materials if any(order in now for order, _line in shared.serves)]


def files_of(bundle: Bundle) -> dict[int, list[tuple[str, CaseMaterial, Attachment]]]:
    """Return the files of each shared material: case number, line, file; each once. Two queries."""
    cases = {part.order: part.case for part in parts_of(bundle)}
    lines = CaseMaterial.objects.filter(case__in=[case.pk for case in cases.values()])
    held = {(line.case_id, line.order): line for line in lines.prefetch_related("attachments")}
    found: dict[int, list[tuple[str, CaseMaterial, Attachment]]] = {}
    for shared in bundle.materials.all():
        once: dict[str, tuple[str, CaseMaterial, Attachment]] = {}
        for part, order in shared.serves:
            line = held.get((cases[part].pk, order))
            for file in line.attachments.all() if line else ():
                if line and file.set_aside_at is None:
                    once.setdefault(file.sha256, (cases[part].no, line, file))
        found[shared.order] = list(once.values())
    return found


def to_look_at(centre_id: int) -> int:
    """Return how many were sent in and nobody has answered yet. One query."""
    return Bundle.objects.filter(centre=centre_id, state=State.RECEIVED).count()


def followed(no: str, tail: str) -> JointPage | None:
    """Return a joint application to someone who knows its number and the last four characters of the
    applicant's or agent's ID or phone; None when either is wrong, without saying which. Four queries."""
    page = page_of(no)
    wanted = "".join(tail.split()).upper()
    hidden = {State.GATHERING, State.DISCARDED}
    if page is None or State(page.bundle.state) in hidden or len(wanted) != 4:
        return None
    typed = page.bundle.typed
    held = [str(typed.get(name, "")) for name in ("phone", "id_number", "agent_phone", "agent_id_number")]
    # Every one is compared, so that the time taken tells nothing.
    same = [hmac.compare_digest(one[-4:].upper().encode(), wanted.encode()) for one in held if len(one) >= 4]
    return page if any(same) else None


def bundles_at(centre_id: int, *, limit: int = 50) -> QuerySet[Bundle]:
    """Return a centre's joint applications, newest first, with the day by which the window answers what was
    sent in. One query."""
    waiting = Min("parts__case__notice_due_at", filter=Q(parts__case__state=CaseState.RECEIVED))
    bundles = Bundle.objects.filter(centre=centre_id).select_related("taken_by", "window")
    return bundles.annotate(notice_due_at=waiting).order_by("-id")[:limit]


def bundle_of(case: Case) -> Bundle | None:
    """Return the joint application that a case is part of, if any. One query."""
    part = Part.objects.select_related("bundle").filter(case=case).first()
    return part.bundle if part else None


def is_granted(case: Case) -> bool:
    """Whether a part was decided in the applicant's favour, so that what waits for it may begin."""
    return case.state in {CaseState.DECIDED, CaseState.CONCLUDED} and case.outcome != Outcome.DENIED


def due(now: datetime, *, limit: int) -> list[Bundle]:
    """Return joint applications whose overall limit has passed. Reads the partial index only."""
    return list(Bundle.objects.filter(look_at__lte=now).order_by("look_at")[:limit])
