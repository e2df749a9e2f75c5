"""The calling policy: what holds, the next version tried out before it is saved, those before it (R064, R282)."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.kit.refusal import Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people import public as people
from yichuang.people.public import Centre, Role
from yichuang.queueing import public as queueing
from yichuang.queueing.public import InForce, PastPolicy, Preview

from ..policy_form import figures_of, read_policy, rows_of
from ..shell import StaffRequest, for_staff, shell


@dataclass(frozen=True)
class Tried:
    """A policy that was typed and not saved: what it changes, and what it would have done."""

    changes: list[str]
    preview: Preview
    names: dict[str, str]


@dataclass(frozen=True)
class Between:
    """Two versions beside each other."""

    older: PastPolicy
    newer: PastPolicy
    changes: list[str]


@for_staff(Role.MANAGER, Role.SUPERVISION)
@require_http_methods(["GET", "POST"])
def policy(request: StaffRequest) -> HttpResponse:
    """Show the policy; try another on the people of the last hours; save it with its reason."""
    centre_id, typed = request.officer.centre_id, request.POST
    inforce = queueing.policy_as_written(centre_id)
    refusal: Refused | None = None
    tried: Tried | None = None
    if request.method == "POST":
        try:
            if typed.get("do") == "save":
                return _save(request, inforce)
            tried = _try(request, inforce)
        except Refused as problem:
            refusal = problem
    inforce = queueing.policy_as_written(centre_id)  # who was faster shows
    newest, seen = queueing.newest_version(centre_id), whole_number(typed.get("after", ""))
    versions = queueing.policies_of(centre_id)
    context = shell(
        request,
        "board",
        inforce=inforce,
        is_own=inforce.centre_id in (None, centre_id),
        rows=rows_of(inforce.policy),
        form_rows=rows_of(inforce.policy, typed or None),
        figures=figures_of(inforce.policy, typed or None),
        max_wait=people.centre_setting(centre_id, queueing.MAX_WAIT),
        # Kept while only tried, so that saving still tells who was faster; new once that has been said.
        after=newest if seen is None or (refusal and refusal.code == "stale") else seen,
        tried=tried,
        versions=versions,
        between=_between(request, versions),
        typed=typed,
        refusal=refusal,
        may_set=request.officer.holds(Role.MANAGER, centre_id=centre_id),
    )
    return page(request, "desk/calling.html", context, status=status_of(refusal) if refusal else 200)


def _try(request: StaffRequest, inforce: InForce) -> Tried:
    wanted = read_policy(request.POST, inforce.policy)
    preview = queueing.preview_of(request.officer.centre_id, inforce.policy, wanted, now=timezone.now())
    names = {each.key: gettext(each.name) for each in wanted.classes}
    return Tried(queueing.changes_between(inforce.policy, wanted), preview, names)


def _save(request: StaffRequest, inforce: InForce) -> HttpResponse:
    wanted = read_policy(request.POST, inforce.policy)
    centre = Centre.objects.get(pk=request.officer.centre_id)
    written = queueing.set_policy(
        centre,
        wanted,
        request.POST.get("reason", ""),
        after=whole_number(request.POST.get("after", "")) or 0,
        by=request.officer,
        now=timezone.now(),
    )
    words = {"n": written.version}
    messages.success(request, gettext("第 %(n)s 版生效，从现在起取号的人按它排；已经在等的不变。") % words)
    return HttpResponseRedirect("/desk/calling/")


def _between(request: StaffRequest, versions: list[PastPolicy]) -> Between | None:
    known = {each.version: each for each in versions}
    asked = [whole_number(request.GET.get(name, "")) for name in ("older", "newer")]
    older, newer = (known.get(-1 if number is None else number) for number in asked)
    if older is None or newer is None:
        return None
    return Between(older, newer, queueing.changes_between(older.policy, newer.policy))
