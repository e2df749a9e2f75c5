"""The journal's seals, for the audit administrator: how they stand, and a sheet to carry out of the house."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from yichuang.journal import public as journal
from yichuang.kit.web import page
from yichuang.papers.public import qr_svg
from yichuang.people.public import Centre, Role

from ..shell import StaffRequest, for_staff, shell

DAYS = 14
WHO = (Role.AUDITADMIN,)


@dataclass(frozen=True)
class Shown:
    """A seal as a page shows it: whose, and its digest in groups that are read aloud or compared by eye."""

    name: str
    number: int
    lines: int
    at: datetime
    digest: str
    qr: str = ""

    @property
    def groups(self) -> str:
        """The digest in eights."""
        return " ".join(self.digest[at : at + 8] for at in range(0, len(self.digest), 8))


def _names() -> dict[int, str]:
    """Return who each chain belongs to. One query."""
    names = dict(Centre.objects.order_by("id").values_list("pk", "name"))
    return {journal.NOWHERE: gettext("全系统（不属于任何中心）"), **names}


@for_staff(*WHO)
@require_GET
def seals(request: StaffRequest) -> HttpResponse:
    """Show the last seal of each centre, what the last proof found, and the days to print."""
    names, today = _names(), timezone.localdate()
    last = journal.last_seals(names)
    context = shell(
        request,
        "seals",
        seals=[Shown(names[s.centre], s.number, s.lines, s.at, s.digest) for s in last],
        proof=journal.last_verification(),
        lag=journal.lag(),
        days=[today - timedelta(days=back) for back in range(DAYS)],
    )
    return page(request, "desk/seals.html", context)


@for_staff(*WHO)
@require_POST
def prove(request: StaffRequest) -> HttpResponse:
    """Have the whole journal proved by the worker; what it finds stands on the page afterwards."""
    if journal.ask_proof(by=request.officer):
        messages.success(request, gettext("后台开始核对，几分钟后刷新本页看结果。"))
    else:
        messages.success(request, gettext("已经在等着核对了。"))
    return HttpResponseRedirect("/desk/seals/")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise Http404 from wrong


@for_staff(*WHO)
@require_GET
def sheet(request: StaffRequest, day: str) -> HttpResponse:
    """Show a day's seals as a sheet to print, each with a QR code that says the same."""
    on, names = _day(day), _names()
    shown = [
        Shown(
            names.get(s.centre, str(s.centre)),
            s.number,
            s.lines,
            s.at,
            s.digest,
            qr_svg(journal.witness_line(s.centre, s.number, s.digest), gettext("封存摘要二维码")),
        )
        for s in journal.seals_of_day(on)
    ]
    return page(request, "desk/seals_sheet.html", shell(request, "seals", on=on, seals=shown))


@for_staff(*WHO)
@require_GET
def as_text(_request: StaffRequest, day: str) -> HttpResponse:
    """Give a day's list as the file that `verify --against` reads."""
    on = _day(day)
    answer = HttpResponse(journal.list_of(on), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="seals-{on.isoformat()}.txt"'
    return answer
