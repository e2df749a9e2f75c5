"""What people and programs should not send: a sentence in Chinese, status 4xx, nothing changed, nothing lost."""

import re
import stat
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.cases.build import ID, a_draft, decide, filled
from tests.cast import NOW, Hall, a_hall
from tests.desk.visits import EXAMINED, HTMX, World, a_picture, a_world, shown, sign_in, text
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Attachment, Case, Mark, State
from yichuang.complaints import public as complaints
from yichuang.journal.public import Entry
from yichuang.kit import files
from yichuang.papers import public as papers

pytestmark = pytest.mark.django_db

RARE = "𠮷䶮㐱𬭊"  # beyond the first plane, and from its rare rows
PROGRAM = b"MZ\x90\x00" + b"\x00" * 200


def typed_in(hall: Hall, **fields: str) -> tuple[Client, Case, str]:
    """Return a clerk, a draft that could be accepted but for `fields`, and its address."""
    case = filled(a_draft(hall), hall, **fields)
    return sign_in(hall, "clerk"), case, f"/desk/intake/{case.no}/"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"id_number": "340524198002300010"}, "不是真实的日期"),
        ({"id_number": "340524198001010011"}, "最后一位对不上"),
        ({"id_number": "12345"}, "应为 18 位"),
        ({"id_number": "340524299901010011"}, "出生日期不对"),
        ({"id_kind": "nonsense"}, "请选择证件类型"),
        ({"id_kind": "uscc", "id_number": "91350100M000100Y40"}, "请看执照原件"),
        ({"id_kind": "uscc", "id_number": "91350100M000100Y43"}, "要登记经办人"),
        ({"name": "张" * 121}, "最多 120 个字"),
        ({"name": "张\u202e三"}, "看不见的字符"),
        ({"name": "张\x07三"}, "看不见的字符"),
        ({"phone": "1" * 21}, "最多 20 个字"),
        ({"email": "not an address"}, "邮箱地址写得不对"),
        ({"agent_id_number": ID, "agent_name": "张三"}, "同一个人"),
        ({"agent_id_number": "370101190102039973", "agent_name": "李四"}, "授权委托书"),
        ({"agent_id_number": "1", "agent_name": "李四", "authority": "已收"}, "经办人：身份证号应为 18 位"),
    ],
)
def test_an_applicant_who_cannot_be_is_not_accepted(fields: dict[str, str], sentence: str) -> None:
    hall = a_hall()
    clerk, case, address = typed_in(hall, **fields)
    refused = clerk.post(address, {"do": "accept"})
    assert (refused.status_code, sentence in shown(refused)) == (422, True), shown(refused)
    held = Case.objects.get(pk=case.pk)
    assert (held.state, held.typed | fields, held.applicant) == (State.DRAFT, held.typed, None)
    for value in fields.values():
        assert value in text(clerk.get(address)) or len(value) > 24 or value == "nonsense"


def test_a_field_that_cannot_be_kept_stays_on_the_page_with_its_sentence() -> None:
    hall = a_hall()
    clerk, case, address = typed_in(hall)
    long = "甲" * 4001
    refused = clerk.post(address, {"name": long, "do": "accept"})
    assert refused.status_code == 422
    assert "最多 4000 字" in shown(refused)
    assert f'value="{long}"' in text(refused)
    swapped = clerk.post(address, {"content": long}, headers=HTMX)
    assert "最多 4000 字" in shown(swapped)
    assert "已保存" not in shown(swapped)
    assert Case.objects.get(pk=case.pk).typed["name"] == "张三"


@pytest.mark.parametrize(
    "marks",
    [
        {"m1": "nonsense"},
        {"m1": "not_needed"},
        {"m1": "received", "m1_copies": "many"},
        {"m1": "received", "m1_copies": "²"},
        {"m1": "received", "m1_copies": "-1"},
        {"m1": "received", "m1_copies": "1000"},
        {"m1": "received", "m1_copies": "9" * 5000},
    ],
)
def test_a_check_that_cannot_be_is_not_kept_and_is_not_called_saved(marks: dict[str, str]) -> None:
    hall = a_hall()
    case = a_draft(hall)
    answer = sign_in(hall, "clerk").post(f"/desk/intake/{case.no}/", {"m1_here": "1", **marks}, headers=HTMX)
    assert "note-red" in text(answer)
    assert "已保存" not in shown(answer)
    assert case.materials.get(order=1).mark == Mark.PENDING


