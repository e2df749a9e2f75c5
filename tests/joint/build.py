"""Joint applications, built by walking the real path."""

from collections.abc import Sequence
from datetime import datetime

from tests.cases.build import ID
from tests.cast import NOW, Hall, a_person
from yichuang.approvals import public as approvals
from yichuang.cases.public import Case, Mark
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import Content, IntakeSheet, MaterialLine, StepLine, intake_sheet
from yichuang.joint import public as joint
from yichuang.joint.public import Bundle, Draft, Offer, OfferTerms
from yichuang.kit.actor import CITIZEN
from yichuang.people.public import Department, Role

APPLICATION = MaterialLine(name="设立申请书", form="original", copies=1, necessity="required")
LEASE = MaterialLine(name="租赁合同", form="copy", copies=1, necessity="required")
SEATS = MaterialLine(
    name="座位布置图", form="copy", copies=1, necessity="required", situation="经营面积超过 300 平方米"
)
LETTER = MaterialLine(name="推荐信", form="copy", copies=1, necessity="optional")
STEPS = (StepLine(name="决定", kind="decide", role="approver"),)


def a_matter_of(
    hall: Hall, department: Department, code: str, name: str, *own: str, more: Sequence[MaterialLine] = ()
) -> IntakeSheet:
    """Publish a matter of a department that shares two materials with the others."""
    letter = department.letter
    who = f"publisher of {letter}"
    if who not in hall.staff:
        for role in (Role.PUBLISHER, Role.APPROVER):
            hall.staff[f"{role.value} of {letter}"] = a_person(
                hall, f"{department.code[:3]}{role.value[:3]}", f"{letter}{role.label}", role, department
            )
    said = {
        "name": name,
        "category": "行政许可",
        "case_kind": "joint",
        "promised_value": 10,
        "promised_unit": "working_day",
        "materials": (
            APPLICATION,
            LEASE,
            *(MaterialLine(name=n, form="copy", copies=1, necessity="required") for n in own),
            *more,
        ),
        "steps": STEPS,
    }
    by = hall.officer(who)
    matter = catalogue.add_matter(
        centre=hall.centre,
        department=department,
        codes=catalogue.Codes(code),
        name=name,
        theme=hall.theme,
        by=by,
        now=NOW,
    )
    guide = matter.guides.get()
    catalogue.edit(guide, Content(**said), by=by, now=NOW)  # type: ignore[arg-type]
    catalogue.submit(guide, by=by, now=NOW)
    catalogue.publish(guide, by=hall.officer("centre_approver"), now=NOW)
    return intake_sheet(guide.pk)


def three_sheets(hall: Hall, third: Department, *, more: Sequence[MaterialLine] = ()) -> list[IntakeSheet]:
    """Matters of three departments, for opening a restaurant; `more` is asked for by the third."""
    return [
        a_matter_of(hall, hall.department, "jt-1", "食品经营许可", "操作流程图"),
        a_matter_of(hall, hall.other_department, "jt-2", "户外招牌设置", "招牌效果图"),
        a_matter_of(hall, third, "jt-3", "消防安全检查", "消防平面图", more=more),
    ]


def begun(
    hall: Hall,
    sheets: Sequence[IntakeSheet],
    after: dict[int, Sequence[int]] | None = None,
    *,
    now: datetime = NOW,
) -> Bundle:
    """Begin a joint application with everything typed and checked."""
    by = hall.officer("clerk")
    bundle = joint.begin("开办餐饮店", sheets, after or {}, by=by, now=now)
    joint.note(bundle, {"id_kind": "id_card", "id_number": ID, "name": "张三", "phone": "13812341234"}, by=by)
    for shared in bundle.materials.all():
        joint.mark(bundle, shared.order, Mark.RECEIVED, by=by)
    return bundle


def decide(case: Case, hall: Hall, *, now: datetime = NOW) -> None:
    """Grant a part, by its department's approver."""
    task = approvals.open_task_of(case.pk)
    assert task is not None
    who = hall.officer(f"approver of {task.department.letter}")
    approvals.pass_on(task, "符合条件，准予。", examined=approvals.FINE, by=who, now=now)
    case.refresh_from_db()


PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def an_offer(
    hall: Hall, sheets: Sequence[IntakeSheet], after: dict[int, Sequence[int]] | None = None
) -> Offer:
    """Offer the matters as one thing at the clerk's window."""
    terms = OfferTerms(
        "open-restaurant", "开办餐饮店", after or {}, name_en="Opening a restaurant", is_open=True
    )
    return joint.offer(terms, sheets, hall.window, by=hall.officer("manager"), now=NOW)


def filled_in(offer: Offer, *, now: datetime = NOW, **more: str) -> Draft:
    """Fill the citizen's form in, ready to be sent."""
    draft = joint.begin_draft(offer, now=now)
    typed = {"id_kind": "id_card", "id_number": ID, "name": "张三", "phone": "13812341234", "consent": "1"}
    joint.keep(draft, {**typed, "way": "window", **more}, now=now)
    return draft


def sent_in(
    hall: Hall,
    sheets: Sequence[IntakeSheet],
    after: dict[int, Sequence[int]] | None = None,
    *,
    now: datetime = NOW,
) -> Bundle:
    """Send a joint application in from the portal."""
    return joint.send(filled_in(an_offer(hall, sheets, after), now=now), by=CITIZEN, now=now)
