"""What a matter charges, and whether it is decided on a commitment: set by its publisher."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.approvals import public as approvals
from yichuang.approvals.public import OrderedBy
from yichuang.cases import public as cases
from yichuang.cases.public import BarredArea, Offer
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import Guide, Matter
from yichuang.fees import public as fees
from yichuang.fees.public import Charge
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.web import page, status_of, whole_number

from ..duties import CATALOGUE_ROLES
from ..shell import StaffRequest, for_staff, shell

MOST_LINES = 30


@for_staff(*CATALOGUE_ROLES)
@require_http_methods(["GET", "POST"])
def terms(request: StaffRequest, code: str) -> HttpResponse:
    """The charges of the published guide, and the letter of commitment."""
    matter = Matter.objects.select_related("current__matter", "department").filter(code=code).first()
    if matter is None or matter.current is None or matter.centre_id != request.officer.centre_id:
        raise Http404
    guide = matter.current
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            _act(request, matter, guide)
        except Refused as problem:
            refusal = problem
        else:
            messages.success(request, gettext("已保存。"))
            return HttpResponseRedirect(f"/desk/matters/{code}/terms/")
    by = request.officer
    sheet = catalogue.intake_sheet(guide.pk)
    rule = cases.commitment_rule_of_matter(matter.pk)
    hearing_rule = approvals.hearing_rule_of(matter.pk)
    context = shell(
        request,
        "matters",
        matter=matter,
        guide=guide,
        fee=sheet.fee,
        tariffs=fees.tariffs_of(sheet),
        is_own=bool(fees.items_of(guide.pk)),
        rule=rule,
        areas=list(BarredArea),
        hearing_rule=hearing_rule,
        article=request.POST.get("article", hearing_rule.article if hearing_rule else ""),
        orders=list(OrderedBy),
        why_not_rule=approvals.why_not_rule(matter, by=by, now=timezone.now()),
        typed=request.POST,
        said=_said(request, rule, fees.tariffs_of(sheet)),
        refusal=refusal,
        why_not_items=fees.why_not_set_items(guide, by=by),
        why_not_offer=cases.why_not_area(matter.name, BarredArea.NONE) or _why_not_hers(request, guide),
    )
    return page(request, "desk/terms.html", context, status=status_of(refusal) if refusal else 200)


def _said(
    request: StaffRequest, rule: cases.CommitmentRule | None, tariffs: tuple[fees.Tariff, ...]
) -> dict[str, str]:
    """Return what the fields show: what was typed, else what holds."""
    now = {
        "items": "\n".join(
            f"{t.name}|{t.amount_fen // 100}.{t.amount_fen % 100:02d}|{t.unit}|{t.basis}|{t.exemptions}"
            for t in tariffs
        ),
        "told": "\n".join(rule.told) if rule else "",
        "commitments": "\n".join(rule.commitments) if rule else "",
        "consequences": "\n".join(rule.consequences) if rule else "",
        "replaces": "\n".join(rule.replaces) if rule else "",
        "check_days": str(rule.check_days) if rule else "",
    }
    return {name: request.POST.get(name, words) for name, words in now.items()}


def _why_not_hers(request: StaffRequest, guide: Guide) -> str:
    matter = guide.matter
    today = timezone.localdate()
    return catalogue.why_not_manage(matter, catalogue.Action.EDIT, by=request.officer, today=today)


def _act(request: StaffRequest, matter: Matter, guide: Guide) -> None:
    by, now, data = request.officer, timezone.now(), request.POST
    if data.get("do") == "items":
        fees.set_items(guide, [_charge(line) for line in _lines(data.get("items", ""))], by=by, now=now)
        return
    if data.get("do") == "hearing":
        ordered_by = data.get("ordered_by", "")
        if ordered_by in OrderedBy.values:
            article = data.get("article", "")
            approvals.set_hearing_rule(matter, OrderedBy(ordered_by), article, by=by, now=now)
        else:
            approvals.lift_hearing_rule(matter, by=by, now=now)
        return
    if data.get("do") == "offer":
        if reason := _why_not_hers(request, guide):
            raise Refused(reason)
        area = data.get("area", "")
        offer = Offer(
            _lines(data.get("told", "")),
            _lines(data.get("commitments", "")),
            _lines(data.get("consequences", "")),
            check_days=whole_number(data.get("check_days", "").strip(), most=10_000) or 0,
            replaces=_lines(data.get("replaces", "")),
            area=BarredArea(area) if area in BarredArea.values else BarredArea.NONE,
        )
        cases.offer_commitment(matter, offer, by=by, now=now)
        return
    raise Invalid(gettext("没有这个操作，请刷新后再试。"))


def _lines(text: str) -> list[str]:
    return [line.strip()[:500] for line in text.splitlines() if line.strip()][:MOST_LINES]


def _charge(line: str) -> Charge:
    """Read one charge as it is typed: 项目|金额|单位|依据|减免对象, the unit with 数量 where it is asked for."""
    parts = [part.strip() for part in line.replace("｜", "|").split("|")] + [""] * 5
    name, amount, unit, basis, exemptions = parts[:5]
    fen = fees.fen_of(amount)
    if fen is None:
        raise Invalid(
            gettext("“%(line)s”的金额读不懂，请写成：项目|金额|单位|依据|减免对象。") % {"line": line},
            field="items",
        )
    asks = unit.endswith("×")
    return Charge(name, fen, unit.removesuffix("×"), basis, exemptions, asks_quantity=asks)
