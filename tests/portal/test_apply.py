"""One thing begun on the portal: one guide, one form, nothing lost, sent once, followed as one."""

import re
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.cases.build import ID
from tests.cast import Hall, a_department, a_hall
from tests.joint.build import PDF, an_offer, three_sheets
from yichuang.joint import public as joint
from yichuang.joint.public import Bundle, Offer, SharedLine, State
from yichuang.kit.actor import CITIZEN

pytestmark = pytest.mark.django_db
HERE = "/events/open-restaurant/"
GOOD = {"id_kind": "id_card", "id_number": ID, "name": "张三", "phone": "13812341234", "way": "window"}
LEASE = SharedLine("租赁合同", "", 1, "", "").key


@dataclass
class Town:
    hall: Hall
    offer: Offer


def a_town() -> Town:
    hall = a_hall()
    sheets = three_sheets(hall, a_department(hall.centre, "xfj", "青消防"))
    return Town(hall, an_offer(hall, sheets, {3: [1]}))


def begun() -> Client:
    client = Client()
    assert client.post(f"{HERE}begin/")["Location"] == f"{HERE}form/"
    return client


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.rule("R102")
@pytest.mark.rule("R276")
def test_the_guide_says_what_it_is_made_of_what_is_brought_once_and_the_laws_limit() -> None:
    a_town()
    page = text(Client().get(HERE))
    for words in ("食品经营许可", "户外招牌设置", "消防安全检查", "等第 1 项准予后自动开始", "45 个工作日",
                  "第四十二条第二款", "分开办要交 9 项", "5 号窗口"):  # fmt: skip
        assert words in page, words
    assert "开办餐饮店" in text(Client().get("/"))
    assert "开办餐饮店" in text(Client().get("/events/"))
    english = Client()
    english.cookies["django_language"] = "en"
    assert "Opening a restaurant" in text(english.get(HERE))


def test_what_is_not_offered_is_not_there() -> None:
    town = a_town()
    Offer.objects.filter(pk=town.offer.pk).update(is_open=False)
    assert Client().get(HERE).status_code == 404
    assert Client().post(f"{HERE}begin/").status_code == 404
    assert Client().get("/events/nothing/").status_code == 404


def test_whoever_has_begun_nothing_is_led_to_the_guide() -> None:
    a_town()
    for page in ("form/", "check/", "sent/"):
        assert Client().get(f"{HERE}{page}")["Location"] == HERE


def test_faults_stand_beside_their_fields_and_what_was_typed_stays() -> None:
    a_town()
    client = begun()
    wrong = ID[:-1] + ("0" if ID[-1] != "0" else "1")
    answer = client.post(f"{HERE}form/", {**GOOD, "id_number": wrong, "name": "", "do": "check"})
    assert answer.status_code == 422
    page = text(answer)
    assert 'id="id_number-err">身份证号最后一位对不上' in page
    assert 'id="name-err">请填写姓名' in page
    assert wrong in text(client.get(f"{HERE}form/"))
    assert Bundle.objects.count() == 0


def test_typing_is_kept_by_itself_and_no_other_field_is() -> None:
    a_town()
    client = begun()
    assert client.post(f"{HERE}form/keep/", {"name": "李四", "state": "accepted"}).status_code == 204
    assert 'value="李四"' in text(client.get(f"{HERE}form/"))
    draft = joint.Draft.objects.get()
    assert "state" not in draft.typed
    assert client.post(f"{HERE}form/keep/", {"name": "x" * 3000}).status_code == 422


@pytest.mark.rule("R079")
def test_the_whole_way_from_the_guide_to_the_receipt_and_the_progress() -> None:
    town = a_town()
    client = begun()
    upload = SimpleUploadedFile("合同.pdf", PDF)
    answer = client.post(
        f"{HERE}form/", {**GOOD, f"m_{LEASE}": "uploaded", f"file_{LEASE}": upload, "do": "check"}
    )
    assert answer["Location"] == f"{HERE}check/"
    summary = text(client.get(f"{HERE}check/"))
    assert "合同.pdf" in summary
    assert "有 4 项要带到 5 号窗口" in summary
    refused = client.post(f"{HERE}check/", {})
    assert refused.status_code == 422
    assert "提交前要同意" in text(refused)
    first = client.post(f"{HERE}check/", {"consent": "1"})
    again = client.post(f"{HERE}check/", {"consent": "1"})  # the button pressed twice
    assert first["Location"] == again["Location"] == f"{HERE}sent/"
    bundle = Bundle.objects.get()
    assert State(bundle.state) is State.RECEIVED
    receipt = text(client.get(f"{HERE}sent/"))
    assert bundle.no in receipt
    assert "查进度" in receipt
    progress = text(client.get("/track/joint/"))
    assert "申请已收到，正在看能不能受理" in progress
    assert "张**" in progress
    assert "张三" not in progress
    assert ID not in progress
    code = re.findall(r"/track/papers/(\w+)\.pdf", progress)[0]
    assert client.get(f"/track/papers/{code}.pdf").content.startswith(b"%PDF")
    assert town.hall.staff["clerk"].name in progress


