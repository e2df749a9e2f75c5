"""The words of messages: a centre's own, tried on a sample before they hold, version by version."""

from django.contrib import messages as said
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.notices import public as notices
from yichuang.notices.public import Fault, Kind, Language, Wording
from yichuang.people.public import Centre

from ..shell import StaffRequest, for_staff, shell
from .messages import WHO

FIELDS = ("subject", "body", "sms")


@for_staff(*WHO)
@require_http_methods(["GET", "POST"])
def words(request: StaffRequest, kind: str, language: str) -> HttpResponse:
    """Show the words in force with a preview; try others, put them in force, or return to the house's."""
    if kind not in notices.WORDED or language not in Language.values:
        raise Http404
    which, tongue = Kind(kind), Language(language)
    centre_id = request.officer.centre_id
    inforce = notices.words_in_force(centre_id, which, tongue)
    typed = _typed(request) if request.method == "POST" else inforce.wording
    refusal: Refused | None = None
    faults: list[Fault] = []
    if request.method == "POST":
        is_house = request.POST.get("do") == "house"
        faults = [] if is_house else notices.why_not_words(which, tongue, typed)
        if not faults and request.POST.get("do") in {"save", "house"}:
            try:
                return _save(request, which, tongue, None if is_house else typed)
            except Refused as problem:
                refusal = problem
    context = shell(
        request,
        "messages",
        kind=which,
        language=tongue,
        other=next(one for one in Language if one != tongue),
        variables=notices.variables_of(notices.KINDS[which].context),
        law=notices.KINDS[which].law,
        typed=typed,
        faults=dict.fromkeys(FIELDS, "") | {fault.field: fault.sentence for fault in faults},
        preview=None if faults else notices.preview_of(which, tongue, typed),
        is_tried=request.method == "POST",
        inforce=inforce,
        is_own=bool(inforce.version),
        after=notices.newest_version(centre_id, which, tongue),
        versions=notices.versions_of(centre_id, which, tongue),
        house=notices.house_wording(which, tongue),
        refusal=refusal,
    )
    status = status_of(refusal) if refusal else 422 if faults else 200
    return page(request, "desk/wording.html", context, status=status)


def _typed(request: StaffRequest) -> Wording:
    data = request.POST
    return Wording(*(data.get(name, "").replace("\r\n", "\n").strip() for name in FIELDS))


def _save(request: StaffRequest, kind: Kind, language: Language, wording: Wording | None) -> HttpResponse:
    centre = Centre.objects.get(pk=request.officer.centre_id)
    after = whole_number(request.POST.get("after", "")) or 0
    row = notices.set_words(
        centre, kind, language, wording, after=after, by=request.officer, now=timezone.now()
    )
    said.success(
        request, gettext("第 %(n)s 版生效，从现在起的消息用它；已经发出的不变。") % {"n": row.version}
    )
    return HttpResponseRedirect(f"/desk/messages/{kind.value}/{language.value}/")
