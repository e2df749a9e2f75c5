"""The page of an application that was sent in: supplemented and withdrawn from the phone."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.desk.visits import sign_in, text
from tests.joint.build import PDF
from tests.portal.test_apply import Town, _filled, a_town
from yichuang.cases.public import Attachment, Mark
from yichuang.joint import public as joint
from yichuang.joint.public import Bundle, State, SupplementFile
from yichuang.kit.actor import CITIZEN

pytestmark = pytest.mark.django_db
WHOLE, SUPPLEMENT, WITHDRAW = "/track/joint/", "/track/joint/supplement/", "/track/joint/withdraw/"
FLOW = 3


def an_asked_one() -> tuple[Town, Bundle, Client]:
    """An application whose notice asks for one document, opened by its applicant."""
    town, now = a_town(), timezone.now() - timedelta(hours=1)
    clerk = town.hall.officer("clerk")
    bundle = joint.send(_filled(town), by=CITIZEN, now=now)
    for shared in joint.page_of(bundle.no).counting:  # type: ignore[union-attr]
        found = Mark.MISSING if shared.order == FLOW else Mark.RECEIVED
        joint.mark(bundle, shared.order, found, by=clerk)
    joint.supplement(bundle, by=clerk, now=now)
    return town, bundle, of_hers(bundle)


def of_hers(bundle: Bundle) -> Client:
    client = Client()
    assert client.post("/track/", {"no": bundle.no, "tail": "1234"})["Location"] == WHOLE
    return client


def a_pdf(name: str = "流程图.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


@pytest.mark.rule("R073")
def test_the_page_says_what_is_wanted_takes_the_files_and_hands_them_in() -> None:
    town, bundle, client = an_asked_one()
    page = text(client.get(WHOLE))
    assert "请补正材料" in page
    assert SUPPLEMENT in page
    assert "操作流程图" in text(client.get(SUPPLEMENT))
    lacking = client.post(SUPPLEMENT, {"do": "send"})
    assert lacking.status_code == 409
    assert "第 3 项还没有上传" in text(lacking)
    kept = client.post(SUPPLEMENT, {f"file_{FLOW}": a_pdf(), "do": "upload"})
    assert kept.status_code == 302
    assert "流程图.pdf" in text(client.get(SUPPLEMENT))
    assert client.post(SUPPLEMENT, {"do": "send"})["Location"] == f"{WHOLE}?handed=1"
    done = text(client.get(f"{WHOLE}?handed=1"))
    assert "补正材料交到了" in done
    assert done.count("申请材料收件凭证") == 2
    bundle.refresh_from_db()
    assert State(bundle.state) is State.RECEIVED
    desk = sign_in(town.hall, "clerk")
    assert "补正已交来，待核对" in text(desk.get("/desk/joint/"))
    assert "补正材料交来，请核对" in text(desk.get(f"/desk/joint/{bundle.no}/"))


def test_choosing_and_handing_in_at_once_works_with_scripts_off() -> None:
    _town, _bundle, client = an_asked_one()
    assert client.post(SUPPLEMENT, {f"file_{FLOW}": a_pdf(), "do": "send"}).status_code == 302
    assert Attachment.objects.get().name == "流程图.pdf"


def test_the_button_pressed_twice_hands_in_once_and_says_so() -> None:
    _town, _bundle, client = an_asked_one()
    client.post(SUPPLEMENT, {f"file_{FLOW}": a_pdf(), "do": "send"})
    again = client.post(SUPPLEMENT, {f"file_{FLOW}": a_pdf("再传.pdf"), "do": "send"})
    assert again.status_code == 409
    assert "已经交来的不用再交" in text(again)
    assert client.get(SUPPLEMENT)["Location"] == WHOLE
    assert Attachment.objects.count() == 1


def test_a_file_that_is_none_has_its_sentence_and_a_stale_page_changes_nothing() -> None:
    town, bundle, client = an_asked_one()
    bad = client.post(SUPPLEMENT, {f"file_{FLOW}": SimpleUploadedFile("x.pdf", b"no"), "do": "send"})
    assert bad.status_code == 422
    assert "只收 PDF" in text(bad)
    other = client.post(SUPPLEMENT, {"file_1": a_pdf(), "do": "upload"})
    assert other.status_code == 422
    assert "通知没有要这一项" in text(other)
    joint.resubmit(bundle, by=town.hall.officer("clerk"), now=timezone.now())  # meanwhile, at the window
    stale = client.post(SUPPLEMENT, {f"file_{FLOW}": a_pdf(), "do": "upload"})
    assert stale.status_code == 409
    assert "现在没有要补正的材料" in text(stale)
    assert not SupplementFile.objects.exists()


def test_a_chosen_file_is_taken_back() -> None:
    _town, _bundle, client = an_asked_one()
    client.post(SUPPLEMENT, {f"file_{FLOW}": a_pdf(), "do": "upload"})
    number = SupplementFile.objects.get().pk
    assert client.post(SUPPLEMENT, {"do": f"remove-{number}"}).status_code == 302
    assert not SupplementFile.objects.exists()


@pytest.mark.rule("R258")
def test_whoever_does_not_know_number_and_last_four_reaches_neither_page() -> None:
    _town, bundle, _client = an_asked_one()
    stranger = Client()
    assert stranger.post("/track/", {"no": bundle.no, "tail": "0000"}).status_code == 422
    for page in (SUPPLEMENT, WITHDRAW):
        assert stranger.get(page)["Location"] == "/track/"
        assert stranger.post(page, {"do": "send", "sure": "1"})["Location"] == "/track/"
    bundle.refresh_from_db()
    assert State(bundle.state) is State.SUPPLEMENTING


def test_a_withdrawal_is_confirmed_first_and_ends_with_its_paper() -> None:
    _town, bundle, client = an_asked_one()
    assert WITHDRAW in text(client.get(WHOLE))
    asked = text(client.get(WITHDRAW))
    assert "撤回了不能恢复" in asked
    unsure = client.post(WITHDRAW, {"reason": "不开了"})
    assert unsure.status_code == 422
    assert 'value="不开了"' in text(unsure)
    assert client.post(WITHDRAW, {"reason": "不开了", "sure": "1"})["Location"] == WHOLE
    page = text(client.get(WHOLE))
    assert "已撤回" in page
    assert WITHDRAW not in page
    assert "终止办理通知书" in page.split('id="h-papers"')[1]
    again = client.post(WITHDRAW, {"sure": "1"})
    assert again.status_code == 409
    assert "不能再撤回" in text(again)
    bundle.refresh_from_db()
    assert State(bundle.state) is State.WITHDRAWN
