"""What stands where on each kind of paper. Sentences of law name their article; others claim none."""

from collections.abc import Callable
from typing import Any

from .bodies import (
    AcceptanceNotice,
    ApprovalDocument,
    Body,
    Checklist,
    Contacts,
    DeliveryReceipt,
    Licence,
    Limit,
    MaterialLine,
    MaterialsReceipt,
    OriginalsList,
    RoutingSheet,
)
from .sheet import Block, Grid, Pair, Pairs, Points, bold, pair, text
from .wording import NONE, copies_text, in_fours, limit_parts, long_date, validity_text

ACCEPTED_BY_LAW = (
    "申请，材料齐全，符合法定形式。"
    "根据《中华人民共和国行政许可法》第三十二条第一款第五项，本机关决定予以受理。"
)
ACCEPTED = "申请，材料齐全，符合规定的形式，本单位决定予以受理。"
NOT_COUNTED_BY_LAW = (
    "依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间另行书面告知，不计入上述期限。"
)
SIGNED_BY_APPLICANT = ("申请人签收：________________", "签收日期：______年____月____日")
SIGNED_BY_RECEIVER = ("领取人签名：________________", "签收日期：______年____月____日")
PEN_ROOM_MM = 16


def blocks_of(body: Body) -> tuple[Block, ...]:
    """Return the blocks between the addressee and the signature."""
    layout: Callable[[Any], tuple[Block, ...]] = _LAYOUTS[type(body)]
    return layout(body)


def foot_of(body: Body) -> tuple[str, ...]:
    """Return the lines beside the QR code: how to follow it, and whom to ask."""
    if isinstance(body, Licence):
        return ("扫码核验本证照。",)
    contacts: Contacts | None = getattr(body, "contacts", None)
    lines = ["扫码查看办理进度。" if getattr(body, "case_no", "") else "扫码查看办事指南。"]
    if contacts is None:
        return tuple(lines)
    if contacts.consult_phone:
        lines.append(f"咨询：{contacts.consult_phone}")
    if contacts.complaint_phone:
        lines.append(f"监督：{contacts.complaint_phone}")
    return tuple(lines)


def signatures_of(body: Body) -> tuple[str, ...]:
    """Return the lines that are signed by hand."""
    if isinstance(body, AcceptanceNotice | MaterialsReceipt):
        return SIGNED_BY_APPLICANT
    if isinstance(body, DeliveryReceipt | OriginalsList):
        return SIGNED_BY_RECEIVER
    return ()


def _acceptance(body: AcceptanceNotice) -> tuple[Block, ...]:
    rows: list[tuple[Pair, ...]] = [
        _case_row(body.case_no, body.query_code),
        (_limit("承诺办结", body.promised, is_first=True),),
        (_limit("法定办结", body.statutory),),
        (pair("收费", body.fee), pair("领取方式", body.delivery)),
        *_contact_rows(body.contacts),
    ]
    said = ACCEPTED_BY_LAW if body.is_licence else ACCEPTED
    blocks: list[Block] = [
        text(f"你（单位）于{long_date(body.applied_on)}提出的", bold(body.matter), said),
        Pairs(tuple(rows)),
    ]
    if body.materials:
        blocks += [text("收到下列材料："), _materials(body.materials)]
    notes = body.clock_note + (NOT_COUNTED_BY_LAW if body.is_licence else "")
    blocks.append(text(f"{notes}本通知书{copies_text(body.copies)}。"))
    return tuple(blocks)


def _case_row(case_no: str, query_code: str) -> tuple[Pair, ...]:
    row = (pair("办件编号", in_fours(case_no)),)
    return (*row, pair("查询码", bold(query_code))) if query_code else row


def _limit(label: str, limit: Limit, *, is_first: bool = False) -> Pair:
    day, rest = limit_parts(limit)
    return pair(label, bold(day) if is_first and day else day, rest)


def _contact_rows(contacts: Contacts) -> list[tuple[Pair, ...]]:
    """The first responsible person, the only one to contact about the result (R078, R079)."""
    rows: list[tuple[Pair, ...]] = []
    if contacts.person:
        rows.append(
            (pair("承办第一责任人", "　".join(filter(None, [contacts.person, contacts.person_phone]))),)
        )
    if contacts.window:
        rows.append((pair("受理窗口", contacts.window),))
    return rows


