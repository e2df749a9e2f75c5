"""The day's bookings by time (R057, R058): who comes, who has come; and what can be booked at all."""

import csv
from datetime import date, datetime, time
from io import StringIO
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.appointments import public as appointments
from yichuang.appointments.public import Blocking, Booking, Session, Terms
from yichuang.catalogue.public import Matter
from yichuang.journal import public as journal
from yichuang.kit.masking import mask_name, mask_phone
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, typed_day, whole_number
from yichuang.people.public import Role, Theme

from ..shell import StaffRequest, for_staff, shell

ROLES = (Role.RECEPTION, Role.CLERK, Role.MANAGER)
HEADERS = ("时间", "场次", "主题", "事项", "预约号", "姓名", "电话", "状态", "号票")
NUMBERS = ("slot_min", "capacity", "walk_in_percent", "lead_min_days", "lead_max_days", "closes_before_min")
NEW_PLAN = {
    "opens": "09:00", "closes": "11:30", "slot_min": 30, "capacity": 4, "walk_in_percent": 50,
    "lead_min_days": 0, "lead_max_days": 14, "closes_before_min": 60,
}  # fmt: skip


@for_staff(*ROLES)
@require_http_methods(["GET", "POST"])
def bookings(request: StaffRequest) -> HttpResponse:
    """Show a day's bookings by time; check in who has come, note a home visit, excuse who did not come."""
    refusal: Refused | None = None
    on = _asked_day(request)
    if request.method == "POST":
        try:
            said = _act(request)
        except Refused as no:
            refusal = no
        else:
            messages.success(request, said)
            return HttpResponseRedirect(f"/desk/bookings/?day={on.isoformat()}")
    slots = appointments.bookings_on(request.officer.centre_id, on)
    context = shell(
        request,
        "bookings",
        day=on,
        slots=slots,
        total=sum(len(one.bookings) for one in slots),
        is_manager=request.officer.holds(Role.MANAGER),
        home=Session.HOME.value,
        refusal=refusal,
    )
    return page(request, "desk/bookings.html", context, status=status_of(refusal) if refusal else 200)


def _asked_day(request: StaffRequest) -> date:
    return _date(request.GET.get("day", "")) or timezone.localdate()


def _date(text: str) -> date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None


def _act(request: StaffRequest) -> str:
    by, now, what = request.officer, timezone.now(), request.POST.get("do", "")
    booking = appointments.booking_of(request.POST.get("number", "")[:12])
    if booking is None or booking.centre_id != by.centre_id:
        raise Invalid(gettext("没有这个预约，请刷新后再试。"))
    if what == "check_in":
        appointments.check_in(booking, key="", by=by, now=now)
        return gettext("已签到，号票 %(ticket)s。") % {"ticket": booking.ticket_label}
    if what == "visited":
        appointments.visited(booking, key="", by=by, now=now)
        return gettext("已记上门。")
    if what == "excuse":
        appointments.excuse(booking, request.POST.get("reason", ""), by=by, now=now)
        return gettext("这次未到不计。")
    raise Invalid(gettext("没有这个操作。"))


@for_staff(*ROLES)
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """A day's bookings as a file that a spreadsheet opens, names masked; that it was taken is kept."""
    on, out = _asked_day(request), StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADERS)
    rows = [
        _row(booking)
        for slot in appointments.bookings_on(request.officer.centre_id, on)
        for booking in slot.bookings
    ]
    writer.writerows([[_plain(cell) for cell in row] for row in rows])
    with transaction.atomic():
        journal.record(
            f"staff:{request.officer.staff_no}",
            journal.Event.LEDGER_EXPORTED,
            by=request.officer,
            at=timezone.now(),
            data={"bookings": on.isoformat(), "rows": len(rows)},
        )
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="bookings-{on}.csv"'
    return answer


def _row(booking: Booking) -> list[str]:
    return [
        timezone.localtime(booking.starts_at).strftime("%Y-%m-%d %H:%M"),
        booking.slot.plan.get_session_display(),
        booking.theme.name,
        appointments.what_for(booking) if booking.matter else "",
        booking.number,
        mask_name(booking.name),
        mask_phone(booking.phone),
        booking.get_state_display(),
        booking.ticket_label,
    ]