def test_a_line_that_the_guide_does_not_list_cannot_be_added() -> None:
    hall = a_hall()
    case = a_draft(hall)
    clerk = sign_in(hall, "clerk")
    clerk.post(f"/desk/intake/{case.no}/", {"m99_here": "1", "m99": "received"})
    assert case.materials.count() == 5
    assert clerk.post(f"/desk/intake/{case.no}/files/99/", {"file": a_file("x.png")}).status_code == 404


def test_markup_in_a_name_is_text_everywhere() -> None:
    hall = a_hall()
    evil = "<script>alert(1)</script>\"'>{{7*7}}"
    clerk, case, address = typed_in(hall, name=evil, content=evil)
    accepted = clerk.post(address, {"do": "accept"})
    assert accepted.status_code == 302
    for page in (accepted["Location"], f"/desk/cases/{case.no}/", "/desk/window/", f"/desk/ledger/?q={evil}"):
        body = text(clerk.get(page))
        assert "<script>alert" not in body
        assert "49" not in body.split("{{7*7}}")[0][-20:]


def test_a_rare_name_goes_from_the_form_to_the_printed_paper() -> None:
    hall = a_hall()
    clerk, case, address = typed_in(hall, name=RARE, content="✓ 🏮 开灯笼店")
    page = clerk.post(address, {"do": "accept"})["Location"]
    assert RARE in shown(clerk.get(page))
    notice = papers.of_case(case.no)[0]
    assert papers.render_pdf(notice, "http://localhost").startswith(b"%PDF-")
    assert clerk.get(f"/desk/papers/{notice.code}.pdf").status_code == 200
    assert [c.no for c in cases.find_cases(
        cases.CaseFilter(query=RARE[:2]), by=hall.officer("clerk"), today=NOW.date()
    ).cases] == [case.no]  # fmt: skip


@pytest.mark.rule("R086")
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("扫描件.pdf", PROGRAM, "这个文件的内容不是"),
        ("照片.png", b"<html><script>alert(1)</script></html>", "这个文件的内容不是"),
        ("空.pdf", b"", "文件是空的"),
        ("坏.png", a_picture()[:60], "图片打不开"),
        ("说明.txt", "一段文字".encode(), "这个文件的内容不是"),
        ("大.pdf", b"%PDF-1.7\n" + b"0" * files.MOST_BYTES, "文件超过 20 MB"),
    ],
)
def test_a_file_is_judged_by_its_content(name: str, content: bytes, sentence: str) -> None:
    hall = a_hall()
    case = a_draft(hall)
    clerk = sign_in(hall, "clerk")
    address = f"/desk/intake/{case.no}/files/1/"
    refused = clerk.post(address, {"file": SimpleUploadedFile(name, content)})
    assert (refused.status_code, sentence in shown(refused)) == (422, True), shown(refused)
    dropped = clerk.post(
        address, {"file": SimpleUploadedFile(name, content)}, headers={"Accept": "application/json"}
    )
    assert (dropped.status_code, sentence in dropped.json()["refusal"]) == (422, True)
    assert Attachment.objects.count() == 0


def a_file(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_picture())


def test_a_picture_that_unpacks_to_gigabytes_is_not_opened(tmp_path: Path) -> None:
    bomb = bytearray(a_picture())
    bomb[16:24] = (60_000).to_bytes(4) + (60_000).to_bytes(4)  # 3.6 thousand million pixels, it says
    with pytest.raises(files.Invalid, match="图片"):
        files.keep(tmp_path, "bomb.png", [bytes(bomb)])
    assert list(tmp_path.iterdir()) == []


def test_an_archive_is_not_taken_for_a_document(tmp_path: Path) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("program.exe", PROGRAM)
    with pytest.raises(files.Invalid, match="内容不是"):
        files.keep(tmp_path, "证照.ofd", [packed.getvalue()])


@pytest.mark.rule("R086")
def test_the_same_bytes_are_stored_once_and_nothing_is_written_over(tmp_path: Path) -> None:
    store = tmp_path / "uploads"
    one = files.keep(store, "../../etc/passwd\x00.png", [a_picture()])
    place = files.path_of(store, one.sha256)
    assert store.stat().st_mode & 0o077 == 0
    written = place.stat().st_mtime_ns
    two = files.keep(store, "又一次.png", [a_picture()[:10], a_picture()[10:]])
    assert (two.sha256, place.stat().st_mtime_ns) == (one.sha256, written)
    assert one.name == "passwd.png"
    assert store in place.parents
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    for nonsense in ("../../etc/passwd", "A" * 64, "", "0" * 63):
        with pytest.raises(ValueError, match="SHA-256"):
            files.path_of(tmp_path, nonsense)


