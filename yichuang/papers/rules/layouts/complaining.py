"""Layouts of the papers about complaints."""

from ..bodies import ComplaintMonthlyReport, ComplaintRecord
from ..sheet import Block, Grid, Pair, Pairs, bold, pair, text
from ..wording import long_date

SIGNED_BY_LEADER = ("审签：________________", "日期：______年____月____日")


def record(body: ComplaintRecord) -> tuple[Block, ...]:
    """投诉登记表."""
    rows: list[tuple[Pair, ...]] = [
        (pair("编号", body.number), pair("登记日期", long_date(body.registered_on))),
        (pair("类型", body.kind), pair("渠道", body.channel)),
        (pair("问题性质", body.nature), pair("投诉人", "实名（身份另存）" if body.is_named else "匿名")),
        (pair("涉及", body.about), pair("重大", "是" if body.is_important else "否")),
        (pair("登记人", body.registered_by), pair("答复期限", long_date(body.answer_by))),
        (pair("反映的情况", body.words),),
    ]
    if body.finding:
        rows.append((pair("调查结论", bold(body.finding)),))
    if body.answer:
        rows.append((pair("答复", body.answer),))
    if not body.steps:
        return (Pairs(tuple(rows)),)
    steps = tuple((step.at, step.what, step.words, step.by) for step in body.steps)
    return Pairs(tuple(rows)), Grid(("时间", "办理", "情况", "经办"), steps, wide=2)


def monthly_report(body: ComplaintMonthlyReport) -> tuple[Block, ...]:
    """投诉月报."""
    blocks: list[Block] = [
        Pairs(
            (
                (pair("月份", body.month), pair("统计截至", long_date(body.until))),
                (pair("汇总人", body.made_by),),
            )
        ),
        *(text(sentence) for sentence in body.sentences),
    ]
    head = ("名称", "件数", "属实和部分属实")
    for table in body.tables:
        rows = tuple((line.name, str(line.count), str(line.founded)) for line in table.lines)
        blocks += [text(bold(table.heading)), Grid(head, rows, wide=0)]
    months = tuple((line.name, str(line.count), str(line.founded)) for line in body.trend)
    blocks += [text(bold("逐月情况")), Grid(("月份", "件数", "属实和部分属实"), months, wide=0)]
    if body.remarks:
        blocks.append(Pairs(((pair("分析和建议", body.remarks),),)))
    return tuple(blocks)
