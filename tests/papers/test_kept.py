"""A paper that is out stays as it is: its bytes, its signature, and what is known about whether it holds."""

import os
import re
import stat
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from django.db import DatabaseError, transaction
from pytest_django import Settings

from tests.cast import a_hall
from tests.papers.build import (
    APPROVAL,
    CLERK,
    EVERY_BODY,
    LICENCE,
    NOTICE,
    NOW,
    a_department,
    an_order,
)
from yichuang.journal.public import Event, record_all, story
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.papers.models import OwnLayout, Rendition
from yichuang.papers.public import (
    Body,
    Layout,
    Paper,
    VoidedHow,
    by_halves,
    check_pdf,
    ensure_key,
    house_again,
    house_source,
    issue,
    kind_of,
    lines_for,
    pdf_of,
    rare_on,
    render_pdf,
    save_layout,
    sheet_context,
    unprintable,
    validity_of,
    void,
)
from yichuang.papers.rules.cmap import characters
from yichuang.papers.selectors.rendering import FONTS
from yichuang.people.public import Centre, set_setting

pytestmark = pytest.mark.django_db
ADDRESS = "https://hall.example"
TODAY = date(2026, 9, 24)


@pytest.fixture(autouse=True)
def _a_folder(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path
    settings.PAPERS_DIR = tmp_path / "papers"


def a_paper(body: Body = NOTICE, letter: str = "青市监") -> Paper:
    return issue([an_order(body, a_department(letter))], by=CLERK, now=NOW)[0]


def again(paper: Paper) -> Paper:
    return Paper.objects.select_related("voiding").get(pk=paper.pk)


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


# --- the same bytes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("body", EVERY_BODY, ids=kind_of)
def test_every_kind_gives_the_same_bytes_again(body: Body) -> None:
    paper = a_paper(body)
    first = pdf_of(paper, now=NOW)
    assert first.startswith(b"%PDF-")
    assert pdf_of(again(paper), now=NOW + timedelta(days=400)) == first


def test_an_old_paper_keeps_its_bytes_after_title_template_and_address_changed(settings: Settings) -> None:
    hall = a_hall()
    paper = issue([an_order(NOTICE, hall.department, centre=hall.centre)], by=CLERK, now=NOW)[0]
    first = pdf_of(paper, now=NOW)
    manager, later = hall.officer("manager"), NOW + timedelta(days=1)
    set_setting(hall.centre, "papers.title.denial_decision", "不准予决定书", by=manager, now=later)
    save_layout(hall.centre, Layout.WINDOW, "#sheet.title 新版式\n#blocks()", by=manager, now=later)
    settings.PUBLIC_URL = "https://other.example"
    assert pdf_of(again(paper), now=later) == first
    newer = issue([an_order(NOTICE, hall.department, centre=hall.centre)], by=CLERK, now=later)[0]
    assert "新版式" in words(pdf_of(newer, now=later))


def test_a_paper_never_printed_before_a_change_is_still_set_as_it_was_issued() -> None:
    hall = a_hall()
    paper = issue([an_order(NOTICE, hall.department, centre=hall.centre)], by=CLERK, now=NOW)[0]
    expected = render_pdf(paper, ADDRESS)
    manager = hall.officer("manager")
    save_layout(hall.centre, Layout.WINDOW, "#sheet.title", by=manager, now=NOW + timedelta(hours=1))
    assert render_pdf(again(paper), ADDRESS) == expected


def test_a_lost_file_is_made_again_byte_by_byte_or_asked_for_from_the_backup(settings: Settings) -> None:
    paper = a_paper()
    first = pdf_of(paper, now=NOW)
    [kept] = [path for path in settings.PAPERS_DIR.rglob("*") if path.is_file()]
    kept.write_bytes(b"%PDF-broken")
    assert pdf_of(paper, now=NOW) == first
    assert kept.read_bytes() == first
    kept.unlink()
    settings.PUBLIC_URL = "https://other.example"
    with pytest.raises(Refused, match="从备份里恢复"):
        pdf_of(paper, now=NOW)


def test_what_was_kept_of_a_paper_cannot_be_changed() -> None:
    paper = a_paper()
    pdf_of(paper, now=NOW)
    for change in (lambda: Rendition.objects.update(size=1), Rendition.objects.all().delete):
        with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
            change()


# --- the centre's own titles and templates ------------------------------------------------------------


def test_a_centre_gives_a_kind_its_own_title() -> None:
    hall = a_hall()
    key = "papers.title.supplement_notice"
    supplement = next(body for body in EVERY_BODY if kind_of(body) == "supplement_notice")
    set_setting(hall.centre, key, "补办件通知书", by=hall.officer("manager"), now=NOW)
    order = an_order(supplement, hall.department, centre=hall.centre)
    assert issue([order], by=CLERK, now=NOW)[0].title == "补办件通知书"
    with pytest.raises(Invalid, match="最多 40 个字"):
        set_setting(hall.centre, key, "长" * 41, by=hall.officer("manager"), now=NOW)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("#let a = (1,\n\n= T", "第 1 行第 10 个字符附近：括号、引号或者代码段没有收尾"),
        ("= 好\n\n#foo(3)", "第 3 行第 2 个字符附近：用到了没有定义的名字“foo”"),
        ('#text(size: "a")[x]', "第 1 行第 13 个字符附近：这里的值种类不对，要的是 length，写的是 string"),
        ('#import "@preview/cetz:0.1.0"', "第 1 行第 2 个字符附近：模板不能用 import 引用"),
        ('\n#include "a.typ"', "第 2 行第 2 个字符附近：模板不能用 include 引用"),
        ('#image("/etc/passwd")', "模板不能读取文件"),
        ('#image("../../../../etc/passwd")', "模板不能读取文件"),
        ('#read("/etc/passwd")', "第 1 行"),
        ('#std.read("/etc/passwd")', "第 1 行"),
        ('#eval("im" + "port \\"@preview/cetz:0.1.0\\"")', "第 1 行"),
        ("#let f(x) = f(x)\n#f(1)", "模板一直循环，排不完"),
        ("", "模板是空的"),
        ("长" * 60_001, "模板太长"),
        ("#sheet.nosuch", "取了这份文书没有的内容"),
    ],
)
def test_a_template_that_cannot_be_used_says_where_and_why_and_changes_nothing(
    source: str, said: str
) -> None:
    hall = a_hall()
    with pytest.raises(Invalid) as refused:
        save_layout(hall.centre, Layout.WINDOW, source, by=hall.officer("manager"), now=NOW)
    assert said in refused.value.sentence
    assert refused.value.sentence.startswith("模板没有保存。")
    assert not OwnLayout.objects.exists()