def test_a_store_inside_a_store_leaves_neither_open_to_other_accounts(tmp_path: Path) -> None:
    tmp_path.chmod(0o711)
    files.keep(tmp_path / "uploads" / "unsent", "申请书.png", [a_picture()])
    for folder in (tmp_path / "uploads", tmp_path / "uploads" / "unsent"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_request_beyond_all_sizes_is_turned_away_before_it_is_read() -> None:
    world = a_world()
    clerk = sign_in(world.hall, "clerk")
    address = f"/desk/intake/{world.draft.no}/files/1/"
    for size in ("200000000", "9" * 40):
        answer = clerk.post(address, {"file": a_file("a.png")}, CONTENT_LENGTH=size)
        assert (answer.status_code, "每个文件不超过 20 MB" in shown(answer)) == (413, True)
    dropped = clerk.post(
        address, {"file": a_file("a.png")}, CONTENT_LENGTH="200000000", headers={"Accept": "application/json"}
    )
    assert "20 MB" in dropped.json()["detail"]
    assert Attachment.objects.count() == 0


def test_a_form_longer_than_any_of_ours_is_refused_in_words() -> None:
    world = a_world()
    clerk = sign_in(world.hall, "clerk")
    answer = clerk.post(f"/desk/intake/{world.draft.no}/", {"content": "甲" * 1_500_000})
    assert (answer.status_code, "太长" in shown(answer)) == (413, True)
    many = clerk.post(f"/desk/intake/{world.draft.no}/", {f"field{n}": "x" for n in range(1500)})
    assert (many.status_code, "看不懂" in shown(many)) == (400, True)


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00", "?q=" + "长" * 10_000, "?q=%ED%A0%80", "?q=%25%27%5C_", "?after=x", "?after=²", "?after=-1",
        "?after=" + "9" * 5000, "?after=-.99999999999999999999", "?after=2026-02-30.5", "?after=2026-09-24.²",
        "?state=nonsense&mine=x&view=nonsense", "?q=%F0%9F%8F%AE&q=2", "?type=huge", "?open=9.9", "?paper=%00",
    ],
)  # fmt: skip
def test_no_query_breaks_a_list(query: str) -> None:
    world = a_world()
    assert world.accepted
    for who, pages in (
        ("clerk", ("window", "collect", "ledger", "ledger/export", f"cases/{world.accepted.no}")),
        ("reviewer", ("tasks", f"cases/{world.accepted.no}/papers")),
        ("publisher", ("matters",)),
    ):
        client = sign_in(world.hall, who)
        for page in pages:
            answer = client.get(f"/desk/{page}/{query}")
            assert answer.status_code in {200, 400}, page
            if answer.status_code == 400:
                assert "不能识别的字符" in shown(answer)
            text(answer)


def test_nul_in_a_form_is_refused_and_nothing_changes() -> None:
    world = a_world()
    clerk = sign_in(world.hall, "clerk")
    before = Entry.objects.count()
    for address, field in (
        (f"/desk/intake/{world.draft.no}/", "name"),
        (f"/desk/collect/{world.decided.no}/", "name"),
        ("/desk/begin/", "matter"),
    ):
        before = Entry.objects.count()
        answer = clerk.post(address, {field: "a\0b"})
        assert (answer.status_code, "不能保存的字符" in shown(answer)) == (422, True)
        assert Entry.objects.count() == before


def stale(world: World) -> tuple[Client, Client, str]:
    """Return two tabs that show the same draft, ready to be accepted."""
    case = filled(world.draft, world.hall)
    return sign_in(world.hall, "clerk"), sign_in(world.hall, "clerk"), f"/desk/intake/{case.no}/"


@pytest.mark.rule("R074")
def test_a_draft_is_accepted_once_however_often_the_button_is_pressed() -> None:
    world = a_world()
    one, two, address = stale(world)
    assert one.post(address, {"do": "accept"}).status_code == 302
    again = two.post(address, {"do": "accept", "name": "李四"})
    assert again["Location"] == f"/desk/cases/{world.draft.no}/"
    assert [p.kind for p in papers.of_case(world.draft.no)].count(papers.PaperKind.ACCEPTANCE_NOTICE) == 1
    assert Case.objects.get(pk=world.draft.pk).applicant_name == "张三"


