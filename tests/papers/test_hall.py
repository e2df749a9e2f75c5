"""The hall's own papers: each made from its form, numbered, kept, taken back with a reason."""

from typing import Any

import pytest

from tests.cast import NOW, Hall, a_hall
from yichuang.journal.public import Event, story
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.papers import public as papers
from yichuang.papers.public import HALL_FORMS, Ask, PaperKind
from yichuang.papers.rules.bodies import OF_THE_HALL
from yichuang.papers.rules.hall import LONGEST_LINE, MOST_ROWS, filled
from yichuang.papers.rules.layouts import blocks_of, signatures_of

LEAVE = {
    "who": "周某",
    "window": "5 号窗口",
    "leave": "病假",
    "from": "2026-09-17",
    "until": "2026-09-18",
    "days": "2",
    "cover": "孙某",
    "reason": "就医",
}
LETTER = {
    "old_name": "周某", "window": "5 号窗口", "reason": "期满一年", "new_name": "吴某", "sex": "女", "age": "31",
    "education": "本科", "political": "群众", "section": "行政审批科", "duty": "科员", "years": "6",
    "phone": "0000-3333333",
}  # fmt: skip
LOAN = {
    "who": "孙某", "unit": "青市监局", "things": "临时工作证 1 个、座牌 1 个", "from": "2026-09-17",
    "until": "2026-09-18", "reason": "顶岗",
}  # fmt: skip


@pytest.fixture
def hall(db: None) -> Hall:
    return a_hall()


def words_of(paper: papers.Paper) -> str:
    return repr(blocks_of(papers.body_of(paper)))


def test_every_paper_of_the_hall_has_a_form_and_places_to_sign() -> None:
    assert set(HALL_FORMS) == set(OF_THE_HALL)
    for kind, form in HALL_FORMS.items():
        keys = [blank.key for blank in form.blanks]
        assert len(keys) == len(set(keys)), kind
        assert form.signatures or kind is PaperKind.FEEDBACK_CARD
        assert all(blank.choices for blank in form.blanks if blank.ask is Ask.CHOICE)


@pytest.mark.rule("R210", "R216", "R219")
def test_a_leave_form_bears_its_number_who_signs_it_and_that_it_is_ended_on_return(hall: Hall) -> None:
    by = hall.officer("reviewer")
    first, second = (
        papers.issue_of_hall(PaperKind.LEAVE_FORM, LEAVE, department=hall.department, by=by, now=NOW)
        for _ in range(2)
    )
    assert (first.number, second.number) == ("青市监假〔2026〕1号", "青市监假〔2026〕2号")
    assert "2026年9月17日" in words_of(first)
    assert "销假" in words_of(first)
    assert "中心批准" in "".join(signatures_of(papers.body_of(first)))
    lines = [line.event for line in story(f"paper:{first.code}")]
    assert lines == [Event.PAPER_ISSUED]
    assert papers.pdf_of(first, now=NOW) == papers.pdf_of(first, now=NOW)


@pytest.mark.rule("R183")
def test_a_letter_of_rotation_says_all_that_is_asked_of_who_is_to_come(hall: Hall) -> None:
    by = hall.officer("chief_rep")
    for blank in ("sex", "age", "education", "political", "section", "duty", "years", "phone", "reason"):
        with pytest.raises(Invalid) as no_way:
            filled(PaperKind.ROTATION_LETTER, {**LETTER, blank: " "})
        assert no_way.value.field == blank
    paper = papers.issue_of_hall(
        PaperKind.ROTATION_LETTER, LETTER, department=hall.department, by=by, now=NOW
    )
    said = words_of(paper)
    assert all(LETTER[key] in said for key in ("new_name", "education", "political", "section", "phone"))
    assert "主要领导签发" in "".join(signatures_of(papers.body_of(paper)))


@pytest.mark.rule("R223")
def test_the_centre_numbers_its_own_without_a_gap(hall: Hall) -> None:
    by = hall.officer("manager")
    issued = [
        papers.issue_of_hall(PaperKind.ASSET_LOAN, LOAN, department=hall.department, by=by, now=NOW)
        for _ in range(3)
    ]
    assert [paper.number for paper in issued] == [f"青禾市政务借〔2026〕{n}号" for n in (1, 2, 3)]
    assert {paper.department for paper in issued} == {None}