@pytest.mark.parametrize("layout", Layout)
def test_the_houses_own_template_can_be_saved_as_it_is_and_taken_back(layout: Layout) -> None:
    hall = a_hall()
    manager = hall.officer("manager")
    save_layout(hall.centre, layout, house_source(layout), by=manager, now=NOW)
    house_again(hall.centre, layout, by=manager, now=NOW + timedelta(hours=1))
    assert [line.event for line in story(f"centre:{hall.centre.code}")][-2:] == [Event.LAYOUT_SAVED] * 2
    with pytest.raises(Forbidden):
        save_layout(hall.centre, layout, "#sheet.title", by=hall.officer("clerk"), now=NOW)


def test_a_centre_that_follows_another_uses_its_template_until_it_has_one() -> None:
    hall = a_hall()
    manager = hall.officer("manager")
    save_layout(hall.centre, Layout.WINDOW, "上级版式 #sheet.title", by=manager, now=NOW - timedelta(days=2))
    below = Centre.objects.create(
        code="below", name="某镇中心", short="某镇", level="township", follows=hall.centre
    )
    order = an_order(NOTICE, hall.department, centre=below)
    assert "上级版式" in words(pdf_of(issue([order], by=CLERK, now=NOW)[0], now=NOW))
    OwnLayout.objects.create(centre=below, layout=Layout.WINDOW, source="", saved_at=NOW, saved_by="x")
    assert "上级版式" not in words(pdf_of(issue([order], by=CLERK, now=NOW)[0], now=NOW))


