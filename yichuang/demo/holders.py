"""Who already holds a licence in the demonstration: two that run out soon, taken the way every licence is."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone

from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Case, Collection
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import IntakeSheet, Matter, intake_sheet
from yichuang.people import public as people
from yichuang.people.public import IdKind, Officer, Role
from yichuang.worktime.public import local_day

from .organisation import Town

MATTER = "yule-jingying-taiqian"
CLERK, PUBLISHER, CENTRE_APPROVER = "0305", "1203", "0101"
BY_ROLE = {Role.REVIEWER: "1201", Role.APPROVER: "1202", Role.LEADER: "1209"}
AGENT, AGENT_ID = "蓝经办", "34052419800101001X"
VALIDITY, YEARS = "2年", 2  # 《娱乐场所管理办法》: what the guide's source leaves out, its bureau has added


@dataclass(frozen=True)
class Holder:
    """One who holds a licence, and how many days it still holds."""

    name: str
    number: str
    phone: str
    content: str
    days: int


HOLDERS = (  # the first is late to ask for its renewal (行政许可法 50), the second is not
    Holder(
        "青禾蓝鲸游艺厅有限公司", "91350100MA2XQ10010", "0591-80010001", "游艺娱乐，使用面积 320 平方米", 20
    ),
    Holder("青禾星河歌舞厅有限公司", "91350100MA2XQ10023", "0591-80010002", "歌舞娱乐，包厢 12 间", 45),
)


def arrange(built: Town, *, now: datetime) -> None:
    """Grant the licences on the days on which they must have been granted to run out when they do."""
    today = local_day(now)
    matter = Matter.objects.filter(code=MATTER, current__isnull=False).first()
    if matter is None:
        return  # an installation that was given other guides
    officers = {
        who: people.officer(built.staff[who].pk, on=today)
        for who in (CLERK, PUBLISHER, CENTRE_APPROVER, *BY_ROLE.values())
    }
    held = {who: officer for who, officer in officers.items() if officer is not None}
    _say_how_long(matter, by=held[PUBLISHER], approver=held[CENTRE_APPROVER], now=now)
    for holder in HOLDERS:
        ends_on = today + timedelta(days=holder.days)
        first = ends_on + timedelta(days=1)
        granted_on = first.replace(year=first.year - YEARS, day=min(first.day, 28))
        _grant(intake_sheet(matter.current_id), holder, held, on=granted_on)


def _say_how_long(matter: Matter, *, by: Officer, approver: Officer, now: datetime) -> None:
    """Publish the guide's next version, which says how long the licence holds."""
    guide = catalogue.draft(matter, by=by, now=now)
    catalogue.edit(guide, replace(catalogue.content_of(guide), result_validity=VALIDITY), by=by, now=now)
    catalogue.submit(guide, by=by, now=now)
    catalogue.publish(guide, by=approver, now=now)
    matter.refresh_from_db()


def _grant(sheet: IntakeSheet, holder: Holder, held: dict[str, Officer], *, on: date) -> None:
    """Take one application in, pass every step, and hand the licence out: by the people whose duty it is."""
    morning = datetime.combine(on, time(9, 30), get_default_timezone())
    clerk, typed = held[CLERK], _typed(holder)
    case = cases.draft(sheet, by=clerk, now=morning - timedelta(days=3))
    cases.note_typed(case, typed, by=clerk)
    cases.mark_rest_received(case, by=clerk)
    cases.accept(case, by=clerk, now=morning - timedelta(days=3))
    _decide(case, held, now=morning)
    collection = Collection(AGENT, IdKind.ID_CARD, AGENT_ID, "经办人", authority="经办人授权委托书")
    cases.hand_out(case, collection, by=clerk, now=morning + timedelta(hours=2))


def _typed(holder: Holder) -> dict[str, str]:
    return {
        "id_kind": IdKind.USCC,
        "id_number": holder.number,
        "name": holder.name,
        "phone": holder.phone,
        "has_agent": "1",
        "agent_id_kind": IdKind.ID_CARD,
        "agent_id_number": AGENT_ID,
        "agent_name": AGENT,
        "agent_phone": holder.phone,
        "authority": "经办人授权委托书",
        "content": holder.content,
    }


def _decide(case: Case, held: dict[str, Officer], *, now: datetime) -> None:
    while task := approvals.open_task_of(case.pk):
        by = held[BY_ROLE[Role(task.role)]]
        approvals.pass_on(task, "符合条件，同意。", examined=approvals.FINE, by=by, now=now)
    case.refresh_from_db()
