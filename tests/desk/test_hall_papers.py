"""The pages of the hall's own papers."""

import pytest

from tests.cast import Hall, a_hall
from tests.desk.visits import shown, sign_in
from tests.papers.test_hall import LEAVE
from yichuang.papers.public import HALL_FORMS, Paper

pytestmark = pytest.mark.django_db
AT = "/desk/hall-papers/"


@pytest.fixture
def hall() -> Hall:
    return a_hall()


def test_a_leave_form_is_filled_in_given_out_printed_and_taken_back(hall: Hall) -> None:
    client = sign_in(hall, "reviewer")
    assert "还没有厅内文书" in shown(client.get(AT))
    page = client.get(f"{AT}new/leave_form/")
    assert "假别" in shown(page)
    given = client.post(f"{AT}new/leave_form/", {**LEAVE, "department": hall.department.pk}, follow=True)
    paper = Paper.objects.get()
    assert given.redirect_chain == [(f"{AT}paper/{paper.code}/", 302)]
    assert paper.number in shown(given)
    assert client.get(f"{AT}paper/{paper.code}.pdf").content.startswith(b"%PDF")
    refused = client.post(f"{AT}paper/{paper.code}/", {"do": "void", "reason": ""})
    assert refused.status_code == 422
    taken = client.post(f"{AT}paper/{paper.code}/", {"do": "void", "reason": "日期写错"}, follow=True)
    assert "日期写错" in shown(taken)
    assert "已作废" in shown(client.get(AT))


def test_what_was_typed_stays_beside_what_is_wrong(hall: Hall) -> None:
    client = sign_in(hall, "reviewer")
    answer = client.post(
        f"{AT}new/leave_form/",
        {**LEAVE, "until": "2026-02-30", "reason": "就医<b>", "department": hall.department.pk},
    )
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "没有这一天" in said
    assert "就医&lt;b&gt;" in said
    assert not Paper.objects.exists()


def test_every_form_opens_for_the_manager_within_twelve_queries(
    hall: Hall, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(hall, "manager")
    for kind in HALL_FORMS:
        with django_assert_max_num_queries(12):
            assert client.get(f"{AT}new/{kind.value}/").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(AT).status_code == 200


def test_others_do_not_read_it(hall: Hall) -> None:
    client = sign_in(hall, "reviewer")
    client.post(f"{AT}new/leave_form/", {**LEAVE, "department": hall.department.pk})
    paper = Paper.objects.get()
    assert sign_in(hall, "stranger").get(f"{AT}paper/{paper.code}/").status_code == 404
    assert sign_in(hall, "publisher").get(AT).status_code == 403
    assert client.get(f"{AT}new/acceptance_notice/").status_code == 404
    assert "由大厅管理出具" in shown(client.get(f"{AT}new/asset_loan/"))
