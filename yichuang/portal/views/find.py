"""Finding a matter by words, theme, department or life event."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from yichuang.catalogue.public import LifeEvent, find
from yichuang.enquiries import public as enquiries
from yichuang.joint import public as joint
from yichuang.people.public import Department, Theme

from ..selectors.places import Place
from .shell import at_a_centre, show

PER_PAGE = 20
FURTHEST = 1_000  # nobody reads on; a robot should not make the database count


@require_safe
@at_a_centre
def search(request: HttpRequest, place: Place) -> HttpResponse:
    """List what answers the words, best first; without words, what this centre takes in, by name.

    Words look through every centre: each row says which one takes the matter in.
    """
    query = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    theme = Theme.objects.filter(pk=_number(request, "theme")).first()
    department = Department.objects.filter(pk=_number(request, "department")).first()
    event = LifeEvent.objects.filter(pk=_number(request, "event")).first()
    start = min(_number(request, "after"), FURTHEST)
    everywhere = bool(query) or theme is not None or department is not None
    found = find(
        query,
        centre=None if everywhere else place.centre,
        theme=theme,
        department=department,
        life_event=event,
        limit=PER_PAGE + 1,
        after=start,
    )
    is_plain = not (start or theme or department or event)
    kept = {
        name: request.GET[name] for name in ("q", "theme", "department", "event") if request.GET.get(name)
    }
    context = {
        "query": query,
        "theme": theme,
        "department": department,
        "event": event,
        "offers": joint.offers_at(place.centre.pk, event_id=event.pk) if event and not start else [],
        "meant": enquiries.meant_by(query, found) if is_plain else [],
        "found": found[:PER_PAGE],
        "first": start + 1,
        "earlier": _page(kept, start - PER_PAGE) if start else "",
        "following": _page(kept, start + PER_PAGE) if len(found) > PER_PAGE else "",
        "themes": Theme.objects.filter(centre=place.centre),
        "events": LifeEvent.objects.all(),
    }
    return show(request, place, "portal/find.html", context, here="find")


def _number(request: HttpRequest, name: str) -> int:
    """Return a number of the address; what is none was never written by our links."""
    text = request.GET.get(name, "")
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Http404
    return int(text)


def _page(kept: dict[str, str], after: int) -> str:
    return "?" + urlencode({**kept, "after": str(max(after, 0))})
