"""Granted, changed, renewed by a person and by law, revoked, cancelled, run out."""

from datetime import date, datetime, timedelta

import pytest

from tests.cases.build import a_case, a_draft, decide, filled
from tests.cast import NOW, Hall, a_hall, a_matter
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Bar, BarGround, Case, State
from yichuang.catalogue.public import IntakeSheet, intake_sheet
from yichuang.kit.refusal import Invalid, Refused
from yichuang.licences import public as licences
from yichuang.licences.public import AskKind, Licence, LicenceAsk, LicenceState, Reasons
from yichuang.notices import public as notices
from yichuang.papers import public as papers
from yichuang.papers.public import PaperKind
from yichuang.people.public import IdKind, Particulars

pytestmark = pytest.mark.django_db
WHY = Reasons(("以虚假租赁合同取得许可",), ("属于应当撤销的情形",), "《中华人民共和国行政许可法》第六十九条")


def granted(hall: Hall, *, validity: str = "1年", now: datetime = NOW) -> Licence:
    """Grant a licence through the whole procedure."""
    case = a_case(hall, at=State.DECIDED, sheet=a_sheet(hall, validity), now=now)
    found = licences.licence_of_case(case.pk)
    assert found is not None
    found.case = case
    return found


def a_sheet(hall: Hall, validity: str = "1年") -> IntakeSheet:
    return a_matter(hall, result_validity=validity)


def asked(hall: Hall, licence: Licence, kind: AskKind, now: datetime, **wanted: str) -> Case:
    """Accept a case about a licence of the same applicant."""
    sheet = cases_sheet(licence)
    case = filled(a_draft(hall, sheet, now=now), hall)
    cases.accept(case, by=hall.officer("clerk"), now=now)
    licences.ask_about(case, licence, kind, by=hall.officer("clerk"), now=now, **wanted)
    return case


def cases_sheet(licence: Licence) -> IntakeSheet:
    return intake_sheet(licence.case.guide_id)


def again(licence: Licence) -> Licence:
    return Licence.objects.get(pk=licence.pk)


def holds(code: str, on: date) -> bool:
    paper = papers.by_code(code)
    assert paper is not None
    return papers.validity_of(paper, on).holds


def test_a_grant_issues_the_certificate_with_its_validity() -> None:
    hall = a_hall()
    licence = granted(hall)
    assert (licence.valid_from, licence.valid_until) == (date(2026, 9, 14), date(2027, 9, 13))
    paper = papers.by_code(licence.paper_code)
    assert paper is not None
    assert (paper.kind, paper.number) == (PaperKind.LICENCE, licence.number)


def test_what_is_no_certificate_is_not_one() -> None:
    hall = a_hall()
    case = a_case(hall, at=State.DECIDED, sheet=a_matter(hall, result_name="准予决定书"))
    assert licences.licence_of_case(case.pk) is None


def test_a_change_issues_the_certificate_anew_and_the_old_one_says_by_which() -> None:
    hall = a_hall()
    licence = granted(hall)
    case = asked(hall, licence, AskKind.CHANGE, NOW, scope="小餐饮、小食杂")
    decide(case, hall)
    now = again(licence)
    assert (now.scope, now.state) == ("小餐饮、小食杂", LicenceState.VALID)
    assert now.paper_code != licence.paper_code
    assert not holds(licence.paper_code, NOW.date())
    assert holds(now.paper_code, NOW.date())
    assert PaperKind.LICENCE_CHANGE_DECISION in {p.kind for p in papers.of_case(case.no)}


def test_a_renewal_goes_on_from_the_day_after_the_old_end() -> None:
    hall = a_hall()
    licence = granted(hall)
    case = asked(hall, licence, AskKind.RENEW, NOW)
    decide(case, hall)
    now = again(licence)
    assert (now.valid_from, now.valid_until) == (date(2027, 9, 14), date(2028, 9, 13))
    assert LicenceAsk.objects.get().is_deemed is False


def test_a_denied_or_withdrawn_renewal_changes_nothing() -> None:
    hall = a_hall()
    licence = granted(hall)
    case = asked(hall, licence, AskKind.RENEW, NOW)
    cases.withdraw(case, "不办了", by=hall.officer("clerk"), now=NOW)
    assert again(licence).valid_until == licence.valid_until
    assert LicenceAsk.objects.get().settled_at is not None


def test_a_renewal_that_nobody_decides_in_time_is_deemed_granted_by_the_clock() -> None:
    hall = a_hall()
    licence = granted(hall)
    assert licence.valid_until is not None
    end = NOW.replace(year=2027) - timedelta(days=1)
    case = asked(hall, licence, AskKind.RENEW, end - timedelta(days=40))
    licences.sweep_licences(end)  # the reminder's turn
    assert again(licence).valid_until == licence.valid_until
    assert licences.sweep_licences(end + timedelta(days=1)) == 1
    now = again(licence)
    assert (now.state, now.valid_until) == (LicenceState.VALID, date(2028, 9, 13))
    assert LicenceAsk.objects.get().is_deemed
    case.refresh_from_db()
    assert (case.state, case.decided_by) == (State.DECIDED, "clock")
    assert approvals.open_task_of(case.pk) is None
    (renewal,) = [p for p in papers.of_case(case.no) if p.kind == PaperKind.LICENCE_RENEWAL_DECISION]
    assert papers.body_of(renewal).is_deemed  # type: ignore[union-attr]
    assert licences.sweep_licences(end + timedelta(days=1)) == 0


