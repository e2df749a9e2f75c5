"""What papers are made of in these tests. Invented people and places."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from yichuang.kit.actor import Nobody
from yichuang.papers.public import (
    AcceptanceNotice,
    ApprovalDocument,
    Body,
    Checklist,
    Contacts,
    DeliveryReceipt,
    Fact,
    Licence,
    Limit,
    MaterialLine,
    MaterialsReceipt,
    OriginalsList,
    PaperOrder,
    RoutingSheet,
    RoutingStep,
)
from yichuang.papers.rules.samples import SAMPLES
from yichuang.people.public import ApprovalSeal, Centre, Department

NOW = datetime(2026, 9, 16, 2, 30, tzinfo=UTC)
CLERK = Nobody("0312", "李敏")
ADDRESS = "https://hall.example/t/7K3M9Q"

MATERIALS = (
    MaterialLine(1, "小餐饮经营许可申请书", "原件", 1),
    MaterialLine(2, "经营者身份证明", "核原件，退还", 0, is_returned=True),
    MaterialLine(3, "营业执照", "数据共享，免交"),
)
CONTACTS = Contacts("李敏", "0000-1234501", "青禾县政务服务中心 5 号窗口", "0000-1234567", "0000-7654321")
PROMISED = Limit("自受理次日起 10 个工作日", date(2026, 9, 30))
STATUTORY = Limit("20 个工作日", date(2026, 10, 21))
COMMON: dict[str, Any] = {
    "applicant": "青禾县某某小吃店",
    "matter": "食品小经营许可",
    "case_no": "202609160043",
}

NOTICE = AcceptanceNotice(
    **COMMON,
    applied_on=date(2026, 9, 16),
    promised=PROMISED,
    statutory=STATUTORY,
    materials=MATERIALS,
    delivery="邮寄",
    query_code="7K3M 9Q",
    contacts=CONTACTS,
)
RECEIPT = MaterialsReceipt(
    **COMMON, received_on=date(2026, 9, 16), materials=MATERIALS, received_by="李敏", contacts=CONTACTS
)
ROUTING = RoutingSheet(
    **COMMON,
    accepted_on=date(2026, 9, 16),
    promised=PROMISED,
    statutory=STATUTORY,
    steps=(
        RoutingStep(1, "审查", "审查人员", "5 个工作日"),
        RoutingStep(2, "决定", "审批人员", "3 个工作日"),
    ),
    accepted_by="李敏",
    materials=3,
)
APPROVAL = ApprovalDocument(
    **COMMON,
    decided_on=date(2026, 9, 24),
    decision="准予食品小经营许可。",
    result_name="食品小经营许可证",
    granted=("热食类食品制售",),
    notes=("亮证经营",),
    bounds=("不得经营生食类食品",),
    valid_from=date(2026, 9, 24),
    valid_until=date(2029, 9, 23),
    contacts=CONTACTS,
)
LICENCE = Licence(
    holder="青禾县某某小吃店",
    name="食品小经营许可证",
    case_no="202609160043",
    granted_on=date(2026, 9, 24),
    facts=(Fact("经营场所", "青禾县东街 1 号"), Fact("经营项目", "热食类食品制售")),
    valid_from=date(2026, 9, 24),
    valid_until=date(2029, 9, 23),
)
DELIVERY = DeliveryReceipt(
    **COMMON,
    delivered_on=date(2026, 9, 25),
    results=("准予决定书　青市监准〔2026〕12号",),
    receiver="王某",
    receiver_id="3405**********001X",
    relation="受委托人",
    originals=("2. 经营者身份证明",),
    handed_by="李敏",
)
ORIGINALS = OriginalsList(**COMMON, returned_on=date(2026, 9, 25), materials=MATERIALS[1:2], handed_by="李敏")
CHECKLIST = Checklist(
    matter="食品小经营许可",
    made_on=date(2026, 9, 16),
    materials=MATERIALS,
    conditions=("有固定的经营场所",),
    facts=(Fact("承诺办结时限", "10 个工作日"),),
    contacts=CONTACTS,
)
EVERY_BODY: tuple[Body, ...] = SAMPLES


def a_department(letter: str = "青市监", *, sealed: bool = True) -> Department:
    """Return a resident department, with its approval seal registered."""
    centre, _ = Centre.objects.get_or_create(
        code="qinghe", defaults={"name": "青禾县政务服务中心", "short": "青禾县", "level": "county"}
    )
    department = Department.objects.create(
        centre=centre,
        code=f"d{len(letter)}{ord(letter[-1])}",
        name=f"青禾县{letter}局",
        short=letter,
        letter=letter,
    )
    if sealed:
        ApprovalSeal.objects.create(department=department, registered_on=date(2026, 1, 4))
    return department


def an_order(body: Body, department: Department, **changes: Any) -> PaperOrder:
    """Return an order for a paper of the usual case."""
    order = PaperOrder(
        body,
        department.centre,
        department,
        case_no=getattr(body, "case_no", ""),
        addressee=getattr(body, "applicant", ""),
    )
    return replace(order, **changes)
