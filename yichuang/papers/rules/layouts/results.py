"""Layouts of results, their delivery, and money."""

from ..bodies import (
    Checklist,
    CourierWaybill,
    DeliveryReceipt,
    FeeLine,
    FeeNotice,
    FeeReceipt,
    Licence,
    OriginalsList,
    SettlementSheet,
)
from ..sheet import Block, Grid, Pair, Pairs, Points, bold, pair, text
from ..wording import NONE, date_with_weekday, in_capitals, in_fours, long_date, validity_text, yuan
from .parts import case_row, contact_rows, materials_grid


def licence(body: Licence) -> tuple[Block, ...]:
    """证照: number, holder, scope, validity, conditions."""
    rows: list[tuple[Pair, ...]] = [(pair("证照编号", body.number),)] if body.number else []
    rows.append((pair("持证人", body.holder),))
    if body.holder_id:
        rows.append((pair("证件号码", body.holder_id),))
    rows += [(pair(fact.label, fact.value),) for fact in body.facts]
    if body.scope:
        rows.append((pair("许可范围", body.scope),))
    validity = validity_text(body.valid_from, body.valid_until, body.validity)
    rows.append((pair("有效期", validity),))
    rows.append((pair("批准日期", long_date(body.granted_on)),))
    blocks: tuple[Block, ...] = (Pairs(tuple(rows)),)
    return (*blocks, Points("限制条件", body.conditions)) if body.conditions else blocks


def delivery(body: DeliveryReceipt) -> tuple[Block, ...]:
    """送达回执."""
    rows: list[tuple[Pair, ...]] = [
        (pair("事项", body.matter),),
        case_row(body.case_no),
        (pair("申请人", body.applicant), pair("送达方式", body.way)),
        (pair("领取人", body.receiver), pair("与申请人关系", body.relation)),
        (pair("证件号码", body.receiver_id), pair("送达日期", long_date(body.delivered_on))),
        (pair("送达人", body.handed_by),),
    ]
    blocks: list[Block] = [Pairs(tuple(rows)), Points("送达的结果", body.results)]
    if body.originals:
        blocks.append(Points("退还的原件，请当面核对", body.originals))
    return tuple(blocks)


def originals(body: OriginalsList) -> tuple[Block, ...]:
    """原件退还清单."""
    return (
        text(
            "办理",
            bold(body.matter),
            f"（办件编号 {in_fours(body.case_no)}）时收取的下列原件已退还，请当面核对：",
        ),
        materials_grid(body.materials),
        Pairs(((pair("退还日期", long_date(body.returned_on)), pair("经办人", body.handed_by)),)),
    )


def checklist(body: Checklist) -> tuple[Block, ...]:
    """办事清单."""
    blocks: list[Block] = [text("办理", bold(body.matter), "需要下列材料：")]
    rows = tuple(("□", m.name, m.form or NONE, str(m.copies) if m.copies else NONE) for m in body.materials)
    blocks.append(Grid(("备齐", "材料名称", "形式", "份数"), rows, wide=1))
    if body.conditions:
        blocks.append(Points("申请条件", body.conditions))
    facts: list[tuple[Pair, ...]] = [(pair(fact.label, fact.value),) for fact in body.facts]
    facts += contact_rows(body.contacts)
    return (*blocks, Pairs(tuple(facts))) if facts else tuple(blocks)


def _fees(fees: tuple[FeeLine, ...]) -> tuple[Block, ...]:
    total = sum(fee.amount_fen for fee in fees)
    rows = tuple(
        (fee.name, fee.standard, fee.basis or NONE, fee.exemption or NONE, yuan(fee.amount_fen))
        for fee in fees
    )
    return (
        Grid(("收费项目", "标准", "依据", "减免", "金额"), rows, wide=2),
        Pairs(((pair("合计", bold(yuan(total))), pair("大写", bold(in_capitals(total)))),)),
    )


def fee_notice(body: FeeNotice) -> tuple[Block, ...]:
    """缴费通知书."""
    rows: list[tuple[Pair, ...]] = [
        (pair("缴费方式", "、".join(body.ways)), pair("缴款码", body.payment_code)),
        case_row(body.case_no),
        *contact_rows(body.contacts),
    ]
    if body.pay_by:
        rows.insert(0, (pair("缴费期限", bold(f"{date_with_weekday(body.pay_by)}前")),))
    return (
        text("你（单位）申请的", bold(body.matter), "，按照公布的项目和标准应缴纳下列费用："),
        *_fees(body.fees),
        Pairs(tuple(rows)),
        text("除上列公布的项目外，本单位不收取其他任何费用。所收费用全部上缴国库。"),
    )


def fee_receipt(body: FeeReceipt) -> tuple[Block, ...]:
    """非税收入票据."""
    return (
        Pairs(
            (
                (pair("票据号码", bold(body.receipt_no)), pair("缴款日期", long_date(body.paid_on))),
                (pair("缴款人", body.payer), pair("缴款方式", body.way)),
                (pair("事项", body.matter),),
                (pair("办件编号", in_fours(body.case_no)), pair("交易流水", body.transaction)),
            )
        ),
        *_fees(body.fees),
        Pairs(((pair("收款人", body.collected_by),),)),
    )


def settlement(body: SettlementSheet) -> tuple[Block, ...]:
    """收费日结单."""
    rows = tuple(
        (
            line.way,
            str(line.count),
            yuan(line.amount_fen),
            str(line.refunds) if line.refunds else NONE,
            yuan(line.refunded_fen) if line.refunded_fen else NONE,
            yuan(line.amount_fen - line.refunded_fen),
        )
        for line in body.lines
    )
    total = sum(line.amount_fen - line.refunded_fen for line in body.lines)
    return (
        Pairs(
            (
                (pair("窗口", body.window), pair("日期", long_date(body.settled_on))),
                (pair("结算人", body.settled_by), pair("票据号段", body.receipts)),
            )
        ),
        Grid(("方式", "笔数", "收款", "退款笔数", "退款", "实收"), rows, wide=5),
        Pairs(
            (
                (pair("实收合计", bold(yuan(total))), pair("大写", bold(in_capitals(total)))),
                (pair("备注", body.notes),),
            )
        ),
    )


def waybill(body: CourierWaybill) -> tuple[Block, ...]:
    """快递交寄单."""
    rows: list[tuple[Pair, ...]] = [
        (pair("承运单位", body.carrier), pair("运单号", bold(body.waybill_no))),
        (
            pair("交寄日期", long_date(body.sent_on)),
            pair("预计送达", date_with_weekday(body.expected_on) if body.expected_on else ""),
        ),
        (pair("收件人", body.receiver), pair("联系电话", body.receiver_phone)),
        (pair("收件地址", body.address),),
        (pair("事项", body.matter),),
        (pair("办件编号", in_fours(body.case_no)), pair("交寄人", body.handed_by)),
        (pair("邮费", body.payer),),
    ]
    return Pairs(tuple(rows)), Points("寄送的内容", body.sent)
