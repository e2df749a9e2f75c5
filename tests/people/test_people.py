"""Centres, roles, sign-in, applicants."""

from datetime import timedelta

import pytest

from tests.cast import NOW, PASSWORD, a_hall, authorise_window
from yichuang.journal.public import Event, story
from yichuang.kit.actor import SYSTEM
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.people import public as people
from yichuang.people.public import Centre, IdKind, Level, Particulars, Role, Theme, Window
from yichuang.people.selectors.centres import forget_settings

pytestmark = pytest.mark.django_db
ID = "34052419800101001X"


@pytest.fixture(autouse=True)
def _fresh_settings() -> None:
    forget_settings()


@pytest.mark.rule("R001")
def test_a_lower_centre_follows_the_rules_of_the_one_above_until_it_sets_its_own() -> None:
    hall = a_hall()
    village = Centre.objects.create(
        code="liuqiao", name="柳桥村便民服务站", short="柳桥村", level=Level.VILLAGE, follows=hall.centre
    )
    manager = hall.officer("manager")
    people.set_setting(hall.centre, "clock.near_days", 5, by=manager, now=NOW)
    assert people.centre_setting(village.pk, "clock.near_days") == 5
    village.settings = {"clock.near_days": 1}
    village.save()
    forget_settings()
    assert people.centre_setting(village.pk, "clock.near_days") == 1
    assert people.centre_setting(hall.centre.pk, "clock.near_days") == 5


def test_a_ceiling_of_law_cannot_be_raised() -> None:
    hall = a_hall()
    with pytest.raises(Invalid, match="不能超过 10"):
        people.set_setting(hall.centre, "collection.working_days", 11, by=hall.officer("manager"), now=NOW)
    with pytest.raises(Forbidden):
        people.set_setting(hall.centre, "clock.near_days", 2, by=hall.officer("clerk"), now=NOW)


@pytest.mark.rule("R004")
def test_a_person_belongs_to_her_home_department_and_to_the_centre() -> None:
    hall = a_hall()
    reviewer = hall.staff["reviewer"]
    assert (reviewer.home_department, reviewer.centre) == (hall.department, hall.centre)
    assert hall.staff["clerk"].home_department is None


@pytest.mark.rule("R012")
def test_windows_stand_under_themes_that_a_centre_may_choose() -> None:
    hall = a_hall()
    own = Theme.objects.create(centre=hall.centre, code="E", name="惠企政策")
    window = Window.objects.create(centre=hall.centre, number=6, theme=own)
    assert [w.theme.name for w in Window.objects.filter(centre=hall.centre)] == ["企业注册开办", "惠企政策"]
    assert str(window) == "6 号窗口"


@pytest.mark.rule("R010")
def test_a_written_authorisation_names_its_matters_and_its_time() -> None:
    hall = a_hall()
    today = NOW.date()
    letter = authorise_window(hall.department, "a-1")
    assert people.department_authorises(hall.department.pk, "a-1", on=today)
    assert not people.department_authorises(hall.department.pk, "a-2", on=today)
    letter.until_on = today
    letter.save()
    assert people.department_authorises(hall.department.pk, "a-1", on=today)
    assert not people.department_authorises(hall.department.pk, "a-1", on=today + timedelta(days=1))


def test_no_one_person_holds_two_administrator_roles() -> None:
    hall = a_hall()
    admin = people.hire(people.Hire("9001", "管理员", hall.centre), by=SYSTEM, now=NOW)
    people.grant_role(admin, Role.SYSADMIN, centre=hall.centre, by=SYSTEM, now=NOW)
    with pytest.raises(Refused, match="三权分立"):
        people.grant_role(admin, Role.AUDITADMIN, centre=hall.centre, by=SYSTEM, now=NOW)
    with pytest.raises(Refused, match="三权分立"):
        people.grant_role(hall.staff["clerk"], Role.SYSADMIN, centre=hall.centre, by=SYSTEM, now=NOW)


def test_a_role_that_has_ended_gives_nothing() -> None:
    hall = a_hall()
    grant = hall.staff["clerk"].grants.get()
    people.end_role(grant, on=NOW.date(), by=SYSTEM, now=NOW)
    tomorrow = NOW.date() + timedelta(days=1)
    before, after = (people.officer(hall.staff["clerk"].pk, on=day) for day in (NOW.date(), tomorrow))
    assert before is not None
    assert after is not None
    assert before.holds(Role.CLERK)
    assert not after.holds(Role.CLERK)


