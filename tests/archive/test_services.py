"""A case that ended becomes a package; it stays as it was made, and a changed byte is said."""

import json
from datetime import date, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from tests.cases.build import a_case, a_draft, decide, filled, hand_over
from tests.cast import NOW, Hall, a_hall, a_matter
from tests.desk.visits import PNG
from yichuang.archive import public as archive
from yichuang.archive.models import Package
from yichuang.archive.reactions import ENDINGS
from yichuang.archive.services import check
from yichuang.cases import public as cases
from yichuang.cases.public import Case, State
from yichuang.catalogue.public import Matter
from yichuang.journal import public as journal
from yichuang.journal.services.recording import react
from yichuang.kit import files
from yichuang.kit.refusal import Forbidden, Refused
from yichuang.licences import public as licences
from yichuang.licences.public import Licence
from yichuang.papers import public as papers
from yichuang.people.public import set_setting

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R272")]

LATER = NOW + timedelta(days=40)


@pytest.fixture
def hall() -> Hall:
    return a_hall()


def an_ended_case(hall: Hall) -> Case:
    """Return a concluded case with a scan."""
    case = filled(a_draft(hall), hall)
    stored = files.keep(settings.UPLOAD_DIR, "申请书.png", [PNG])
    cases.attach(case, 1, stored, by=hall.officer("clerk"), now=NOW)
    cases.accept(case, by=hall.officer("clerk"), now=NOW)
    decide(case, hall)
    hand_over(case, hall)
    return case


def opened(package: Package) -> ZipFile:
    return ZipFile(files.path_of(settings.ARCHIVE_DIR, package.sha256))


def path_of(package: Package) -> Path:
    return files.path_of(settings.ARCHIVE_DIR, package.sha256)


def damage(package: Package) -> None:
    """Change a byte of a paper inside."""
    path = path_of(package)
    content = path.read_bytes()
    place = content.index(b"%PDF")
    path.chmod(0o600)
    path.write_bytes(content[:place] + b"%PDG" + content[place + 4 :])


def test_a_package_has_everything_of_the_case(hall: Hall) -> None:
    case = an_ended_case(hall)
    package = archive.archive(case.no, now=NOW)
    with opened(package) as box:
        names = box.namelist()
        metadata = json.loads(box.read("metadata.json"))
        lines = json.loads(box.read("journal.json"))
        assert box.read("materials/01/01-申请书.png") == PNG
        issued = papers.of_case(case.no)
        pdfs = [box.read(name) for name in names if name.startswith("papers/")]
        assert pdfs == [papers.pdf_of(paper, now=NOW) for paper in issued]
    assert names[-1] == "manifest.json"
    assert len(names) == package.files + 1
    assert (metadata["case_no"], metadata["matter_code"], metadata["applicant"]) == (
        case.no,
        "sp-xjy",
        "张**",
    )
    assert (metadata["creator"], metadata["keep"], metadata["keep_until"]) == ("青市监局", "30", "2056-12-31")
    assert lines[0]["event"] == "case.drafted"
    assert "case.concluded" in [line["event"] for line in lines]
    assert package.transfer_on == date(2046, 12, 31)


def test_a_package_is_made_once(hall: Hall) -> None:
    case = an_ended_case(hall)
    first = archive.archive(case.no, now=NOW)
    assert archive.archive(case.no, now=NOW + timedelta(days=1)).pk == first.pk
    told = [line.event for line in journal.story(case.subject)]
    assert told.count("case.archived") == 1


def test_made_again_it_has_the_same_bytes(hall: Hall) -> None:
    case, later = an_ended_case(hall), NOW + timedelta(hours=1)
    first = archive.archive(case.no, now=later)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE archive_package DISABLE TRIGGER package_stays")
    Package.objects.all().delete()
    with transaction.atomic():
        journal.record(case.subject, journal.Event.PAPER_PRINTED, by=hall.officer("clerk"), at=later)
    again = archive.archive(case.no, now=NOW + timedelta(days=400))
    assert again.sha256 == first.sha256


