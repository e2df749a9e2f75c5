"""The papers of every outcome of an application but acceptance (行政许可法 32)."""

from datetime import datetime

from yichuang.catalogue.public import intake_sheet
from yichuang.journal.public import Line
from yichuang.kit.actor import CLOCK, Actor
from yichuang.papers.public import (
    ClosingNotice,
    GapAcceptanceNotice,
    GapPromise,
    MaterialsReceipt,
    NonAcceptanceDecision,
    NotRequiredNotice,
    PaperKind,
    SupplementItem,
    SupplementNotice,
)
from yichuang.people.public import Officer, centre_setting, setting_text
from yichuang.worktime.public import local_day

from ...models import Case, CaseMaterial, Gap, Supplement
from ...rules.clock import Limits
from ...rules.intake import ClockFrom, IntakeMode, LapseOutcome
from ...rules.states import State
from .parts import both_limits, heading, issued, missing_items, received_lines, wanted_words

_IF_MISSED = {
    LapseOutcome.WITHDRAWN: "到期没有补齐的，视为您撤回申请。",
    LapseOutcome.RETURNED: "到期没有补齐的，本单位退回申请材料。",
    LapseOutcome.TERMINATED: "到期没有补齐的，本单位终止办理。",
    LapseOutcome.REJECTED: "到期没有补齐的，本单位按不予办理报批后书面决定。",
}
_CLOCK_NOTE = {
    ClockFrom.COMMITMENT: "办理期限自受理之日起计算。",
    ClockFrom.COMPLETE: "办理期限自材料补齐之日起计算。",
}


def write_received(case: Case, materials: list[CaseMaterial], *, by: Officer, now: datetime) -> list[Line]:
    """Issue the receipt for materials that are not yet accepted (R077)."""
    body = MaterialsReceipt(
        applicant=case.applicant_name,
        matter=case.matter_name,
        received_on=local_day(now),
        case_no=case.no,
        materials=received_lines(materials),
        received_by=by.name,
        copies=centre_setting(case.centre_id, "papers.copies"),
    )
    return issued(case, body, by=by, now=now)


def write_supplement(case: Case, notice: Supplement, *, by: Officer, now: datetime) -> list[Line]:
    """Issue the one notice of what to supplement, under the centre's name for it (C-16; R073, R093)."""
    lapse = LapseOutcome(setting_text(case.centre_id, "supplement.lapse"))
    asked = notice.permission
    answerer = asked.answered_by if asked else None
    body = SupplementNotice(
        **heading(case),
        received_on=local_day(case.received_at or now),
        items=tuple(_item(item) for item in notice.items),
        due_on=notice.reply_due_on,
        if_missed=_IF_MISSED[lapse],
        is_licence=intake_sheet(case.guide_id).is_licence,
        is_again=notice.number > 1,
        approved_by=answerer.name if answerer else "",
        reason=asked.reason if asked else "",
    )
    title = setting_text(case.centre_id, "supplement.title")
    return issued(case, body, by=by, now=now, title=title)


def _item(item: dict[str, object]) -> SupplementItem:
    copies = item.get("copies")
    wanted = wanted_words(str(item.get("form") or ""), copies if isinstance(copies, int) else None)
    return SupplementItem(int(str(item["order"])), str(item["name"]), str(item["problem"]), wanted)


def write_refusal(case: Case, basis: str, *, by: Officer, now: datetime) -> list[Line]:
    """Issue the decision not to take the application in, with both remedies (32 (二))."""
    is_licence = intake_sheet(case.guide_id).is_licence
    body = NonAcceptanceDecision(
        **heading(case),
        applied_on=local_day(case.drafted_at),
        reason=case.ended_reason,
        basis=basis
        or ("《中华人民共和国行政许可法》第三十二条第一款第二项" if is_licence else "本事项公布的办事指南"),
        competent_body=case.referred_to,
        is_licence=is_licence,
    )
    return issued(case, body, by=by, now=now)


def write_not_required(case: Case, basis: str, *, by: Officer, now: datetime) -> list[Line]:
    """Issue the notice that nothing has to be applied for (32 (一))."""
    is_licence = intake_sheet(case.guide_id).is_licence
    body = NotRequiredNotice(
        **heading(case),
        applied_on=local_day(case.drafted_at),
        reason=case.ended_reason,
        basis=basis
        or ("《中华人民共和国行政许可法》第三十二条第一款第一项" if is_licence else "本事项公布的办事指南"),
        advice=case.referred_to,
        is_licence=is_licence,
    )
    return issued(case, body, by=by, now=now)


def write_gap_acceptance(
    case: Case, gap: Gap, missing: list[CaseMaterial], limits: Limits, *, by: Actor, now: datetime
) -> list[Line]:
    """Issue what says that something is still to come: the promise and the notice of 容缺受理, or the
    notice of what to supplement where the centre accepts first (R100)."""
    if gap.mode != IntakeMode.TOLERANT:
        return _write_open_supplement(case, gap, missing, by=by, now=now)
    items = missing_items(missing)
    if_missed = _IF_MISSED[LapseOutcome(gap.lapse)]
    promised, statutory = both_limits(intake_sheet(case.guide_id), limits)
    promise = GapPromise(
        **heading(case),
        promised_on=local_day(now),
        missing=items,
        due_on=gap.due_on,
        if_missed=if_missed,
        signed_by=case.agent.name if case.agent else case.applicant_name,
    )
    notice = GapAcceptanceNotice(
        **heading(case),
        accepted_on=local_day(now),
        missing=items,
        due_on=gap.due_on,
        if_missed=if_missed,
        promised=promised,
        statutory=statutory,
        clock_note=_CLOCK_NOTE[ClockFrom(gap.clock_from)],
        materials=received_lines(list(case.materials.all())),
    )
    return issued(case, promise, notice, by=by, now=now)


def _write_open_supplement(
    case: Case, gap: Gap, missing: list[CaseMaterial], *, by: Actor, now: datetime
) -> list[Line]:
    body = SupplementNotice(
        **heading(case),
        received_on=local_day(now),
        items=missing_items(missing),
        due_on=gap.due_on,
        if_missed=_IF_MISSED[LapseOutcome(gap.lapse)],
        is_licence=intake_sheet(case.guide_id).is_licence,
    )
    return issued(case, body, by=by, now=now, title=setting_text(case.centre_id, "supplement.title"))


_CLOSING = {
    State.WITHDRAWN: PaperKind.WITHDRAWAL_NOTICE,
    State.RETURNED: PaperKind.RETURN_NOTICE,
    State.TERMINATED: PaperKind.WITHDRAWAL_NOTICE,
}


def write_closing(
    case: Case, *, basis: str = "", by: Actor, now: datetime, is_gap: bool = False
) -> list[Line]:
    """Issue the paper of a case that ended without a decision, with its reason (R087)."""
    handed_in = case.materials.filter(mark="received").values_list("name", flat=True)
    body = ClosingNotice(
        **heading(case),
        kind=PaperKind.GAP_TERMINATION_NOTICE if is_gap else _CLOSING[State(case.state)],
        applied_on=local_day(case.drafted_at),
        closed_on=local_day(now),
        reason=case.ended_reason,
        basis=basis,
        returned=tuple(handed_in),
        advice="材料齐全后可以重新申请。",
    )
    return issued(case, body, by=by, now=now)


def write_gap_lapse(case: Case, *, now: datetime) -> list[Line]:
    """Issue the notice that ends a tolerant acceptance: the third of its papers (B7)."""
    return write_closing(case, by=CLOCK, now=now, is_gap=True)