def test_a_draft_thrown_away_in_one_tab_cannot_be_accepted_in_another() -> None:
    world = a_world()
    one, two, address = stale(world)
    bare = one.post(address, {"do": "discard", "discard_reason": " "})
    assert (bare.status_code, "请写明为什么作废" in shown(bare)) == (422, True)
    one.post(address, {"do": "discard", "discard_reason": "改天再来"})
    assert two.post(address, {"do": "accept"}).status_code == 302
    assert Case.objects.get(pk=world.draft.pk).state == State.DISCARDED


def test_a_step_is_passed_once_and_the_opinion_stays_on_the_page() -> None:
    world = a_world()
    one, two = (sign_in(world.hall, "reviewer") for _ in range(2))
    step = world.step
    assert one.post(f"{step}/pass-on/", EXAMINED | {"opinion": "同意"}).status_code == 302
    for move in ("pass-on", "send-back"):
        late = two.post(f"{step}/{move}/", {"opinion": "我写了很久的意见"})
        assert (late.status_code, "不能再办" in shown(late)) == (409, True)
        assert "我写了很久的意见" in text(late)
    saved = two.post(f"{step}/draft/", {"opinion": "又写"}, headers=HTMX)
    assert (saved.status_code, saved["HX-Retarget"]) == (409, "#refusal")
    assert len(approvals.steps_of(world.accepted.pk)) == 2


@pytest.mark.parametrize(
    ("opinion", "sentence"), [("", "请写审查意见"), ("　", "请写审查意见"), ("长" * 4001, "最多 4000 字")]
)
def test_an_opinion_must_say_something_and_not_too_much(opinion: str, sentence: str) -> None:
    world = a_world()
    reviewer = sign_in(world.hall, "reviewer")
    refused = reviewer.post(f"{world.step}/pass-on/", EXAMINED | {"opinion": opinion})
    assert (refused.status_code, sentence in shown(refused)) == (422, True)
    if opinion.strip():
        assert opinion in text(refused)


@pytest.mark.rule("R139")
def test_a_result_is_handed_out_once_and_to_nobody_who_cannot_be() -> None:
    world = a_world()
    clerk = sign_in(world.hall, "clerk")
    address = f"/desk/collect/{world.decided.no}/"
    good = {"relation": "本人", "id_kind": "id_card", "id_number": ID, "name": "张三"}
    for change, sentence in (
        ({"id_number": "340524198002300010"}, "不是真实的日期"),
        ({"id_kind": "nonsense"}, "请选择证件类型"),
        ({"relation": "路人"}, "请选择领取人是谁"),
        ({"name": "  "}, "请填写领取人姓名"),
        ({"name": "张\u202e三"}, "看不见的字符"),
        ({"name": "张" * 121}, "太长"),
    ):
        refused = clerk.post(address, {**good, **change})
        assert (refused.status_code, sentence in shown(refused)) == (422, True), sentence
    for given in ("²", "9" * 5000, "x"):
        assert clerk.post(address, {**good, "id_number": "x", "original": given}).status_code == 422
    assert clerk.post(address, good).status_code == 302
    assert clerk.post(address, good)["Location"] == f"/desk/cases/{world.decided.no}/"
    kinds = [p.kind for p in papers.of_case(world.decided.no)]
    assert kinds.count(papers.PaperKind.DELIVERY_RECEIPT) == 1


@pytest.mark.parametrize(
    "change", [{"promised_value": "²"}, {"promised_value": "1" * 5000}, {"materials-copies": "٣"}]
)
def test_a_guide_with_a_number_that_is_none_is_not_saved(change: dict[str, str]) -> None:
    world = a_world()
    publisher = sign_in(world.hall, "publisher")
    code = world.sheet.matter_code  # type: ignore[attr-defined]
    edit = publisher.post(f"/desk/matters/{code}/1/move/", {"do": "draft"})["Location"]
    form = {"name": "新名", "category": "行政许可", "case_kind": "commitment", "materials-name": "申请书"}
    form |= {"materials-situation": "委托办理的", "steps-name": "踏勘", "conditions": "年满十八岁"}
    refused = publisher.post(edit, {**form, **change})
    assert (refused.status_code, "应为整数" in shown(refused)) == (422, True)
    again = refused.content.decode()
    for typed in ("新名", "申请书", "委托办理的", "踏勘", "年满十八岁", *change.values()):
        assert typed in again, typed