def test_a_template_that_fails_on_one_paper_gives_way_to_the_houses() -> None:
    hall = a_hall()
    source = '#assert(not sheet.addressee.contains("难"))\n#sheet.title 自有版式'
    save_layout(hall.centre, Layout.WINDOW, source, by=hall.officer("manager"), now=NOW)
    order = an_order(NOTICE, hall.department, centre=hall.centre, addressee="难某")
    said = words(pdf_of(issue([order], by=CLERK, now=NOW)[0], now=NOW))
    assert "自有版式" not in said
    assert "受理通知书" in said


# --- rare characters ----------------------------------------------------------------------------------


@pytest.mark.rule("R138")
def test_a_character_that_cannot_be_printed_is_reported_in_the_journal_and_never_dropped() -> None:
    order = an_order(NOTICE, a_department(), addressee="张\U00031350三")
    with transaction.atomic():
        papers = issue([order], by=CLERK, now=NOW)
        record_all("case:202609160043", lines_for(papers), by=CLERK, at=NOW)
    assert story("case:202609160043")[0].data["unprintable"] == ["\U00031350"]
    assert rare_on(papers[0]) == ["\U00031350"]
    assert sheet_context(papers[0], ADDRESS)["sheet"].addressee == "张\U00031350三"  # type: ignore[attr-defined]


def test_a_font_of_the_halls_own_makes_its_characters_printable(tmp_path: Path) -> None:
    assert {0x4E00, 0x20BB7} <= characters((FONTS / "NotoSerifSC-Regular.otf").read_bytes())
    assert characters(b"no font at all") == characters(b"") == set()
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "broken.ttf").write_bytes(b"\x00\x01\x00\x00\xff\xff")
    assert unprintable("张三\U00031350") == ["\U00031350"]


# --- whether it holds ---------------------------------------------------------------------------------


def test_a_voided_paper_says_how_why_and_what_took_its_place() -> None:
    department = a_department()
    old, new = issue([an_order(APPROVAL, department), an_order(APPROVAL, department)], by=CLERK, now=NOW)
    assert validity_of(old, TODAY).holds
    void(old, "更正批准事项", how=VoidedHow.SUPERSEDED, replaced_by=new, by=CLERK, now=NOW)
    state = validity_of(again(old), TODAY)
    assert (state.holds, state.word, state.reason, state.instead) == (
        False,
        "已被替代",
        "更正批准事项",
        new.number,
    )
    assert story("case:202609160043")[-1].event == Event.PAPER_VOIDED
    with pytest.raises(Refused, match="已经失效"):
        void(old, "再一次", by=CLERK, now=NOW)
    assert validity_of(again(new), TODAY).holds


def test_a_paper_is_not_voided_without_a_reason_or_by_itself() -> None:
    paper = a_paper()
    with pytest.raises(Invalid, match="原因"):
        void(paper, " ", by=CLERK, now=NOW)
    for replaced_by, how in (
        (paper, VoidedHow.SUPERSEDED),
        (None, VoidedHow.SUPERSEDED),
        (paper, VoidedHow.REVOKED),
    ):
        with pytest.raises(Invalid, match="替代"):
            void(paper, "更正", how=how, replaced_by=replaced_by, by=CLERK, now=NOW)
    assert validity_of(again(paper), TODAY).holds


def test_a_licence_holds_within_its_days_only() -> None:
    paper = a_paper(LICENCE)
    assert validity_of(paper, date(2029, 9, 23)).holds
    assert validity_of(paper, date(2029, 9, 24)).word == "已过有效期"
    assert validity_of(paper, date(2026, 9, 23)).word == "尚未生效"


