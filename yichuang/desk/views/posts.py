"""A and B posts: who sits at which window, and who takes over (R169, R170)."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people import public as people
from yichuang.people.public import Post, Role, Staff, Window, WindowAssignment

from ..shell import StaffRequest, for_staff, shell

AT = "/desk/posts/"


@for_staff(Role.MANAGER)
@require_http_methods(["GET", "POST"])
def posts(request: StaffRequest) -> HttpResponse:
    """Every window with its posts; give a post, take somebody off."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            said = _take_off(request) if request.POST.get("do") == "off" else _assign(request)
        except Refused as problem:
            refusal = problem
        else:
            messages.success(request, said)
            return HttpResponseRedirect(AT)
    centre_id = request.officer.centre_id
    context = shell(
        request,
        "posts",
        rows=people.posts_at(centre_id),
        clerks=people.clerks_at(centre_id),
        kinds=Post,
        typed=request.POST,
        refusal=refusal,
    )
    return page(request, "desk/posts.html", context, status=status_of(refusal) if refusal else 200)


def _assign(request: StaffRequest) -> str:
    said, centre_id = request.POST, request.officer.centre_id
    window = Window.objects.filter(pk=whole_number(said.get("window", "")) or 0, centre=centre_id).first()
    staff = Staff.objects.filter(pk=whole_number(said.get("staff", "")) or 0, centre=centre_id).first()
    if window is None:
        raise Invalid(gettext("请选窗口。"), field="window")
    if staff is None:
        raise Invalid(gettext("请选人。"), field="staff")
    if said.get("post") not in Post.values:
        raise Invalid(gettext("请选 A 岗或者 B 岗。"), field="post")
    people.assign(window, staff, Post(said["post"]), by=request.officer, now=timezone.now())
    return gettext("已安排，变更公告同时公布。")


def _take_off(request: StaffRequest) -> str:
    key = whole_number(request.POST.get("assignment", "")) or 0
    found = WindowAssignment.objects.filter(pk=key).select_related("window", "staff").first()
    if found is None:
        raise Refused(gettext("这个人已经不在这个窗口。"))
    people.take_off(found, by=request.officer, now=timezone.now())
    return gettext("已撤下。")
