"""Every page of the workbench: the right person, the wrong person, the wrong state, scripts off."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.test import Client

from tests.cases.build import ID, a_draft, an_immediate_matter, filled
from tests.cast import a_hall, a_matter, authorise_window
from tests.desk.visits import EXAMINED, World, a_world, shown, sign_in, text
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Case, Mark, State
from yichuang.journal.public import Entry, Event, story
from yichuang.papers import public as papers

pytestmark = pytest.mark.django_db

EVERYONE = {"clerk", "reviewer", "approver", "stranger", "publisher", "manager", "supervisor"}
OF_THE_CENTRE = {"clerk", "manager", "supervisor"}
OF_THE_CASE = OF_THE_CENTRE | {"reviewer", "approver"}
REVIEW = {"reviewer", "approver", "stranger"}

# What each page shows to those whose duty it is; all others are refused (403) or find nothing (404).
PAGES: dict[str, tuple[Callable[[World], str], set[str]]] = {
    "window": (lambda _: "/desk/window/", {"clerk"}),
    "password": (lambda _: "/desk/password/", EVERYONE),
    "seat": (lambda _: "/desk/seat/", {"clerk"}),
    "intake": (lambda w: f"/desk/intake/{w.draft.no}/", {"clerk"}),
    "attach": (lambda w: f"/desk/intake/{w.draft.no}/files/1/", {"clerk"}),
    "case": (lambda w: f"/desk/cases/{w.accepted.no}/", OF_THE_CASE),
    "reveal": (lambda w: f"/desk/cases/{w.accepted.no}/reveal/", OF_THE_CASE),
    "papers": (lambda w: f"/desk/cases/{w.accepted.no}/papers/", OF_THE_CASE),
    "pdf": (lambda w: f"/desk/papers/{w.paper.code}.pdf", OF_THE_CASE),
    "tasks": (lambda _: "/desk/tasks/", REVIEW),
    "done": (lambda _: "/desk/tasks/done/", REVIEW),
    "waiting": (lambda _: "/desk/collect/", {"clerk"}),
    "collect": (lambda w: f"/desk/collect/{w.decided.no}/", {"clerk"}),
    "matters": (lambda _: "/desk/matters/", EVERYONE),
    "matter": (lambda w: f"/desk/matters/{w.sheet.matter_code}/", EVERYONE),  # type: ignore[attr-defined]
    "edit": (lambda w: f"/desk/matters/{w.sheet.matter_code}/1/edit/", {"publisher"}),  # type: ignore[attr-defined]
    "ledger": (lambda _: "/desk/ledger/", OF_THE_CASE | {"stranger"}),
    "export": (lambda _: "/desk/ledger/export/", OF_THE_CASE | {"stranger"}),
}


@pytest.mark.rule("R258")
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_those_whose_duty_it_is_and_for_nobody_else(page: str) -> None:
    world = a_world()
    address, theirs = PAGES[page]
    address_here = address(world)
    for who in sorted(EVERYONE):
        answer = sign_in(world.hall, who).get(address_here)
        if who in theirs:
            assert answer.status_code == 200, who
            text(answer)
        else:
            assert answer.status_code in {403, 404}, who
            assert "职责" in shown(answer)


def test_who_has_not_signed_in_signs_in_and_comes_back() -> None:
    hall = a_hall()
    client = Client()
    away = client.get("/desk/ledger/?q=张三&state=accepted")
    signing = away["Location"]
    assert client.get(signing).status_code == 200
    form = {"staff_no": hall.staff["manager"].staff_no, "password": "Right-horse-7"}
    form["next"] = "/desk/ledger/?q=张三&state=accepted"
    assert unquote(client.post("/sign-in/", form)["Location"]) == form["next"]
    # A clerk sits down first, and the whole address survives the detour.
    form["staff_no"] = hall.staff["clerk"].staff_no
    seat = client.post("/sign-in/", form)["Location"]
    page = client.get(seat)
    assert page.context["next"] == form["next"]
    sat = client.post("/desk/seat/", {"window": hall.window.pk, "next": form["next"]})
    assert unquote(sat["Location"]) == form["next"]


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil"]
)
def test_signing_in_leads_nowhere_else(elsewhere: str) -> None:
    hall = a_hall()
    form = {"staff_no": hall.staff["manager"].staff_no, "password": "Right-horse-7", "next": elsewhere}
    assert Client().post("/sign-in/", form)["Location"] == "/desk/"
    assert Client().post("/set-language/", {"language": "en", "next": elsewhere})["Location"] == "/desk/"


def test_five_wrong_passwords_stop_the_account_for_a_while() -> None:
    hall = a_hall()
    number = hall.staff["clerk"].staff_no
    for _ in range(5):
        wrong = Client().post("/sign-in/", {"staff_no": number, "password": "Wrong-horse-7"})
        assert (wrong.status_code, "工号或密码不对" in shown(wrong)) == (422, True)
        assert number in text(wrong)
        assert "Wrong-horse-7" not in text(wrong)
    right = Client().post("/sign-in/", {"staff_no": number, "password": "Right-horse-7"})
    assert right.status_code == 422
    assert "15 分钟后再试" in shown(right)
    assert Entry.objects.filter(event=Event.STAFF_REFUSED).count() == 5


def test_an_unknown_number_is_answered_as_a_wrong_password() -> None:
    hall = a_hall()
    wrong = Client().post("/sign-in/", {"staff_no": hall.staff["clerk"].staff_no, "password": "x"})
    unknown = Client().post("/sign-in/", {"staff_no": "nobody", "password": "x"})
    assert (wrong.status_code, shown(wrong)) == (unknown.status_code, shown(unknown))


def test_a_session_ends_when_nobody_was_there_for_an_hour() -> None:
    client = sign_in(a_hall(), "clerk")
    session = client.session
    session["seen"] = "2026-09-14T08:00:00+08:00"
    session.save()
    assert client.get("/desk/window/")["Location"] == "/sign-in/?next=/desk/window/"
    swapped = client.get("/desk/window/?q=x", headers={"HX-Request": "true"})
    assert (swapped.status_code, swapped["HX-Redirect"][:15]) == (204, "/sign-in/?next=")


def test_who_has_left_the_hall_is_out_at_once() -> None:
    hall = a_hall()
    client = sign_in(hall, "reviewer")
    type(hall.staff["reviewer"]).objects.filter(pk=hall.staff["reviewer"].pk).update(is_active=False)
    assert client.get("/desk/tasks/").status_code == 302


def test_the_session_of_before_is_worth_nothing_after_signing_in() -> None:
    hall = a_hall()
    client = Client()
    client.get("/sign-in/")
    client.post("/set-language/", {"language": "zh-hans"})
    sign_in(hall, "manager", client=client)
    first = client.cookies["yc_session"].value
    sign_in(hall, "manager", client=client)
    assert client.cookies["yc_session"].value != first


def test_signing_out_ends_it_and_is_written_down() -> None:
    hall = a_hall()
    client = sign_in(hall, "clerk")
    held = client.cookies["yc_session"].value
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    client.cookies["yc_session"] = held
    assert client.get("/desk/window/").status_code == 302
    last = story(f"staff:{hall.staff['clerk'].staff_no}")[-1]
    assert last.event == Event.STAFF_SIGNED_OUT
    assert Client().post("/sign-out/").status_code == 302


def test_a_clerk_sits_only_at_a_window_that_she_was_given() -> None:
    hall, elsewhere = a_hall(), a_hall("linxi")
    client = sign_in(hall, "clerk")
    refused = client.post("/desk/seat/", {"window": elsewhere.window.pk})
    assert refused.status_code == 422
    for nonsense in ("", "x", "9" * 40):
        assert client.post("/desk/seat/", {"window": nonsense}).status_code == 422
    client.post("/desk/begin/", {"matter": a_matter(hall).matter_code})
    assert Case.objects.get().window == hall.window


@pytest.mark.rule("R283")
def test_the_language_changes_and_the_page_stays() -> None:
    client = sign_in(a_hall(), "manager")
    back = client.post("/set-language/", {"language": "en", "next": "/desk/ledger/?mine=1"})
    assert back["Location"] == "/desk/ledger/?mine=1"
    assert '<html lang="en"' in text(client.get("/desk/ledger/"))
    client.post("/set-language/", {"language": "zh-hans", "next": "/desk/ledger/"})
    client.post("/set-language/", {"language": "xx", "next": "/desk/ledger/"})
    assert '<html lang="zh-CN"' in text(client.get("/desk/ledger/"))


def test_a_password_is_changed_with_the_old_one_and_must_be_good() -> None:
    hall = a_hall()
    client = sign_in(hall, "manager")
    for form, why in (
        ({"old": "wrong", "new": "Better-horse-8", "again": "Better-horse-8"}, "原密码不对"),
        ({"old": "Right-horse-7", "new": "Better-horse-8", "again": "Better-horse-9"}, "不一样"),
        ({"old": "Right-horse-7", "new": "short", "again": "short"}, "至少 10 位"),
        ({"old": "Right-horse-7", "new": "a" * 12, "again": "a" * 12}, "三种"),
    ):
        refused = client.post("/desk/password/", form)
        assert (refused.status_code, why in shown(refused)) == (422, True), why
    good = {"old": "Right-horse-7", "new": "Better-horse-8", "again": "Better-horse-8"}
    assert client.post("/desk/password/", good).status_code == 200
    form = {"staff_no": hall.staff["manager"].staff_no, "password": "Better-horse-8"}
    assert Client().post("/sign-in/", form).status_code == 302


def test_each_begins_the_day_at_her_own_page() -> None:
    hall = a_hall()
    for who, where in (
        ("clerk", "/desk/window/"),
        ("reviewer", "/desk/tasks/"),
        ("manager", "/desk/ledger/"),
        ("publisher", "/desk/matters/"),
    ):
        assert sign_in(hall, who).get("/desk/")["Location"] == where


@pytest.mark.rule("R011", "R035", "R074", "R078", "R083", "R111", "R133", "R137", "R139", "R269")
def test_a_case_goes_from_the_window_to_the_applicants_hand_with_scripts_off() -> None:
    hall = a_hall()
    a_matter(hall)
    clerk = sign_in(hall, "clerk")
    assert "食品小经营许可" in shown(clerk.get("/desk/window/?q=spxjy"))
    intake = clerk.post("/desk/begin/", {"matter": "sp-xjy"})["Location"]
    assert "没有核对" not in shown(clerk.post(intake, {"id_kind": "id_card", "id_number": ID, "do": "save"}))
    typed = {
        "id_kind": "id_card",
        "id_number": ID,
        "name": "张三",
        "phone": "13812341234",
        "content": "开小吃店",
    }
    marks = {f"m{n}_here": "1" for n in range(1, 6)} | {f"m{n}": "received" for n in range(1, 5)}
    marks |= {"m5": "not_needed", "m2_original": "on", "m3_copies": "2"}
    papers_page = clerk.post(intake, {**typed, **marks, "do": "accept"})["Location"]
    case = Case.objects.get()
    assert (case.state, case.form, case.taken_by.staff_no) == (
        State.ACCEPTED, {"content": "开小吃店"}, hall.staff["clerk"].staff_no,
    )  # fmt: skip
    notice = shown(clerk.get(papers_page))
    assert "受理通知书" in notice
    assert "data-print-now" in text(clerk.get(papers_page))

    for who, words, said in (
        ("reviewer", "材料齐全，符合条件。", "已送下一步：决定"),
        ("approver", "准予许可。", "已决定，结果送窗口出件"),
    ):
        desk = sign_in(hall, who)
        assert case.matter_name in shown(desk.get("/desk/tasks/"))
        task = approvals.open_task_of(case.pk)
        assert task is not None
        done = desk.post(f"/desk/cases/{case.no}/steps/{task.pk}/pass-on/", EXAMINED | {"opinion": words})
        assert done["Location"] == "/desk/tasks/"
        assert said in shown(desk.get("/desk/tasks/"))
        assert case.matter_name in shown(desk.get("/desk/tasks/done/"))

    assert case.matter_name in shown(clerk.get("/desk/collect/"))
    who_came = {"relation": "本人", "id_kind": "id_card", "id_number": ID, "name": "张三"}
    kept = clerk.post(f"/desk/collect/{case.no}/", who_came)
    assert kept.status_code == 409
    assert "第 2 项原件还没有退还" in shown(kept)
    assert f'value="{ID}"' in text(kept)
    receipt = clerk.post(f"/desk/collect/{case.no}/", {**who_came, "original": "2"})["Location"]
    assert "送达回执" in shown(clerk.get(receipt))
    case.refresh_from_db()
    assert (case.state, case.handled_days) == (State.CONCLUDED, 0)
    assert case.no[:4] in shown(clerk.get("/desk/ledger/?state=concluded"))


@pytest.mark.rule("R098")
def test_an_immediate_case_is_decided_and_handed_out_in_one_visit() -> None:
    hall = a_hall()
    case = filled(a_draft(hall, an_immediate_matter(hall)), hall)
    clerk = sign_in(hall, "clerk")
    clerk.post(f"/desk/intake/{case.no}/", {"do": "accept"})
    empty = clerk.post(f"/desk/cases/{case.no}/decide/", {"opinion": "  "})
    assert (empty.status_code, "请写决定的内容" in shown(empty)) == (422, True)
    decided = clerk.post(f"/desk/cases/{case.no}/decide/", {"opinion": "予以登记。"})
    assert decided["Location"] == f"/desk/collect/{case.no}/"


@pytest.mark.rule("R013")
def test_who_took_a_case_in_finds_the_button_off_and_the_reason_beside_it() -> None:
    from tests.cast import NOW
    from yichuang.kit.actor import SYSTEM
    from yichuang.people import public as people
    from yichuang.people.public import Role

    world = a_world()
    hall, case = world.hall, world.accepted
    people.grant_role(
        hall.staff["clerk"], Role.REVIEWER, centre=hall.centre, department=hall.department, by=SYSTEM, now=NOW
    )
    clerk = sign_in(hall, "clerk")
    assert "受理和审批要分开" in shown(clerk.get(f"/desk/cases/{case.no}/"))
    refused = clerk.post(f"{world.step}/pass-on/", {"opinion": "同意"})
    assert (refused.status_code, "受理和审批要分开" in shown(refused)) == (409, True)
    assert cases.case_by_no(case.no).state == State.ACCEPTED  # type: ignore[union-attr]


def test_what_was_typed_waits_on_the_server_for_the_one_who_left() -> None:
    hall = a_hall()
    case = a_draft(hall)
    clerk = sign_in(hall, "clerk")
    address = f"/desk/intake/{case.no}/"
    clerk.post(address, {"name": "欧阳", "content": "卖早点", "m1_here": "1", "m1": "faulty"})
    clerk.post("/sign-out/")
    again = sign_in(hall, "clerk")
    assert address in text(again.get("/desk/window/"))
    page = text(again.get(address))
    assert 'value="欧阳"' in page
    assert "卖早点</textarea>" in page
    assert case.materials.get(order=1).mark == Mark.FAULTY


def test_an_opinion_waits_on_the_server_too() -> None:
    world = a_world()
    reviewer = sign_in(world.hall, "reviewer")
    saved = reviewer.post(f"{world.step}/draft/", {"opinion": "平面图"}, headers={"HX-Request": "true"})
    assert "已保存" in shown(saved)
    reviewer.post("/sign-out/")
    page = sign_in(world.hall, "reviewer").get(f"/desk/cases/{world.accepted.no}/")
    assert "平面图</textarea>" in text(page)


def test_a_known_applicant_is_filled_in_and_what_the_clerk_typed_is_never_replaced() -> None:
    world = a_world()
    assert world.accepted.applicant is not None
    clerk = sign_in(world.hall, "clerk")
    address = f"/desk/intake/{world.draft.no}/"
    page = text(clerk.post(address, {"id_kind": "id_card", "id_number": ID}))
    assert 'value="张三"' in page
    assert 'value="13812341234"' in page
    other = f"/desk/intake/{a_draft(world.hall, world.sheet).no}/"  # type: ignore[arg-type]
    page = text(clerk.post(other, {"id_kind": "id_card", "id_number": ID, "name": "张三丰"}))
    assert 'value="张三丰"' in page


@pytest.mark.rule("R083")
def test_a_case_that_lacks_a_paper_says_which_and_is_not_accepted() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    clerk = sign_in(hall, "clerk")
    lacking = clerk.post(
        f"/desk/intake/{case.no}/",
        {"m3_here": "1", "m3": "missing", "m4_here": "1", "m4": "faulty", "do": "accept"},
    )
    assert lacking.status_code == 409
    assert "第 4 项有误，第 3 项未交" in shown(lacking)
    assert papers.of_case(case.no) == []


def test_a_case_decided_elsewhere_has_no_button_here() -> None:
    world = a_world()
    clerk = sign_in(world.hall, "clerk")
    refused = clerk.post(f"/desk/cases/{world.accepted.no}/decide/", {"opinion": "同意"})
    assert (refused.status_code, "窗口不作决定" in shown(refused)) == (409, True)
    early = clerk.post(
        f"/desk/collect/{world.accepted.no}/",
        {"relation": "本人", "id_kind": "id_card", "id_number": ID, "name": "张三"},
    )
    assert (early.status_code, "已受理" in shown(early)) == (409, True)


@pytest.mark.rule("R258")
def test_full_particulars_are_shown_for_a_written_purpose_and_that_is_kept() -> None:
    world = a_world()
    reviewer = sign_in(world.hall, "reviewer")
    address = f"/desk/cases/{world.accepted.no}/reveal/"
    assert ID not in text(reviewer.get(f"/desk/cases/{world.accepted.no}/"))
    assert ID not in text(reviewer.get(address))
    bare = reviewer.post(address, {"purpose": " "})
    assert (bare.status_code, ID in text(bare)) == (422, False)
    assert ID in text(reviewer.post(address, {"purpose": "电话核实经营地址"}))
    line = Entry.objects.get(event=Event.APPLICANT_UNMASKED)
    assert (line.by, line.data["purpose"]) == (world.hall.staff["reviewer"].staff_no, "电话核实经营地址")


@pytest.mark.rule("R258", "R270")
def test_no_list_shows_a_full_name_number_or_phone() -> None:
    world = a_world()
    assert world.accepted
    assert world.decided
    for who, address in (
        ("clerk", "/desk/window/"), ("clerk", "/desk/collect/"), ("clerk", "/desk/ledger/?q=张三"),
        ("reviewer", "/desk/tasks/?q=张三"), ("supervisor", "/desk/ledger/"),
        ("reviewer", f"/desk/cases/{world.accepted.no}/"), ("clerk", f"/desk/collect/{world.decided.no}/"),
    ):  # fmt: skip
        page = text(sign_in(world.hall, who).get(address)).replace('value="张三"', "")
        assert "张**" in page, address
        for secret in ("张三", ID, "13812341234"):
            assert secret not in page, (address, secret)


@pytest.mark.rule("R086")
def test_a_file_is_added_beside_the_others_and_put_away_without_being_lost() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.desk.visits import PNG

    hall = a_hall()
    case = a_draft(hall)
    clerk = sign_in(hall, "clerk")
    address = f"/desk/intake/{case.no}/files/2/"
    for name in ("正面.png", "背面.png"):
        assert clerk.post(address, {"file": SimpleUploadedFile(name, PNG)}).status_code == 200
    page = clerk.get(address)
    assert "正面.png" in shown(page)
    assert "背面.png" in shown(page)
    sent = clerk.get(f"/desk/cases/{case.no}/files/2/1/")
    assert (sent["Content-Type"], b"".join(sent.streaming_content)) == ("image/png", PNG)  # type: ignore[attr-defined]
    assert sent["X-Content-Type-Options"] == "nosniff"
    clerk.post(f"{address}1/set-aside/")
    assert "正面.png" not in shown(clerk.get(address))
    material = case.materials.get(order=2)
    assert material.attachments.count() == 2


def test_a_guide_goes_from_draft_to_published_through_its_pages() -> None:
    world = a_world()
    publisher, approver = sign_in(world.hall, "publisher"), sign_in(world.hall, "centre_approver")
    code = world.sheet.matter_code  # type: ignore[attr-defined]
    edit = publisher.post(f"/desk/matters/{code}/1/move/", {"do": "draft"})["Location"]
    page = publisher.get(edit)
    assert page.status_code == 200
    form = {
        "name": "食品小经营许可", "category": "行政许可", "case_kind": "commitment", "promised_value": "7",
        "promised_unit": "working_day", "statutory_value": "20", "statutory_unit": "working_day",
        "materials-name": ["申请书", ""], "materials-form": ["original", ""], "materials-copies": ["1", ""],
        "materials-necessity": ["required", ""], "materials-situation": ["", ""],
        "steps-name": ["审查", "决定"], "steps-role": ["reviewer", "approver"], "steps-limit_value": ["2", ""],
        "steps-limit_unit": ["working_day", ""],
    }  # fmt: skip
    wrong = publisher.post(edit, {**form, "promised_value": "七天"})
    assert (wrong.status_code, "承诺时限应为整数" in shown(wrong)) == (422, True)
    assert publisher.post(edit, form).status_code == 302
    publisher.post(f"/desk/matters/{code}/2/move/", {"do": "submit"})
    assert code in text(approver.get("/desk/matters/?view=waiting"))
    barred = publisher.post(f"/desk/matters/{code}/2/move/", {"do": "publish"})
    assert (barred.status_code, "业务科" in shown(barred)) == (409, True)
    approver.post(f"/desk/matters/{code}/2/move/", {"do": "publish"})
    assert "7 个工作日" in shown(approver.get(f"/desk/matters/{code}/"))


@pytest.mark.rule("R270")
def test_the_ledger_is_exported_masked_and_that_it_was_taken_is_kept() -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    world = a_world()
    assert world.accepted
    sheet_file = sign_in(world.hall, "supervisor").get("/desk/ledger/export/")
    rows = list(load_workbook(BytesIO(b"".join(sheet_file.streaming_content)))["台账"].values)  # type: ignore[attr-defined]
    assert rows[1][:2] == (world.accepted.no, "食品小经营许可")
    assert rows[1][4] == "张**"
    assert Entry.objects.get(event=Event.LEDGER_EXPORTED).data == {"rows": 1}


def test_a_matter_of_another_hall_cannot_be_taken_in_here() -> None:
    hall, elsewhere = a_hall(), a_hall("linxi")
    authorise_window(elsewhere.department)
    refused = sign_in(hall, "clerk").post("/desk/begin/", {"matter": a_matter(elsewhere, "else").matter_code})
    assert (refused.status_code, "不能收件" in shown(refused)) == (409, True)
    assert Case.objects.count() == 0


def test_what_cannot_be_collected_sends_the_clerk_back_with_a_sentence() -> None:
    world = a_world()
    client = sign_in(world.hall, "clerk")
    for case in (world.draft, world.accepted):
        answer = client.get(f"/desk/collect/{case.no}/", follow=True)
        assert answer.redirect_chain == [("/desk/collect/", 302)]
        assert "还没有结果可以领取" in shown(answer)
