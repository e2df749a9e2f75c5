"""A hall in which something stands at every address, and the browsers of everyone who looks: for tests of all pages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

from django.test import Client
from django.utils import timezone

from tests.appointments.build import MORNING, a_plan, an_id, booked, due
from tests.cases.build import a_case, a_draft, filled
from tests.cast import NOW, Hall, a_department, a_matter, a_person
from tests.desk.visits import sign_in, text
from tests.devices.build import a_kiosk, a_printer, a_screen
from tests.fees.build import a_matter_with_fee, opened_online, the_bill
from tests.handovers.build import a_doc
from tests.joint.build import LETTER, SEATS, an_offer, begun, filled_in, three_sheets
from tests.joint.build import decide as decide_part
from tests.journal.lines import seal_all
from tests.papers.test_hall import LEAVE
from tests.portal.test_pages import FULL, PDF, a_form
from tests.queueing.build import a_second_window, a_ticket
from yichuang.appointments import public as appointments
from yichuang.appointments.public import Plan, Session
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases_room
from yichuang.cases.public import Case, Mark, State, attach
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import IntakeSheet, Matter
from yichuang.complaints import public as complaints_room
from yichuang.devices import public as devices
from yichuang.enquiries import public as enquiries
from yichuang.fees import public as fees
from yichuang.fees.public import PayWay
from yichuang.handovers import public as handovers
from yichuang.joint import public as joint
from yichuang.kit import files
from yichuang.kit.actor import CITIZEN
from yichuang.licences.public import Licence
from yichuang.notices import public as notices
from yichuang.papers import public as papers
from yichuang.people.public import Role, Window
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Ticket, Turn
from yichuang.ratings import public as ratings
from yichuang.ratings.public import Channel, Invitation, Opinion, Rating
from yichuang.supervision import public as supervision
from yichuang.supervision.public import Demand, Watch
from yichuang.worktime.public import month_of

CAST = (
    *("clerk", "reviewer", "publisher", "centre_approver", "supervisor", "manager", "reception"),
    *("sysadmin", "auditadmin"),
)


FOLLOWED = (State.ACCEPTED, State.DECIDED, State.CONCLUDED)


FREE = {"fee_charged": False, "fee_standard": "", "fee_basis": "", "fee_items": ""}


# Nothing stands there in this hall: nothing is archived, and what is proved there is proved by the worker.
NOT_FURNISHED = {
    "desk/archive/<str:no>.zip",
    "desk/archive/export/",
    "desk/seals/prove/",
    "hearings/<str:code>.pdf",
}
# Nobody is known there, or an address names all that is shown: what a visitor gets, everyone gets.
FOR_ANYONE = re.compile(
    r"(kiosk|screens|window-rating|here|t|rate|matters|windows|complain|verify|hearings)/"
)


ENOUGH = 3  # addresses of a route at which one of the cast saw nothing and another did: no more are tried


PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


# Other faces of a route: what was asked for is found or not, a list is narrowed.
ASKED = {
    "find/": ("?q=食品", "?q=龘龘", "?q=开饭店要什么证"),
    "desk/matters/": ("?q=食品", "?view=waiting", "?view=drafts", "?view=review"),
    "desk/ledger/": ("?q=龘龘",),
    "book/": ("?q=食品", "?q=龘龘"),
    "book/times/": ("?matter=sp-xjy",),
    "desk/reception/": ("?q=1", "?q=9"),
    "desk/calling/": ("?older=0&newer=0",),
    "desk/windows/": ("?window=6",),
    "kiosk/<str:device>/find/": ("?q=食品", "?q=龘龘"),
    "kiosk/<str:device>/take/": ("?matter=sp-xjy",),
    "kiosk/<str:device>/tickets/<str:ticket>/": ("?paper=browser", "?paper=lost", "?again=1"),
    "desk/sheet/blank/": ("?window=6",),
    "screens/<slug:code>/": ("?device=screen-1",),
}


Values = dict[str, list[str]]


def furnished(hall: Hall, uploads: Path) -> tuple[Values, list[Case]]:
    """Put something at every address; return what may stand in the places of a route, and cases to follow."""
    sheet, by = a_matter(hall, **FULL | FREE), hall.officer("publisher")
    charged = a_matter(hall, "sf-1", **FULL | {"name": "收费的许可"})
    followed = [a_case(hall, at=state, sheet=sheet) for state in FOLLOWED]
    cases = [a_draft(hall, sheet), *followed, a_case(hall, at=State.DISCARDED, sheet=sheet)]
    attach(cases[0], 1, files.keep(uploads, "扫描件.pdf", [PDF]), by=hall.officer("clerk"), now=NOW)
    every_day = replace(MORNING, weekdays=(1, 2, 3, 4, 5, 6, 7), walk_in_percent=0)
    plans = [a_plan(hall, replace(every_day, session=one)) for one in (Session.MORNING, Session.HOME)]
    waiting = catalogue.draft(Matter.objects.get(pk=sheet.matter_id), by=by, now=NOW)
    catalogue.submit(waiting, by=by, now=NOW)
    other = Matter.objects.get(pk=a_matter(hall, "dt-1", name="电梯使用登记").matter_id)
    form = a_form(hall, other.pk, uploads)
    catalogue.draft(other, by=by, now=NOW)
    paper = papers.of_case(followed[-1].no)[0]
    cases += [a_case(hall, sheet=charged), *_waiting(hall, sheet)]
    tickets = _in_the_hall(hall, plans[0])
    complained = _complained(hall)
    settled, order, pushed = _machine_room(hall)
    values = {
        "device": ["kiosk-1", "screen-1", *_rated(hall)],
        "ticket": [ticket.code for ticket in tickets],
        "ticket_id": [str(ticket.pk) for ticket in tickets],
        "named": [paper.code[:6]],
        "proof": [paper.code[6:], appointments.hall_code(hall.centre.pk, timezone.now())],
        "no": [case.no for case in cases] + _together(hall),
        "code": [
            hall.centre.code,
            "sp-xjy",
            "dt-1",
            "open-restaurant",
            *Invitation.objects.values_list("code", flat=True),
            *(paper.code for paper in papers.of_case(followed[-1].no)[:1]),
            _leave(hall),
        ],
        "number": ["1", "2", str(hall.window.number), str(form.pk)],
        "order": ["1"],
        "key": [str(licence.pk) for licence in Licence.objects.all()[:1]]
        + [followed[0].no, str(form.pk), settled, pushed],
        "day": [NOW.date().isoformat(), timezone.localdate().isoformat()],
        "reference": [order],
        "zone": [hall.theme.code],
        "layout": ["window"],
        "what": ["end"],
        "doc_id": [str(a_doc(hall, at=state).pk) for state in handovers.DocState],
        "watch": ["promise", "late_handover", "long_wait"],
        **_watched(hall, followed[0]),
        "kind": ["accepted", "case", "leave_form", "attendance_bulletin"],
        "language": ["zh", "en"],
        "month": _reported(hall),
        "rating_id": [str(rating.pk) for rating in Rating.objects.all()],
        "enquiry_no": _asked(hall),
        **complained,
        "task_id": [str(task.pk) for case in cases if (task := approvals.open_task_of(case.pk))],
    }
    return values, followed


def _machine_room(hall: Hall) -> tuple[str, str, str]:
    """A day that is settled, an order of the provider's sandbox, another system that is told, a sealed journal.
    Return their keys; the administrators of the system and of audits are hired."""
    roles = {"sysadmin": Role.SYSADMIN, "auditadmin": Role.AUDITADMIN}
    for number, (who, role) in enumerate(roles.items()):
        hall.staff[who] = a_person(hall, f"adm{number}", who, role, None)
    now, clerk = timezone.now(), hall.officer("clerk")
    opened_online(hall)
    fee = a_matter_with_fee(hall, code="sf-9")
    paid, owed = (the_bill(a_case(hall, sheet=fee)) for _ in range(2))
    fees.pay_at_window(paid, PayWay.CASH, key="furnished", by=clerk, now=now)
    settled = fees.settle(hall.window.pk, timezone.localdate(now), by=clerk, now=now)
    order = fees.order_online(owed, by=CITIZEN, now=now).pay_url.rstrip("/").rsplit("/", 1)[1]
    told = notices.subscribe(
        "区数据局", "https://8.8.8.8/hooks", ["case.accepted"], by=hall.officer("sysadmin"), now=NOW
    )
    seal_all(now)
    return str(settled.pk), order, str(told.pk)


def _leave(hall: Hall) -> str:
    """Return the code of a leave form that was given out."""
    by = hall.officer("reviewer")
    kind = papers.PaperKind.LEAVE_FORM
    return papers.issue_of_hall(kind, LEAVE, department=hall.department, by=by, now=timezone.now()).code


def _watched(hall: Hall, case: Case) -> Values:
    """A case on its way past every level, with its order answered; a card by hand; a spot check."""
    late = case.clock.promised_due_at
    assert late is not None
    cases_room.sweep_lights(late + timedelta(days=20))
    supervision.sweep(late + timedelta(days=20))
    by, now = hall.officer("supervisor"), timezone.now()
    supervision.raise_by_hand(Watch.NO_REASON, case.no, 0, "没有说明理由", by=by, now=now)
    order = supervision.orders_of_case(case.no)[0]
    supervision.reply(order, "已经在办", by=hall.officer("approver"), now=now)
    supervision.explain_delay(case, "核查推迟", by=hall.officer("approver"), now=now)
    until = timezone.localdate(now) + timedelta(days=3)
    another = supervision.order(Demand("物品归位", until, staff_id=hall.staff["clerk"].pk), by=by, now=now)
    check = supervision.draw(supervision.Draw(NOW.date(), NOW.date(), 2, "抽查"), by=by, now=now)
    first = check.items.first()
    assert first is not None
    found = {point.value: point.value != "steps" for point in supervision.CHECKLIST}
    supervision.look_at_item(first, found, "少一个环节", by=by, now=now)
    return {
        "card_id": [str(card.pk) for card in supervision.cards_of_case(case.no)],
        "order_id": [str(order.pk), str(another.pk)],
        "check_id": [str(check.pk)],
        "item_id": [str(item.pk) for item in check.items.all()],
    }


def _rated(hall: Hall) -> list[str]:
    """Three visits have ended: one was rated well, one badly with a telephone, one not yet. A tablet stands at
    the window; returns its code."""
    now, by = timezone.now(), a_second_window(hall, 7, now=timezone.now())
    said = (
        Opinion("satisfied"),
        Opinion("dissatisfied", ("214",), "等了两个小时", "李四", "13812341234"),
        None,
    )
    for opinion in said:
        ticket = a_ticket(hall, now=now)
        queueing.call_this(ticket, "只问一句", by=by, now=now)
        queueing.serve(ticket, by=by, now=now)
        queueing.end(ticket, by=by, now=now)
        if opinion is not None:
            ratings.rate(ratings.invitation_of(ticket.subject), opinion, channel=Channel.PHONE, now=now)
    window = Window.objects.get(pk=by.window_id)
    tablet = devices.Machine("评价器", devices.Kind.RATING, "7 号窗口", code="tablet-1", window=window)
    return [devices.add(tablet, by=hall.officer("manager"), now=NOW).code]


def _reported(hall: Hall) -> list[str]:
    """Two months are over: the report of one is published, of the other nothing is written. The screens say
    something."""
    now, by = timezone.now(), hall.officer("manager")
    last = ratings.month_of("", today=timezone.localdate(now))
    report = ratings.write_report(last, "午间增开窗口。", by=by, now=now)
    ratings.publish_report(report, by=by, now=now)
    words = queueing.Words("系统停电，正在恢复", now, now + timedelta(days=1), is_urgent=True)
    queueing.announce(words, by=by, now=now)
    return [str(last), str(last.before)]


def _asked(hall: Hall) -> list[str]:
    """Return the numbers of enquiries: just registered, handed on, taken and answered, asked online."""
    clerk, now = hall.officer("clerk"), timezone.now()
    for n, up in enumerate((now, None)):  # one call picked up, one missed
        told = enquiries.Told(
            exchange_id=f"axe-{n}", extension="801", caller="13812341234", rings=2, rang_at=now, picked_up_at=up,
            ended_at=now,
        )  # fmt: skip
        enquiries.report_call(told, by=hall.officer("manager"), now=now)
    question = enquiries.Question(words="开饭店要什么证", phone="13812341234")
    asked = [enquiries.register(question, by=clerk, now=now) for _ in range(3)]
    to = enquiries.Whither(department=hall.department, place="二楼")
    for one in asked[1:]:
        enquiries.hand_on(one, to, by=clerk, now=now)
    enquiries.take(asked[2], by=hall.officer("reviewer"), now=now)
    enquiries.answer(asked[2], "办许可", by=hall.officer("reviewer"), now=now)
    sp_xjy = Matter.objects.get(code="sp-xjy")
    enquiries.propose_faq(
        asked[2],
        "饭店小于六十平方米办什么？",
        "办食品小经营许可。",
        matter=sp_xjy,
        by=hall.officer("reviewer"),
        now=now,
    )
    written = replace(question, channel=enquiries.Channel.ONLINE)
    return [one.no for one in (*asked, enquiries.ask(written, hall.centre, now=now))]


def _complained(hall: Hall) -> Values:
    """Complaints just registered, being looked into, answered, with another body and reviewed; an order to put
    right, something unresolved, a box, last month's report."""
    now, by, chief = timezone.now(), hall.officer("supervisor"), hall.officer("chief_rep")
    said = complaints_room.Said(words="来了两次", channel="phone", nature="attitude", phone="13812341234")
    made = [complaints_room.register(said, by=hall.officer("manager"), now=now) for _ in range(5)]
    to = complaints_room.Assignment("chief_rep", hall.department)
    for one in made[1:4]:
        complaints_room.assign(one, to, by=by, now=now)
    for one in made[2:4]:
        complaints_room.investigate(one, "founded", "查到", by=chief, now=now)
        complaints_room.answer(one, "已改", by=chief, now=now)
    order = complaints_room.order_rectification(made[2], hall.department, "补发告知单", by=by, now=now)
    complaints_room.answer_rectification(order, "已补发", by=chief, now=now)
    complaints_room.appeal(made[3], "不服", now=now)
    away = complaints_room.Sending("petition", "信访局", "属于信访事项")
    complaints_room.transfer(made[4], away, by=by, now=now)
    trouble = complaints_room.Trouble(about="迁户口", words="都说不归他管")
    unresolved = complaints_room.open_unresolved(trouble, by=hall.officer("clerk"), now=now)
    box = complaints_room.add_box("一楼意见箱", "东门", by=by, now=now)
    complaints_room.open_box(box, 1, hall.staff["manager"], by=by, now=now)
    month = month_of("", today=timezone.localdate(now))
    report = complaints_room.report_month(month, "平稳", by=by, now=now)
    return {
        "complaint_id": [str(one.pk) for one in made],
        "rectification_id": [str(order.pk)],
        "unresolved_id": [str(unresolved.pk)],
        "report_id": [str(report.pk)],
        "query_code": [unresolved.code, *(one.code for one in made)],
    }


