"""The month's ratings are published with what is done to improve, on a manager's name (R164, R165)."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import NOW, Hall
from tests.desk.visits import shown, sign_in
from tests.ratings.build import a_hall_that_serves, a_served_visit, invited, said
from yichuang.journal.public import story
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.papers import public as papers
from yichuang.ratings import public as ratings
from yichuang.ratings.public import Month, MonthlyReport, Move

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)
SEPTEMBER = Month(2026, 9)


def a_month(now: datetime = NOW) -> Hall:
    """A month with two good ratings and a bad one that was put right."""
    hall, matter = a_hall_that_serves(now=now)
    for level in ("very_satisfied", "satisfied", "dissatisfied"):
        said(invited(a_served_visit(hall, matter, now=now).subject), level, now=now)
    bad = ratings.ratings_for(hall.officer("supervisor"), ratings.Narrow(level="dissatisfied"))[0]
    for move in (Move.OPEN, Move.VERIFY, Move.RECTIFY):
        ratings.handle(bad, move, "情况", by=hall.officer("manager"), now=now)
    return hall


@pytest.mark.rule("R164", "R165")
def test_a_report_is_written_by_supervision_and_published_by_the_manager_with_numerators_and_denominators() -> (
    None
):
    hall = a_month()
    report = ratings.write_report(SEPTEMBER, "午间增开窗口。", by=hall.officer("supervisor"), now=LATER)
    assert ratings.published_report(hall.centre.pk, SEPTEMBER) is None
    with pytest.raises(Forbidden, match="大厅管理签发"):
        ratings.publish_report(report, by=hall.officer("supervisor"), now=LATER)
    report = ratings.write_report(
        SEPTEMBER, "午间增开窗口。\n贴出样表。", by=hall.officer("manager"), now=LATER
    )
    ratings.publish_report(report, by=hall.officer("manager"), now=LATER)
    body = papers.body_of(papers.by_code(report.paper_code))  # type: ignore[arg-type]
    assert isinstance(body, papers.RatingReport)
    (line,) = body.lines
    assert (line.name, line.served, line.rated, line.content) == (hall.department.name, 3, 3, 2)
    assert (body.bad, body.bad_settled, body.month) == (1, 1, "2026年9月")
    assert story(report.subject)[0].event == "rating_report.published"
    for again in (
        lambda: ratings.write_report(SEPTEMBER, "改一下", by=hall.officer("manager"), now=LATER),
        lambda: ratings.publish_report(report, by=hall.officer("manager"), now=LATER),
    ):
        with pytest.raises(Refused, match="已经公布"):
            again()


def test_no_report_without_measures_nor_of_a_month_that_is_not_over_nor_by_anybody() -> None:
    hall = a_month()
    by = hall.officer("manager")
    with pytest.raises(Invalid, match="改进措施"):
        ratings.write_report(SEPTEMBER, " ", by=by, now=LATER)
    with pytest.raises(Invalid, match="4000"):
        ratings.write_report(SEPTEMBER, "字" * 100_000, by=by, now=LATER)
    with pytest.raises(Invalid, match="还没有过完"):
        ratings.write_report(SEPTEMBER, "措施", by=by, now=NOW)
    for who in ("clerk", "reviewer", "leader"):
        with pytest.raises(Forbidden):
            ratings.write_report(SEPTEMBER, "措施", by=hall.officer(who), now=LATER)
    assert not MonthlyReport.objects.exists()


@pytest.mark.rule("R164")
def test_what_is_published_is_read_by_everybody_as_a_page_and_as_pdf() -> None:
    now = timezone.now()
    then = now.replace(day=1) - timedelta(days=5)
    hall = a_month(now=then)
    month = f"{timezone.localtime(then):%Y-%m}"
    manager, address = sign_in(hall, "manager"), f"/desk/ratings/reports/{month}/"
    public, pdf = f"/ratings/?centre=qinghe&month={month}", f"/ratings/{month}.pdf?centre=qinghe"
    assert month in shown(manager.get("/desk/ratings/reports/"))
    assert "66.7%" in shown(manager.get(address))
    assert Client().get(pdf).status_code == 404
    assert manager.post(address, {"measures": "", "do": "publish"}).status_code == 422
    assert manager.post(address, {"measures": "<b>增开窗口</b>", "do": "write"}).status_code == 302
    assert "增开窗口" not in shown(Client().get(public))
    assert manager.post(address, {"measures": "<b>增开窗口</b>", "do": "publish"}).status_code == 302
    page = Client().get(public).content.decode()
    assert "&lt;b&gt;增开窗口" in page
    assert f"/ratings/{month}.pdf" in page
    answer = Client().get(pdf)
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert manager.post(address, {"measures": "x", "do": "write"}).status_code == 409
    for wrong in ("/desk/ratings/reports/2099-01/", "/desk/ratings/reports/x/"):
        assert manager.get(wrong).status_code == 404
    for who in ("clerk", "reviewer"):
        assert sign_in(hall, who).get(address).status_code == 403
    for wrong in ("2099-01", "x", "2001-01"):
        assert Client().get(f"/ratings/{wrong}.pdf").status_code == 404
