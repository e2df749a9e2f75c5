"""Reads of joint applications."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from yichuang.cases.public import ENDED_EARLY, Case, Outcome
from yichuang.cases.public import State as CaseState

from .models import Bundle, Meeting, Part, Shared

OVER = frozenset({CaseState.DECIDED, CaseState.CONCLUDED, CaseState.DISCARDED, *ENDED_EARLY})


@dataclass(frozen=True)
class JointPage:
    """Everything about one joint application."""

    bundle: Bundle
    parts: list[Part]
    materials: list[Shared]
    meetings: list[Meeting]


def page_of(no: str) -> JointPage | None:
    """Return a joint application by its number. Four queries."""
    tidy = "".join(no.split()).upper()
    bundle = Bundle.objects.select_related("centre", "window", "taken_by", "event").filter(no=tidy).first()
    if bundle is None:
        return None
    return JointPage(bundle, parts_of(bundle), list(bundle.materials.all()), list(bundle.meetings.all()))


def parts_of(bundle: Bundle) -> list[Part]:
    """Return the parts with their cases, in order. One query."""
    return list(bundle.parts.select_related("case__department", "case__clock").order_by("order"))


def bundles_at(centre_id: int, *, limit: int = 50) -> QuerySet[Bundle]:
    """Return a centre's joint applications, newest first. One query."""
    return Bundle.objects.filter(centre=centre_id).select_related("taken_by").order_by("-id")[:limit]


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