def test_five_wrong_passwords_lock_and_time_unlocks() -> None:
    clerk = a_hall().staff["clerk"]
    for _ in range(5):
        with pytest.raises(Invalid, match="工号或密码不对"):
            people.sign_in(clerk.staff_no, "wrong", now=NOW)
    with pytest.raises(Refused, match="分钟后再试"):
        people.sign_in(clerk.staff_no, PASSWORD, now=NOW)
    assert people.sign_in(clerk.staff_no, PASSWORD, now=NOW + timedelta(minutes=16)) == clerk


def test_an_unknown_number_gets_the_same_sentence() -> None:
    with pytest.raises(Invalid, match="工号或密码不对"):
        people.sign_in("nobody", "x", now=NOW)


@pytest.mark.parametrize("weak", ["short1A!", "alllowercaseletters", "Aa1Aa1Aa1Aa1", "Xqin0-abcdefg"])
def test_a_weak_password_is_refused_with_what_it_lacks(weak: str) -> None:
    clerk = a_hall().staff["clerk"]
    with pytest.raises(Invalid):
        people.change_password(clerk, PASSWORD, weak, now=NOW)


@pytest.mark.rule("R070")
def test_an_applicant_is_recorded_once_and_known_again() -> None:
    hall = a_hall()
    by = hall.officer("clerk")
    first = people.identify(Particulars(IdKind.ID_CARD, ID, "张三", phone="13812341234"), by=by, now=NOW)
    again = people.identify(
        Particulars(IdKind.ID_CARD, ID.lower(), "张三", phone="13900001111"), by=by, now=NOW
    )
    assert first.pk == again.pk
    first.refresh_from_db()
    assert (first.phone, first.version) == ("13900001111", 1)
    with pytest.raises(Invalid, match="姓名"):
        people.identify(Particulars(IdKind.ID_CARD, ID, "  "), by=by, now=NOW)


def test_a_name_outside_the_bmp_is_kept_whole() -> None:
    by = a_hall().officer("clerk")
    kept = people.identify(Particulars(IdKind.ID_CARD, ID, "𠮷田𬌗"), by=by, now=NOW)
    kept.refresh_from_db()
    assert kept.name == "𠮷田𬌗"


def test_a_doubtful_credit_code_needs_the_clerks_word() -> None:
    by = a_hall().officer("clerk")
    doubtful = Particulars(IdKind.USCC, "91350211M0000XUF46", "某某公司")
    with pytest.raises(Invalid, match="确认"):
        people.identify(doubtful, by=by, now=NOW)
    sure = Particulars(IdKind.USCC, "91350211M0000XUF46", "某某公司", confirmed=True)
    assert people.identify(sure, by=by, now=NOW).name == "某某公司"


@pytest.mark.rule("R258")
def test_unmasking_needs_a_purpose_and_is_kept() -> None:
    hall = a_hall()
    by = hall.officer("clerk")
    person = people.identify(Particulars(IdKind.ID_CARD, ID, "张三"), by=by, now=NOW)
    with pytest.raises(Invalid, match="用途"):
        people.reveal(person, purpose=" ", by=by, now=NOW)
    people.reveal(person, purpose="电话通知领取", by=by, now=NOW)
    last = story(f"applicant:{person.pk}")[-1]
    assert (last.event, last.by, last.data) == (
        Event.APPLICANT_UNMASKED,
        by.staff_no,
        {"purpose": "电话通知领取"},
    )


@pytest.mark.rule("R259")
def test_a_third_party_is_told_only_with_consent() -> None:
    hall = a_hall()
    by = hall.officer("clerk")
    person = people.identify(Particulars(IdKind.ID_CARD, ID, "张三"), by=by, now=NOW)
    with pytest.raises(Forbidden, match="没有同意"):
        people.disclose_to(person, "某银行", what="许可结果", by=by, now=NOW)
    people.consent_to(person, "某银行", purpose="办理贷款", what="许可结果", by=by, now=NOW)
    people.disclose_to(person, "某银行", what="许可结果", by=by, now=NOW)
    events = [line.event for line in story(f"applicant:{person.pk}")]
    assert events[-2:] == [Event.CONSENT_RECORDED, Event.DISCLOSURE_RECORDED]
    consent = person.consents.get()
    consent.withdrawn_at = NOW
    consent.save()
    with pytest.raises(Forbidden):
        people.disclose_to(person, "某银行", what="许可结果", by=by, now=NOW)
