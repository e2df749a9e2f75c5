"""The invented case that the samples are about."""

from datetime import date
from typing import TypedDict

from ..bodies import Contacts, Limit, MaterialLine, Remedies, SupplementItem


class CaseHead(TypedDict):
    """What every paper of the case carries."""

    applicant: str
    matter: str
    case_no: str
    contacts: Contacts


CONTACTS = Contacts("李敏", "0000-1234501", "青禾县政务服务中心 5 号窗口", "0000-1234567", "0000-7654321")
HEAD = CaseHead(
    applicant="青禾县某某小吃店", matter="食品小经营许可", case_no="202609160043", contacts=CONTACTS
)
APPLIED, ACCEPTED, DECIDED = date(2026, 9, 14), date(2026, 9, 16), date(2026, 9, 24)
PROMISED = Limit("自受理次日起 10 个工作日", date(2026, 9, 30))
STATUTORY = Limit("20 个工作日", date(2026, 10, 21))
MATERIALS = (
    MaterialLine(1, "小餐饮经营许可申请书", "原件", 1),
    MaterialLine(2, "经营者身份证明", "核原件，退还", 0, is_returned=True),
    MaterialLine(3, "营业执照", "数据共享，免交"),
)
ITEMS = (
    SupplementItem(1, "经营场所平面图", "未标注操作间面积", "A4 纸 1 份，标注各功能区面积", "样表夹第 3 页"),
    SupplementItem(4, "从业人员健康证明", "未提交", "复印件 1 份，核原件后退还"),
)
REMEDIES = Remedies("青禾县人民政府", "青禾县人民法院")
MISSED = "逾期未补齐的，视为撤回申请。"