def _in_the_hall(hall: Hall, plan: Plan) -> list[Ticket]:
    """A kiosk, a screen, a printer that is reported, someone who asks for help; people who wait, are called, are
    served; someone who had booked and has checked in."""
    kiosk = a_kiosk(hall)
    a_screen(hall)
    devices.ask_help(kiosk, now=NOW)
    broken = a_printer(hall, "10.0.0.1")
    devices.change(broken, devices.Move.REPORT, note="没纸", by=hall.officer("manager"), now=NOW)
    hall.staff["reception"] = a_person(hall, "recep", "reception", Role.RECEPTION, None)
    clerk, now = hall.officer("clerk"), timezone.now()
    queueing.turn(hall.window, Turn.OPEN, by=clerk, now=now)
    tickets = [a_ticket(hall, *keys, now=now) for keys in ((), ("disabled",), (), ())]
    missed = queueing.call_next(by=clerk, now=now)
    assert missed is not None
    for _ in range(2):
        queueing.recall(missed, by=clerk, now=now)
    queueing.miss(missed, by=clerk, now=now)
    served = queueing.call_next(by=clerk, now=now)
    assert served is not None
    queueing.serve(served, by=clerk, now=now)
    queueing.call_next(by=a_second_window(hall, 6, now=now), now=now)
    coming = due(booked(plan, 8))
    appointments.check_in(coming, key="", by=CITIZEN, now=now)
    tickets.append(Ticket.objects.get(appointment_no=coming.number))
    return [served, *(ticket for ticket in tickets if ticket != served)]