def test_silence_on_a_renewal_asked_for_too_late_is_no_consent() -> None:
    hall = a_hall()
    licence = granted(hall)
    end = NOW.replace(year=2027) - timedelta(days=1)
    asked(hall, licence, AskKind.RENEW, end - timedelta(days=29))
    assert not LicenceAsk.objects.get().is_in_time
    licences.sweep_licences(end)
    licences.sweep_licences(end + timedelta(days=1))
    assert again(licence).state == LicenceState.EXPIRED


def test_the_holder_is_reminded_in_time_and_once() -> None:
    hall = a_hall()
    licence = granted(hall)
    soon = NOW.replace(year=2027) - timedelta(days=60)
    assert licences.sweep_licences(soon - timedelta(days=2)) == 0
    for _ in range(2):
        licences.sweep_licences(soon)
    (message,) = [m for m in notices.of_case(licence.case.no) if m.kind == notices.Kind.LICENCE_EXPIRING]
    assert "2027年8月14日" in message.body


def test_a_licence_without_an_end_never_runs_out() -> None:
    hall = a_hall()
    licence = granted(hall, validity="长期")
    assert (licence.valid_until, licence.look_at) == (None, None)
    case = filled(a_draft(hall, cases_sheet(licence)), hall)
    cases.accept(case, by=hall.officer("clerk"), now=NOW)
    with pytest.raises(Refused, match="不用延续"):
        licences.ask_about(case, licence, AskKind.RENEW, by=hall.officer("clerk"), now=NOW)


def test_a_revocation_has_facts_reasons_and_remedies_and_its_papers_no_longer_hold() -> None:
    hall = a_hall()
    licence = granted(hall)
    by = hall.officer("approver")
    with pytest.raises(Refused, match="审批人员"):
        licences.revoke(licence, WHY, by=hall.officer("reviewer"), now=NOW)
    with pytest.raises(Invalid, match="事实"):
        licences.revoke(licence, Reasons((" ",), WHY.reasons, WHY.basis), by=by, now=NOW)
    licences.revoke(licence, WHY, by=by, now=NOW)
    assert again(licence).state == LicenceState.REVOKED
    assert not holds(licence.paper_code, NOW.date())
    (paper,) = [p for p in papers.of_case(licence.case.no) if p.kind == PaperKind.REVOCATION_DECISION]
    assert papers.body_of(paper).remedies is not None  # type: ignore[union-attr]
    licences.cancel(again_with_case(licence), "撤销后注销", "", by=by, now=NOW)
    assert again(licence).state == LicenceState.CANCELLED


def again_with_case(licence: Licence) -> Licence:
    found = licences.licence_by_key(licence.pk)
    assert found is not None
    return found


@pytest.mark.parametrize(("ground", "years"), [(BarGround.FALSE_MATERIALS, 1), (BarGround.FRAUD, 3)])
def test_deceit_bars_the_applicant_for_its_years_and_the_bar_lifts_by_itself(
    ground: BarGround, years: int
) -> None:
    hall = a_hall()
    licence = granted(hall)
    licences.revoke(licence, WHY, bar=ground, by=hall.officer("approver"), now=NOW)
    assert Bar.objects.get().until_on == NOW.date().replace(year=NOW.year + years)
    by = hall.officer("clerk")
    case = filled(a_draft(hall, cases_sheet(licence)), hall)
    last = NOW.replace(year=NOW.year + years)
    for act in (cases.accept, cases.receive):
        case = cases.case_by_no(case.no) or case
        with pytest.raises(Refused, match="不得再次申请"):
            act(case, by=by, now=last)  # type: ignore[operator]
    whoever = Bar.objects.get().applicant
    sent = cases.Intake(
        guide_id=cases_sheet(licence).guide_id,
        applicant=Particulars(IdKind(whoever.id_kind), whoever.id_number, whoever.name),
        materials=[cases.HandedIn(line.order) for line in case.materials.all()],
    )
    with pytest.raises(Refused, match="不得再次申请"):
        cases.take_in(sent, by=by, now=last)
    assert cases.take_in(sent, by=by, now=last + timedelta(days=1)).state == State.ACCEPTED
    case = cases.case_by_no(case.no) or case
    cases.accept(case, by=by, now=last + timedelta(days=1))
    assert case.state == State.ACCEPTED


def test_another_matter_is_not_barred() -> None:
    hall = a_hall()
    licence = granted(hall)
    bar = BarGround.FRAUD
    licences.revoke(licence, WHY, bar=bar, by=hall.officer("approver"), now=NOW)
    assert a_case(hall, sheet=a_matter(hall, "other-1", name="演出审批")).state == State.ACCEPTED


def test_a_licence_rests_and_is_used_again() -> None:
    hall = a_hall()
    licence = granted(hall)
    by = hall.officer("approver")
    licences.suspend(licence, "限期整改", by=by, now=NOW)
    with pytest.raises(Refused, match="暂停使用"):
        licences.suspend(licence, "再停", by=by, now=NOW)
    licences.restore(licence, "整改合格", by=by, now=NOW)
    assert again(licence).state == LicenceState.VALID


def test_the_register_lists_grants_newest_first() -> None:
    hall = a_hall()
    licence = granted(hall)
    assert list(licences.register([hall.centre.pk])) == [licence]
    assert list(licences.register([hall.centre.pk], "没有的证")) == []
