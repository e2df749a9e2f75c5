"""The clerk's first page, drawn: also when something pressed on its strip was refused."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils import timezone

from yichuang.cases import public as cases
from yichuang.cases.public import CaseFilter
from yichuang.catalogue.public import Found
from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of

from ..shell import StaffRequest, shell
from ..strip import strip_of


def window_page(
    request: StaffRequest,
    *,
    query: str = "",
    found: Sequence[Found] = (),
    refusal: Refused | None = None,
) -> HttpResponse:
    """Draw the clerk's first page, with the refusal of what was pressed on its strip."""
    by = request.officer
    recent = cases.find_cases(CaseFilter(mine=True), by=by, today=timezone.localdate())
    context = shell(
        request,
        "window",
        query=query,
        found=found,
        refusal=refusal,
        drafts=cases.drafts_of(by),
        recent=[c for c in recent.cases if c.state != cases.State.DRAFT][:12],
        waiting=cases.waiting_at(by.centre_id, limit=8),
        to_collect=cases.to_collect(by.centre_id, limit=6),
        strip=strip_of(by, now=timezone.now()),
    )
    return page(request, "desk/window.html", context, status=status_of(refusal) if refusal else 200)
