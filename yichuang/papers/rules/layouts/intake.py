"""Layouts of the papers of taking a case in, or of not taking it in."""

from ..bodies import (
    AcceptanceNotice,
    ApplicationPrint,
    CommitmentLetter,
    DeemedAcceptanceNotice,
    GapAcceptanceNotice,
    GapPromise,
    MaterialsReceipt,
    NonAcceptanceDecision,
    NotRequiredNotice,
    SupplementNotice,
)
from ..sheet import Block, Pair, Pairs, Points, bold, pair, text
from ..wording import copies_text, date_with_weekday, in_fours, long_date
from .parts import (
    case_row,
    contact_rows,
    items_grid,
    limit_pair,
    materials_grid,
    remedies_text,
)

ACCEPTED_BY_LAW = (
    "申请，材料齐全，符合法定形式。"
    "根据《中华人民共和国行政许可法》第三十二条第一款第五项，本机关决定予以受理。"
)
ACCEPTED = "申请，材料齐全，符合规定的形式，本单位决定予以受理。"
NOT_COUNTED_BY_LAW = (
    "依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间另行书面告知，不计入上述期限。"
)
ITEM_FOUR = "根据《中华人民共和国行政许可法》第三十二条第一款第四项，"

MOST_CONDITIONS = 300  # characters on the acceptance notice


def acceptance(body: AcceptanceNotice) -> tuple[Block, ...]:
    """受理通知书."""
    rows: list[tuple[Pair, ...]] = [
        case_row(body.case_no, body.query_code),
        (limit_pair("承诺办结", body.promised, is_first=True),),
        (limit_pair("法定办结", body.statutory),),
        (pair("收费", body.fee), pair("领取方式", body.delivery)),
        *contact_rows(body.contacts),
    ]
    said = ACCEPTED_BY_LAW if body.is_licence else ACCEPTED
    blocks: list[Block] = [
        text(f"你（单位）于{long_date(body.applied_on)}提出的", bold(body.matter), said),
        Pairs(tuple(rows)),
    ]
    if body.materials:
        blocks += [text("收到下列材料："), materials_grid(body.materials)]
    if body.conditions:
        blocks.append(text(bold("法定条件："), _shortened("；".join(body.conditions))))
    if body.steps:
        blocks.append(text(bold("办理程序："), f"{'、'.join(body.steps)}。"))
    notes = body.clock_note + (NOT_COUNTED_BY_LAW if body.is_licence else "")
    blocks.append(text(f"{notes}本通知书{copies_text(body.copies)}。"))
    return tuple(blocks)


def _shortened(conditions: str) -> str:
    """Keep the notice on its page: what is longer stands in the guide, whose version the case keeps."""
    words = conditions.rstrip("。；")
    return f"{words}。" if len(words) <= MOST_CONDITIONS else f"{words[:MOST_CONDITIONS]}……（全文见办事指南）"


def receipt(body: MaterialsReceipt) -> tuple[Block, ...]:
    """申请材料收件凭证."""
    returned = [m.name for m in body.materials if m.is_returned]
    blocks: list[Block] = [
        text(f"{long_date(body.received_on)}收到你（单位）申请", bold(body.matter), "的下列材料："),
        materials_grid(body.materials),
        Pairs(
            (
                case_row(body.case_no),
                (pair("收件人", body.received_by), pair("材料项数", str(len(body.materials)))),
            )
        ),
    ]
    if returned:
        blocks.append(text(f"其中核验后退还原件：{'、'.join(returned)}。"))
    blocks.append(text(f"本凭证{copies_text(body.copies)}。"))
    return tuple(blocks)


def application(body: ApplicationPrint) -> tuple[Block, ...]:
    """申请表核对件."""
    rows: list[tuple[Pair, ...]] = [
        (pair("申请事项", body.matter),),
        (pair("申请人", body.applicant), pair("代理人", body.agent)),
        *((pair(fact.label, fact.value),) for fact in body.facts),
        (*case_row(body.case_no), pair("填表日期", long_date(body.filled_on))),
        (pair("帮助填写", body.filled_by),),
    ]
    blocks: list[Block] = [text("以下内容按申请人的陈述和提交的材料填写，请逐项核对："), Pairs(tuple(rows))]
    if body.materials:
        blocks += [text("随申请提交的材料："), materials_grid(body.materials)]
    blocks.append(text("本人已核对以上内容，确认无误，并对申请材料实质内容的真实性负责。"))
    return tuple(blocks)


def supplement(body: SupplementNotice) -> tuple[Block, ...]:
    """补正告知书."""
    law = ITEM_FOUR if body.is_licence else ""
    again = ""
    if body.is_again:
        again = f"因{body.reason.rstrip('。')}，经{body.approved_by}批准，再次要求补正。"
    rows = ((pair("补正期限", bold(f"{date_with_weekday(body.due_on)}前")),), case_row(body.case_no))
    return (
        text(
            f"你（单位）于{long_date(body.received_on)}提出的",
            bold(body.matter),
            f"申请收悉。经审查，申请材料不齐全或者不符合规定的形式。{law}现一次性告知需要补正的全部内容：",
        ),
        items_grid(body.items),
        Pairs((*rows, *contact_rows(body.contacts))),
        text(f"请在上述期限内一次补齐。{body.if_missed}{again}"),
    )


