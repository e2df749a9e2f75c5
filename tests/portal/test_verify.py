"""Is this paper genuine? Asked by anyone who has it in hand, answered without names."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.cases.build import a_case
from tests.cast import NOW, Hall, a_hall
from tests.papers.build import APPROVAL, CLERK, LICENCE, NOTICE, an_order
from tests.papers.build import NOW as ISSUED
from yichuang.kit.files import MOST_BYTES
from yichuang.papers.public import Body, Paper, PaperKind, VoidedHow, issue, of_case, pdf_of, verify_url, void
from yichuang.portal.services import verify

pytestmark = pytest.mark.django_db
HERE, THERE = "203.0.113.7", "203.0.113.8"


@pytest.fixture
def hall() -> Hall:
    return a_hall()


def a_paper(hall: Hall, body: Body = NOTICE) -> Paper:
    order = an_order(body, hall.department, centre=hall.centre)
    return issue([order], by=CLERK, now=ISSUED)[0]


def scanned(paper: Paper) -> HttpResponse:
    """Open what the QR code on the paper opens."""
    return Client().get(verify_url(paper, ""))


def uploaded(content: bytes, name: str = "paper.pdf") -> HttpResponse:
    return Client().post("/verify/file/", {"file": SimpleUploadedFile(name, content, "application/pdf")})


def said(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.rule("R138")
def test_the_code_on_a_paper_opens_what_it_is_who_issued_it_and_that_it_holds(hall: Hall) -> None:
    paper = a_paper(hall)
    answer = scanned(paper)
    assert answer.status_code == 200
    for words in ("这份文书是真的，现在有效", paper.title, paper.number, paper.issuer, "2026年9月16日"):
        assert words in said(answer)
    assert answer["Cache-Control"].startswith("max-age=0")


def test_the_applicants_name_is_masked(hall: Hall) -> None:
    page = said(scanned(a_paper(hall)))
    assert "青禾县某某小吃店" not in page
    assert "青禾**吃店" in page


@pytest.mark.parametrize(
    ("how", "word"),
    [(VoidedHow.REVOKED, "已撤销"), (VoidedHow.CANCELLED, "已注销"), (VoidedHow.SUPERSEDED, "已被替代")],
)
def test_a_paper_that_no_longer_holds_says_so_and_why(hall: Hall, how: VoidedHow, word: str) -> None:
    paper, other = a_paper(hall, APPROVAL), a_paper(hall, APPROVAL)
    instead = other if how is VoidedHow.SUPERSEDED else None
    void(paper, "核查发现与承诺不符", how=how, replaced_by=instead, by=CLERK, now=NOW)
    page = said(scanned(paper))
    assert "是真的，但是已经失效" in page
    assert word in page
    assert "核查发现与承诺不符" in page
    assert (other.number in page) is (how is VoidedHow.SUPERSEDED)


def test_number_and_code_can_be_typed(hall: Hall) -> None:
    paper = a_paper(hall)
    client = Client()
    for named in (paper.number, paper.code[:6].lower()):
        answer = client.post("/verify/", {"named": named, "proof": paper.code[6:].lower()}, follow=True)
        assert answer.redirect_chain[-1][0].endswith(f"/{quote(paper.code[6:].lower())}/")
        assert "现在有效" in said(answer)
    empty = client.post("/verify/", {"named": "", "proof": ""})
    assert (empty.status_code, "请填写文书编号和核验码" in said(empty)) == (422, True)


def test_a_wrong_code_finds_nothing_and_never_says_which_half_was_wrong(hall: Hall) -> None:
    paper = a_paper(hall)
    wrong = [f"/verify/{paper.code[:6]}/222222/", f"/verify/222222/{paper.code[6:]}/"]
    answers = [Client().get(address) for address in wrong]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert all("没有这份文书" in said(answer) for answer in answers)
    assert all(paper.title not in said(answer) for answer in answers)


def test_wrong_guesses_are_slowed_down_for_the_address_and_for_the_paper(hall: Hall) -> None:
    paper = a_paper(hall)
    named, proof = paper.code[:6], paper.code[6:]

    def guess(code: str, address: str, minutes: int = 0) -> tuple[bool, bool]:
        at = NOW + timedelta(minutes=minutes)
        answer = verify(named, code, address=address, centre_id=hall.centre.pk, now=at)
        return answer.found is not None, answer.was_read

    for _ in range(6):
        guess("222222", HERE)
    assert guess(proof, HERE) == (False, False)
    assert guess(proof, THERE) == (False, False)
    assert guess(proof, THERE, minutes=120) == (True, True)


def test_too_many_guesses_are_answered_429_with_when_to_come_back(hall: Hall) -> None:
    client = Client()
    for _ in range(7):
        answer = client.get("/verify/222222/333333/")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "这一次没有查" in said(answer)


@pytest.mark.rule("R140")
def test_an_uploaded_certificate_is_ours_and_its_signature_holds(hall: Hall) -> None:
    content = pdf_of(a_paper(hall, LICENCE), now=NOW)
    page = said(uploaded(content))
    assert "这个文件是真的" in page
    assert "电子签名有效" in page
    altered = content[:3000] + bytes([content[3000] ^ 1]) + content[3001:]
    answer = uploaded(altered)
    assert "这个文件是真的" not in said(answer)
    assert "和发出的不一样" in said(answer)
    assert "电子签名有效" not in said(answer)


def test_an_uploaded_notice_is_ours_without_a_signature_and_may_be_voided(hall: Hall) -> None:
    paper = a_paper(hall)
    content = pdf_of(paper, now=NOW)
    assert "这个文件没有电子签名" in said(uploaded(content))
    void(paper, "受理有误", by=CLERK, now=NOW)
    assert "已撤销" in said(uploaded(content))


def test_what_is_no_pdf_of_a_sensible_size_is_refused_with_a_sentence(hall: Hall) -> None:
    for content, words in ((b"PK\x03\x04", "只核验 PDF 文件"), (b"", "请选择一个 PDF 文件")):
        answer = uploaded(content)
        assert answer.status_code == 422
        assert words in said(answer)
    large = uploaded(b"%PDF-1.7" + b"0" * MOST_BYTES)
    assert (large.status_code, "超过 20 MB" in said(large)) == (422, True)
    assert "和发出的不一样" in said(uploaded(b"%PDF-1.7 not ours"))


@pytest.mark.rule("R140")
def test_applicants_see_and_download_the_papers_of_their_case(hall: Hall, settings: Settings) -> None:
    case = a_case(hall, now=timezone.now())
    client = Client()
    client.post("/track/", {"no": case.no, "tail": "1234"})
    page = said(client.get("/track/case/"))
    mine = [paper for paper in of_case(case.no) if paper.kind != PaperKind.ROUTING_SHEET]
    inside = next(paper for paper in of_case(case.no) if paper.kind == PaperKind.ROUTING_SHEET)
    assert mine
    for paper in mine:
        assert f"/track/papers/{paper.code}.pdf" in page
        answer = client.get(f"/track/papers/{paper.code}.pdf")
        assert answer.content == pdf_of(paper, now=NOW)
        assert answer["Content-Disposition"].startswith("attachment")
    assert inside.code not in page
    assert client.get(f"/track/papers/{inside.code}.pdf").status_code == 404
    stranger = Client().get(f"/track/papers/{mine[0].code}.pdf")
    assert (stranger.status_code, stranger["Location"]) == (302, "/track/")
