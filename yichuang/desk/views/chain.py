"""The whole chain on one page, from any of its links (appointment, number, case, message, rating, complaint …)."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from yichuang.kit.web import page

from ..chain import KINDS, chain_of
from ..shell import StaffRequest, for_staff, shell


@for_staff()
@require_GET
def chain(request: StaffRequest, kind: str, key: str) -> HttpResponse:
    """Show what belongs together, as far as it is hers to see; 404 when nothing is."""
    if kind not in KINDS or "\x00" in key:
        raise Http404
    found = chain_of(kind, key, by=request.officer)
    if found.is_empty:
        raise Http404
    return page(request, "desk/chain.html", shell(request, "", chain=found))
