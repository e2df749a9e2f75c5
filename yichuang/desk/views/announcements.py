"""What the hall's screens say beside the calls: written, listed with how it stands, taken back."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.templatetags.kit import named
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Role, Theme, Window
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Announcement, Words

from ..shell import StaffRequest, for_staff, shell

AT = "/desk/announcements/"


@for_staff(Role.MANAGER)
@require_http_methods(["GET", "POST"])
def announcements(request: StaffRequest) -> HttpResponse:
    """Have the screens say something; see what they say, said and will say; take it back."""
    by, now = request.officer, timezone.now()
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            if request.POST.get("do") == "withdraw":
                queueing.withdraw(_chosen(request), by=by, now=now)
                messages.success(request, gettext("已从大厅屏撤下。"))
            else:
                queueing.announce(_words(request, now), by=by, now=now)
                messages.success(request, gettext("大厅屏到时间自动显示、自动撤下。"))
        except Refused as no_way:
            refusal = no_way
        else:
            return HttpResponseRedirect(AT)
    context = shell(
        request,
        "board",
        rows=queueing.announcements_at(by.centre_id, now=now),
        zones=_zones(by.centre_id),
        most=queueing.MOST_CHARACTERS,
        typed=request.POST,
        refusal=refusal,
    )
    return page(request, "desk/announcements.html", context, status=status_of(refusal) if refusal else 200)


def _chosen(request: StaffRequest) -> Announcement:
    key = whole_number(request.POST.get("announcement", "")) or 0
    found = Announcement.objects.filter(pk=key, centre=request.officer.centre_id).first()
    if found is None:
        raise Http404
    return found


def _words(request: StaffRequest, now: datetime) -> Words:
    data = request.POST
    return Words(
        data.get("text", ""),
        _instant(data.get("from", ""), "from") if data.get("from", "").strip() else now,
        _instant(data.get("until", ""), "until"),
        data.get("zone", ""),
        is_urgent=data.get("urgent") == "1",
    )


def _instant(text: str, field: str) -> datetime:
    try:
        found = parse_datetime(text.strip())
    except ValueError:
        found = None
    if found is None:
        raise Invalid(gettext("请选日期和时间。"), field=field)
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _zones(centre_id: int) -> list[tuple[str, str]]:
    """Return the parts of the hall that have screens of their own: themes by letter, and places."""
    themes = [(theme.code, named(theme)) for theme in Theme.objects.filter(centre=centre_id).order_by("code")]
    places = Window.objects.filter(centre=centre_id).exclude(place="").order_by("place")
    return themes + [(place, place) for place in places.values_list("place", flat=True).distinct()]
