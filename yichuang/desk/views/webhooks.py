"""Other systems that are told of events: who, of what, what did not arrive, and again."""

from django.contrib import messages as said
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.notices import public as notices
from yichuang.notices.public import Subscription
from yichuang.people.public import Role

from ..shell import StaffRequest, for_staff, shell

PAGE = "/desk/webhooks/"


@for_staff(Role.SYSADMIN)
@require_http_methods(["GET", "POST"])
def webhooks(request: StaffRequest) -> HttpResponse:
    """Show who is told, and add another system."""
    refusal: Refused | None = None
    if request.method == "POST":
        data = request.POST
        try:
            row = notices.subscribe(
                data.get("name", ""),
                data.get("url", ""),
                data.getlist("events"),
                by=request.officer,
                now=timezone.now(),
            )
        except Refused as problem:
            refusal = problem
        else:
            said.success(request, gettext("已添加。把下面的密钥交给对方，用来核对签名。"))
            return HttpResponseRedirect(f"{PAGE}{row.pk}/?secret=1")
    context = shell(
        request,
        "messages",
        subscriptions=list(notices.subscriptions()),
        events=notices.subscribable(),
        chosen=request.POST.getlist("events"),
        typed=request.POST,
        refusal=refusal,
    )
    return page(request, "desk/webhooks.html", context, status=status_of(refusal) if refusal else 200)


@for_staff(Role.SYSADMIN)
@require_http_methods(["GET", "POST"])
def webhook(request: StaffRequest, key: int) -> HttpResponse:
    """Show one system's dead letters and last pushes; replay one or all, renew its secret, end it."""
    one = Subscription.objects.filter(pk=key).first() if key < 2**63 else None
    if one is None:
        raise Http404
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            words = _do(request, one)
        except Refused as problem:
            refusal = problem
        else:
            said.success(request, words)
            return HttpResponseRedirect(f"{PAGE}{key}/")
    names = notices.subscribable()
    context = shell(
        request,
        "messages",
        one=one,
        events=[names.get(event, event) for event in one.events],
        secret=notices.secret_for(one) if request.GET.get("secret") == "1" else "",
        dead=notices.dead_pushes(one),
        pushes=notices.pushes_of(one),
        refusal=refusal,
    )
    return page(request, "desk/webhook.html", context, status=status_of(refusal) if refusal else 200)


def _do(request: StaffRequest, one: Subscription) -> str:
    act, by, now = request.POST.get("do", ""), request.officer, timezone.now()
    if act == "end":
        notices.end_subscription(one, by=by, now=now)
        return gettext("已停用，不再推送。")
    if act == "renew":
        notices.renew_secret(one, by=by, now=now)
        return gettext("密钥已换，旧的不再有效。")
    if act not in {"replay", "all"}:
        raise Http404
    push_id = (whole_number(request.POST.get("push", "")) or 0) if act == "replay" else None
    count = notices.replay(one, push_id=push_id, by=by, now=now)
    return ngettext("%(n)s 条已放回待推送。", "%(n)s 条已放回待推送。", count) % {"n": count}
