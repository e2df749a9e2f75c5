"""What the demonstration shows of machines, fees and commitments: a kiosk, online payment, one matter decided first."""

from datetime import datetime

from yichuang.cases import public as cases
from yichuang.cases.public import Offer
from yichuang.catalogue.public import Matter
from yichuang.devices import public as devices
from yichuang.devices.public import Kind, Machine
from yichuang.people import public as people
from yichuang.worktime.public import local_day

from .organisation import Town

MANAGER, PUBLISHER = "0102", "1203"
OFFER = Offer(
    told=("有固定的办公场所", "从业人员具备规定的资格", "不在禁止从业的期限内"),
    commitments=("已经知晓告知的全部内容", "所填内容真实，达到许可条件后再开展活动", "愿意接受事后核查"),
    consequences=("未履行承诺的，限期整改；整改后仍不符合的，撤销许可", "失信修复以前不再适用告知承诺"),
    check_days=40,
)


def arrange(built: Town, *, now: datetime) -> None:
    """Open online payment with the sandbox, and offer notify-and-commit for one matter of culture."""
    today = local_day(now)
    manager = people.officer(built.staff[MANAGER].pk, on=today)
    publisher = people.officer(built.staff[PUBLISHER].pk, on=today)
    if manager is None or publisher is None:
        return
    kiosk = Machine("1 号取号机", Kind.KIOSK, "一楼东门", code="hall-1")
    devices.add(kiosk, by=manager, now=now)
    people.set_setting(built.centres["qinghe"], "fees.online", "sandbox", by=manager, now=now)
    bureau = built.bureaus["qinghe", "wgl"]
    for matter in Matter.objects.filter(department=bureau, current__isnull=False).order_by("id"):
        if not cases.why_not_area(matter.name, cases.BarredArea.NONE):
            cases.offer_commitment(matter, OFFER, by=publisher, now=now)
            return
