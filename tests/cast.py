"""A fixed cast and a small hall, built through the rooms' own doors: an impossible object cannot be built.

`NOW` is a Monday with make-up days and a holiday before it; pass it, or another instant, everywhere.
"""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from tests.remembered import once
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import Content, IntakeSheet, MaterialLine, StepLine, intake_sheet
from yichuang.kit.actor import SYSTEM
from yichuang.people import public as people
from yichuang.people.public import (
    ApprovalSeal,
    Authorisation,
    Centre,
    Department,
    Hire,
    Level,
    Officer,
    Role,
    Staff,
    Theme,
    Window,
    WindowAssignment,
)

NOW = datetime(2026, 9, 14, 10, 26, tzinfo=ZoneInfo("Asia/Shanghai"))
PASSWORD = "Right-horse-7"
MATERIALS = (
    MaterialLine(name="设立申请书", form="original", copies=1, necessity="required"),
    MaterialLine(name="经营者身份证明", form="both", copies=1, necessity="required"),
    MaterialLine(name="经营场所平面图", form="original", copies=2, necessity="required"),
    MaterialLine(name="租赁合同", form="copy", necessity="required", situation="租赁场地经营的"),
    MaterialLine(name="获奖证明", form="copy", necessity="optional"),
)
STEPS = (
    StepLine(name="审查", kind="review", role="reviewer", limit_value=2, limit_unit="working_day"),
    StepLine(name="决定", kind="decide", role="approver"),
)


@dataclass
class Hall:
    """A centre with one department, one window, and the people of the cast."""

    centre: Centre
    department: Department
    other_department: Department
    theme: Theme
    window: Window
    staff: dict[str, Staff] = field(default_factory=dict)

    def officer(self, who: str) -> Officer:
        """Return a member of the cast at work: clerk, reviewer, approver, stranger, supervisor …"""
        at = self.window.pk if who == "clerk" else None
        found = people.officer(self.staff[who].pk, on=timezone.localdate(NOW), window_id=at)
        assert found is not None
        return found


def a_hall(code: str = "qinghe", *, follows: Centre | None = None) -> Hall:
    """Return a hall with the cast hired: the usual one is built once in a process."""
    if code == "qinghe" and follows is None:
        return once("hall", lambda: _built(code, None))
    return _built(code, follows)


def _built(code: str, follows: Centre | None) -> Hall:
    centre = Centre.objects.create(
        code=code, name=f"{code}政务服务中心", short="青禾市", level=Level.CITY, follows=follows, phone="0000-1234567",
        complaint_phone="0000-7654321", address="文昌路 1 号",
    )  # fmt: skip
    department = a_department(centre, "scjg", "青市监")
    other = a_department(centre, "wgl", "青文旅")
    theme = Theme.objects.create(centre=centre, code="B", name="企业注册开办", name_en="Starting a business")
    window = Window.objects.create(centre=centre, number=5, theme=theme)
    hall = Hall(centre, department, other, theme, window)
    for number, (who, role, held_in) in enumerate(
        (
            ("clerk", Role.CLERK, None),
            ("second_clerk", Role.CLERK, None),
            ("reviewer", Role.REVIEWER, department),
            ("approver", Role.APPROVER, department),
            ("stranger", Role.REVIEWER, other),
            ("publisher", Role.PUBLISHER, department),
            ("centre_approver", Role.CENTRE_APPROVER, None),
            ("manager", Role.MANAGER, None),
            ("supervisor", Role.SUPERVISION, None),
            ("leader", Role.LEADER, department),
            ("chief_rep", Role.CHIEF_REP, department),
            ("second_reviewer", Role.REVIEWER, department),
        )
    ):
        hall.staff[who] = a_person(hall, f"{code[:3]}{number}", who, role, held_in)
    WindowAssignment.objects.create(
        staff=hall.staff["clerk"], window=window, since_on=timezone.localdate(NOW)
    )
    return hall


def a_department(centre: Centre, code: str, letter: str) -> Department:
    """Build a resident department with its seal."""
    department = Department.objects.create(
        centre=centre, code=code, name=f"{letter}局", short=letter, letter=letter, phone="0000-1111111"
    )
    ApprovalSeal.objects.create(department=department, registered_on=timezone.localdate(NOW))
    return department


def a_person(hall: Hall, number: str, name: str, role: Role, held_in: Department | None) -> Staff:
    """Hire someone with one role."""
    staff = people.hire(
        Hire(number, name, hall.centre, held_in, phone="0000-2222222", password=PASSWORD), by=SYSTEM, now=NOW
    )
    people.grant_role(staff, role, centre=hall.centre, department=held_in, by=SYSTEM, now=NOW)
    return staff


def authorise_window(department: Department, *codes: str) -> Authorisation:
    """Give the window the department's written power to decide."""
    return Authorisation.objects.create(
        department=department, number="授〔2026〕1号", matter_codes=list(codes), decides_at_window=True,
        from_on=timezone.localdate(NOW),
    )  # fmt: skip


def a_matter(hall: Hall, code: str = "sp-xjy", *, by_year: int = NOW.year, **content: object) -> IntakeSheet:
    """Publish a guide the way a department does: drafted, submitted, approved by the centre."""
    said: dict[str, object] = {
        "name": "食品小经营许可",
        "category": "行政许可",
        "case_kind": "commitment",
        "promised_value": 10,
        "promised_unit": "working_day",
        "statutory_value": 20,
        "statutory_unit": "working_day",
        "fee_charged": False,
        "result_name": "食品小经营许可证",
        "materials": MATERIALS,
        "steps": STEPS,
        **content,
    }
    now = NOW.replace(year=by_year)
    by, centre_approver = hall.officer("publisher"), hall.officer("centre_approver")
    matter = catalogue.add_matter(
        centre=hall.centre, department=hall.department, codes=catalogue.Codes(code), name=str(said["name"]),
        theme=hall.theme, by=by, now=now,
    )  # fmt: skip
    guide = matter.guides.get()
    catalogue.edit(guide, Content(**said), by=by, now=now)  # type: ignore[arg-type]
    catalogue.submit(guide, by=by, now=now)
    catalogue.publish(guide, by=centre_approver, now=now)
    return intake_sheet(guide.pk)