def test_the_centre_s_own_people_get_theirs_from_the_centre(hall: Hall) -> None:
    paper = papers.issue_of_hall(
        PaperKind.LEAVE_FORM, LEAVE, department=None, by=hall.officer("clerk"), now=NOW
    )
    assert (paper.number, paper.issuer) == ("青禾市政务假〔2026〕1号", hall.centre.name)


@pytest.mark.rule("R201")
def test_a_bulletin_holds_its_table_as_it_was_pasted() -> None:
    typed = {"period": "周通报", "from": "2026-09-14", "until": "2026-09-18", "words": "总体平稳"}
    rows = "周某，青市监局，5，5，0，0，0，\n孙某\t青文旅局\t5\t4\t1\t0\t0\t迟到一次"
    body = filled(PaperKind.ATTENDANCE_BULLETIN, {**typed, "rows": rows})
    assert body.rows[1] == ("孙某", "青文旅局", "5", "4", "1", "0", "0", "迟到一次")
    for wrong in ("a," * 9, "周某\n" * (MOST_ROWS + 1)):
        with pytest.raises(Invalid) as no_way:
            filled(PaperKind.ATTENDANCE_BULLETIN, {**typed, "rows": wrong})
        assert no_way.value.field == "rows"


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("who", ""),
        ("from", "2026-02-30"),
        ("until", "2026-09-16"),
        ("leave", "不想来"),
        ("window", "五" * (LONGEST_LINE + 1)),
        ("reason", "长" * 2_001),
    ],
)
def test_what_is_wrong_is_named_and_no_number_is_used(hall: Hall, key: str, wrong: str) -> None:
    by = hall.officer("reviewer")
    with pytest.raises(Invalid) as no_way:
        papers.issue_of_hall(
            PaperKind.LEAVE_FORM, {**LEAVE, key: wrong}, department=hall.department, by=by, now=NOW
        )
    assert no_way.value.field == key
    paper = papers.issue_of_hall(PaperKind.LEAVE_FORM, LEAVE, department=hall.department, by=by, now=NOW)
    assert paper.number == "青市监假〔2026〕1号"


def test_nobody_gives_out_what_is_not_hers(hall: Hall) -> None:
    with pytest.raises(Forbidden, match="大厅管理"):
        papers.issue_of_hall(
            PaperKind.ASSET_LOAN, LOAN, department=None, by=hall.officer("reviewer"), now=NOW
        )
    with pytest.raises(Invalid) as no_way:
        papers.issue_of_hall(
            PaperKind.LEAVE_FORM,
            LEAVE,
            department=hall.other_department,
            by=hall.officer("reviewer"),
            now=NOW,
        )
    assert no_way.value.field == "department"


def test_each_reads_what_her_duty_needs(hall: Hall, django_assert_num_queries: Any) -> None:
    by = hall.officer("reviewer")
    paper = papers.issue_of_hall(PaperKind.LEAVE_FORM, LEAVE, department=hall.department, by=by, now=NOW)
    readers = {who: papers.hall_papers_for(hall.officer(who)) == [paper] for who in hall.staff}
    assert {who for who, reads in readers.items() if reads} == {
        "reviewer", "manager", "supervisor", "leader", "chief_rep",
    }  # fmt: skip
    assert papers.hall_paper_for(hall.officer("stranger"), paper.code) is None
    with django_assert_num_queries(1):
        papers.hall_papers_for(by)


def test_a_wrong_one_is_taken_back_with_a_reason_once(hall: Hall) -> None:
    by = hall.officer("reviewer")
    paper = papers.issue_of_hall(PaperKind.LEAVE_FORM, LEAVE, department=hall.department, by=by, now=NOW)
    with pytest.raises(Forbidden):
        papers.void_of_hall(paper, "写错", by=hall.officer("approver"), now=NOW)
    with pytest.raises(Invalid):
        papers.void_of_hall(paper, " ", by=by, now=NOW)
    papers.void_of_hall(paper, "日期写错", by=by, now=NOW)
    found = papers.hall_paper_for(by, paper.code)
    assert found is not None
    assert not papers.validity_of(found, NOW.date()).holds
    with pytest.raises(Refused):
        papers.void_of_hall(paper, "再来", by=by, now=NOW)
