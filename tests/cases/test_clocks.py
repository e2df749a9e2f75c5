"""The clock of a running case: pauses, the one extension, and the ledger that explains both."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import IntegrityError

from tests.cases.build import a_case
from tests.cast import NOW, Hall, a_hall
from yichuang.cases import public as cases
from yichuang.cases.public import Case, Procedure, RequestKind, Special
from yichuang.kit.refusal import Invalid, Refused
from yichuang.papers import public as papers
from yichuang.people import public as people
from yichuang.people.public import Role
from yichuang.worktime.public import calendar, end_of

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


def a_running(hall: Hall) -> Case:
    """Accepted on 2026-09-14, promised within ten working days, by law within twenty."""
    case = a_case(hall)
    case.refresh_from_db()
    return case


def pause(case: Case, hall: Hall, until: str, *, on: str = "2026-09-16T09:00") -> None:
    special = Special(Procedure.TESTING, date.fromisoformat(until), "送检验所检测样品")
    cases.pause(case, special, by=hall.officer("reviewer"), now=at(on))


def moved(before: tuple[str, str], after: tuple[str, str]) -> list[int]:
    """How many working days each of the two dates moved."""
    days = calendar()
    pairs = zip(before, after, strict=True)
    return [days.count(date.fromisoformat(old), date.fromisoformat(new)) for old, new in pairs]


def dates(case: Case) -> tuple[str, str]:
    clock = cases.Clock.objects.get(pk=case.pk)
    return str(clock.promised_due_on), str(clock.statutory_due_on)


def test_the_eight_procedures_are_those_of_the_law() -> None:
    of_the_law = {"听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"}
    assert {p.label for p in Procedure if p is not Procedure.BY_LAW} == of_the_law


@pytest.mark.rule("R289")
def test_a_special_procedure_takes_its_days_out_of_both_limits_and_is_told_in_writing() -> None:
    hall = a_hall()
    case = a_running(hall)
    assert dates(case) == ("2026-09-28", "2026-10-16")
    before = dates(case)
    pause(case, hall, "2026-09-22")
    assert cases.Clock.objects.get(pk=case.pk).light == "paused"
    # 17, 18, 20 (make-up), 21, 22 September are taken out: five working days.
    assert moved(before, dates(case)) == [5, 5]
    assert papers.of_case(case.no)[-1].kind == "special_procedure_notice"


def test_a_clock_resumed_early_gives_the_days_back() -> None:
    hall = a_hall()
    case = a_running(hall)
    before = dates(case)
    pause(case, hall, "2026-09-22")
    cases.resume(case, by=hall.officer("reviewer"), now=at("2026-09-17T15:00"))
    assert moved(before, dates(case)) == [1, 1]
    assert [line.what for line in cases.ledger_of(case)] == ["起算", "暂停", "恢复"]


def test_a_clock_goes_on_by_itself_after_the_named_day() -> None:
    hall = a_hall()
    case = a_running(hall)
    pause(case, hall, "2026-09-22")
    held = dates(case)
    assert cases.sweep_lights(end_of(date(2026, 9, 22))) == 0
    assert cases.sweep_lights(end_of(date(2026, 9, 22)) + timedelta(microseconds=1)) == 1
    clock = cases.Clock.objects.get(pk=case.pk)
    assert (clock.paused_until, dates(case)) == (None, held)
    assert clock.light != "paused"


def test_a_pause_is_refused_where_the_law_gives_none() -> None:
    hall = a_hall()
    case = a_running(hall)
    by = hall.officer("reviewer")
    with pytest.raises(Invalid, match="条款"):
        cases.pause(case, Special(Procedure.BY_LAW, date(2026, 9, 30), "公示"), by=by, now=NOW)
    with pytest.raises(Invalid, match="今天以后"):
        cases.pause(case, Special(Procedure.HEARING, date(2026, 9, 14), "听证"), by=by, now=NOW)
    with pytest.raises(Refused, match="期限已经过了"):
        cases.pause(
            case, Special(Procedure.HEARING, date(2027, 1, 14), "听证"), by=by, now=at("2026-12-01T09:00")
        )
    pause(case, hall, "2026-09-22")
    with pytest.raises(Refused, match="正在进行"):
        pause(case, hall, "2026-09-23", on="2026-09-17T09:00")


@pytest.mark.rule("R128")
def test_one_extension_of_at_most_ten_days_by_the_head() -> None:
    hall = a_hall()
    people.grant_role(
        hall.staff["stranger"], Role.LEADER, centre=hall.centre, department=hall.department,
        by=hall.officer("manager"), now=NOW,
    )  # fmt: skip
    case = a_running(hall)
    reviewer, leader = hall.officer("reviewer"), hall.officer("stranger")
    with pytest.raises(Refused, match="最多 10"):
        cases.ask(case, RequestKind.EXTENSION, "案情复杂", days=11, by=reviewer, now=NOW)
    before = dates(case)
    request = cases.ask(case, RequestKind.EXTENSION, "案情复杂", days=10, by=reviewer, now=NOW)
    with pytest.raises(Refused, match="分管领导"):
        cases.answer(request, grant=True, words="", by=reviewer, now=NOW)
    cases.answer(request, grant=True, words="同意", by=leader, now=NOW)
    assert moved(before, dates(case)) == [10, 10]
    assert papers.of_case(case.no)[-1].kind == "extension_notice"
    with pytest.raises(Refused, match="已经延长过一次"):
        cases.ask(case, RequestKind.EXTENSION, "还要", days=1, by=reviewer, now=NOW)


def test_the_ledger_and_the_instant_of_acceptance_are_written_once() -> None:
    hall = a_hall()
    case = a_running(hall)
    pause(case, hall, "2026-09-22")
    for sql in (
        "UPDATE cases_clockentry SET until = '2026-12-01'",
        "DELETE FROM cases_clockentry",
        "UPDATE cases_case SET accepted_at = accepted_at - interval '1 day'",
    ):
        with (
            pytest.raises((InternalError, IntegrityError)),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def test_the_database_refuses_a_promise_beyond_the_law() -> None:
    hall = a_hall()
    case = a_running(hall)
    with pytest.raises(IntegrityError, match="clock_promise_within_law"), transaction.atomic():
        cases.Clock.objects.filter(pk=case.pk).update(promised_due_at=at("2030-01-01T00:00"))
