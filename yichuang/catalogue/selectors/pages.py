"""What the pages about guides show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from yichuang.people.public import Centre

from ..models import FormFile, Guide, LifeEvent, Matter
from ..rules.checklist import Finding
from ..rules.checklist import checklist as _checklist
from ..rules.content import Content
from ..rules.elements import Completeness, Element, elements
from ..rules.elements import completeness as _completeness
from ..rules.words import FormKind, State
from .contents import content_of


@dataclass(frozen=True)
class GuidePage:
    """A guide for citizens: the ten elements of R026, said or missing, and all that is said besides."""

    guide: Guide
    matter: Matter
    content: Content
    elements: tuple[Element, ...]
    completeness: Completeness
    forms: tuple[FormFile, ...]

    @property
    def source_note(self) -> str:
        """Where a guide taken over from elsewhere came from; "" where the hall wrote it itself."""
        return " ".join(x for x in (self.content.source_place, self.content.source_agency) if x)


def published(centre: Centre | None = None) -> QuerySet[Matter]:
    """Return the matters with a published guide, of one centre or of all, by name. One query."""
    matters = Matter.objects.filter(is_active=True, current__isnull=False)
    if centre is not None:
        matters = matters.filter(centre=centre)
    return matters.select_related("current", "department", "theme", "centre").order_by("name", "pk")


def stopped(centre: Centre) -> QuerySet[Matter]:
    """Return the matters that a centre has stopped taking in, by name. One query."""
    matters = Matter.objects.filter(is_active=False, centre=centre)
    return matters.select_related("department").order_by("name", "pk")


def life_events_with_counts() -> QuerySet[LifeEvent]:
    """Return every event of life in its order, each with how many matters stand under it (`of_matters`). One query."""
    return LifeEvent.objects.annotate(of_matters=Count("matters")).order_by("order", "pk")


def guides_since(centre: Centre, since: date, *, limit: int = 50) -> list[Guide]:
    """Return the versions that a centre published since a day and that hold, the latest first. One query."""
    found = Guide.objects.filter(
        matter__centre=centre, matter__is_active=True, state=State.PUBLISHED, published_at__date__gte=since
    )
    return list(found.select_related("matter__department").order_by("-published_at")[:limit])


def guide_page(guide: Guide) -> GuidePage:
    """Return everything that the page of one version shows. Five queries at most."""
    matter = Matter.objects.select_related("centre", "department", "theme").get(pk=guide.matter_id)
    said = content_of(guide)
    forms = tuple(guide.forms.select_related("material").order_by("kind", "name"))
    ten = _elements_of(matter, said, forms)
    return GuidePage(guide, matter, said, ten, _completeness(ten), forms)


def _elements_of(matter: Matter, said: Content, forms: Iterable[FormFile]) -> tuple[Element, ...]:
    return elements(
        said,
        department=matter.department.name,
        complaint_phone=_complaint_phone(matter),
        has_samples=any(form.kind == FormKind.SAMPLE for form in forms),
    )


def _complaint_phone(matter: Matter) -> str:
    return matter.department.complaint_phone or matter.centre.complaint_phone


def checklist(guide: Guide) -> list[Finding]:
    """Return the publisher's checklist for a version: what contradicts itself and what is missing."""
    matter = guide.matter
    return _checklist(content_of(guide), task_code=matter.task_code, catalog_code=matter.catalog_code)


def completeness(guide: Guide) -> Completeness:
    """Return how much of the ten elements a version says, 0 to 100 (R026)."""
    return _completeness(_elements_of(guide.matter, content_of(guide), guide.forms.all()))


def awaiting_approval(centre: Centre) -> QuerySet[Guide]:
    """Return the versions that wait for the centre's approval, oldest first. One query."""
    waiting = Guide.objects.filter(matter__centre=centre, state=State.SUBMITTED)
    return waiting.select_related("matter__department").order_by("submitted_at", "pk")


def due_for_review(centre: Centre, today: date) -> QuerySet[Guide]:
    """Return the published versions whose periodic review is due (R015), longest due first. One query."""
    due = Guide.objects.filter(matter__centre=centre, state=State.PUBLISHED, review_on__lte=today)
    return due.select_related("matter__department").order_by("review_on", "pk")


def versions(matter: Matter) -> QuerySet[Guide]:
    """Return all versions of a matter's guide, newest first. One query."""
    return matter.guides.order_by("-number")
