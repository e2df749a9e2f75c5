"""The manager's live board: who waits too long, which window can help, what was done (R059, R061, R062, R068)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from yichuang.journal import public as journal
from yichuang.kit.live import live_address
from yichuang.kit.web import page, whole_number
from yichuang.people.public import Role, Theme, Window
from yichuang.queueing import public as queueing

from ..shell import StaffRequest, for_staff, shell

DONE_SHOWN = 8


@dataclass(frozen=True)
class Deed:
    """What was done about a wait: when, by whom, in words."""

    at: datetime
    by: str
    words: str


@for_staff(Role.MANAGER, Role.SUPERVISION)
@require_GET
def board(request: StaffRequest) -> HttpResponse:
    """The board; its part is asked for when the hall has changed, and every ten seconds anyway."""
    centre, now = request.officer.centre_id, timezone.now()
    policy, _ = queueing.policy_of(centre)
    context = shell(
        request,
        "board",
        board=queueing.board_now(centre, now=now),
        classes={each.key: gettext(each.name) for each in policy.classes},
        waits=queueing.newcomers_waits(centre, now=now),
        not_ready=queueing.not_ready_at(centre, now=now),
        deeds=_deeds(centre),
        may_act=request.officer.holds(Role.MANAGER, centre_id=centre),
        now=timezone.localtime(now),
        live=live_address(request, centre),
    )
    return page(request, "desk/board.html", context, part="board")


@for_staff(Role.MANAGER)
@require_POST
def relieve(request: StaffRequest) -> HttpResponse:
    """Open a window, or let it take the theme too."""
    centre = request.officer.centre_id
    theme_id, window_id = (whole_number(request.POST.get(name, "")) or 0 for name in ("theme", "window"))
    theme = Theme.objects.filter(centre=centre, pk=theme_id).first()
    window = Window.objects.filter(centre=centre, pk=window_id).first()
    if theme is None or window is None:
        raise Http404
    queueing.relieve(theme, window, request.POST.get("kind", ""), by=request.officer, now=timezone.now())
    messages.success(request, gettext("已办，并记录在案。"))
    return HttpResponseRedirect("/desk/board/")


def _deeds(centre_id: int) -> list[Deed]:
    lines = journal.story(f"hall:{centre_id}", limit=DONE_SHOWN)
    return [Deed(line.at, str(line.data.get("by", "")), _words(line.data)) for line in reversed(lines)]


def _words(data: dict[str, Any]) -> str:
    said = {name: data.get(name, "") for name in ("theme", "waited_min", "window", "clerk")}
    why = gettext("%(theme)s 最长等了 %(waited_min)s 分钟：") % said
    deeds = {
        "open": gettext("加开 %(window)s 号窗口，%(clerk)s 值班。"),
        "resume": gettext("%(window)s 号窗口恢复叫号。"),
        "take": gettext("%(window)s 号窗口也接这个主题。"),
    }
    return why + deeds.get(str(data.get("kind")), "") % said
