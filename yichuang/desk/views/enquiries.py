"""咨询与首问: who was asked answers for it. The list with a line to register; one enquiry with the guide at hand."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import Found, Matter
from yichuang.enquiries import public as enquiries
from yichuang.enquiries.public import Channel, Enquiry, Handing, Move, PhoneCall, Question, Whither
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Centre, Department, Window

from ..shell import StaffRequest, for_staff, shell
from ..strip import served_at

AT = "/desk/enquiries/"


@sensitive_post_parameters("asker", "phone")
@for_staff(*enquiries.READERS)
@require_http_methods(["GET", "POST"])
def enquiry_list(request: StaffRequest) -> HttpResponse:
    """What waits for an answer, the nearest limit first; a line to register that one was asked."""
    by, now = request.officer, timezone.now()
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            made = enquiries.register(_question(request), by=by, now=now)
        except Refused as no_way:
            refusal = no_way
        else:
            return HttpResponseRedirect(f"{AT}{made.no}/")
    call = _call(request)
    context = shell(
        request,
        "enquiries",
        call=call,
        call_times=enquiries.times_rung(call) if call else 0,
        calls=enquiries.calls_to_write_down(by, now),
        sees_calls=by.holds(*enquiries.ASKED),
        missed=len(enquiries.calls_missed(by, now)),
        channel=request.POST.get("channel") or (Channel.PHONE if call else Channel.VISIT),
        rows=enquiries.waiting_for(by, now),
        done=enquiries.answered_at(by, now),
        why_register=enquiries.why_not_register(by=by),
        channels=[each for each in Channel if each is not Channel.ONLINE],
        typed=request.POST,
        refusal=refusal,
    )
    return page(request, "desk/enquiries.html", context, status=status_of(refusal) if refusal else 200)


def _question(request: StaffRequest) -> Question:
    """A few letters name a matter; anything longer is what was asked."""
    words, channel = request.POST.get("words", ""), request.POST.get("channel", "")
    if channel not in Channel.values:
        raise Invalid(gettext("请选怎么问的。"), field="channel")
    text = words.strip()
    meant = _by_letters(text, request.officer.centre_id)
    visit = served_at(request.officer) if channel == Channel.VISIT else None
    return Question(
        words=meant.name if meant else text,
        channel=Channel(channel),
        matter=meant,
        asker=request.POST.get("asker", ""),
        phone=request.POST.get("phone", ""),
        ticket=visit.code if visit else "",
        call=_call(request),
    )


def _call(request: StaffRequest) -> PhoneCall | None:
    """The telephone call that she writes down, if any."""
    key = whole_number(request.POST.get("call") or request.GET.get("call", ""))
    return enquiries.call_by_id(key, request.officer) if key else None


def _by_letters(text: str, centre_id: int) -> Matter | None:
    if not (text.isascii() and text.isalnum() and len(text) < 20):
        return None
    hits = catalogue.suggest(text, Centre.objects.get(pk=centre_id), limit=1)
    return Matter.objects.get(pk=hits[0].matter_id) if hits else None


@for_staff(*enquiries.READERS)
@require_http_methods(["GET", "POST"])
def enquiry(request: StaffRequest, enquiry_no: str) -> HttpResponse:
    """One enquiry: what was asked, the guide to answer from, where it went, and what she can do now."""
    shown, handings = _found(request, enquiry_no)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            _act(request, shown)
        except Refused as no_way:
            refusal = no_way
            shown, handings = _found(request, enquiry_no)
        else:
            messages.success(request, gettext("已记录。"))
            return HttpResponseRedirect(AT if request.POST.get("do") == Move.ANSWER else request.path)
    context = shell(
        request, "enquiries", **_context(request, shown, handings), refusal=refusal, typed=request.POST
    )
    return page(request, "desk/enquiry.html", context, status=status_of(refusal) if refusal else 200)


def _found(request: StaffRequest, no: str) -> tuple[Enquiry, list[Handing]]:
    found = enquiries.enquiry_by_no(no)
    if found is None:
        raise Http404
    handings = enquiries.handings_of(found)
    if not enquiries.can_view(found, handings[-1] if handings else None, by=request.officer):
        raise Http404
    return found, handings


def _act(request: StaffRequest, shown: Enquiry) -> None:
    move, by, now = request.POST.get("do", ""), request.officer, timezone.now()
    if move == Move.ANSWER:
        code = request.POST.get("matter", "")
        matter = Matter.objects.filter(code=code, is_active=True).first() if code else None
        enquiries.answer(shown, request.POST.get("answer", ""), matter=matter, by=by, now=now)
    elif move == Move.HAND_ON:
        enquiries.hand_on(shown, _whither(request), by=by, now=now)
    elif move == Move.TAKE:
        enquiries.take(shown, by=by, now=now)
    elif move == Move.COME_BACK:
        enquiries.come_back(shown, request.POST.get("words", ""), by=by, now=now)
    elif move == "propose":
        _propose(request, shown)
    else:
        raise Http404


def _propose(request: StaffRequest, shown: Enquiry) -> None:
    data = request.POST
    matter = Matter.objects.filter(code=data.get("matter", ""), is_active=True).first()
    question, answer = data.get("faq_question", ""), data.get("faq_answer", "")
    enquiries.propose_faq(shown, question, answer, matter=matter, by=request.officer, now=timezone.now())


def _whither(request: StaffRequest) -> Whither:
    kind, _, key = request.POST.get("to", "").partition(":")
    pk = whole_number(key)
    window = Window.objects.filter(pk=pk).first() if kind == "window" and pk else None
    department = Department.objects.filter(pk=pk).first() if kind == "department" and pk else None
    return Whither(
        window=window,
        department=department,
        place=request.POST.get("place", ""),
        phone=request.POST.get("place_phone", ""),
    )


def _context(request: StaffRequest, shown: Enquiry, handings: list[Handing]) -> dict[str, Any]:
    by, last = request.officer, handings[-1] if handings else None
    suggested = _suggested(shown)
    centre_id = shown.centre_id
    return {
        "enquiry": shown,
        "handings": handings,
        "light": enquiries.light_of(shown, timezone.now()),
        "suggested": suggested,
        "guide": _guide(suggested, request.GET.get("matter", "")),
        "is_hers": shown.state in enquiries.WITH_THE_FIRST,
        "windows": Window.objects.filter(centre=centre_id).select_related("theme").order_by("number"),
        "departments": Department.objects.filter(centre=centre_id, is_active=True).order_by("code"),
        "faq": enquiries.faq_of(shown),
        "why_propose": enquiries.why_not_propose(shown, by=by),
        "why_answer": enquiries.why_not(shown, Move.ANSWER, last, by=by),
        "why_hand_on": enquiries.why_not(shown, Move.HAND_ON, last, by=by),
        "why_take": enquiries.why_not(shown, Move.TAKE, last, by=by),
    }


def _suggested(shown: Enquiry) -> list[Found]:
    """The matter that was named, or those that answer the question."""
    if shown.matter_id is not None:
        return catalogue.in_order([shown.matter_id])
    return enquiries.answers(shown.question)


def _guide(suggested: list[Found], asked: str) -> catalogue.GuidePage | None:
    """The guide at hand: the one she looks at, else the best of the suggested."""
    code = asked or (suggested[0].matter_code if suggested else "")
    matter = catalogue.published().filter(code=code).first() if code else None
    if matter is None or matter.current is None:
        return None
    return catalogue.guide_page(matter.current)
