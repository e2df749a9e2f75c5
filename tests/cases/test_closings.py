"""A hall that a government notice shuts: its days are outside legal limits. Without a notice they count."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.build import a_case, a_draft, filled
from tests.cases.reference import Model, Stop
from tests.cases.test_gaps import a_lacking, accept
from tests.cases.test_ledger import DAYS, histories, noon
from tests.cast import NOW, Hall, a_hall, a_matter
from yichuang.cases import public as cases
from yichuang.cases.models import Clock
from yichuang.cases.public import (
    Case,
    History,
    Mark,
    Pause,
    Procedure,
    Special,
    State,
    end_of_limit,
    ledger_of,
)
from yichuang.cases.rules.told import put_off
from yichuang.catalogue.public import Limit, LimitUnit
from yichuang.journal.public import story
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.notices import public as notices
from yichuang.papers import public as papers
from yichuang.people import public as people
from yichuang.people.public import Closing, Level, Shutting
from yichuang.worktime.public import Shut, end_of, ensure_standard_plans, packaged

SOON = timedelta(minutes=1)
NOTICE = {
    "notice_number": "青政发〔2026〕12号",
    "notice_title": "关于防御台风停工停业的通告",
    "notice_issuer": "青禾市人民政府",
    "notice_on": date(2026, 9, 15),
}
TYPHOON = Shutting(date(2026, 9, 16), date(2026, 9, 18), "防御台风", **NOTICE)  # type: ignore[arg-type]


def shut(hall: Hall, shutting: Shutting = TYPHOON, *, now: datetime = NOW) -> Closing:
    return people.shut_hall(hall.centre, shutting, by=hall.officer("manager"), now=now)


def dates_of(case: Case) -> tuple[str, str]:
    clock = Clock.objects.get(pk=case.pk)
    return str(clock.promised_due_on), str(clock.statutory_due_on)


@given(
    histories(),
    st.lists(st.tuples(st.integers(-10, 60), st.integers(0, 9)), max_size=3),
    st.integers(1, 45),
    st.sampled_from([LimitUnit.WORKING_DAY, LimitUnit.NATURAL_DAY]),
)
def test_days_that_a_notice_takes_out_are_out_once_whatever_else_stops_the_clock(
    told: tuple[date, list[tuple[date, date, date | None]], tuple[date, int] | None],
    shuttings: list[tuple[int, int]],
    length: int,
    unit: LimitUnit,
) -> None:
    start, stops, _ = told
    model = Model(start, length, unit is LimitUnit.WORKING_DAY, DAYS.is_working)
    outside = []
    for offset, days in shuttings:
        first = start + timedelta(days=offset)
        model.stops.append(Stop(first - timedelta(days=1), first + timedelta(days=days)))
        outside.append(Shut(first, first + timedelta(days=days), "台风"))
    pauses = []
    for begun, until, ended in stops:
        if begun > model.end():
            break
        model.stops.append(Stop(begun, min(until, ended or until)))
        pauses.append(Pause(noon(begun), until, noon(ended) if ended else None))
    history = History(noon(start), tuple(pauses), outside=tuple(outside))
    assert end_of_limit(Limit(length, unit), history, DAYS).on == model.end()


def test_a_limit_in_hours_stands_still_while_the_hall_is_shut_by_notice() -> None:
    begun = noon(date(2026, 9, 14))
    outside = (Shut(date(2026, 9, 15), date(2026, 9, 15), "台风"),)
    found = end_of_limit(Limit(24, LimitUnit.HOUR), History(begun, outside=outside), packaged())
    assert found.at == begun + timedelta(hours=48)


@pytest.mark.django_db
@pytest.mark.rule("R124")
def test_a_notice_moves_running_limits_and_the_applicant_is_told_in_writing() -> None:
    hall = a_hall()
    case = a_case(hall)
    assert dates_of(case) == ("2026-09-28", "2026-10-16")
    shut(hall)
    assert cases.recount_closings(NOW) == 0  # some process may not know of it yet
    assert cases.recount_closings(NOW + SOON) == 1
    assert dates_of(case) == ("2026-10-08", "2026-10-21")
    [start, moved] = ledger_of(cases.case_by_no(case.no) or case)
    assert "青禾市人民政府《关于防御台风停工停业的通告》（青政发〔2026〕12号）" in moved.words
    assert (str(start.promised_on), str(moved.promised_on)) == ("2026-09-28", "2026-10-08")
    said = [line.event for line in story(case.subject)][-4:]
    assert said == ["case.recounted", "paper.issued", "seal.used", "message.queued"]
    assert "recalculation_notice" in [paper.kind for paper in papers.of_case(case.no)]
    assert any("12号" in message.body for message in notices.of_case(case.no))
    assert cases.recount_closings(NOW + SOON) == 0


@pytest.mark.django_db
@pytest.mark.rule("R124")
def test_without_a_notice_only_the_doors_stay_shut() -> None:
    hall = a_hall()
    hall.centre.hours = ensure_standard_plans()["h3"]
    hall.centre.save()
    case = a_case(hall)
    shut(hall, Shutting(date(2026, 9, 16), date(2026, 9, 18), "停电检修"))
    assert cases.recount_closings(NOW + SOON) == 0
    assert dates_of(case) == ("2026-09-28", "2026-10-16")
    assert dates_of(a_case(hall, sheet=a_matter(hall, "two"))) == dates_of(case)
    hours = people.hours_at(hall.centre)
    assert hours is not None
    assert [shut.reason for shut in hours.closings] == ["停电检修"]


@pytest.mark.django_db
def test_a_limit_that_starts_afterwards_counts_without_the_days_from_the_beginning() -> None:
    hall = a_hall()
    shut(hall)
    case = a_case(hall)
    assert dates_of(case) == ("2026-10-08", "2026-10-21")
    assert len(ledger_of(case)) == 1
    cases.recount_closings(NOW + SOON)
    assert len(ledger_of(case)) == 1


@pytest.mark.django_db
def test_what_waits_for_an_answer_waits_as_much_longer() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    cases.receive(case, by=hall.officer("clerk"), now=NOW)
    assert case.notice_due_at == end_of(date(2026, 9, 20))
    shut(hall)
    cases.recount_closings(NOW + SOON)
    case.refresh_from_db()
    assert case.notice_due_at == end_of(date(2026, 9, 23))
    assert story(case.subject)[-1].event == "case.answer_recounted"


@pytest.mark.django_db
def test_a_closing_taken_back_gives_the_days_back() -> None:
    hall = a_hall()
    case, closing = a_case(hall), shut(hall)
    cases.recount_closings(NOW + SOON)
    people.withdraw_closing(closing, "台风转向", by=hall.officer("manager"), now=NOW + SOON)
    cases.recount_closings(NOW + 2 * SOON)
    assert dates_of(case) == ("2026-09-28", "2026-10-16")
    assert "已撤回" in ledger_of(cases.case_by_no(case.no) or case)[-1].words
    with pytest.raises(Refused, match="已经撤回"):
        people.withdraw_closing(closing, "又一次", by=hall.officer("manager"), now=NOW + SOON)


@pytest.mark.django_db
def test_a_paused_limit_stays_paused_and_moves() -> None:
    hall = a_hall()
    case = a_case(hall)
    special = Special(Procedure.INSPECTION, date(2026, 9, 17), "委托检验")
    cases.pause(case, special, by=hall.officer("approver"), now=NOW)
    paused = dates_of(case)
    shut(hall)
    cases.recount_closings(NOW + SOON)
    clock = Clock.objects.get(pk=case.pk)
    assert (clock.light, clock.paused_until) == ("paused", date(2026, 9, 17))
    assert dates_of(case) == ("2026-10-09", "2026-10-22")
    assert dates_of(case) > paused


@pytest.mark.django_db
def test_a_notice_of_the_city_covers_the_district_only_where_it_says_so() -> None:
    city = a_hall()
    district = a_hall("dongcheng", follows=city.centre)
    assert district.centre.level == Level.CITY
    case = a_case(district)
    shut(city)
    cases.recount_closings(NOW + SOON)
    assert dates_of(case) == ("2026-09-28", "2026-10-16")
    wide = Shutting(date(2026, 9, 16), date(2026, 9, 18), "防御台风", covers_below=True, **NOTICE)  # type: ignore[arg-type]
    people.shut_hall(city.centre, wide, by=city.officer("manager"), now=NOW)
    cases.recount_closings(NOW + SOON)
    assert dates_of(case) == ("2026-10-08", "2026-10-21")


@pytest.mark.django_db
def test_half_a_notice_impossible_days_and_other_people_are_refused() -> None:
    hall = a_hall()
    first, last = date(2026, 9, 16), date(2026, 9, 18)
    for wrong, field in (
        (Shutting(last, first, "台风"), "until_on"),
        (Shutting(first, date(2027, 9, 1), "台风"), "until_on"),
        (Shutting(first, last, " "), "reason"),
        (Shutting(first, last, "台风", notice_number="12号"), "notice_title"),
        (Shutting(first, last, "台风", notice_title="通告"), "notice_number"),
        (Shutting(first, last, "台\u202e风"), "reason"),
        (Shutting(first, last, "长" * 121), "reason"),
    ):
        with pytest.raises(Invalid) as refused:
            shut(hall, wrong)
        assert refused.value.field == field
    with pytest.raises(Forbidden):
        people.shut_hall(hall.centre, TYPHOON, by=hall.officer("clerk"), now=NOW)
    assert not Closing.objects.exists()


@pytest.mark.django_db
def test_explain_names_the_notice_on_every_day_that_it_takes_out() -> None:
    hall = a_hall()
    shut(hall)
    case = a_case(hall, now=datetime.fromisoformat("2026-09-14T10:26+08:00"))
    out = StringIO()
    call_command("explain", case.no, stdout=out)
    said = [line for line in out.getvalue().splitlines() if "停办，不计" in line]
    assert [line[:10] for line in said] == ["2026-09-16", "2026-09-17", "2026-09-18"]
    assert "青政发〔2026〕12号" in said[0]


@given(st.integers(0, 25), st.lists(st.tuples(st.integers(-3, 40), st.integers(0, 9)), max_size=3))
def test_a_day_that_was_told_keeps_its_working_days(length: int, shuttings: list[tuple[int, int]]) -> None:
    since = date(2026, 9, 14)
    told_on = since + timedelta(days=length)
    outside = tuple(
        Shut(since + timedelta(days=first), since + timedelta(days=first + more), "台风")
        for first, more in shuttings
    )

    def is_out(day: date) -> bool:
        return any(shut.from_on <= day <= shut.until_on for shut in outside)

    def left(until: date, *, without: bool) -> int:
        span = (since + timedelta(days=n) for n in range(1, (until - since).days + 1))
        return sum(DAYS.is_working(day) and not (without and is_out(day)) for day in span)

    found = put_off(told_on, since, outside, DAYS)
    assert found >= told_on
    assert not is_out(found)
    assert left(found, without=True) >= left(told_on, without=False)
    earlier = found - timedelta(days=1)
    if earlier >= told_on:  # not a day more than that
        assert (
            is_out(earlier)
            or left(earlier, without=True) < left(told_on, without=False)
            or not DAYS.is_working(found)
        )


@pytest.mark.django_db
@pytest.mark.rule("R073")
def test_the_last_day_to_supplement_moves_away_with_a_notice_and_never_back() -> None:
    hall = a_hall()
    case = filled(a_draft(hall), hall)
    clerk = hall.officer("clerk")
    cases.mark_material(case, 1, Mark.MISSING, by=clerk)
    cases.supplement(case, by=clerk, now=NOW)
    told_at = case.reply_due_at
    assert told_at is not None
    closing = shut(hall, now=NOW + SOON)
    cases.recount_closings(NOW + 2 * SOON)
    case.refresh_from_db()
    moved = case.reply_due_at
    assert moved == end_of(packaged().add(told_at.date(), 3).on)
    assert story(case.subject)[-2].event == "case.day_put_off"
    [told] = [message for message in notices.of_case(case.no) if message.kind == "put_off"]
    assert "补正材料的最后一天" in told.body
    assert "12号" in told.body
    people.withdraw_closing(closing, "台风转向", by=hall.officer("manager"), now=NOW + 2 * SOON)
    cases.recount_closings(NOW + 4 * SOON)
    case.refresh_from_db()
    assert case.reply_due_at == moved
    assert cases.sweep_waiting(told_at + SOON) == 0
    cases.sweep_waiting(moved + SOON)
    case.refresh_from_db()
    assert case.state != State.SUPPLEMENTING


@pytest.mark.django_db
def test_a_notice_known_when_the_day_is_told_is_already_in_it() -> None:
    hall = a_hall()
    shut(hall)
    case = filled(a_draft(hall), hall)
    clerk = hall.officer("clerk")
    cases.mark_material(case, 1, Mark.MISSING, by=clerk)
    notice = cases.supplement(case, by=clerk, now=NOW + SOON)
    cases.recount_closings(NOW + 2 * SOON)
    case.refresh_from_db()
    assert case.reply_due_at == end_of(notice.reply_due_on)
    free = a_hall("free")
    other = filled(a_draft(free, a_matter(free, "other")), free)
    cases.mark_material(other, 1, Mark.MISSING, by=free.officer("clerk"))
    unmoved = cases.supplement(other, by=free.officer("clerk"), now=NOW + SOON)
    assert packaged().add(unmoved.reply_due_on, 3).on == notice.reply_due_on


@pytest.mark.django_db
@pytest.mark.rule("R100")
def test_the_last_day_of_a_promise_moves_away_with_a_notice_and_its_reminder_too() -> None:
    hall = a_hall()
    case = a_lacking(hall, "accept_with_gap")
    accept(case, hall, until=date(2026, 9, 24))
    shut(hall, now=NOW + SOON)
    before = case.gap.look_at
    cases.recount_closings(NOW + 2 * SOON)
    gap = Case.objects.get(pk=case.pk).gap
    assert (gap.told_on, gap.due_on) == (date(2026, 9, 24), packaged().add(date(2026, 9, 24), 3).on)
    assert gap.look_at > before
    assert any(message.kind == "put_off" for message in notices.of_case(case.no))
    assert cases.recount_closings(NOW + 3 * SOON) == 0
    cases.sweep_gaps(end_of(date(2026, 9, 24)) + SOON)
    assert Case.objects.get(pk=case.pk).state == State.ACCEPTED
