"""Issuing papers: numbers, seals, what never changes."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.elsewhere import surroundings
from tests.papers.build import (
    APPROVAL,
    CHECKLIST,
    CLERK,
    DELIVERY,
    EVERY_BODY,
    LICENCE,
    NOTICE,
    NOW,
    RECEIPT,
    ROUTING,
    a_department,
    an_order,
)
from tests.papers.issue_ten import TURNS
from yichuang.journal.public import Event, record_all, story
from yichuang.kit.refusal import Invalid, Refused
from yichuang.papers.public import (
    Body,
    Paper,
    body_of,
    by_code,
    is_intact,
    issue,
    kind_of,
    lines_for,
    mark_printed,
    of_case,
)
from yichuang.people.public import ApprovalSeal, centre_setting

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
WRITERS = 16


@pytest.mark.rule("R077")
def test_accepting_gives_a_notice_a_receipt_and_a_routing_sheet_in_two_statements(
    django_assert_num_queries: Any,
) -> None:
    department = a_department()
    orders = [an_order(body, department) for body in (NOTICE, RECEIPT, ROUTING)]
    centre_setting(department.centre_id, "papers.copies")  # the centre's settings are remembered
    with transaction.atomic(), django_assert_num_queries(2):
        papers = issue(orders, by=CLERK, now=NOW)
    assert [paper.number for paper in papers] == [
        "青市监受〔2026〕1号",
        "青市监收〔2026〕1号",
        "青市监转〔2026〕1号",
    ]
    assert [paper.title for paper in of_case("202609160043")] == [
        "受理通知书",
        "申请材料收件凭证",
        "审批流转单",
    ]


@pytest.mark.rule("R078")
def test_the_notice_names_the_first_responsible_person() -> None:
    [paper] = issue([an_order(NOTICE, a_department())], by=CLERK, now=NOW)
    assert body_of(paper).contacts.person == "李敏"  # type: ignore[union-attr]


@pytest.mark.rule("R011")
def test_every_use_of_the_registered_seal_is_recorded() -> None:
    department = a_department()
    seal = ApprovalSeal.objects.get(department=department)
    with transaction.atomic():
        papers = issue([an_order(body, department) for body in (NOTICE, ROUTING)], by=CLERK, now=NOW)
        record_all("case:202609160043", lines_for(papers), by=CLERK, at=NOW)
    lines = story("case:202609160043")
    assert [line.event for line in lines] == [Event.PAPER_ISSUED, Event.SEAL_USED, Event.PAPER_ISSUED]
    assert (lines[1].data["seal"], lines[1].data["number"]) == (seal.pk, "青市监受〔2026〕1号")
    assert [paper.seal_id for paper in papers] == [seal.pk, None]


@pytest.mark.rule("R011")
def test_without_a_registered_seal_nothing_sealed_is_issued() -> None:
    department = a_department(sealed=False)
    with pytest.raises(Refused, match="还没有登记行政审批专用章"), transaction.atomic():
        issue([an_order(NOTICE, department)], by=CLERK, now=NOW)
    ApprovalSeal.objects.create(department=department, registered_on=NOW.date(), retired_on=NOW.date())
    with pytest.raises(Refused, match="还没有登记"), transaction.atomic():
        issue([an_order(NOTICE, department)], by=CLERK, now=NOW)
    assert not Paper.objects.exists()


def test_numbers_run_on_by_department_kind_and_year() -> None:
    ours, theirs = a_department(), a_department("青文旅")
    issue([an_order(NOTICE, ours)], by=CLERK, now=NOW)
    papers = issue(
        [an_order(NOTICE, ours), an_order(NOTICE, theirs), an_order(NOTICE, ours), an_order(APPROVAL, ours)],
        by=CLERK,
        now=NOW,
    )
    assert [paper.number for paper in papers] == [
        "青市监受〔2026〕2号",
        "青文旅受〔2026〕1号",
        "青市监受〔2026〕3号",
        "青市监准〔2026〕1号",
    ]
    [next_year] = issue([an_order(NOTICE, ours)], by=CLERK, now=NOW.replace(month=12, day=31, hour=16))
    assert next_year.number == "青市监受〔2027〕1号"  # midnight is the hall's, not UTC's


def test_a_transaction_that_fails_leaves_no_gap_in_the_numbers() -> None:
    department = a_department()

    class Upset(Exception):
        pass

    def fail() -> None:
        with transaction.atomic():
            issue([an_order(NOTICE, department)], by=CLERK, now=NOW)
            raise Upset

    with pytest.raises(Upset):
        fail()
    [paper] = issue([an_order(NOTICE, department)], by=CLERK, now=NOW)
    assert paper.number == "青市监受〔2026〕1号"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processes_at_the_same_moment_never_share_a_number_nor_leave_one_out() -> None:
    department = a_department()
    command = [sys.executable, "-m", "tests.papers.issue_ten", str(department.pk), str(WRITERS)]
    assert subprocess.run(command, check=False, cwd=ROOT, env=surroundings()).returncode == 0
    for letter in "受收":
        numbers = list(Paper.objects.filter(number__contains=letter).values_list("number", flat=True))
        assert len(numbers) == WRITERS * TURNS
        assert set(numbers) == {f"青市监{letter}〔2026〕{n}号" for n in range(1, WRITERS * TURNS + 1)}


@pytest.mark.rule("R138")
@pytest.mark.parametrize(
    ("body", "lacks"),
    [
        (replace(NOTICE, matter=" "), "事项名称"),
        (replace(NOTICE, applicant=""), "申请人"),
        (replace(APPROVAL, decision=""), "决定内容"),
        (replace(DELIVERY, receiver=""), "领取人"),
        (replace(LICENCE, name=""), "证照名称"),
    ],
)
def test_an_incomplete_paper_is_not_issued(body: Body, lacks: str) -> None:
    department = a_department()
    with pytest.raises(Invalid, match=lacks), transaction.atomic():
        issue([an_order(NOTICE, department), an_order(body, department)], by=CLERK, now=NOW)
    assert not Paper.objects.exists()


@pytest.mark.rule("R099")
def test_a_commitment_case_gets_the_commitment_notice_under_the_centres_own_title() -> None:
    department = a_department()
    body = replace(NOTICE, is_commitment=True)
    papers = issue(
        [an_order(body, department), an_order(body, department, title="受理单")], by=CLERK, now=NOW
    )
    assert [paper.title for paper in papers] == ["受理通知书（承诺件通知书）", "受理单（承诺件通知书）"]


@pytest.mark.parametrize("body", EVERY_BODY, ids=kind_of)
def test_every_kind_comes_back_from_the_database_as_it_was(body: Body) -> None:
    [issued] = issue([an_order(body, a_department())], by=CLERK, now=NOW)
    kept = by_code(issued.code.lower())
    assert kept is not None
    assert body_of(kept) == body
    assert is_intact(kept)


def test_the_centre_itself_may_issue_what_bears_no_number() -> None:
    department = a_department()
    order = replace(an_order(CHECKLIST, department), department=None)
    [paper] = issue([order], by=CLERK, now=NOW)
    assert (paper.number, paper.issuer, paper.seal_id) == ("", "青禾县政务服务中心", None)


def test_a_paper_cannot_be_changed_or_removed_after_it_was_issued() -> None:
    [paper] = issue([an_order(NOTICE, a_department())], by=CLERK, now=NOW)
    rows = Paper.objects.filter(pk=paper.pk)
    for change in (lambda: rows.update(title="别的"), lambda: rows.update(printed=0, body={}), rows.delete):
        with pytest.raises(DatabaseError, match="stays as it was issued"), transaction.atomic():
            change()
    paper.body["matter"] = "别的"
    assert not is_intact(paper)


def test_printing_is_counted_and_recorded_and_leaves_the_paper_as_it_was() -> None:
    [paper] = issue([an_order(NOTICE, a_department())], by=CLERK, now=NOW)
    mark_printed(paper, by=CLERK, now=NOW)
    mark_printed(paper, by=CLERK, now=NOW)
    assert (paper.printed, paper.printed_at, is_intact(paper)) == (2, NOW, True)
    lines = story("case:202609160043")
    assert [(line.event, line.data["print"], line.by) for line in lines] == [
        (Event.PAPER_PRINTED, 1, "0312"),
        (Event.PAPER_PRINTED, 2, "0312"),
    ]


def test_codes_cannot_be_guessed_and_an_unknown_one_finds_nothing() -> None:
    papers = issue([an_order(CHECKLIST, a_department())] * 50, by=CLERK, now=NOW)
    assert len({paper.code for paper in papers}) == 50
    assert all(len(paper.code) == 12 for paper in papers)
    assert by_code("NOTACODE") is None
    assert of_case("") == []
