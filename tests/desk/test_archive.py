"""The pages of the archive and of the journal's seals: for those whose duty they are."""

import pytest
from django.db import connection

from tests.archive.test_services import an_ended_case, damage
from tests.cast import NOW, Hall, a_hall, a_person
from tests.desk.visits import shown, sign_in, text
from tests.journal.lines import CLERK, EVENTS, seal_all, write
from yichuang.archive import public as archive
from yichuang.catalogue.public import Matter
from yichuang.journal import public as journal
from yichuang.people.public import Role


@pytest.mark.django_db
@pytest.mark.rule("R272")
def test_the_archive_lists_and_hands_out_packages() -> None:
    hall = a_hall()
    package = archive.archive(an_ended_case(hall).no, now=NOW)
    manager = sign_in(hall, "manager")
    page = shown(manager.get("/desk/archive/"))
    assert "食品小经营许可" in page
    assert "2046-12-31" in page
    answer = manager.get(f"/desk/archive/{package.case_no}.zip")
    assert answer["Content-Type"] == "application/zip"
    assert answer.content[:2] == b"PK"
    assert "没有归档的件" in shown(manager.get("/desk/archive/?month=2020-01"))
    assert package.case_no[:4] in shown(manager.get(f"/desk/archive/?q={package.case_no}"))
    assert sign_in(hall, "clerk").get("/desk/archive/").status_code == 403
    assert sign_in(hall, "approver").get(f"/desk/archive/{package.case_no}.zip").status_code == 200


@pytest.mark.django_db
def test_a_month_is_taken_out_in_one_file() -> None:
    hall = a_hall()
    package = archive.archive(an_ended_case(hall).no, now=NOW)
    supervisor = sign_in(hall, "supervisor")
    for span in ("month=2026-09", "day=2026-09-14"):
        answer = supervisor.get(f"/desk/archive/export/?{span}")
        assert package.case_no in text(answer)
    assert supervisor.get("/desk/archive/export/").status_code == 422
    assert supervisor.get("/desk/archive/export/?month=2020-01").status_code == 409


@pytest.mark.django_db
def test_a_damaged_package_is_not_handed_out() -> None:
    hall = a_hall()
    package = archive.archive(an_ended_case(hall).no, now=NOW)
    damage(package)
    manager = sign_in(hall, "manager")
    answer = manager.get(f"/desk/archive/{package.case_no}.zip")
    assert answer.status_code == 409
    assert "归档包被改动过" in shown(answer)
    assert "归档包被改动过" in shown(manager.get("/desk/archive/"))


@pytest.mark.django_db
def test_the_manager_says_how_long_a_matter_is_kept() -> None:
    hall = a_hall()
    an_ended_case(hall)
    manager = sign_in(hall, "manager")
    answer = manager.post("/desk/archive/retention/", {"code": "sp-xjy", "keep": "permanent"})
    assert answer.status_code == 302
    assert archive.retention_rules(hall.centre.pk) == [(Matter.objects.get(code="sp-xjy"), "永久")]
    assert manager.post("/desk/archive/retention/", {"code": "none", "keep": "10"}).status_code == 422
    assert (
        sign_in(hall, "supervisor")
        .post("/desk/archive/retention/", {"code": "sp-xjy", "keep": "10"})
        .status_code
        == 403
    )


def an_auditor(hall: Hall) -> None:
    hall.staff["auditor"] = a_person(hall, "aud1", "auditor", Role.AUDITADMIN, None)


@pytest.mark.django_db(transaction=True)
def test_the_auditor_sees_seals_and_takes_a_day_out_of_the_house() -> None:
    hall = a_hall()
    an_auditor(hall)
    write("case:1", *EVENTS, by=CLERK)
    seal_all()
    auditor = sign_in(hall, "auditor")
    assert auditor.get("/desk/")["Location"] == "/desk/seals/"
    own = next(one for one in journal.seals_of_day(NOW.date()) if one.centre == hall.centre.pk)
    page = shown(auditor.get("/desk/seals/"))
    assert hall.centre.name in page
    assert own.digest[:8] in page
    assert "还没有核对过" in page
    sheet = auditor.get("/desk/seals/2026-09-14/")
    assert "<svg" in text(sheet)
    assert own.digest[-8:] in shown(sheet)
    listed = journal.read_witnesses(text(auditor.get("/desk/seals/2026-09-14.txt")))
    assert own.digest in [one.digest for one in listed]
    assert auditor.get("/desk/seals/tomorrow/").status_code == 404
    assert "没有封存" in shown(auditor.get("/desk/seals/2020-01-01/"))
    assert sign_in(hall, "manager").get("/desk/seals/").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_the_auditor_has_the_journal_proved() -> None:
    hall = a_hall()
    an_auditor(hall)
    auditor = sign_in(hall, "auditor")
    assert "后台开始核对" in shown(auditor.post("/desk/seals/prove/", follow=True))
    assert "已经在等着核对了" in shown(auditor.post("/desk/seals/prove/", follow=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'journal.prove_asked'")
        assert cursor.fetchone() == (1,)
    journal.prove_now(by=hall.officer("manager"), now=NOW)
    assert "没有发现改动" in shown(auditor.get("/desk/seals/"))
