"""Layouts of the papers that go with a case from hand to hand, between offices, or up."""

from ..bodies import (
    HandoverSheet,
    JointApprovalForm,
    MeetingMinutes,
    NegativeMatterRecord,
    RequestSheet,
    RoutingSheet,
    SiteInspectionRecord,
    SupervisionSheet,
    UpwardOpinion,
)
from ..bodies.parts import Opinion
from ..sheet import Block, Grid, Pair, Pairs, Points, bold, pair, text
from ..wording import NONE, date_with_weekday, in_fours, long_date, short_day
from .parts import PEN_ROOM_MM, limit_pair, materials_grid, opinions_grid

_MET = {True: "符合", False: "不符合", None: "记录"}


def _heading(
    body: RoutingSheet | JointApprovalForm | NegativeMatterRecord | RequestSheet,
) -> tuple[tuple[Pair, ...], ...]:
    return (
        (pair("事项", body.matter),),
        (pair("申请人", body.applicant), pair("办件编号", in_fours(body.case_no))),
    )


def routing(body: RoutingSheet) -> tuple[Block, ...]:
    """审批流转单, with its countersign sheet."""
    facts = Pairs(
        (
            (pair("事项", body.matter),),
            (pair("申请人", body.applicant), pair("材料", f"{body.materials} 项")),
            (pair("办件编号", in_fours(body.case_no)), pair("受理日期", long_date(body.accepted_on))),
            (limit_pair("承诺办结", body.promised, is_first=True),),
            (limit_pair("法定办结", body.statutory),),
            (pair("承办第一责任人", body.accepted_by),),
        )
    )
    rows = tuple(
        (
            str(s.order),
            s.name,
            s.role or NONE,
            s.limit or NONE,
            s.opinion,
            " ".join(filter(None, (s.signed_by, short_day(s.signed_on)))),
        )
        for s in body.steps
    )
    head = ("序号", "环节", "办理人员", "时限", "意见", "签名、时间")
    steps = Grid(head, rows, wide=4, row_mm=PEN_ROOM_MM)
    if not body.countersigns:
        return facts, steps
    return facts, steps, text(bold("会签")), opinions_grid(body.countersigns, "会签单位")


def handover(body: HandoverSheet) -> tuple[Block, ...]:
    """项目收件交接单."""
    rows: list[tuple[Pair, ...]] = [
        (pair("事项", body.matter),),
        (pair("申请人", body.applicant), pair("办件编号", in_fours(body.case_no))),
        (pair("移交单位", body.from_unit), pair("接收单位", body.to_unit)),
        (
            pair("方向", "退回窗口" if body.is_return else "交主办科室"),
            pair("交接日期", long_date(body.handed_on)),
        ),
    ]
    if body.opinion:
        rows.append((pair("意见和理由", body.opinion),))
    signed = Grid(
        ("", "签名", "时间"),
        (
            ("移交人", body.handed_by, body.handed_at),
            ("接收人", body.received_by, body.received_at),
        ),
        wide=1,
        row_mm=12,
    )
    return (
        Pairs(tuple(rows)),
        materials_grid(body.materials),
        text(f"以上材料共 {len(body.materials)} 项，双方当面清点无误，于当日签收。"),
        signed,
    )


def upward(body: UpwardOpinion) -> tuple[Block, ...]:
    """初审意见报送单."""
    rows = (
        (pair("事项", body.matter),),
        (pair("申请人", body.applicant), pair("办件编号", in_fours(body.case_no))),
        (pair("受理日期", long_date(body.accepted_on)), pair("审查完毕", long_date(body.finished_on))),
        (pair("审查人", body.reviewed_by), pair("签发人", body.approved_by)),
    )
    return (
        text(
            "依照《中华人民共和国行政许可法》第三十五条，现将初步审查意见和全部申请材料直接报送",
            bold(body.upward_to),
            "。",
        ),
        Pairs(rows),
        text(bold("初审意见："), body.opinion),
        text(f"随附全部申请材料 {len(body.materials)} 项，不需要申请人重复提供："),
        materials_grid(body.materials),
    )


