"""Papers as pages and PDFs: the same words on both, whatever people are called."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from django.template.loader import render_to_string
from pytest_django import Settings

from tests.papers.build import (
    ADDRESS,
    APPROVAL,
    CLERK,
    EVERY_BODY,
    MATERIALS,
    NOTICE,
    NOW,
    ROUTING,
    a_department,
    an_order,
)
from yichuang.papers.public import (
    Body,
    DenialDecision,
    Limit,
    MaterialLine,
    Paper,
    fonts_missing,
    issue,
    kind_of,
    render_pdf,
    sheet_context,
    unprintable,
)
from yichuang.papers.rules.sheet import Sheet

pytestmark = pytest.mark.django_db
NASTY = [
    "#let x = 1",
    "*_`$x^2$`_*",
    "\\ \\u{1F600} \"quoted\" 'q'",
    "<script>alert(1)</script>",
    "#sys.inputs",
    "@ref <label> [x](y)",
    "// /* note */ = 标题",
    "{{ paper.code }}{% now %}",
]
RARE = "𠮷𬌗䶮㛃"  # beyond the common ideographs, three of the four beyond the BMP or in Extension A


def a_paper(body: Body, addressee: str = "青禾县某某小吃店") -> Paper:
    return issue([an_order(body, a_department(), addressee=addressee)], by=CLERK, now=NOW)[0]


def page_of(paper: Paper) -> str:
    return render_to_string("papers/sheet.html", sheet_context(paper, ADDRESS))


def words_of_pdf(paper: Paper) -> str:
    document = pypdfium2.PdfDocument(render_pdf(paper, ADDRESS))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return without_spaces(text)


def words_of_page(paper: Paper) -> str:
    return without_spaces(unescape(re.sub(r"<[^>]*>", "", page_of(paper))))


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.rule("R138")
@pytest.mark.parametrize("body", EVERY_BODY, ids=kind_of)
def test_page_and_pdf_say_the_same_of_every_kind(body: Body) -> None:
    paper = a_paper(body)
    shown = sheet_context(paper, ADDRESS)["sheet"]
    assert isinstance(shown, Sheet)
    page, pdf = words_of_page(paper), words_of_pdf(paper)
    for word in filter(None, [paper.title, paper.number, paper.issuer, shown.addressee, "2026年9月16日"]):
        assert without_spaces(word) in page
        assert without_spaces(word) in pdf
    for cell in _cells(shown):
        assert without_spaces(cell) in page
        assert without_spaces(cell) in pdf


def _cells(sheet: object) -> Iterator[str]:
    for part in sheet.blocks:  # type: ignore[attr-defined]
        if part.block == "grid":
            yield from (cell for row in part.rows for cell in row)
        elif part.block == "pairs":
            yield from ("".join(run.text for run in pair.runs) for row in part.rows for pair in row)
        elif part.block == "points":
            yield from part.points
        else:
            yield "".join(run.text for run in part.runs)


def test_the_notice_bears_number_both_dates_contacts_code_and_seal() -> None:
    paper = a_paper(replace(NOTICE, case_no="202609160043"))
    words = words_of_pdf(paper)
    assert "青市监受〔2026〕1号" in words
    assert "2026年9月30日（周三）前，自受理次日起10个工作日" in words
    assert "2026年10月21日（周三）前，20个工作日" in words
    assert "202609160043" in words
    assert "承办第一责任人李敏" in words
    assert "咨询：0000-1234567" in words
    page = page_of(paper)
    assert 'aria-label="青禾县青市监局行政审批专用章（样章）"' in page
    assert 'class="qr"' in page
    assert "<script" not in page


def test_an_unsealed_paper_shows_no_seal() -> None:
    assert 'class="seal"' not in page_of(a_paper(ROUTING))


def test_a_licence_is_accepted_under_the_licensing_law() -> None:
    assert "行政许可法》第三十二条第一款第五项" in words_of_page(a_paper(NOTICE))


def test_another_matter_claims_no_article_of_that_law() -> None:
    words = words_of_page(a_paper(replace(NOTICE, is_licence=False)))
    assert "行政许可法" not in words
    assert "决定予以受理" in words


def test_a_provisional_date_says_so_on_paper() -> None:
    late = Limit("自受理次日起 20 个工作日", date(2027, 1, 15), is_provisional=True)
    paper = a_paper(replace(NOTICE, promised=late))
    assert "暂定" in words_of_page(paper)
    assert "暂定" in words_of_pdf(paper)


def test_bounds_and_notes_stand_on_the_decision() -> None:
    words = words_of_pdf(a_paper(APPROVAL))
    assert "限制条件1.不得经营生食类食品" in words
    assert "注意事项1.亮证经营" in words
    assert "自2026年9月24日起至2029年9月23日止" in words


@pytest.mark.parametrize("name", NASTY)
def test_what_people_typed_is_text_and_never_markup(name: str) -> None:
    line = MaterialLine(1, name, name, 1)
    paper = a_paper(replace(NOTICE, applicant=name, matter=name, materials=(line,)), addressee=name)
    assert words_of_pdf(paper).count(without_spaces(name)) >= 3
    page = page_of(paper)
    assert "<script" not in page
    assert unescape(page).count(name) >= 3


def test_names_with_rare_characters_print_on_page_and_pdf() -> None:
    paper = a_paper(NOTICE, addressee=f"张{RARE}")
    assert unprintable(paper.addressee) == []
    assert f"张{RARE}" in words_of_page(paper)
    assert f"张{RARE}" in words_of_pdf(paper)
    assert b"pdfaid" in render_pdf(paper, ADDRESS)


def test_a_character_that_no_font_has_is_named_and_the_paper_still_prints() -> None:
    name = "张\U00031350三"
    assert unprintable(name) == ["\U00031350"]
    paper = a_paper(NOTICE, addressee=name)
    assert "青市监受〔2026〕1号" in words_of_pdf(paper)
    assert name in words_of_page(paper)


def test_the_halls_own_fonts_are_seen_beside_ours(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path
    (tmp_path / "fonts").mkdir()
    assert "受理通知书" in words_of_pdf(a_paper(NOTICE))


def test_the_fonts_that_the_repository_carries_are_all_there() -> None:
    assert fonts_missing() == []


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = a_paper(NOTICE)
    again = Paper.objects.get(pk=paper.pk)
    assert render_pdf(paper, ADDRESS) == render_pdf(again, ADDRESS)


def test_a_long_list_runs_over_pages_with_their_numbers() -> None:
    lines = tuple(MaterialLine(n, f"第 {n} 项材料", "原件", 1) for n in range(1, 121))
    paper = a_paper(replace(NOTICE, materials=lines))
    document = pypdfium2.PdfDocument(render_pdf(paper, ADDRESS))
    pages = [without_spaces(page.get_textpage().get_text_range()) for page in document]
    document.close()
    assert len(pages) > 2
    assert f"第1页，共{len(pages)}页" in pages[0]
    assert "第120项材料" in "".join(pages)
    assert all("序号材料名称形式份数" in page for page in pages[1:-1])


def test_the_pdf_is_a4_and_one_page_for_a_usual_notice() -> None:
    document = pypdfium2.PdfDocument(render_pdf(a_paper(replace(NOTICE, materials=MATERIALS)), ADDRESS))
    size = document[0].get_size()
    count = len(document)
    document.close()
    assert count == 1
    assert [round(side / 72 * 25.4) for side in size] == [210, 297]


def test_an_official_document_has_the_measures_of_gb_t_9704() -> None:
    denial = next(body for body in EVERY_BODY if isinstance(body, DenialDecision))
    document = pypdfium2.PdfDocument(render_pdf(a_paper(replace(denial, reasons=("文" * 1500,))), ADDRESS))
    page = document[1]  # a full page of text, 22 lines of 28 characters
    text = page.get_textpage()
    boxes = [text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1) == "文"]
    document.close()
    lines = sorted({round(box[1]) for box in boxes}, reverse=True)
    assert len(lines) == 22
    assert [sum(round(box[1]) == line for box in boxes) for line in lines] == [28] * 22
    left, right = (round(edge / 72 * 25.4) for edge in (min(b[0] for b in boxes), max(b[2] for b in boxes)))
    top, bottom = (round(edge / 72 * 25.4) for edge in (max(b[3] for b in boxes), min(b[1] for b in boxes)))
    assert abs(left - 28) <= 1
    assert abs(right - (210 - 26)) <= 1
    assert abs(top - (297 - 37)) <= 1
    assert abs(bottom - 35) <= 2