@pytest.mark.rule("R258")
def test_the_whole_is_followed_by_its_number_and_each_part_from_it() -> None:
    town = a_town()
    bundle = joint.send(_filled(town), by=CITIZEN, now=timezone.now())
    client = Client()
    assert client.post("/track/", {"no": bundle.no, "tail": "0000"}).status_code == 422
    assert (
        client.post("/track/", {"no": f" {bundle.no.lower()} ", "tail": "1234"})["Location"]
        == "/track/joint/"
    )
    page = text(client.get("/track/joint/"))
    assert page.count("已收件，待受理") == 2
    assert "等第 1 项准予后自动开始" in page
    assert client.post("/track/joint/2/")["Location"] == "/track/case/"
    part = text(client.get("/track/case/"))
    assert "它是“开办餐饮店”的一项" in part
    assert client.post("/track/case/whole/")["Location"] == "/track/joint/"
    assert client.post("/track/joint/9/").status_code == 404
    client.post("/track/leave/")
    assert client.get("/track/joint/")["Location"] == "/track/"


def _filled(town: Town) -> joint.Draft:
    draft = joint.begin_draft(town.offer, now=timezone.now())
    joint.keep(draft, {**GOOD, "consent": "1"}, now=timezone.now())
    return draft


def test_a_draft_is_gone_on_with_elsewhere_by_its_code_and_the_phone() -> None:
    town = a_town()
    draft = _filled(town)
    client = Client()
    wrong = client.post("/continue/", {"code": draft.code, "tail": "0000"})
    assert wrong.status_code == 422
    assert "没有找到" in text(wrong)
    spaced = f"{draft.code[:4]}-{draft.code[4:]}".lower()
    assert client.post("/continue/", {"code": spaced, "tail": "1234"})["Location"] == f"{HERE}form/"
    assert "张三" in text(client.get(f"{HERE}form/"))
    stranger = Client()
    for _ in range(5):
        stranger.post("/continue/", {"code": draft.code, "tail": "9999"})
    late = stranger.post("/continue/", {"code": draft.code, "tail": "1234"})
    assert late.status_code == 429
    assert int(late["Retry-After"]) > 0


def test_beginning_again_and_again_is_slowed_down() -> None:
    a_town()
    answers = [Client().post(f"{HERE}begin/").status_code for _ in range(22)]
    assert answers[:20] == [302] * 20
    assert answers[-1] == 429
    assert "请等一会儿" in text(Client().post(f"{HERE}begin/"))


def test_a_file_that_is_none_is_refused_and_the_rest_is_kept() -> None:
    a_town()
    client = begun()
    bad = SimpleUploadedFile("合同.pdf", b"not a pdf")
    answer = client.post(f"{HERE}form/", {**GOOD, f"file_{LEASE}": bad, "do": "upload"})
    assert answer.status_code == 422
    assert "只收 PDF" in text(answer)
    assert 'value="张三"' in text(answer)
    good = SimpleUploadedFile("合同.pdf", PDF)
    assert client.post(f"{HERE}form/", {f"file_{LEASE}": good, "do": "upload"}).status_code == 302
    kept = joint.DraftFile.objects.get()
    assert client.post(f"{HERE}form/", {"do": f"remove-{kept.pk}"}).status_code == 302
    assert joint.DraftFile.objects.count() == 0


def test_whoever_gives_up_leaves_nothing_behind() -> None:
    a_town()
    client = begun()
    client.post(f"{HERE}form/", {**GOOD, "do": "save"})
    assert client.post(f"{HERE}form/", {"do": "discard"})["Location"] == HERE
    assert joint.Draft.objects.count() == 0
