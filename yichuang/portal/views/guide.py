"""The guide of a matter, its checklist, its forms, and the board beside a window."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yichuang.catalogue.public import Matter, published
from yichuang.kit import files
from yichuang.papers.public import qr_svg
from yichuang.people.public import Window

from ..selectors.guides import guide_view, matter_by_code
from ..selectors.places import Place, place_of
from .shell import at_a_centre, show


def _found(code: str) -> Matter:
    matter = matter_by_code(code)
    if matter is None:
        raise Http404
    return matter


def _context(matter: Matter, place: Place) -> dict[str, Any]:
    """Return what guide and checklist share; hours and address are of the centre that takes it in."""
    at = place if place.centre.pk == matter.centre_id else place_of(matter.centre.code)
    url = f"{settings.PUBLIC_URL}/matters/{matter.code}/"
    return {"matter": matter, "view": guide_view(matter, now=timezone.now()), "at": at, "qr": _qr(url)}


def _qr(url: str) -> SafeString:
    return mark_safe(qr_svg(url, gettext("这一页的二维码")))  # noqa: S308 - our own SVG


@require_safe
@at_a_centre
def guide(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    """Show a matter's guide: the ten elements, each said or said to be missing (R026, R030)."""
    return show(request, place, "portal/guide.html", _context(_found(code), place), here="find")


@require_safe
@at_a_centre
def checklist(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    """Show what to bring as one sheet with boxes, to print or to keep on the phone."""
    return show(request, place, "portal/checklist.html", _context(_found(code), place), here="find")


@require_safe
def form_file(_request: HttpRequest, code: str, number: int) -> FileResponse:
    """Send a blank form or a sample of the published version (R032)."""
    matter = _found(code)
    form = matter.current.forms.filter(pk=number).first() if matter.current else None
    if form is None:
        raise Http404
    path = files.path_of(settings.UPLOAD_DIR, form.sha256)
    return FileResponse(path.open("rb"), as_attachment=True, filename=form.name)


@require_safe
@at_a_centre
def window_board(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Show what one window handles: matters, procedure, materials (R034), to print and put up beside it."""
    window = Window.objects.select_related("theme").filter(centre=place.centre, number=number).first()
    if window is None:
        raise Http404
    mine = published(place.centre).filter(theme=window.theme)
    matters = list(mine.prefetch_related("current__steps", "current__materials"))
    return show(request, place, "portal/window.html", {"window": window, "matters": matters}, here="services")
