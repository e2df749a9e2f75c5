"""Invented papers about complaints."""

from datetime import date

from ..bodies import ComplaintMonthlyReport, ComplaintRecord, RecordStep, ReportLine, ReportTable

BODIES = (
    ComplaintRecord(
        number="TS2026000012",
        registered_on=date(2026, 9, 14),
        kind="投诉",
        channel="口头",
        nature="没有一次讲清，让人多跑、空跑",
        is_named=True,
        is_important=False,
        about="青禾县市场监督管理局　5 号窗口",
        words="两次来都说还差材料，第一次没有说要租赁合同。",
        answer_by=date(2026, 9, 21),
        registered_by="郑某",
        finding="属实",
        answer="情况属实，已向您道歉，当场受理，窗口已整改。",
        steps=(
            RecordStep("2026-09-14 10:26", "分办", "请首席代表核实", "孔某"),
            RecordStep("2026-09-16 15:00", "记调查结果", "第一次没有出具一次性告知单", "赵某"),
        ),
    ),
    ComplaintMonthlyReport(
        month="2026年9月",
        until=date(2026, 10, 8),
        sentences=(
            "2026年9月共登记3件，比上月增加1件，其中匿名1件，重大0件。",
            "已答复2件（当场解决1件），其中按期2件，按期率100.0%；还在办1件。",
        ),
        tables=(
            ReportTable(
                "按性质", (ReportLine("没有一次讲清，让人多跑、空跑", 2, 1), ReportLine("其他", 1, 0))
            ),
        ),
        trend=(ReportLine("2026-08", 2, 0), ReportLine("2026-09", 3, 1)),
        made_by="孔某",
        remarks="一次性告知仍是短板，建议各窗口开具书面告知单。",
    ),
)
