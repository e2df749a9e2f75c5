"""Samples of the papers of taking in."""

from datetime import date

from ..bodies import (
    AcceptanceNotice,
    ApplicationPrint,
    Body,
    Checklist,
    CommitmentLetter,
    DeemedAcceptanceNotice,
    Fact,
    GapAcceptanceNotice,
    GapPromise,
    MaterialsReceipt,
    NonAcceptanceDecision,
    NotRequiredNotice,
    SupplementNotice,
)
from .cast import ACCEPTED, APPLIED, CONTACTS, HEAD, ITEMS, MATERIALS, MISSED, PROMISED, REMEDIES, STATUTORY

BODIES: tuple[Body, ...] = (
    Checklist(
        "食品小经营许可",
        APPLIED,
        MATERIALS,
        ("有固定的经营场所",),
        (Fact("承诺办结时限", "10 个工作日"),),
        CONTACTS,
    ),
    ApplicationPrint(
        **HEAD,
        filled_on=APPLIED,
        facts=(
            Fact("经营场所", "青禾县东街 1 号"),
            Fact("经营项目", "热食类食品制售"),
            Fact("从业人数", "3 人"),
        ),
        materials=MATERIALS,
        agent="王某",
        filled_by="李敏",
    ),
    MaterialsReceipt(
        HEAD["applicant"], HEAD["matter"], APPLIED, HEAD["case_no"], MATERIALS, "李敏", CONTACTS
    ),
    AcceptanceNotice(
        HEAD["applicant"],
        HEAD["matter"],
        APPLIED,
        HEAD["case_no"],
        PROMISED,
        STATUTORY,
        MATERIALS,
        delivery="邮寄",
        query_code="7K3M 9Q",
        contacts=CONTACTS,
        conditions=("有与经营的食品相适应的场所", "有健全的食品安全管理制度"),
        steps=("审查", "决定"),
    ),
    SupplementNotice(**HEAD, received_on=APPLIED, items=ITEMS, due_on=date(2026, 9, 28), if_missed=MISSED),
    NotRequiredNotice(
        **HEAD,
        applied_on=APPLIED,
        reason="你单位只销售预包装食品",
        basis="《中华人民共和国食品安全法》第三十五条第一款",
        advice="请按规定办理仅销售预包装食品备案。",
    ),
    NonAcceptanceDecision(
        **HEAD,
        applied_on=APPLIED,
        reason="你单位的经营场所在市辖区内，不属于本机关职权范围",
        basis="《中华人民共和国行政许可法》第三十二条第一款第二项",
        competent_body="青禾市市场监督管理局",
        competent_place="青禾市政务服务中心 12 号窗口，0000-1234000",
        remedies=REMEDIES,
    ),
    DeemedAcceptanceNotice(
        **HEAD, received_on=APPLIED, told_by_on=date(2026, 9, 21), promised=PROMISED, statutory=STATUTORY
    ),
    GapPromise(**HEAD, promised_on=APPLIED, missing=ITEMS, due_on=date(2026, 9, 28), if_missed=MISSED),
    GapAcceptanceNotice(
        **HEAD,
        accepted_on=ACCEPTED,
        missing=ITEMS,
        due_on=date(2026, 9, 28),
        if_missed=MISSED,
        promised=PROMISED,
        statutory=STATUTORY,
        clock_note="办理期限自材料补齐之日起计算",
        materials=MATERIALS,
    ),
    CommitmentLetter(
        **HEAD,
        committed_on=APPLIED,
        told=("有与经营项目相适应的固定场所。", "从业人员持有有效健康证明。"),
        commitments=(
            "已知悉并符合上述条件和要求。",
            "提交的材料真实、合法、有效。",
            "接受行政机关的核查和监督。",
        ),
        consequences=(
            "核查发现不符合承诺的，责令限期整改；逾期不整改的，撤销决定。",
            "由此产生的损失由申请人承担。",
        ),
        checked_within="作出决定之日起 30 个工作日内",
    ),
)
