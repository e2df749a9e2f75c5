"""常见问题: answers worth keeping, before the publisher of the matter."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.enquiries import public as enquiries
from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Role

from ..shell import StaffRequest, for_staff, shell


@for_staff(Role.PUBLISHER)
@require_http_methods(["GET", "POST"])
def faqs(request: StaffRequest) -> HttpResponse:
    """What was proposed for her department's matters; taken into the draft in her own words, or refused."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            return _decide(request)
        except Refused as no_way:
            refusal = no_way
    context = shell(
        request,
        "matters",
        proposals=enquiries.faqs_to_decide(request.officer),
        refusal=refusal,
        typed=request.POST,
        typed_for=whole_number(request.POST.get("faq", "")),
    )
    return page(request, "desk/faqs.html", context, status=status_of(refusal) if refusal else 200)


def _decide(request: StaffRequest) -> HttpResponse:
    data, by, now = request.POST, request.officer, timezone.now()
    proposal = enquiries.faq_by_id(whole_number(data.get("faq", "")) or 0)
    if proposal is None:
        raise Http404
    if data.get("do") == "take":
        draft = enquiries.take_faq(proposal, data.get("question", ""), data.get("answer", ""), by=by, now=now)
        messages.success(request, gettext("已写进草稿。报中心核准以后公布。"))
        return HttpResponseRedirect(f"/desk/matters/{proposal.matter.code}/{draft.number}/")
    if data.get("do") == "refuse":
        enquiries.refuse_faq(proposal, data.get("reason", ""), by=by, now=now)
        messages.success(request, gettext("已记录。"))
        return HttpResponseRedirect("/desk/faqs/")
    raise Http404
