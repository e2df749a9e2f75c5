"""The post of a centre: what could not be sent, by which ways each kind goes, and when it is quiet."""

from dataclasses import dataclass

from django.contrib import messages as said
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.notices import public as notices
from yichuang.notices.public import Kind, Language, Message
from yichuang.people.public import Centre, Role, set_setting, setting_text

from ..shell import StaffRequest, for_staff, shell

WHO = (Role.MANAGER, Role.SYSADMIN)
PAGE = "/desk/messages/"
LANGUAGES = tuple(Language)


@dataclass(frozen=True)
class KindRow:
    """One kind as the page lists it."""

    kind: Kind
    law: str
    ways: str
    is_own: dict[str, bool]


@for_staff(*WHO)
@require_http_methods(["GET", "POST"])
def post_page(request: StaffRequest) -> HttpResponse:
    """Show what failed, with what can be done; set ways and quiet hours."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            words = _do(request)
        except Refused as problem:
            refusal = problem
        else:
            said.success(request, words)
            return HttpResponseRedirect(PAGE)
    centre_id = request.officer.centre_id
    context = shell(
        request,
        "messages",
        tally=notices.tally_at(centre_id),
        failed=notices.failed_at(centre_id),
        kinds=_kinds(centre_id),
        ways=_ways(),
        quiet=setting_text(centre_id, notices.QUIET),
        has_email=notices.email_is_configured(),
        has_sms=notices.sms_is_configured(),
        may_push=request.officer.holds(Role.SYSADMIN),
        languages=LANGUAGES,
        typed=request.POST,
        refusal=refusal,
    )
    return page(request, "desk/messages.html", context, status=status_of(refusal) if refusal else 200)


def _do(request: StaffRequest) -> str:
    wanted = {"again": _again, "all": _all_again, "quiet": _set_quiet, "ways": _set_ways}
    act = wanted.get(request.POST.get("do", ""))
    if act is None:
        raise Http404
    return act(request)


def _again(request: StaffRequest) -> str:
    key = whole_number(request.POST.get("message", "")) or 0
    message = Message.objects.filter(pk=key, centre=request.officer.centre_id).first()
    if message is None or not notices.try_again(message, now=timezone.now()):
        raise Invalid(gettext("这条消息已经不在失败的里面，请刷新再看。"))
    return gettext("已放回待发，一分钟内再发。")


def _all_again(request: StaffRequest) -> str:
    count = notices.try_all_again(request.officer.centre_id, now=timezone.now())
    return ngettext("%(n)s 条已放回待发。", "%(n)s 条已放回待发。", count) % {"n": count}


def _set_quiet(request: StaffRequest) -> str:
    hours = request.POST.get("quiet", "").strip()
    try:
        set_setting(_centre(request), notices.QUIET, hours, by=request.officer, now=timezone.now())
    except Invalid as problem:
        raise Invalid(gettext("要写成 21:00-08:00 这样；空着是不限。"), field="quiet") from problem
    return gettext("夜间不打扰的时间已改。")


def _set_ways(request: StaffRequest) -> str:
    kind = request.POST.get("kind", "")
    if kind not in notices.WORDED:
        raise Http404
    key, ways = notices.ways_key(Kind(kind)), request.POST.get("ways", "")
    set_setting(_centre(request), key, ways, by=request.officer, now=timezone.now())
    return gettext("怎么告诉已改，从现在起的消息按新的发。")


def _centre(request: StaffRequest) -> Centre:
    return Centre.objects.get(pk=request.officer.centre_id)


def _kinds(centre_id: int) -> list[KindRow]:
    return [
        KindRow(
            kind,
            notices.KINDS[kind].law,
            setting_text(centre_id, notices.ways_key(kind)),
            {str(one): bool(notices.words_in_force(centre_id, kind, one).version) for one in LANGUAGES},
        )
        for kind in notices.WORDED
    ]


def _ways() -> list[tuple[str, str]]:
    names = {
        "email,sms": gettext("电子邮件和短信"),
        "email": gettext("电子邮件"),
        "sms": gettext("短信"),
        "inbox": gettext("只有站内信"),
    }
    return [(way, names[way]) for way in notices.WAYS]
