"""Layouts of the papers between acceptance and decision that go to people outside."""

from ..bodies import (
    ExtensionNotice,
    HearingAnnouncement,
    HearingNotice,
    HearingRecord,
    HearingRightNotice,
    InterestedPartyNotice,
    RecalculationNotice,
    SpecialProcedureNotice,
)
from ..sheet import Block, Grid, Pair, Pairs, Points, bold, pair, text
from ..wording import PROVISIONAL, date_with_weekday, in_fours, long_date
from .parts import case_row, contact_rows, limit_pair


def _about(matter: str, case_no: str) -> tuple[Block, ...]:
    return (
        text("你（单位）申请的", bold(matter), f"（办件编号 {in_fours(case_no)}），现就有关事项告知如下："),
    )


def special(body: SpecialProcedureNotice) -> tuple[Block, ...]:
    """特殊程序审查期限告知书."""
    why = f"因{body.reason.rstrip('。')}，" if body.reason else ""
    rows: list[tuple[Pair, ...]] = [
        (pair("特殊程序", bold(body.procedure)), pair("所需时间", bold(body.needed))),
        (
            pair("开始日期", long_date(body.starts_on)),
            pair("预计结束", long_date(body.expected_on) if body.expected_on else ""),
        ),
    ]
    if body.statutory:
        rows.append((limit_pair("法定办结", body.statutory),))
    return (
        *_about(body.matter, body.case_no),
        text(
            f"{why}本事项依法需要进行{body.procedure}，所需时间为",
            bold(body.needed),
            f"。依照{body.article}，所需时间不计算在办理期限内。",
        ),
        Pairs((*rows, case_row(body.case_no), *contact_rows(body.contacts))),
    )


def extension(body: ExtensionNotice) -> tuple[Block, ...]:
    """延长办理期限通知书."""
    rows = (
        (
            pair("原办结期限", date_with_weekday(body.old_on)),
            pair("延长后期限", bold(date_with_weekday(body.new_on))),
        ),
        (pair("批准人", body.approved_by), pair("批准日期", long_date(body.approved_on))),
        case_row(body.case_no),
    )
    return (
        text(
            "你（单位）申请的",
            bold(body.matter),
            f"，因{body.reason.rstrip('。')}，不能在原定期限内作出决定。依照{body.article}，"
            f"经{body.approved_by}批准，办理期限延长 {body.days} 个工作日。",
        ),
        Pairs((*rows, *contact_rows(body.contacts))),
        text("特此告知。"),
    )


def recalculation(body: RecalculationNotice) -> tuple[Block, ...]:
    """办理期限变更告知书."""
    rows = tuple(
        (
            change.label,
            date_with_weekday(change.old_on),
            date_with_weekday(change.new_on) + (f"（{PROVISIONAL}）" if change.is_provisional else ""),
        )
        for change in body.changes
    )
    return (
        text(
            "你（单位）申请的",
            bold(body.matter),
            f"（办件编号 {in_fours(body.case_no)}），{body.reason.rstrip('。')}。原按暂定日历推算的办结日期变更如下：",
        ),
        Grid(("期限", "原日期", "变更后日期"), rows, wide=2),
        text("办理期限的工作日数没有改变。"),
        Pairs(tuple(contact_rows(body.contacts))) if contact_rows(body.contacts) else text("特此告知。"),
    )


def hearing_right(body: HearingRightNotice) -> tuple[Block, ...]:
    """听证权利告知书."""
    basis = f"依据{body.basis}，" if body.basis else ""
    by = f"（{date_with_weekday(body.ask_by)}前）" if body.ask_by else ""
    return (
        text(
            f"关于{body.applicant}申请的",
            bold(body.matter),
            f"（办件编号 {in_fours(body.case_no)}），{basis}本机关拟作出如下决定：",
        ),
        text(bold(body.intended)),
        text(f"理由：{body.reason}"),
        text(
            "依照《中华人民共和国行政许可法》第四十七条，你（单位）享有要求听证的权利。要求听证的，应当自被告知之日起五日内"
            f"{by}向本机关提出；逾期不提出的，视为放弃。本机关在收到听证申请后二十日内组织听证，不收取任何费用。"
        ),
        *_contact_table(body),
    )