def not_required(body: NotRequiredNotice) -> tuple[Block, ...]:
    """不受理告知书."""
    law = "根据《中华人民共和国行政许可法》第三十二条第一款第一项，" if body.is_licence else ""
    thing = "取得行政许可" if body.is_licence else "办理该事项"
    blocks: list[Block] = [
        text(f"你（单位）于{long_date(body.applied_on)}提出的", bold(body.matter), "申请收悉。"),
        text(
            f"经审查，{_ended(body.reason)}依据{body.basis}，上述事项依法不需要{thing}。{law}现即时告知不受理。"
        ),
    ]
    if body.advice:
        blocks.append(text(body.advice))
    return (*blocks, _case_table(body))


def _ended(words: str) -> str:
    return words if words.endswith(("。", "；")) else words + "。"


def _case_table(body: NotRequiredNotice | NonAcceptanceDecision) -> Pairs:
    return Pairs((case_row(body.case_no), *contact_rows(body.contacts)))


def non_acceptance(body: NonAcceptanceDecision) -> tuple[Block, ...]:
    """不予受理决定书."""
    blocks: list[Block] = [
        text(
            f"你（单位）于{long_date(body.applied_on)}提出的",
            bold(body.matter),
            f"申请（办件编号 {in_fours(body.case_no)}）收悉。",
        ),
        text(f"经审查，{_ended(body.reason)}依据{body.basis}，本机关决定不予受理。"),
    ]
    if body.competent_body:
        place = f"（{body.competent_place}）" if body.competent_place else ""
        blocks.append(text("上述事项请向", bold(body.competent_body), f"{place}提出申请。"))
    return (*blocks, remedies_text(body.remedies, "决定"))


def deemed(body: DeemedAcceptanceNotice) -> tuple[Block, ...]:
    """视为受理告知书."""
    law = ITEM_FOUR if body.is_licence else "按照一次性告知的规定，"
    return (
        text(
            "你（单位）提出的",
            bold(body.matter),
            f"申请，本单位于{long_date(body.received_on)}收到材料。至{long_date(body.told_by_on)}，"
            "本单位没有一次性告知需要补正的内容，也没有作出是否受理的决定。",
        ),
        text(
            f"{law}你（单位）的申请自收到申请材料之日即",
            bold(long_date(body.received_on)),
            "起视为受理，办理期限从该日起计算。",
        ),
        Pairs(
            (
                case_row(body.case_no),
                (limit_pair("承诺办结", body.promised, is_first=True),),
                (limit_pair("法定办结", body.statutory),),
                *contact_rows(body.contacts),
            )
        ),
    )


def gap_promise(body: GapPromise) -> tuple[Block, ...]:
    """申请容缺受理承诺书."""
    return (
        text("本人（单位）申请办理", bold(body.matter), "，自愿申请容缺受理。下列材料暂未提交："),
        items_grid(body.missing),
        Points(
            "本人（单位）承诺",
            (
                f"在{date_with_weekday(body.due_on)}前补齐上述材料，并保证符合规定的形式。",
                "已提交和后补的材料真实、合法、有效，与实际情况一致。",
                f"知悉并接受逾期未补齐的处理办法：{_ended(body.if_missed)}",
            ),
        ),
        Pairs(
            (
                case_row(body.case_no),
                (
                    pair("承诺人", body.signed_by or body.applicant),
                    pair("承诺日期", long_date(body.promised_on)),
                ),
            )
        ),
    )


def gap_acceptance(body: GapAcceptanceNotice) -> tuple[Block, ...]:
    """容缺受理通知书."""
    blocks: list[Block] = [
        text(
            "你（单位）提出的",
            bold(body.matter),
            f"申请，基本条件具备，主要申请材料齐全且符合规定的形式。根据你（单位）的书面承诺，本单位于{long_date(body.accepted_on)}"
            "先予受理。尚需补齐下列材料：",
        ),
        items_grid(body.missing),
        Pairs(
            (
                case_row(body.case_no),
                (pair("补齐期限", bold(f"{date_with_weekday(body.due_on)}前")),),
                (limit_pair("承诺办结", body.promised, is_first=True),),
                (limit_pair("法定办结", body.statutory),),
                *contact_rows(body.contacts),
            )
        ),
    ]
    if body.materials:
        blocks += [text("已收到下列材料："), materials_grid(body.materials)]
    return (*blocks, text(f"{_ended(body.clock_note)}{_ended(body.if_missed)}"))


def commitment(body: CommitmentLetter) -> tuple[Block, ...]:
    """告知承诺书."""
    checked = f"行政机关将在{body.checked_within}对承诺内容进行核查。" if body.checked_within else ""
    blocks: list[Block] = [
        text("申请办理", bold(body.matter), f"（办件编号 {in_fours(body.case_no)}）。"),
        Points("一、行政机关告知的条件和要求", body.told),
        Points("二、申请人承诺", body.commitments),
        Points("三、不履行承诺的后果", body.consequences),
    ]
    if checked:
        blocks.append(text(checked))
    blocks.append(
        Pairs(
            (
                (
                    pair("承诺人", body.signed_by or body.applicant),
                    pair("承诺日期", long_date(body.committed_on)),
                ),
            )
        )
    )
    return tuple(blocks)