def joint(body: JointApprovalForm) -> tuple[Block, ...]:
    """联合审批表."""
    rows = (
        *_heading(body),
        (pair("责任窗口", body.lead), pair("受理日期", long_date(body.accepted_on))),
        (limit_pair("承诺办结", body.promised, is_first=True),),
        (limit_pair("法定办结", body.statutory),),
        *((pair(fact.label, fact.value),) for fact in body.facts),
    )
    conclusion = Opinion("联合审批结论", body.conclusion)
    return Pairs(rows), opinions_grid((*body.opinions, conclusion), "部门")


def minutes(body: MeetingMinutes) -> tuple[Block, ...]:
    """会议纪要."""
    people = tuple((a.name, a.unit or NONE, a.role or NONE, "") for a in body.attendees)
    return (
        Pairs(
            (
                (pair("会议", body.meeting), pair("时间", f"{long_date(body.on)} {body.time}")),
                (pair("地点", body.place), pair("办件编号", in_fours(body.case_no))),
                (pair("事项", body.matter),),
                (pair("主持人", body.presider), pair("记录人", body.recorder)),
            )
        ),
        Grid(("参加人", "单位", "职务或身份", "签名"), people, wide=1, row_mm=9),
        *((Points("研究的问题", body.discussed),) if body.discussed else ()),
        Points("议定的事项", body.concluded),
    )


def inspection(body: SiteInspectionRecord) -> tuple[Block, ...]:
    """现场核查记录."""
    rows: list[tuple[Pair, ...]] = [
        (pair("事项", body.matter),),
        (pair("申请人", body.applicant), pair("办件编号", in_fours(body.case_no))),
        (pair("时间", f"{long_date(body.on)} {body.time}"), pair("地点", body.place)),
    ]
    if body.reason:
        rows.append((pair("核查原因", body.reason),))
    people = tuple((a.name, a.unit or NONE, a.badge or NONE, "") for a in body.inspectors)
    found = tuple((str(at), f.point, f.found, _MET[f.is_met]) for at, f in enumerate(body.findings, 1))
    return (
        Pairs(tuple(rows)),
        Grid(("核查人员", "单位", "证件号", "签名"), people, wide=1, row_mm=9),
        Grid(("序号", "核查内容", "现场情况", "结果"), found, wide=2),
        text(bold("核查结论："), body.conclusion),
        Pairs(((pair("申请人在场人员", body.present), pair("陈述", body.said)),)),
    )


def negative(body: NegativeMatterRecord) -> tuple[Block, ...]:
    """否定事项登记备案表."""
    rows = (
        *_heading(body),
        (pair("拟作出的决定", bold(body.intended)), pair("登记日期", long_date(body.registered_on))),
        (pair("依据", body.basis),),
        (pair("登记人", body.registered_by),),
    )
    return Pairs(rows), Points("拟否定的理由", body.reasons), opinions_grid(body.levels, "逐级审核")


def supervision(body: SupervisionSheet) -> tuple[Block, ...]:
    """督办单."""
    rows = (
        (pair("事项", body.matter),),
        (pair("申请人", body.applicant), pair("办件编号", in_fours(body.case_no))),
        (
            pair("应办结日期", date_with_weekday(body.due_on)),
            pair("已超过", bold(f"{body.overdue_days} 个工作日")),
        ),
        (pair("责任单位和人员", body.responsible),),
        (
            pair("回复期限", bold(f"{date_with_weekday(body.reply_by)}前")),
            pair("督办日期", long_date(body.issued_on)),
        ),
    )
    return (
        text("下列办件没有在规定的时限内完成，请立即办理，并说明原因："),
        Pairs(rows),
        text(bold("督办要求："), body.required),
        Grid(("回复", "签名", "日期"), (("", "", ""),), wide=0, row_mm=30),
        text("本单不代替审批决定，是否准予由有权人员依法决定。"),
    )


def request(body: RequestSheet) -> tuple[Block, ...]:
    """请示单, 业务会议申请单."""
    rows = (
        *_heading(body),
        (pair("提出人", body.asked_by), pair("提出日期", long_date(body.asked_on))),
        (pair("报送", body.asked_of),),
    )
    blocks: list[Block] = [Pairs(rows), text(bold("事由："), body.question)]
    if body.suggestion:
        blocks.append(text(bold("建议："), body.suggestion))
    return (*blocks, opinions_grid(body.answers or (Opinion(body.asked_of),), "批示"))
