"""The list of complaints, sorted as one looks for them; a form to take one down; the register as a file (R152)."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.complaints import public as complaints
from yichuang.complaints.public import NATURES, Channel, Complaint, Kind, Narrow, Said, State
from yichuang.kit.refusal import Refused
from yichuang.kit.spreadsheet import as_text, as_time, download
from yichuang.kit.web import page, status_of, whole_number
from yichuang.people.public import Department, Staff, Window

from ...shell import StaffRequest, for_staff, shell

AT = "/desk/complaints/"
MOST_EXPORTED = 20_000
HEADERS = (
    "编号", "类型", "渠道", "性质", "部门", "窗口", "重大", "状态", "登记时间", "答复期限", "答复时间", "结论",
    "反映的情况", "答复",
)  # fmt: skip
DUE = (
    ("late", gettext_noop("已过期")),
    ("today", gettext_noop("今天到期")),
    ("soon", gettext_noop("三天内到期")),
    ("later", gettext_noop("三天以后到期")),
)


def _narrow(request: StaffRequest) -> Narrow:
    asked = request.GET
    return Narrow(
        state=asked.get("state", "waiting"),
        nature=asked.get("nature", ""),
        channel=asked.get("channel", ""),
        window=whole_number(asked.get("window", "")),
        due=asked.get("due", ""),
    )


@for_staff(*complaints.READERS)
@require_GET
def complaint_list(request: StaffRequest) -> HttpResponse:
    """What waits, the nearest limit first; by time, window and nature."""
    by, now, narrow = request.officer, timezone.now(), _narrow(request)
    groups = complaints.sorted_for(by, now)
    context = shell(
        request,
        "complaints",
        rows=complaints.complaints_for(by, narrow, now),
        narrow=narrow,
        groups=groups,
        times=[(key, name, groups.by_time[key]) for key, name in DUE if groups.by_time.get(key)],
        natures=[(key, NATURES[key].words, n) for key, n in groups.by_nature.items()],
        states=State.choices,
        channels=Channel.choices,
        is_centre=by.holds(*complaints.CENTRE_ROLES, centre_id=by.centre_id),
        is_desk=not complaints.why_not_register(by=by),
    )
    return page(request, "desk/complaints/list.html", context, part="list")


@sensitive_post_parameters("name", "phone", "email")
@for_staff(*complaints.DESK_ROLES)
@require_http_methods(["GET", "POST"])
def register(request: StaffRequest) -> HttpResponse:
    """Take one down: what happened, how it came, about whom. Settled at once, or told why and by when."""
    by, refusal = request.officer, None
    if request.method == "POST":
        try:
            made = _register(request, timezone.now())
        except Refused as no_way:
            refusal = no_way
        else:
            return _registered(request, made)
    centre = by.centre_id
    context = shell(
        request,
        "complaints",
        kinds=Kind.choices,
        channels=[each for each in Channel.choices if each[0] != Channel.NETWORK],
        natures=list(NATURES.values()),
        windows=Window.objects.filter(centre=centre).order_by("number"),
        departments=Department.objects.filter(centre=centre, is_active=True).order_by("code"),
        people=Staff.objects.filter(centre=centre, is_active=True).order_by("staff_no"),
        typed=request.POST or request.GET,
        refusal=refusal,
    )
    status = status_of(refusal) if refusal else 200
    return page(request, "desk/complaints/register.html", context, status=status)


def _registered(request: StaffRequest, made: Complaint) -> HttpResponse:
    said = gettext("已登记，最晚 %(day)s 答复。查询码 %(code)s，请告诉投诉人。")
    day = timezone.localdate(made.answer_by).isoformat()
    messages.success(request, said % {"day": day, "code": made.spaced_code})
    sees = complaints.can_view(made, by=request.officer)
    return HttpResponseRedirect(f"{AT}{made.pk}/" if sees else AT)


def _register(request: StaffRequest, now: datetime) -> Complaint:
    data, by = request.POST, request.officer
    said = Said(
        words=data.get("words", ""),
        kind=data.get("kind", Kind.COMPLAINT),
        channel=data.get("channel", ""),
        nature=data.get("nature", ""),
        source=data.get("source", ""),
        told=data.get("told", ""),
        is_important=data.get("important") == "1",
        department=_one(Department, data.get("department", "")),
        window=_one(Window, data.get("window", "")),
        staff=_one(Staff, data.get("staff", "")),
        case_no=data.get("case_no", ""),
        ticket=data.get("ticket", ""),
        name=data.get("name", ""),
        phone=data.get("phone", ""),
        email=data.get("email", ""),
    )
    if how := data.get("settled", "").strip():
        apologised = data.get("apologised") == "1"
        return complaints.register_and_settle(said, how, apologised=apologised, by=by, now=now)
    return complaints.register(said, by=by, now=now)


def _one(model: Any, text: str) -> Any:
    key = whole_number(text)
    return model.objects.filter(pk=key).first() if key else None


@for_staff(*complaints.CENTRE_ROLES)
@require_GET
def export(request: StaffRequest) -> FileResponse:
    """The register of the centre as a spreadsheet. Who complained is not in it; that it was taken is kept."""
    now = timezone.now()
    found = complaints.complaints_for(request.officer, _narrow(request), now, limit=MOST_EXPORTED)
    answer, rows = download("投诉登记", HEADERS, (_cells(row.complaint) for row in found))
    complaints.note_export(rows, by=request.officer, now=now)
    return answer


def _cells(one: Complaint) -> list[object]:
    return [
        one.no,
        one.get_kind_display(),
        one.get_channel_display(),
        one.nature_words,
        one.department.short if one.department else "",
        str(one.window) if one.window else "",
        "是" if one.is_important else "",
        one.get_state_display(),
        as_time(one.registered_at),
        as_time(one.answer_by),
        as_time(one.answered_at),
        one.get_finding_display() if one.finding else "",
        as_text(one.words),
        as_text(one.answer),
    ]
