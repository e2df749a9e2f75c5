"""Fees at the window: a case's bill, taking the money, the day's end."""

import csv
from datetime import date
from io import StringIO

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from yichuang.cases import public as cases
from yichuang.fees import public as fees
from yichuang.fees.public import Bill, BillMove, Payment, PayWay, Settlement
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number
from yichuang.papers import public as papers
from yichuang.people.public import Role

from ..shell import StaffRequest, for_staff, shell


def _bill(request: StaffRequest, no: str) -> Bill:
    case = cases.case_by_no(no)
    bill = fees.bill_of(case.pk) if case and cases.can_view(case, by=request.officer) else None
    if bill is None:
        raise Http404
    return bill


@for_staff(Role.CLERK, Role.MANAGER)
@require_http_methods(["GET", "POST"])
def bill(request: StaffRequest, no: str) -> HttpResponse:
    """One case's bill: assess it, exempt, take the money, give it back."""
    found = _bill(request, no)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            messages.success(request, _act(request, found))
        except Refused as problem:
            refusal = problem
        else:
            return HttpResponseRedirect(f"/desk/cases/{no}/fees/")
        found = _bill(request, no)
    by = request.officer
    context = shell(
        request,
        "fees",
        bill=found,
        case=found.case,
        lines=list(found.lines.all()),
        payments=fees.payments_of(found.pk),
        ways=[PayWay.CASH, PayWay.CARD],
        key=request.POST.get("key") or get_random_string(20),
        typed=request.POST,
        refusal=refusal,
        why_not_assess=fees.why_not_at_window(found, BillMove.ASSESS, by=by),
        why_not_pay=fees.why_not_at_window(found, BillMove.PAY, by=by),
        is_manager=by.holds(Role.MANAGER),
    )
    return page(request, "desk/bill.html", context, status=status_of(refusal) if refusal else 200)


def _act(request: StaffRequest, found: Bill) -> str:
    by, now = request.officer, timezone.now()
    do = request.POST.get("do", "")
    if do == "assess":
        wanted = {
            line.order: n
            for line in found.lines.all()
            if (n := whole_number(request.POST.get(f"q{line.order}", "").strip())) is not None
        }
        fees.assess(found, wanted, by=by, now=now)
        return gettext("已核定，缴费通知书已出具并告知申请人。")
    if do == "exempt":
        order = whole_number(request.POST.get("order", "")) or 0
        amount = request.POST.get("amount", "").strip()
        fen = fees.fen_of(amount) if amount else None
        if amount and fen is None:
            raise Invalid(gettext("金额应为数字，最多两位小数。"), field="amount")
        fees.exempt(found, order, request.POST.get("reason", ""), fen=fen, by=by, now=now)
        return gettext("已减免。")
    if do == "pay":
        return _pay(request, found)
    if do == "refund":
        payment = Payment.objects.filter(
            pk=whole_number(request.POST.get("payment", "")) or 0, bill=found
        ).first()
        if payment is None:
            raise Invalid(gettext("没有这笔支付。"))
        fees.refund(payment, request.POST.get("reason", ""), by=by, now=now)
        return gettext("已办理退费。")
    raise Invalid(gettext("没有这个操作，请刷新后再试。"))


def _pay(request: StaffRequest, found: Bill) -> str:
    way = request.POST.get("way", "")
    if way not in PayWay.values:
        raise Invalid(gettext("请选缴费方式。"), field="way")
    paid = fees.pay_at_window(
        found,
        PayWay(way),
        key=request.POST.get("key", "")[:40],
        transaction_no=request.POST.get("transaction", ""),
        by=request.officer,
        now=timezone.now(),
    )
    return gettext("已收 %(amount)s，票据号 %(no)s。") % {
        "amount": fees.yuan(paid.amount_fen),
        "no": paid.receipt_no or "",
    }


@for_staff(Role.CLERK, Role.MANAGER)
@require_http_methods(["GET", "POST"])
def takings(request: StaffRequest) -> HttpResponse:
    """What is to be paid, what this window has taken, and its settlement."""
    by, now = request.officer, timezone.now()
    day = _day(request.GET.get("day", "")) or timezone.localdate(now)
    window = by.window_id if by.holds(Role.CLERK) else None
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            fees.settle(window, day, by=by, now=now)
        except Refused as problem:
            refusal = problem
        else:
            messages.success(request, gettext("已日结，日结单已出具。"))
            return HttpResponseRedirect("/desk/fees/")
    context = shell(
        request,
        "fees",
        bills=fees.open_bills(by.centre_id),
        takings=fees.takings_of(by.centre_id, window, day),
        settlements=fees.settlements_at(by.centre_id),
        day=day,
        refusal=refusal,
    )
    return page(request, "desk/fees.html", context, status=status_of(refusal) if refusal else 200)


def _day(text: str) -> date | None:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None


@for_staff(Role.CLERK, Role.MANAGER)
@require_GET
def settlement_file(request: StaffRequest, key: int) -> HttpResponse:
    """A settlement's payments as a file that a spreadsheet opens."""
    found = Settlement.objects.filter(pk=key, centre=request.officer.centre_id).first()
    if found is None:
        raise Http404
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["票据号", "办件编号", "事项", "方式", "金额（元）", "缴费时间", "流水号"])
    for p in fees.payments_settled(found):
        amount = f"{p.amount_fen // 100}.{p.amount_fen % 100:02d}"
        at = timezone.localtime(p.paid_at).strftime("%Y-%m-%d %H:%M:%S") if p.paid_at else ""
        case = p.bill.case
        cells = [p.receipt_no, case.no, case.matter_name, PayWay(p.way).label, amount, at, p.transaction]
        writer.writerow([_plain(str(cell or "")) for cell in cells])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="settlement-{found.day}-{found.pk}.csv"'
    return answer


def _plain(cell: str) -> str:
    """Keep a spreadsheet from running what someone typed."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" else cell


@for_staff(Role.CLERK, Role.MANAGER)
@require_GET
def settlement_sheet(request: StaffRequest, key: int) -> HttpResponse:
    """The sheet of a settlement, as PDF."""
    found = Settlement.objects.filter(pk=key, centre=request.officer.centre_id).first()
    paper = papers.by_code(found.paper_code) if found else None
    if paper is None:
        raise Http404
    answer = HttpResponse(papers.pdf_of(paper, now=timezone.now()), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{paper.code}.pdf"'
    return answer
