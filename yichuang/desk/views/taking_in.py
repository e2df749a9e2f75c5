"""How each matter of the centre is taken in when something is missing, and where it goes up (C-18; R104)."""

from django.contrib import messages
from django.db.models import TextChoices
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.cases import public as cases
from yichuang.cases.public import ClockFrom, IntakeMode, LapseOutcome
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import Matter
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Centre

from ..shell import StaffRequest, for_staff, shell
from .matters import WAYS_ROLES

PAGE = 60
MOST_OFFERED = 20  # matters of the centre above that the code's field suggests


@for_staff(*WAYS_ROLES)
@require_GET
def ways(request: StaffRequest) -> HttpResponse:
    """The centre's published matters with what holds for each: its own, or the centre's setting."""
    centre = Centre.objects.get(pk=request.officer.centre_id)
    query = request.GET.get("q", "").strip().replace("\x00", "")[:60]
    start = whole_number(request.GET.get("after", ""), most=1_000_000) or 0
    wanted = catalogue.published(centre).select_related("goes_up_to__centre")
    if query:
        wanted = wanted.filter(name__icontains=query)
    listed = list(wanted[start : start + PAGE + 1])
    context = shell(
        request,
        "matters",
        ways=cases.ways_in(listed[:PAGE]),
        following=start + PAGE if len(listed) > PAGE else None,
        query=query,
    )
    return page(request, "desk/taking_in_list.html", context, part="list")


@for_staff(*WAYS_ROLES)
@require_http_methods(["GET", "POST"])
def way(request: StaffRequest, code: str) -> HttpResponse:
    """One matter: how it is taken in, and which matter of the centre above decides it."""
    matter = _matter(request, code)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            _set(request, matter)
        except Refused as problem:
            refusal = problem
        else:
            messages.success(request, gettext("已保存，从下一件起按新的办。"))
            return HttpResponseRedirect(f"/desk/taking-in/{code}/")
    by, today = request.officer, timezone.localdate()
    context = shell(
        request,
        "matters",
        matter=matter,
        it=cases.ways_in([matter])[0],
        modes=list(IntakeMode),
        clocks=list(ClockFrom),
        ends=list(LapseOutcome),
        offered=_offered(matter),
        typed=request.POST,
        refusal=refusal,
        why_not_rule=cases.why_not_set_intake(matter, by=by),
        why_not_up=catalogue.why_not_set_upward(matter, by=by, today=today),
    )
    return page(request, "desk/taking_in.html", context, status=status_of(refusal) if refusal else 200)


def _matter(request: StaffRequest, code: str) -> Matter:
    wanted = Matter.objects.select_related("current", "department", "centre__follows", "goes_up_to__centre")
    found = wanted.filter(centre=request.officer.centre_id, code=code.replace("\x00", "")).first()
    if found is None or found.current is None:
        raise Http404
    return found


def _offered(matter: Matter) -> list[catalogue.Found]:
    """Return the matters of the centre above that are most like this one."""
    above = matter.centre.follows
    return catalogue.find(matter.name, centre=above, limit=MOST_OFFERED) if above else []


def _set(request: StaffRequest, matter: Matter) -> None:
    by, now, data = request.officer, timezone.now(), request.POST
    do = data.get("do", "")
    if do == "rule":
        mode, since, end = (
            _chosen(data, name, words)
            for name, words in (("mode", IntakeMode), ("clock_from", ClockFrom), ("lapse", LapseOutcome))
        )
        cases.set_intake_rule(
            matter,
            IntakeMode(mode) if mode else None,
            ClockFrom(since) if since else None,
            LapseOutcome(end) if end else None,
            by=by,
            now=now,
        )
        return
    if do == "up":
        catalogue.set_goes_up_to(matter, _above(data), by=by, now=now)
        return
    raise Invalid(gettext("没有这个操作，请刷新后再试。"))


def _chosen(data: QueryDict, name: str, words: type[TextChoices]) -> str:
    """Return what was chosen; nothing: as the centre's setting."""
    value = data.get(name, "")
    if value and value not in words.values:
        raise Invalid(gettext("没有这个选项，请刷新后再试。"), field=name)
    return value


def _above(data: QueryDict) -> Matter | None:
    """Return the matter whose code was typed; None for an empty field: decided here."""
    code = data.get("above", "").strip().replace("\x00", "")
    if not code:
        return None
    found = Matter.objects.select_related("centre").filter(code=code).first()
    if found is None:
        raise Invalid(gettext("没有编码为“%(code)s”的事项。") % {"code": code[:50]}, field="above")
    return found
