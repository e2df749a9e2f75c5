"""The sheet by which cases are taken in."""

from functools import lru_cache

from django.db import connection
from django.utils.translation import gettext

from yichuang.kit.inserting import aside
from yichuang.kit.refusal import Refused

from ..models import Guide, MaterialSpec, Matter, StepSpec
from ..rules.content import Special
from ..rules.intake import DEFAULT_STEPS, Fee, IntakeSheet, Limit, Material, Step
from ..rules.labels import is_as_needed, is_site_visit
from ..rules.words import APPROVAL_STEPS, LimitUnit, State, StepKind, StepRole


class NotPublished(Refused):
    """No case is taken in by a version that was never published."""

    def __init__(self) -> None:
        super().__init__(gettext("这一版办事指南还没有公布，不能据它收件。"))


_CURRENT = "SELECT current_id FROM catalogue_matter WHERE code = %s AND is_active"


def guide_in_force(matter_code: str) -> int | None:
    """Return the version that a matter is taken in by today, None for one unknown or not published.

    One query, written out because every call from an integrator begins with it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CURRENT, [matter_code])
        row = cursor.fetchone()
    return row[0] if row else None


@lru_cache(maxsize=4096)
def intake_sheet(guide_id: int) -> IntakeSheet:
    """Return what a published (or since superseded) version says; `NotPublished` otherwise.

    Three queries the first time; then from memory, which is safe because a published version is
    immutable in the database.
    """
    guide = (
        Guide.objects.select_related("matter__theme")
        .filter(pk=guide_id, state__in=[State.PUBLISHED, State.SUPERSEDED])
        .first()
    )
    if guide is None:
        raise NotPublished
    published = list(guide.steps.order_by("order"))
    steps, visit = _steps(published), _site_visit(published)
    matter = guide.matter
    return IntakeSheet(
        guide_id=guide.pk,
        guide_number=guide.number,
        matter_id=matter.pk,
        matter_code=matter.code,
        name=guide.name,
        category=guide.category,
        department_id=matter.department_id,
        centre_id=matter.centre_id,
        theme_name=matter.theme.name if matter.theme else guide.theme,
        case_kind=guide.case_kind,
        promised=_limit(guide.promised_value, guide.promised_unit, guide.promised_text),
        statutory=_limit(guide.statutory_value, guide.statutory_unit, guide.statutory_text),
        materials=tuple(_material(spec) for spec in guide.materials.order_by("order")),
        steps=steps or DEFAULT_STEPS,
        is_default_steps=not steps,
        fee=Fee(guide.fee_charged, guide.fee_standard, guide.fee_basis),
        result_name=guide.result_name,
        result_kind=guide.result_kind,
        delivery=tuple(guide.delivery or ()),
        quantity_limit=guide.quantity_limit,
        conditions=tuple(guide.conditions or ()),
        site_step=visit.name if visit else "",
        is_site_as_needed=visit is not None and is_as_needed(f"{visit.name}{visit.notes}{visit.limit_text}"),
        specials=tuple(Special(**row) for row in guide.special_procedures or ()),
    )


def current_guide_id(matter_id: int) -> int | None:
    """Return the version that is published now; None when the matter is not taken in. One query."""
    return Matter.objects.filter(pk=matter_id, is_active=True).values_list("current_id", flat=True).first()


def deciding_sheet(matter_id: int) -> IntakeSheet | None:
    """Return what the higher body's matter publishes to which this one's cases go up; None: none do."""
    above = (
        Matter.objects.filter(pk=matter_id, goes_up_to__is_active=True)
        .values_list("goes_up_to__current_id", flat=True)
        .first()
    )
    return intake_sheet(above) if above else None


_RISES = "SELECT 1 FROM catalogue_matter WHERE id = %s AND goes_up_to_id IS NOT NULL"


def goes_up(matter_id: int) -> bool:
    """Whether a matter's cases are decided by a higher body. One query, written out as the one above."""
    with aside(), connection.cursor() as cursor:
        cursor.execute(_RISES, [matter_id])
        return cursor.fetchone() is not None


def _limit(value: int | None, unit: str, text: str) -> Limit | None:
    """A limit that can be counted; a stated 无 counts as none here."""
    if value is None or unit in {LimitUnit.NONE, LimitUnit.UNSAID}:
        return None
    return Limit(value, LimitUnit(unit), text)


def _material(spec: MaterialSpec) -> Material:
    return Material(
        spec.pk,
        spec.name,
        spec.form,
        spec.copies,
        spec.carrier,
        spec.necessity,
        spec.source,
        spec.situation,
        spec.notes,
    )


def _steps(specs: list[StepSpec]) -> tuple[Step, ...]:
    """Keep the approval steps, numbered from one; the last one is the approver's, whatever its name,
    unless the leader in charge signs it."""
    kept = [spec for spec in specs if spec.kind in APPROVAL_STEPS]
    last = len(kept)
    return tuple(
        Step(
            order,
            spec.name,
            StepKind(spec.kind),
            _role(spec, is_last=order == last),
            _limit(spec.limit_value, spec.limit_unit, spec.limit_text),
            spec.needed,
        )
        for order, spec in enumerate(kept, start=1)
    )


def _site_visit(specs: list[StepSpec]) -> StepSpec | None:
    """Return the step in which somebody goes and looks; one that always happens before one that may not."""
    visits = [spec for spec in specs if spec.kind == StepKind.INSPECT and is_site_visit(spec.name)]
    return min(
        visits, key=lambda spec: is_as_needed(f"{spec.name}{spec.notes}{spec.limit_text}"), default=None
    )


def _role(spec: StepSpec, *, is_last: bool) -> StepRole:
    if spec.role:
        return StepRole(spec.role)
    if spec.kind == StepKind.SIGN_OFF:
        return StepRole.LEADER
    return StepRole.APPROVER if is_last or spec.kind == StepKind.DECIDE else StepRole.REVIEWER
