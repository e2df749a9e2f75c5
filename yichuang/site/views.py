"""Pages that belong to no room: whether the installation is well, and what is said when a request fails."""

from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import yichuang
from yichuang.kit.refusal import Forbidden, Refused
from yichuang.kit.web import say_no

STAFF_AND_PROGRAMS = ("/desk/", "/api/")


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when a page can be served, the database included; the watchers of a machine room ask it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return JsonResponse({"status": "ok", "version": yichuang.__version__})


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read (400), or that is longer than any form of ours (413)."""
    if isinstance(exception, RequestDataTooBig):
        return say_no(
            request, Refused(gettext("填写的内容太长，没有保存。请分开填写，或作为附件上传。")), 413
        )
    return say_no(request, Refused(gettext("这个请求看不懂，什么都没有改动。请刷新页面后再试。")), 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer what Django itself forbids."""
    return say_no(request, Forbidden(gettext("您不能打开这一页。")))


def not_from_our_page(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's
    """Answer a form that carries no proof of coming from one of our pages, or an outdated one (CSRF)."""
    return say_no(
        request,
        Forbidden(gettext("这一页打开太久，或者您在别处重新登录过。请刷新页面再提交，已保存的内容还在。")),
    )


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer an address that leads nowhere, or to what one's duty does not show; not saying which.

    A citizen gets a page with a search box on it.
    """
    to_citizen = not request.path.startswith(STAFF_AND_PROGRAMS) and request.accepts("text/html")
    if to_citizen and not getattr(request, "htmx", False):
        return render(request, "404.html", status=404)
    return say_no(
        request, Refused(gettext("这里没有您要找的内容，网址可能写错了，或者不在您的职责里。")), 404
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Answer our own fault with nothing that could fail again: no database, no session."""
    if request.path.startswith("/api/"):
        return JsonResponse(
            {"code": "broken", "detail": gettext("系统出错，这一步没有办成，请稍后再试。")}, status=500
        )
    return HttpResponse(render_to_string("kit/broken.html"), status=500)
