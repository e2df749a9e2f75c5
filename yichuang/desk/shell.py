"""What every page of the workbench shares: who may open it, the bar on top, the place one is at."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from yichuang.approvals import public as approvals
from yichuang.archive import public as archive
from yichuang.enquiries import public as enquiries
from yichuang.kit.refusal import Forbidden
from yichuang.kit.templatetags.kit import named
from yichuang.people.public import Officer, Role, window_card

P = ParamSpec("P")
REVIEW_ROLES = (Role.REVIEWER, Role.APPROVER, Role.LEADER)
ANSWER_ROLES = (*REVIEW_ROLES, Role.CHIEF_REP)
OVERDUE_ROLES = (Role.MANAGER, Role.SUPERVISION, *ANSWER_ROLES)
CARD_ROLES = (Role.CLERK, *OVERDUE_ROLES)
CATALOGUE_ROLES = (Role.PUBLISHER, Role.CENTRE_APPROVER)
LEDGER_ROLES = (Role.CLERK, Role.MANAGER, Role.SUPERVISION, *REVIEW_ROLES, Role.CHIEF_REP)


@dataclass(frozen=True)
class Place:
    """One entry of the bar: roles have five or six places, they fit."""

    name: str
    url: str
    is_here: bool
    count: int | None = None


class StaffRequest(HttpRequest):
    """A request by someone who has signed in."""

    officer: Officer
    htmx: Any


View = Callable[Concatenate[StaffRequest, P], HttpResponseBase]


def for_staff(*roles: Role) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Let only signed-in staff with one of the roles in; without roles, anyone who has signed in.

    Someone else is sent to sign in and comes back; a wrong role is refused with a sentence (403).
    """

    def wrap(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            officer: Officer | None = getattr(request, "officer", None)
            if officer is None:
                return _to_sign_in(request)
            if roles and not officer.holds(*roles):
                raise Forbidden(gettext("这一页不在您的职责里。需要的话，请找系统管理员。"))
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        return inner

    return wrap


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    htmx = getattr(request, "htmx", None)
    back = request.get_full_path() if request.method == "GET" else "/desk/"
    if htmx:  # the page that asks, not the part that it asked for
        back = htmx.current_url_abs_path or back
    target = f"/sign-in/?next={quote(back)}"
    if htmx:
        answer = HttpResponse(status=204)
        answer.headers["HX-Redirect"] = target
        return answer
    return HttpResponseRedirect(target)


def card_reader() -> str:
    """Return the address of the card reader's bridge on the clerk's machine; empty where there is none."""
    return str(settings.CARD_READER)


def shell(request: StaffRequest, here: str, **context: object) -> dict[str, Any]:
    """Return a page's context with the bar. One query: the count of open tasks."""
    by = request.officer
    seat = ""
    if by.window_id:
        window = window_card(by.window_id)
        seat = f"{gettext('%(n)d 号窗口') % {'n': window.number}}　{named(window.theme)}"
    return {"places": _places(by, here), "seat": seat, "me": by, **context}


def _entries() -> list[tuple[tuple[Role, ...], str, str, str]]:
    """Return whom an entry of the bar is for (nobody named: everyone), its key, name and address."""
    return [
        ((Role.CLERK,), "window", gettext("工作台"), "/desk/window/"),
        ((Role.RECEPTION, Role.MANAGER), "reception", gettext("导办"), "/desk/reception/"),
        (enquiries.READERS, "enquiries", gettext("咨询"), "/desk/enquiries/"),
        ((Role.MANAGER, Role.SUPERVISION), "board", gettext("实时"), "/desk/board/"),
        ((Role.CLERK,), "collect", gettext("出件"), "/desk/collect/"),
        ((Role.CLERK,), "joint", gettext("联办"), "/desk/joint/"),
        ((Role.CLERK,), "own-notes", gettext("自评"), "/desk/ratings/own/"),
        ((Role.CLERK,), "returned", gettext("部门退回"), "/desk/returned/"),
        ((Role.CLERK, Role.MANAGER), "fees", gettext("收费"), "/desk/fees/"),
        ((Role.CLERK, *REVIEW_ROLES), "handovers", gettext("交接"), "/desk/handovers/"),
        (REVIEW_ROLES, "tasks", gettext("待办"), "/desk/tasks/"),
        (REVIEW_ROLES, "done", gettext("已办"), "/desk/tasks/done/"),
        (REVIEW_ROLES, "licences", gettext("证照"), "/desk/licences/"),
        (REVIEW_ROLES, "checks", gettext("承诺核查"), "/desk/checks/"),
        (ANSWER_ROLES, "answers", gettext("待我答复"), "/desk/answers/"),
        ((Role.SUPERVISION, Role.MANAGER), "supervision", gettext("监察"), "/desk/supervision/"),
        (CARD_ROLES, "cards", gettext("提醒和牌"), "/desk/cards/"),
        ((Role.SUPERVISION, *ANSWER_ROLES), "orders", gettext("督办单"), "/desk/orders/"),
        ((Role.SUPERVISION, *ANSWER_ROLES, Role.MANAGER), "ratings", gettext("好差评"), "/desk/ratings/"),
        (OVERDUE_ROLES, "overdue", gettext("超期"), "/desk/overdue/"),
        (LEDGER_ROLES, "ledger", gettext("台账"), "/desk/ledger/"),
        (archive.READERS, "archive", gettext("归档"), "/desk/archive/"),
        ((Role.AUDITADMIN,), "seals", gettext("封存"), "/desk/seals/"),
        ((), "matters", gettext("事项目录"), "/desk/matters/"),
        ((Role.RECEPTION, Role.CLERK, Role.MANAGER), "bookings", gettext("预约"), "/desk/bookings/"),
        ((Role.RECEPTION, Role.MANAGER), "devices", gettext("设备"), "/desk/devices/"),
        ((Role.MANAGER,), "closings", gettext("停办"), "/desk/closings/"),
        ((Role.MANAGER, Role.SYSADMIN), "messages", gettext("消息"), "/desk/messages/"),
        ((Role.MANAGER, Role.SYSADMIN), "layouts", gettext("文书版式"), "/desk/layouts/"),
    ]


def _places(by: Officer, here: str) -> list[Place]:
    return [
        Place(name, url, key == here, approvals.count_open(by) if key == "tasks" else None)
        for roles, key, name, url in _entries()
        if not roles or by.holds(*roles)
    ]
