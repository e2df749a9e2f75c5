"""What every page of a kiosk shares: the machine that it stands on, known by the code in its address."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from yichuang.devices import public as devices
from yichuang.devices.public import Device, Kind
from yichuang.kit.middleware import allow_card_reader
from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of
from yichuang.queueing.public import Ticket

from ..services import TooOften

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Device, P], HttpResponse]


def at_a_kiosk(view: View[P]) -> Callable[..., HttpResponse]:
    """Give the view its kiosk, which was heard by asking; 404 for a code that no kiosk has."""

    @wraps(view)
    def inner(request: HttpRequest, /, device: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        kiosk = devices.device_of(device, Kind.KIOSK)
        if kiosk is None:
            raise Http404
        devices.beat(kiosk, now=timezone.now())
        answer = view(request, kiosk, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store"  # the next person must not see it by going back
        return answer

    return inner


def show(
    request: HttpRequest,
    kiosk: Device,
    template: str,
    context: dict[str, Any],
    *,
    step: int = 1,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """Answer with a page of the kiosk; its scripts may ask the card reader on the same machine."""
    facts = {
        "kiosk": kiosk,
        "home": f"/kiosk/{kiosk.code}/",
        "now": timezone.now(),
        "step": step,
        "reader": settings.CARD_READER,
    }
    return allow_card_reader(page(request, template, facts | context, part=part, status=status))


def refused_with(answer: HttpResponse, refusal: Refused) -> HttpResponse:
    """Give a page the status of the refusal that it shows: 429 with the time for one who has to wait."""
    answer.status_code = status_of(refusal)
    if isinstance(refusal, TooOften):
        answer.status_code = 429
        answer.headers["Retry-After"] = str(int((refusal.until - timezone.now()).total_seconds()) + 1)
    return answer


def to_ticket(kiosk: Device, ticket: Ticket, *, paper: str = "", is_again: bool = False) -> HttpResponse:
    """Go to a number's page. `paper`: what became of its slip (see `put_on_paper`); `is_again`: nothing is new."""
    asked = f"?paper={paper}" if paper else "?again=1" if is_again else ""
    return HttpResponseRedirect(f"/kiosk/{kiosk.code}/tickets/{ticket.code}/{asked}")