def _waiting(hall: Hall, sheet: IntakeSheet) -> list[Case]:
    """A case whose acceptance is awaited, and one that has to be supplemented."""
    clerk = hall.officer("clerk")
    received, lacking = (filled(a_draft(hall, sheet), hall) for _ in range(2))
    cases_room.receive(received, by=clerk, now=NOW)
    cases_room.mark_material(lacking, 1, Mark.MISSING, by=clerk)
    cases_room.supplement(lacking, by=clerk, now=NOW)
    return [received, lacking]


def _together(hall: Hall) -> list[str]:
    """Return the numbers of joint applications: one being taken in, one running, one to be collected, and
    two from the portal, to be looked at and to be supplemented."""
    clerk = hall.officer("clerk")
    sheets = three_sheets(hall, a_department(hall.centre, "xfj", "青消防"), more=(SEATS, LETTER))
    offer = an_offer(hall, sheets, {3: [1]})
    received, lacking = (joint.send(_with_a_file(offer), by=CITIZEN, now=NOW) for _ in range(2))
    for shared in lacking.materials.all():
        joint.mark(lacking, shared.order, Mark.FAULTY, note="没有签名", by=clerk)
    joint.supplement(lacking, by=clerk, now=NOW)
    gathering, running, ready = (begun(hall, sheets) for _ in range(3))
    for whole in (running, ready):
        joint.accept(whole, by=clerk, now=NOW)
    for part in joint.parts_of(ready):
        decide_part(part.case, hall)
    return [gathering.no, running.no, ready.no, received.no, lacking.no]