def test_both_halves_of_the_code_or_the_number_find_a_paper_and_nothing_else_does() -> None:
    paper = a_paper()
    named, proof = paper.code[:6], paper.code[6:]
    assert by_halves(named.lower(), proof.lower()) == paper
    assert by_halves("青市监受[2026]1号", proof) == paper
    for wrong in (
        (named, named),
        (proof, proof),
        ("", proof),
        (paper.number, "222222"),
        (named, ""),
        ("\x00", proof),
    ):
        assert by_halves(*wrong) is None


# --- certificates -------------------------------------------------------------------------------------


@pytest.mark.rule("R140")
def test_a_certificate_is_signed_by_the_centres_key_and_its_bytes_are_ours() -> None:
    paper = a_paper(LICENCE)
    check = check_pdf(pdf_of(paper, now=NOW))
    assert check.paper == paper
    assert check.signature is not None
    assert (check.signature.holds, check.signature.is_ours) == (True, True)
    assert "演示" in check.signature.signer
    assert b"ETSI.CAdES.detached" in pdf_of(paper, now=NOW)
    assert b"pdfaid" in pdf_of(paper, now=NOW)


def test_one_byte_altered_anywhere_is_noticed() -> None:
    paper = a_paper(LICENCE)
    content = pdf_of(paper, now=NOW)
    found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", content)
    assert found is not None
    first, length, second, rest = map(int, found.groups())
    assert (first, second + rest) == (0, len(content))
    for at in range(200, len(content), len(content) // 40):
        altered = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        check = check_pdf(altered)
        assert check.paper is None, at
        if at < length or at >= second:  # the signature's own place is all that it does not cover
            assert check.signature is None or not check.signature.holds, at
    hidden = content[: second - 9] + b"beef" + content[second - 5 :]
    for other in (content + b"\n% more", hidden):
        check = check_pdf(other)
        assert check.paper is None
        assert check.signature is None or not check.signature.holds


def test_a_notice_bears_no_signature_and_a_foreign_file_is_not_ours() -> None:
    check = check_pdf(pdf_of(a_paper(), now=NOW))
    assert check.paper is not None
    assert check.signature is None
    for foreign in (b"%PDF-1.7 rubbish", b"", b"%PDF-" + os.urandom(4000)):
        assert (check_pdf(foreign).paper, check_pdf(foreign).signature) == (None, None)


def test_the_demonstrations_key_is_made_once_and_for_us_alone(tmp_path: Path) -> None:
    path = ensure_key(NOW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    assert ensure_key(NOW).read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [path.name]


def test_a_real_key_is_configured_by_file_with_its_passphrase(tmp_path: Path, settings: Settings) -> None:
    key, certificate, _ = pkcs12.load_key_and_certificates(ensure_key(NOW).read_bytes(), None)
    assert key is not None
    assert isinstance(certificate, x509.Certificate)
    held = BestAvailableEncryption(b"correct horse")
    own = tmp_path / "own.p12"
    own.write_bytes(pkcs12.serialize_key_and_certificates(b"own", key, certificate, None, held))  # type: ignore[arg-type]
    settings.SIGNING_KEY = str(own)
    paper = a_paper(LICENCE)
    with pytest.raises(Refused, match="打不开签名密钥"):
        pdf_of(paper, now=NOW)
    secret = tmp_path / "passphrase"
    secret.write_text("correct horse\n")
    settings.SIGNING_PASSPHRASE_FILE = str(secret)
    check = check_pdf(pdf_of(paper, now=NOW))
    assert check.signature is not None
    assert check.signature.is_ours
    settings.SIGNING_KEY = str(tmp_path / "nowhere.p12")
    with pytest.raises(Refused, match="找不到签名密钥"):
        pdf_of(a_paper(LICENCE, "青文旅"), now=NOW)
