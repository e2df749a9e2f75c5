"""Keeping the catalogue by hand: from a new matter to a published guide with its forms, without a file to import."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Hall, a_hall
from tests.desk.visits import shown, sign_in
from tests.portal.test_pages import PDF
from yichuang.catalogue.public import FormFile, LifeEvent, Matter
from yichuang.journal.public import story

pytestmark = pytest.mark.django_db
NEW = "/desk/new-matter/"


@pytest.fixture
def hall() -> Hall:
    return a_hall()


def entered(hall: Hall, **changes: Any) -> dict[str, Any]:
    said = {"name": "林木采伐许可", "code": "lm-1", "department": hall.department.pk, "theme": hall.theme.pk}
    return said | changes


def office(*parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for part in ("[Content_Types].xml", *parts):
            file.writestr(part, "<x/>")
    return made.getvalue()


def upload(client: Client, address: str, name: str, content: bytes, **said: Any) -> Any:
    return client.post(address, {"kind": "blank", "file": SimpleUploadedFile(name, content), **said})


@pytest.mark.rule("R006")
@pytest.mark.rule("R032")
def test_a_matter_made_by_hand_is_found_by_citizens_with_its_form(
    hall: Hall, tmp_path: Any, settings: Any
) -> None:
    settings.UPLOAD_DIR = tmp_path
    publisher, approver = sign_in(hall, "publisher"), sign_in(hall, "centre_approver")
    assert "新事项" in shown(publisher.get("/desk/matters/"))
    edit = publisher.post(NEW, entered(hall))["Location"]
    assert edit == "/desk/matters/lm-1/1/edit/"
    assert (
        publisher.post(
            edit, {"name": "林木采伐许可", "materials-name": ["申请表"], "conditions": "有林权证\n"}
        ).status_code
        == 302
    )
    forms = "/desk/matters/lm-1/1/forms/"
    material = Matter.objects.get(code="lm-1").guides.get().materials.get()
    assert (
        upload(publisher, forms, "申请表.doc", office("word/document.xml"), material=material.pk).status_code
        == 302
    )
    assert upload(publisher, forms, "样表.exe", PDF, kind="sample").status_code == 302
    page = shown(publisher.get(forms))
    assert "申请表.docx" in page
    assert "样表.pdf" in page
    assert "示范文本：来源没有写明" not in shown(publisher.get("/desk/matters/lm-1/"))
    seen = approver.get(f"{forms}{FormFile.objects.get(name='样表.pdf').pk}/")
    assert b"".join(seen.streaming_content) == PDF  # type: ignore[attr-defined]
    publisher.post("/desk/matters/lm-1/1/move/", {"do": "submit"})
    approver.post("/desk/matters/lm-1/1/move/", {"do": "publish"})
    guide = shown(Client().get("/matters/lm-1/"))
    assert "申请表.docx" in guide
    assert "样表.pdf" in guide


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "没有事项名称"),
        ({"code": ""}, "事项编码不能空"),
        ({"code": "林木/1"}, "只用字母、数字"),
        ({"code": "../x"}, "只用字母、数字"),
        ({"department": ""}, "请选部门"),
        ({"department": "²"}, "请选部门"),
        ({"theme": "99999"}, "没有这个主题"),
        ({"parent": "nothing-1"}, "没有编码为"),
    ],
)
def test_a_matter_that_cannot_be_is_not_made_and_what_was_typed_stays(
    hall: Hall, changes: dict[str, Any], words: str
) -> None:
    answer = sign_in(hall, "publisher").post(NEW, entered(hall, catalog_code="000123456789", **changes))
    page = answer.content.decode()
    assert (answer.status_code, words in page) == (422, True)
    assert "000123456789" in page
    assert 'class="field-fault"' in page
    assert not Matter.objects.exists()


def test_a_code_is_taken_once_and_a_department_of_others_is_refused(hall: Hall) -> None:
    publisher = sign_in(hall, "publisher")
    publisher.post(NEW, entered(hall))
    assert "已经有编码为" in shown(publisher.post(NEW, entered(hall)))
    theirs = publisher.post(NEW, entered(hall, code="lm-2", department=hall.other_department.pk))
    assert theirs.status_code == 403
    assert sign_in(hall, "clerk").get(NEW).status_code == 403
    assert Matter.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("表.docx", b"", "文件是空的"),
        ("表.docx", b"hello", "不带宏的"),
        ("表.docx", office("word/document.xml", "word/vbaProject.bin"), "不带宏的"),
        ("表.zip", office("a.txt"), "不带宏的"),
        ("表.html", b"<script>alert(1)</script>", "不带宏的"),
    ],
)
def test_a_form_that_is_none_is_refused_beside_the_field(
    hall: Hall, tmp_path: Any, settings: Any, name: str, content: bytes, words: str
) -> None:
    settings.UPLOAD_DIR = tmp_path
    publisher = sign_in(hall, "publisher")
    publisher.post(NEW, entered(hall))
    answer = upload(publisher, "/desk/matters/lm-1/1/forms/", name, content, kind="sample")
    page = answer.content.decode()
    assert (answer.status_code, words in page) == (422, True)
    assert 'value="sample" selected' in page
    assert not FormFile.objects.exists()
    assert not list(tmp_path.rglob("*"))


def test_only_who_writes_a_draft_changes_its_forms(hall: Hall, tmp_path: Any, settings: Any) -> None:
    settings.UPLOAD_DIR = tmp_path
    publisher, approver = sign_in(hall, "publisher"), sign_in(hall, "centre_approver")
    publisher.post(NEW, entered(hall))
    forms = "/desk/matters/lm-1/1/forms/"
    assert upload(approver, forms, "表.pdf", PDF).status_code == 409
    upload(publisher, forms, "表.pdf", PDF)
    form = FormFile.objects.get()
    assert approver.post(forms, {"do": "remove", "form": form.pk}).status_code == 409
    assert "拿掉" not in shown(approver.get(forms))
    assert publisher.post(forms, {"do": "remove", "form": form.pk}).status_code == 302
    assert not FormFile.objects.exists()
    assert publisher.post(forms, {"do": "remove", "form": form.pk}).status_code == 409
    assert publisher.get(f"{forms}{form.pk}/").status_code == 404


@pytest.mark.rule("R012")
def test_a_matter_is_put_under_a_theme_and_events_of_life(hall: Hall) -> None:
    publisher, approver = sign_in(hall, "publisher"), sign_in(hall, "centre_approver")
    events = "/desk/life-events/"
    assert "还没有事件" in shown(approver.get(events))
    assert publisher.get(events).status_code == 403
    approver.post(events, {"name": "种树砍树", "name_en": "Felling trees", "order": "3"})
    event = LifeEvent.objects.get()
    publisher.post(NEW, entered(hall, theme=""))
    place = "/desk/matters/lm-1/place/"
    assert "种树砍树" in shown(publisher.get(place))
    said = {"theme": hall.theme.pk, "event": event.pk, "version": "0"}
    assert publisher.post(place, said).status_code == 302
    matter = Matter.objects.get()
    assert (matter.theme, list(matter.life_events.all())) == (hall.theme, [event])
    late = publisher.post(place, {**said, "theme": ""})
    assert late.status_code == 409
    assert publisher.post(place, {"theme": "abc", "version": "1"}).status_code == 422
    assert [line.event for line in story("matter:lm-1")][-1] == "matter.arranged"
    assert "还有事项" in shown(approver.post(events, {"event": event.pk, "do": "remove"}))
    publisher.post(place, {"theme": hall.theme.pk, "version": "1"})
    approver.post(events, {"event": event.pk, "do": "remove"})
    assert not LifeEvent.objects.exists()


@pytest.mark.parametrize(
    "said", [{"name": ""}, {"name": "长" * 31}, {"name": "生孩子", "order": "x"}, {"name": "生\u202e孩子"}]
)
def test_an_event_of_life_that_cannot_be_is_said_beside_its_field(hall: Hall, said: dict[str, str]) -> None:
    answer = sign_in(hall, "centre_approver").post("/desk/life-events/", said)
    assert (answer.status_code, "field-fault" in answer.content.decode()) == (422, True)
    assert not LifeEvent.objects.exists()


def test_a_stopped_matter_is_not_taken_in_until_it_is_resumed(hall: Hall) -> None:
    publisher, approver = sign_in(hall, "publisher"), sign_in(hall, "centre_approver")
    publisher.post(NEW, entered(hall))
    publisher.post("/desk/matters/lm-1/1/move/", {"do": "submit"})
    approver.post("/desk/matters/lm-1/1/move/", {"do": "publish"})
    standing = "/desk/matters/lm-1/standing/"
    assert Client().get("/matters/lm-1/").status_code == 200
    assert publisher.post(standing, {"do": "stop", "reason": "法律修订"}).status_code == 403
    assert approver.post(standing, {"do": "stop", "reason": " "}).status_code == 422
    assert approver.post(standing, {"do": "stop", "reason": "法律修订"}).status_code == 302
    assert Client().get("/matters/lm-1/").status_code == 404
    assert "林木采伐许可" in shown(approver.get("/desk/matters/?view=stopped"))
    assert approver.post(standing, {"do": "stop", "reason": "再停"}).status_code == 409
    assert approver.post(standing, {"do": "resume"}).status_code == 302
    assert Client().get("/matters/lm-1/").status_code == 200
    assert approver.post(standing, {"do": "resume"}).status_code == 409
    assert [line.event for line in story("matter:lm-1")][-2:] == ["matter.stopped", "matter.resumed"]
