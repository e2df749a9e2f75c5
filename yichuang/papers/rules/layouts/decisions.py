"""Layouts of decisions, and of the papers that end a case without one."""

from ..bodies import (
    ApprovalDocument,
    ClosingNotice,
    DenialDecision,
    LicenceDecision,
    RevocationDecision,
)
from ..kinds import PaperKind
from ..sheet import Block, Grid, Pairs, Points, bold, pair, text
from ..wording import NONE, in_fours, long_date, validity_text
from .parts import contact_rows, heading_of, listed, paragraphs, remedies_text

_VERBS = {
    PaperKind.LICENCE_CHANGE_DECISION: "准予变更",
    PaperKind.LICENCE_RENEWAL_DECISION: "准予延续",
    PaperKind.LICENCE_CANCELLATION_DECISION: "予以注销",
}
_DEEMED = "本机关未在有效期届满前作出是否准予延续的决定。依照《中华人民共和国行政许可法》第五十条第二款，视为准予延续。"
_ENDED = {
    PaperKind.RETURN_NOTICE: "本单位决定退回申请材料，终止本次办理。",
    PaperKind.WITHDRAWAL_NOTICE: "本单位同意终止本次办理。",
    PaperKind.GAP_TERMINATION_NOTICE: "根据容缺受理时的书面承诺，本单位终止办理。",
}


def approval(body: ApprovalDocument) -> tuple[Block, ...]:
    """准予决定书 or 批复: what is granted, what to mind, within which bounds (R290)."""
    blocks: list[Block] = [
        text("你（单位）提出的", bold(body.matter), f"申请（办件编号 {in_fours(body.case_no)}）收悉。")
    ]
    blocks.append(text(f"{body.basis}{body.decision}"))
    for heading, points in (
        ("批准事项", body.granted),
        ("注意事项", body.notes),
        ("限制条件", body.bounds),
    ):
        if points:
            blocks.append(Points(heading, points))
    rows = [(pair("结果名称", body.result_name),)] if body.result_name else []
    if validity := validity_text(body.valid_from, body.valid_until, body.validity):
        rows.append((pair("有效期", validity),))
    return (*blocks, Pairs(tuple(rows))) if rows else tuple(blocks)


def denial(body: DenialDecision) -> tuple[Block, ...]:
    """不予许可决定书: facts, reasons, basis, both remedies."""
    what = "不予行政许可" if body.is_licence else "不予批准"
    law = "《中华人民共和国行政许可法》第三十八条第二款和" if body.is_licence else ""
    return (
        text(
            "你（单位）提出的",
            bold(body.matter),
            f"申请（办件编号 {in_fours(body.case_no)}），本机关于{long_date(body.accepted_on)}受理。",
        ),
        *paragraphs("一、查明的事实", body.facts),
        *paragraphs("二、理由", body.reasons),
        *paragraphs("三、决定", (f"依据{law}{body.basis}，本机关决定{what}。",)),
        heading_of("四、救济途径"),
        remedies_text(body.remedies, "决定"),
    )


def revocation(body: RevocationDecision) -> tuple[Block, ...]:
    """撤销决定书."""
    return (
        text(
            f"{body.applicant}办理的",
            bold(body.matter),
            f"（办件编号 {in_fours(body.case_no)}），本机关经核查，现决定如下：",
        ),
        *paragraphs("一、查明的事实", body.facts),
        *paragraphs("二、理由", body.reasons),
        *paragraphs(
            "三、决定",
            (f"依据{body.basis}，撤销{body.revoked}，自本决定送达之日起失效。", *body.consequences),
        ),
        remedies_text(body.remedies, "决定"),
    )


def licence_decision(body: LicenceDecision) -> tuple[Block, ...]:
    """准予变更, 准予延续, 注销决定书."""
    blocks: list[Block] = [
        text("你（单位）提出的", bold(body.matter), f"（办件编号 {in_fours(body.case_no)}）收悉。")
        if body.kind != PaperKind.LICENCE_CANCELLATION_DECISION
        else text(
            "关于", bold(body.matter), f"（办件编号 {in_fours(body.case_no)}），本机关经审查，作出如下决定："
        )
    ]
    why = f"{body.reason.rstrip('。')}。" if body.reason else ""
    if body.is_deemed:
        blocks.append(text(_DEEMED))
    blocks.append(text(f"{why}依据{body.basis}，本机关决定对{body.licence}{_VERBS[body.kind]}。"))
    if body.changes:
        rows = tuple((c.label, c.before or NONE, c.after or NONE) for c in body.changes)
        blocks.append(Grid(("变更事项", "变更前", "变更后"), rows, wide=2))
    if validity := validity_text(body.valid_from, body.valid_until, ""):
        blocks.append(text(f"有效期{validity}。"))
    if body.remedies is not None:
        blocks.append(remedies_text(body.remedies, "决定"))
    return tuple(blocks)


def closing(body: ClosingNotice) -> tuple[Block, ...]:
    """退件, 终止办理, 容缺受理终止办理通知书."""
    basis = f"依据{body.basis}，" if body.basis else ""
    blocks: list[Block] = [
        text(
            f"你（单位）于{long_date(body.applied_on)}提出的",
            bold(body.matter),
            f"申请，{body.reason.rstrip('。')}。",
        ),
        text(f"{basis}{_ENDED[body.kind]}{body.advice}"),
        Pairs(
            (
                (pair("办件编号", in_fours(body.case_no)), pair("终止日期", long_date(body.closed_on))),
                (pair("退回的材料", listed(body.returned)),),
                *contact_rows(body.contacts),
            )
        ),
    ]
    if body.remedies is not None:
        blocks.append(remedies_text(body.remedies, "通知"))
    return tuple(blocks)