def test_a_case_that_goes_on_is_not_filed(hall: Hall) -> None:
    with pytest.raises(Refused, match="还没有办结"):
        archive.archive(a_case(hall).no, now=NOW)
    with pytest.raises(Refused, match="没有编号"):
        archive.archive("209901010001", now=NOW)


def test_the_end_of_a_case_queues_its_package(hall: Hall) -> None:
    case = a_case(hall)
    cases.withdraw(case, "不办了", by=hall.officer("clerk"), now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE args->>'name' LIKE %s", ["%file_away%"])
        (args,) = cursor.fetchone()
    react.func(**(args if isinstance(args, dict) else json.loads(args)))
    package = archive.package_of(case.no)
    assert package is not None
    assert journal.Event.CASE_CONCLUDED in ENDINGS
    with opened(package) as box:
        assert json.loads(box.read("metadata.json"))["state"] == State.WITHDRAWN


@pytest.mark.rule("R277")
def test_those_whose_duty_it_is_read_it_and_it_is_written_down(hall: Hall) -> None:
    package = archive.archive(an_ended_case(hall).no, now=NOW)
    for who in ("manager", "supervisor", "approver"):
        content = archive.read(package, by=hall.officer(who), now=NOW)
        assert files.digest(content) == package.sha256
    for who in ("clerk", "reviewer", "stranger"):
        with pytest.raises(Forbidden):
            archive.read(package, by=hall.officer(who), now=NOW)
    read = [line.by_name for line in journal.story(f"case:{package.case_no}") if line.event == "archive.read"]
    assert read == ["manager", "supervisor", "approver"]


def test_a_changed_byte_is_said_with_the_file_s_name(hall: Hall) -> None:
    package = archive.archive(an_ended_case(hall).no, now=NOW)
    damage(package)
    with pytest.raises(Refused, match=r"归档包被改动过：papers/01"):
        archive.read(package, by=hall.officer("manager"), now=NOW)
    assert archive.count_damaged() == 1
    assert journal.story(f"case:{package.case_no}")[-1].event == "archive.damaged"
    path_of(package).unlink()
    assert check(package, now=NOW) == "归档包的文件不见了"


def test_the_round_looks_at_the_longest_unseen_first(hall: Hall) -> None:
    sheet = a_matter(hall)
    made = []
    for _ in range(3):
        case = a_case(hall, sheet=sheet)
        cases.withdraw(case, "", by=hall.officer("clerk"), now=NOW)
        made.append(archive.archive(case.no, now=NOW))
    assert check(made[0], now=NOW) == ""
    damage(made[2])
    assert archive.check_again(now=NOW + timedelta(hours=1), limit=2) == 1
    seen = dict(Package.objects.values_list("pk", "checked_at"))
    assert [seen[package.pk] for package in made] == [NOW, NOW + timedelta(hours=1), NOW + timedelta(hours=1)]


def test_the_database_refuses_to_change_a_package(hall: Hall) -> None:
    package = archive.archive(an_ended_case(hall).no, now=NOW)
    with pytest.raises(DatabaseError, match="stays as it was made"), transaction.atomic():
        Package.objects.filter(pk=package.pk).update(keep_until=date(2027, 1, 1))
    with pytest.raises(DatabaseError, match="stays as it was made"), transaction.atomic():
        package.delete()


def test_how_long_is_by_centre_and_by_matter(hall: Hall) -> None:
    sheet = a_matter(hall)
    matter = Matter.objects.get(code=sheet.matter_code)
    manager = hall.officer("manager")
    set_setting(hall.centre, "archive.keep", "10", by=manager, now=NOW)

    def kept() -> str:
        case = a_case(hall, sheet=sheet)
        cases.withdraw(case, "", by=hall.officer("clerk"), now=NOW)
        return archive.archive(case.no, now=NOW).keep

    assert kept() == "10"
    archive.set_retention(matter, "permanent", by=manager, now=NOW)
    assert kept() == "permanent"
    assert archive.retention_rules(hall.centre.pk) == [(matter, "永久")]
    archive.set_retention(matter, "", by=manager, now=NOW)
    assert kept() == "10"
    with pytest.raises(Forbidden):
        archive.set_retention(matter, "10", by=hall.officer("clerk"), now=NOW)
    with pytest.raises(Refused, match="三种"):
        archive.set_retention(matter, "99", by=manager, now=NOW)


def test_a_month_leaves_as_one_file_with_a_list(hall: Hall) -> None:
    package = archive.archive(an_ended_case(hall).no, now=NOW)
    out = BytesIO()
    first, last = archive.month_of(NOW.date())
    assert archive.export(out, first, last, by=hall.officer("supervisor"), now=NOW) == 1
    with ZipFile(out) as box:
        assert box.namelist() == [f"{package.case_no}.zip", "list.json"]
        assert files.digest(box.read(f"{package.case_no}.zip")) == package.sha256
    with pytest.raises(Refused, match="没有归档的件"):
        archive.export(BytesIO(), date(2020, 1, 1), date(2020, 1, 31), by=hall.officer("manager"), now=NOW)
    with pytest.raises(Forbidden):
        archive.export(BytesIO(), first, last, by=hall.officer("clerk"), now=NOW)


def test_the_command_makes_shows_and_copies_a_package(hall: Hall, tmp_path: Path) -> None:
    case, out, to = an_ended_case(hall), StringIO(), tmp_path / "one.zip"
    call_command("archive", case.no, "--to", str(to), "--json", stdout=out)
    facts = json.loads(out.getvalue())
    assert files.digest(to.read_bytes()) == facts["sha256"]
    assert facts["files"][0]["path"] == "metadata.json"
    with pytest.raises(CommandError, match="不覆盖"):
        call_command("archive", case.no, "--to", str(to))
    package = archive.package_of(case.no)
    assert package is not None
    damage(package)
    with pytest.raises(SystemExit):
        call_command("archive", case.no, stdout=StringIO())


def a_revoked_licence(hall: Hall) -> Case:
    """Return a case that was archived, and whose licence was revoked afterwards."""
    case = an_ended_case(hall)
    archive.archive(case.no, now=NOW)
    [licence] = Licence.objects.filter(case=case)
    why = licences.Reasons(("材料是假的。",), ("申请材料不真实。",), "行政许可法第六十九条")
    licences.revoke(licence, why, by=hall.officer("approver"), now=LATER)
    return case


def test_what_is_issued_afterwards_makes_the_next_package_which_names_the_first(hall: Hall) -> None:
    case = a_revoked_licence(hall)
    first = archive.package_of(case.no)
    second = archive.continue_package(case.no, now=LATER)
    assert first is not None
    assert second is not None
    assert (second.number, second.name, second.keep_until) == (2, f"{case.no}-2", first.keep_until)
    with opened(second) as box:
        said = json.loads(box.read("manifest.json"))
        assert any("撤销决定书" in name for name in box.namelist())
        lines = [line["event"] for line in json.loads(box.read("journal.json"))]
    assert said["previous"] == {"number": 1, "sha256": first.sha256, "sm3": first.sm3}
    assert "licence.revoked" in lines
    assert archive.continue_package(case.no, now=LATER) is None
    assert archive.read(second, by=hall.officer("manager"), now=LATER)
    assert archive.archive(case.no, now=LATER).pk == first.pk


def test_reading_the_second_package_reads_the_first_too(hall: Hall) -> None:
    case = a_revoked_licence(hall)
    second = archive.continue_package(case.no, now=LATER)
    assert second is not None
    damage(archive.packages_of(case.no)[0])
    with pytest.raises(Refused, match="第 1 号：归档包被改动过"):
        archive.read(second, by=hall.officer("manager"), now=LATER)


def test_a_paper_before_the_package_was_made_waits_for_it(hall: Hall) -> None:
    case = an_ended_case(hall)
    assert archive.continue_package(case.no, now=NOW) is None