def _materials(materials: tuple[MaterialLine, ...]) -> Grid:
    rows = tuple(
        (str(m.order), m.name, m.form or NONE, str(m.copies) if m.copies else NONE) for m in materials
    )
    return Grid(("序号", "材料名称", "形式", "份数"), rows, wide=1)


def _receipt(body: MaterialsReceipt) -> tuple[Block, ...]:
    returned = [m.name for m in body.materials if m.is_returned]
    blocks: list[Block] = [
        text(f"{long_date(body.received_on)}收到你（单位）申请", bold(body.matter), "的下列材料："),
        _materials(body.materials),
        Pairs(
            (
                _case_row(body.case_no, ""),
                (pair("收件人", body.received_by), pair("材料项数", str(len(body.materials)))),
            )
        ),
    ]
    if returned:
        blocks.append(text(f"其中核验后退还原件：{'、'.join(returned)}。"))
    blocks.append(text(f"本凭证{copies_text(body.copies)}。"))
    return tuple(blocks)


def _routing(body: RoutingSheet) -> tuple[Block, ...]:
    facts = Pairs(
        (
            (pair("事项", body.matter),),
            (pair("申请人", body.applicant), pair("材料", f"{body.materials} 项")),
            (pair("办件编号", in_fours(body.case_no)), pair("受理日期", long_date(body.accepted_on))),
            (_limit("承诺办结", body.promised, is_first=True),),
            (_limit("法定办结", body.statutory),),
            (pair("承办第一责任人", body.accepted_by),),
        )
    )
    rows = tuple((str(s.order), s.name, s.role or NONE, s.limit or NONE, "", "") for s in body.steps)
    head = ("序号", "环节", "办理人员", "时限", "意见", "签名、时间")
    return facts, Grid(head, rows, wide=4, row_mm=PEN_ROOM_MM)


def _approval(body: ApprovalDocument) -> tuple[Block, ...]:
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


def _licence(body: Licence) -> tuple[Block, ...]:
    rows: list[tuple[Pair, ...]] = [(pair("持证人", body.holder),)]
    rows += [(pair(fact.label, fact.value),) for fact in body.facts]
    validity = validity_text(body.valid_from, body.valid_until, body.validity)
    rows.append((pair("有效期", validity),))
    rows.append((pair("批准日期", long_date(body.granted_on)),))
    return (Pairs(tuple(rows)),)


def _delivery(body: DeliveryReceipt) -> tuple[Block, ...]:
    rows: list[tuple[Pair, ...]] = [
        (pair("事项", body.matter),),
        _case_row(body.case_no, ""),
        (pair("申请人", body.applicant), pair("送达方式", body.way)),
        (pair("领取人", body.receiver), pair("与申请人关系", body.relation)),
        (pair("证件号码", body.receiver_id), pair("送达日期", long_date(body.delivered_on))),
        (pair("送达人", body.handed_by),),
    ]
    blocks: list[Block] = [Pairs(tuple(rows)), Points("送达的结果", body.results)]
    if body.originals:
        blocks.append(Points("退还的原件，请当面核对", body.originals))
    return tuple(blocks)


def _originals(body: OriginalsList) -> tuple[Block, ...]:
    return (
        text(
            "办理",
            bold(body.matter),
            f"（办件编号 {in_fours(body.case_no)}）时收取的下列原件已退还，请当面核对：",
        ),
        _materials(body.materials),
        Pairs(((pair("退还日期", long_date(body.returned_on)), pair("经办人", body.handed_by)),)),
    )


def _checklist(body: Checklist) -> tuple[Block, ...]:
    blocks: list[Block] = [text("办理", bold(body.matter), "需要下列材料：")]
    rows = tuple(("□", m.name, m.form or NONE, str(m.copies) if m.copies else NONE) for m in body.materials)
    blocks.append(Grid(("备齐", "材料名称", "形式", "份数"), rows, wide=1))
    if body.conditions:
        blocks.append(Points("申请条件", body.conditions))
    facts: list[tuple[Pair, ...]] = [(pair(fact.label, fact.value),) for fact in body.facts]
    facts += _contact_rows(body.contacts)
    return (*blocks, Pairs(tuple(facts))) if facts else tuple(blocks)


_LAYOUTS: dict[type, Callable[[Any], tuple[Block, ...]]] = {
    AcceptanceNotice: _acceptance,
    MaterialsReceipt: _receipt,
    RoutingSheet: _routing,
    ApprovalDocument: _approval,
    Licence: _licence,
    DeliveryReceipt: _delivery,
    OriginalsList: _originals,
    Checklist: _checklist,
}
