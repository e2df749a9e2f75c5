"""The desk's page of titles and templates, and what the papers' page says."""

import pypdfium2
import pytest

from tests.desk.visits import a_world, shown, sign_in
from yichuang.papers.models import OwnLayout
from yichuang.papers.public import of_case, void
from yichuang.people.public import setting_text

pytestmark = pytest.mark.django_db
PAGE = "/desk/layouts/"


def test_a_manager_gives_papers_the_centres_own_titles() -> None:
    world = a_world()
    client = sign_in(world.hall, "manager")
    answer = client.post(f"{PAGE}title/", {"kind": "supplement_notice", "title": "补办件通知书"})
    assert answer.status_code == 302
    assert setting_text(world.hall.centre.pk, "papers.title.supplement_notice") == "补办件通知书"
    assert 'value="补办件通知书"' in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}title/", {"kind": "licence", "title": "x"}).status_code == 404
    long = client.post(f"{PAGE}title/", {"kind": "supplement_notice", "title": "长" * 60})
    assert (long.status_code, "最多 40 个字" in shown(long)) == (422, True)


def test_a_template_that_does_not_compile_is_said_with_what_was_typed_still_there() -> None:
    world = a_world()
    client = sign_in(world.hall, "manager")
    answer = client.post(f"{PAGE}window/", {"source": "#nosuch(1)"})
    assert answer.status_code == 422
    assert "第 1 行第 2 个字符附近：用到了没有定义的名字“nosuch”" in shown(answer)
    assert "#nosuch(1)" in shown(answer)
    assert not OwnLayout.objects.exists()


def test_a_template_is_saved_looked_at_and_taken_back() -> None:
    world = a_world()
    client = sign_in(world.hall, "manager")
    assert client.post(f"{PAGE}official/", {"source": "#sheet.title"}).status_code == 302
    assert "本中心的" in shown(client.get(PAGE))
    sample = client.get(f"{PAGE}official.pdf")
    assert (sample["Content-Type"], sample.content[:5]) == ("application/pdf", b"%PDF-")
    client.post(f"{PAGE}official/", {"do": "house"})
    assert "回到出厂的版式" not in shown(client.get(PAGE))
    assert client.get(f"{PAGE}nosuch.pdf").status_code == 404


def test_others_are_not_let_in() -> None:
    world = a_world()
    assert sign_in(world.hall, "clerk").get(PAGE).status_code == 403


def test_the_papers_page_says_what_cannot_be_printed_and_what_no_longer_holds() -> None:
    world = a_world()
    client = sign_in(world.hall, "clerk")
    [first, *_] = of_case(world.accepted.no)
    void(first, "受理有误", by=world.hall.officer("manager"), now=first.issued_at)
    page = shown(client.get(f"/desk/cases/{world.accepted.no}/papers/"))
    assert "已撤销" in page
    assert "受理有误" in page
    assert "字体里没有这些字" not in page


def test_the_whole_set_of_a_case_is_one_file_for_the_printer() -> None:
    world = a_world()
    client = sign_in(world.hall, "clerk")
    address = f"/desk/cases/{world.accepted.no}/papers.pdf"
    document = pypdfium2.PdfDocument(client.get(address).content)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    issued = of_case(world.accepted.no)
    assert len(pages) >= len(issued) >= 3
    assert all(any(paper.number in page for page in pages) for paper in issued)
    assert f'href="{address}"' in client.get(f"/desk/cases/{world.accepted.no}/papers/").content.decode()