def _with_a_file(offer: joint.Offer) -> joint.Draft:
    """A citizen's form, filled in, with one file."""
    draft = filled_in(
        offer, **{f"situation_{joint.SharedLine('', '', 0, '', SEATS.situation).situation_key}": "no"}
    )
    lease = joint.SharedLine("租赁合同", "", 1, "", "").key
    joint.add_file(draft, lease, "合同.pdf", [PDF], now=NOW)
    return draft


def everyone(hall: Hall, followed: list[Case]) -> dict[str, Client]:
    """Return the cast's browsers, a visitor's, and one for each case that somebody follows."""
    browsers = {"visitor": Client()} | {who: sign_in(hall, who) for who in CAST}
    for case in followed:
        browser = browsers[f"follower of a case {case.state}"] = Client()
        browser.post("/track/", {"no": case.no, "tail": "1234"})
    for whole in joint.bundles_at(hall.centre.pk):
        browser = browsers[f"follower of a whole {whole.state}"] = Client()
        browser.post("/track/", {"no": whole.no, "tail": "1234"})
    offer = joint.offers_at(hall.centre.pk)[0]
    for who, draft in (("filling in", _with_a_file(offer)), ("has sent", _with_a_file(offer))):
        browsers[f"citizen who is {who}"] = browser = Client()
        browser.post("/continue/", {"code": draft.code, "tail": "1234"})
    browser.post(f"/events/{offer.code}/check/", {"consent": "1"})
    browsers["citizen who has asked"] = asker = Client()
    asker.post("/ask/", {"words": "开饭店要什么证"})
    browsers |= _booking(hall)
    return browsers


def _booking(hall: Hall) -> dict[str, Client]:
    """Return the browsers of one who holds a place, and of one who has booked, today being any day."""
    holding, has_booked = Client(), Client()
    page = f"/book/times/?theme={hall.theme.pk}"
    for browser in (holding, has_booked):
        place = re.findall(r'name="at" value="([^"]+)"', text(browser.get(page)))[-1]
        browser.post("/book/hold/", {"theme": hall.theme.pk, "at": place})
    who = {"id_number": an_id(), "name": "张三", "phone": "13812341234", "address": "文昌路 9 号"}
    has_booked.post("/book/form/", {**who, "do": "book"})
    return {"citizen who holds a place": holding, "citizen who has booked": has_booked}


def addresses_of(route: str, values: Values) -> Iterator[str]:
    """Yield the addresses of a route, and its other faces."""
    for chosen in product(*(values[name] for name in PLACE.findall(route))):
        given = iter(chosen)
        address = "/" + PLACE.sub(lambda _, given=given: next(given), route)  # type: ignore[misc]
        yield from (address + asked for asked in ("", *ASKED.get(route, ())))