def _plain(cell: str) -> str:
    """Keep a spreadsheet from running what someone typed."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


@for_staff(Role.MANAGER)
@require_http_methods(["GET", "POST"])
def plans(request: StaffRequest) -> HttpResponse:
    """Set up what can be booked, and the days that cannot be."""
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            said = _set(request)
        except Refused as no:
            refusal = no
        else:
            messages.success(request, said)
            return HttpResponseRedirect("/desk/bookings/plans/")
    centre_id = request.officer.centre_id
    weekdays = (
        gettext("周一"), gettext("周二"), gettext("周三"), gettext("周四"), gettext("周五"), gettext("周六"),
        gettext("周日"),
    )  # fmt: skip
    context = shell(
        request,
        "bookings",
        plans=[
            (plan, [weekdays[day - 1] for day in plan.terms.weekdays])
            for plan in appointments.plans_at(centre_id)
        ],
        blackouts=appointments.blackouts_at(centre_id, since=timezone.localdate()),
        themes=list(Theme.objects.filter(centre=centre_id)),
        sessions=[(one.value, one.label) for one in Session],
        weekdays=[(str(number), name) for number, name in enumerate(weekdays, start=1)],
        chosen_days=request.POST.getlist("weekdays") or list("12345"),
        typed=request.POST or NEW_PLAN,
        refusal=refusal,
    )
    return page(request, "desk/booking_plans.html", context, status=status_of(refusal) if refusal else 200)


def _set(request: StaffRequest) -> str:
    by, now, data = request.officer, timezone.now(), request.POST
    what = data.get("do", "")
    if what == "plan":
        appointments.set_plan(_theme(request), _terms(data), matter=_matter(request), by=by, now=now)
        return gettext("已经可以预约。")
    if what == "end":
        plan = appointments.plan_of(whole_number(data.get("plan", "")) or 0)
        if plan is None or plan.centre_id != by.centre_id:
            raise Invalid(gettext("没有这个安排，请刷新后再试。"))
        appointments.end_plan(plan, by=by, now=now)
        return gettext("不再提供，已经约好的照常。")
    if what == "block":
        return _block(request, now)
    if what == "unblock":
        key = whole_number(data.get("blackout", "")) or 0
        listed = appointments.blackouts_at(by.centre_id or 0, since=timezone.localdate())
        blackout = next((one for one in listed if one.pk == key), None)
        if blackout is None:
            raise Invalid(gettext("没有这些天，请刷新后再试。"))
        appointments.unblock_days(blackout, by=by, now=now)
        return gettext("又可以预约了。")
    raise Invalid(gettext("没有这个操作。"))


def _block(request: StaffRequest, now: datetime) -> str:
    data, by = request.POST, request.officer
    first = typed_day(data, "block_from")
    last = typed_day(data, "block_until") or first
    if first is None or last is None:
        raise Invalid(gettext("请选日期。"), field="block_from")
    theme = _theme(request) if data.get("theme") else None
    centre_id = by.centre_id or 0
    standing = appointments.count_on(centre_id, first, last, theme_id=theme.pk if theme else None)
    blocking = Blocking(first, last, data.get("reason", ""), theme)
    appointments.block_days(centre_id, blocking, by=by, now=now)
    return gettext("这些天不能预约了。已经约好的 %(n)s 个，一分钟左右取消并通知。") % {"n": standing}


def _theme(request: StaffRequest) -> Theme:
    key = whole_number(request.POST.get("theme", "")) or 0
    theme = Theme.objects.filter(pk=key, centre=request.officer.centre_id).first()
    if theme is None:
        raise Invalid(gettext("请选主题。"), field="theme")
    return theme


def _matter(request: StaffRequest) -> Matter | None:
    code = request.POST.get("matter", "").strip()
    if not code:
        return None
    matter = Matter.objects.filter(code=code, centre=request.officer.centre_id).first()
    if matter is None:
        raise Invalid(gettext("没有编码是 %(code)s 的事项。") % {"code": code[:60]}, field="matter")
    return matter


def _terms(data: Any) -> Terms:
    numbers = {name: whole_number(data.get(name, "").strip(), most=10_000) for name in NUMBERS}
    for name, number in numbers.items():
        if number is None:
            raise Invalid(gettext("请填数字。"), field=name)
    session = data.get("session", "")
    if session not in Session.values:
        raise Invalid(gettext("请选场次。"), field="session")
    return Terms(
        Session(session),
        tuple(int(day) for day in data.getlist("weekdays") if day in set("1234567")),
        _clock(data, "opens"),
        _clock(data, "closes"),
        **{name: number or 0 for name, number in numbers.items()},
        from_on=typed_day(data, "from_on"),
        until_on=typed_day(data, "until_on"),
    )


def _clock(data: Any, name: str) -> time:
    try:
        found = parse_time(data.get(name, "").strip())
    except ValueError:
        found = None
    if found is None:
        raise Invalid(gettext("请填时间，例如 09:00。"), field=name)
    return found.replace(tzinfo=None)