def _contact_table(body: HearingRightNotice | HearingNotice | InterestedPartyNotice) -> tuple[Block, ...]:
    rows = contact_rows(body.contacts)
    return (Pairs(tuple(rows)),) if rows else ()


def interested(body: InterestedPartyNotice) -> tuple[Block, ...]:
    """利害关系人告知书."""
    hearing = "你（单位）也有权要求听证，应当自被告知之日起五日内提出。" if body.has_hearing_right else ""
    return (
        text(
            f"本机关正在审查{body.applicant}申请的",
            bold(body.matter),
            f"（办件编号 {in_fours(body.case_no)}）。申请内容：{body.content.rstrip('。')}。",
        ),
        text(f"经审查，该事项直接关系你（单位）的重大利益：{body.interest.rstrip('。')}。"),
        text(
            "依照《中华人民共和国行政许可法》第三十六条，你（单位）有权进行陈述和申辩。请在",
            bold(f"{date_with_weekday(body.reply_by)}前"),
            f"以书面或者口头方式向本机关提出意见。{hearing}",
        ),
        *_contact_table(body),
    )


def hearing_notice(body: HearingNotice) -> tuple[Block, ...]:
    """听证通知书."""
    rows = (
        (pair("听证事项", body.about),),
        (pair("时间", bold(f"{date_with_weekday(body.on)} {body.time}")),),
        (pair("地点", bold(body.place)),),
        (pair("主持人", body.presider), pair("记录人", body.recorder)),
        case_row(body.case_no),
    )
    return (
        text(
            "关于",
            bold(body.matter),
            "，本机关决定举行听证。依照《中华人民共和国行政许可法》第四十八条，现通知如下：",
        ),
        Pairs((*rows, *contact_rows(body.contacts))),
        Points(
            "注意事项",
            (
                "听证公开举行，请持本通知书和有效身份证件按时参加；可以委托一至二人代理，委托的须提交授权委托书。",
                "你（单位）认为主持人与本事项有直接利害关系的，有权申请回避。",
                "听证中可以提出证据，进行申辩和质证。听证不收取任何费用。",
            ),
        ),
    )


ORDERED = "依照《中华人民共和国行政许可法》第四十六条"


def announcement(body: HearingAnnouncement) -> tuple[Block, ...]:
    """听证公告."""
    basis = f"依照{body.basis}和《中华人民共和国行政许可法》第四十六条" if body.basis else ORDERED
    rows = (
        (pair("申请人", body.applicant),),
        (pair("听证事项", body.about),),
        (pair("理由", body.reason),),
        (pair("时间", bold(f"{date_with_weekday(body.on)} {body.time}")),),
        (pair("地点", bold(body.place)),),
        (pair("主持人", body.presider),),
        (pair("报名", f"{date_with_weekday(body.register_by)}前，{body.how_to_register}"),),
        case_row(body.case_no),
    )
    return (
        text("本机关正在审查", bold(body.matter), f"的申请。{basis}，决定举行听证，现公告如下："),
        Pairs((*rows, *contact_rows(body.contacts))),
        text("听证公开举行。公民、法人和其他组织可以报名参加或者旁听，听证不收取任何费用。"),
    )


def hearing_record(body: HearingRecord) -> tuple[Block, ...]:
    """听证笔录."""
    rows = (
        (pair("听证事项", body.about),),
        (pair("办件编号", in_fours(body.case_no)), pair("申请人", body.applicant)),
        (pair("时间", f"{long_date(body.on)} {body.time}"), pair("地点", body.place)),
        (pair("主持人", body.presider), pair("记录人", body.recorder)),
    )
    people = tuple((a.name, a.role, a.unit, "") for a in body.attendees)
    said = tuple(text(bold(f"{s.speaker}："), s.words) for s in body.statements)
    blocks: list[Block] = [
        Pairs(rows),
        Grid(("参加人", "身份", "单位", "签名"), people, wide=2, row_mm=9),
        *said,
    ]
    if body.summary:
        blocks.append(text(bold("听证情况："), body.summary))
    blocks.append(
        text(
            "以上笔录经参加人核对无误后签字。依照《中华人民共和国行政许可法》第四十八条，行政机关根据听证笔录作出决定。"
        )
    )
    return tuple(blocks)