def test_a_guide_that_somebody_else_saved_meanwhile_is_not_overwritten() -> None:
    world = a_world()
    code = world.sheet.matter_code  # type: ignore[attr-defined]
    first, second = (sign_in(world.hall, "publisher") for _ in range(2))
    edit = first.post(f"/desk/matters/{code}/1/move/", {"do": "draft"})["Location"]
    form = {"category": "行政许可", "case_kind": "commitment"}
    opened = [re.search(r'name="version" value="(\d+)"', text(each.get(edit))) for each in (first, second)]
    versions = [found[1] for found in opened if found]
    assert len(versions) == 2
    assert first.post(edit, {**form, "name": "甲改的名", "version": versions[0]}).status_code == 302
    late = second.post(edit, {**form, "name": "乙改的名", "version": versions[1]})
    assert late.status_code == 409
    assert "乙改的名" in late.content.decode()
    assert "甲改的名" in text(first.get(edit))


@pytest.mark.parametrize("name", ["", "名" * 301, "7"])
def test_a_guide_with_a_name_that_cannot_be_is_not_saved(name: str) -> None:
    world = a_world()
    publisher = sign_in(world.hall, "publisher")
    code = world.sheet.matter_code  # type: ignore[attr-defined]
    edit = publisher.post(f"/desk/matters/{code}/1/move/", {"do": "draft"})["Location"]
    refused = publisher.post(edit, {"name": name, "category": "行政许可", "case_kind": "commitment"})
    assert refused.status_code == 422, name
    assert "note-red" in text(refused)


def test_a_wish_that_no_button_makes_is_refused() -> None:
    world = a_world()
    publisher = sign_in(world.hall, "publisher")
    refused = publisher.post(f"/desk/matters/{world.sheet.matter_code}/1/move/", {"do": "explode"})  # type: ignore[attr-defined]
    assert (refused.status_code, "没有这个操作" in shown(refused)) == (422, True)
    clerk = sign_in(world.hall, "clerk")
    nothing = clerk.post("/desk/begin/", {"matter": "nonsense"})
    assert (nothing.status_code, "没有这个事项" in shown(nothing)) == (409, True)


def test_a_concluded_case_takes_nothing_more() -> None:
    hall = a_hall()
    case = a_draft(hall)
    filled(case, hall)
    cases.accept(case, by=hall.officer("clerk"), now=NOW)
    decide(case, hall)
    clerk = sign_in(hall, "clerk")
    refused = clerk.post(f"/desk/intake/{case.no}/files/1/", {"file": a_file("a.png")})
    assert (refused.status_code, "不能再加附件" in shown(refused)) == (422, True)
    aside = clerk.post(f"/desk/intake/{case.no}/files/1/1/set-aside/")
    assert aside.status_code == 409


def test_a_day_that_there_is_not_is_said_beside_its_field_and_nothing_is_assigned() -> None:
    hall = a_hall()
    said = complaints.Said(words="来了两次", channel="phone", nature="attitude", phone="13812341234")
    made = complaints.register(said, by=hall.officer("manager"), now=timezone.now())
    sent = {"do": "assign", "rung": "chief_rep", "department": hall.department.pk, "answer_on": "2026-02-30"}
    answer = sign_in(hall, "supervisor").post(f"/desk/complaints/{made.pk}/", sent)
    assert (answer.status_code, "没有这样的日期" in shown(answer)) == (422, True)
    assert complaints.complaint_by_id(made.pk).state == made.state  # type: ignore[union-attr]


def test_an_order_comes_back_as_it_was_typed_to_whom_it_was_meant() -> None:
    hall = a_hall()
    to = f"department:{hall.other_department.pk}"
    sent = {"to": to, "required": "限期整改<b>", "reply_by": "2026-02-30"}
    answer = sign_in(hall, "supervisor").post("/desk/orders/", sent)
    again = text(answer)
    assert (answer.status_code, "没有这样的日期" in again) == (422, True)
    assert f'value="{to}" selected' in again
    assert "限期整改&lt;b&gt;" in again
    assert 'id="fault-reply_by"' in again


def test_what_is_wrong_with_a_material_stands_in_its_row_and_names_it() -> None:
    world = a_world()
    typed = {"m2_here": "1", "m2": "pending", "m2_copies": "两份", "do": "save"}
    answer = sign_in(world.hall, "clerk").post(f"/desk/intake/{world.draft.no}/", typed)
    assert answer.status_code == 422
    page = text(answer)
    row = page[page.index('data-row="2"') : page.index('data-row="3"')]
    assert "第 2 项：份数应是数字。" in row
    assert 'value="两份"' in row
