"""doctor finds what is wrong and says what to do."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from tests.cast import a_hall
from tests.notices.test_post import ACCEPTED, an_applicant
from yichuang.notices import public as notices
from yichuang.notices.public import Kind, Message
from yichuang.site.ops import checks
from yichuang.site.ops.checks import Mark

NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)


@pytest.mark.django_db
def test_a_sound_database_has_nothing_bad_to_be_said_of_it() -> None:
    found = [*checks.database(), *checks.migrations(NOON)]
    assert [finding.mark for finding in found] == [Mark.OK, Mark.OK]


@pytest.mark.django_db
def test_a_missing_migration_is_seen() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'journal' AND name NOT LIKE '0001%'")
    (finding,) = checks.migrations(NOON)
    assert finding.mark is Mark.BAD
    assert "journal" in finding.found
    assert finding.advice


def a_worker(seen: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [seen])


@pytest.mark.django_db
@pytest.mark.parametrize(("ago", "mark"), [(timedelta(seconds=20), Mark.OK), (timedelta(hours=1), Mark.WARN)])
def test_a_worker_is_alive_by_its_heartbeat(ago: timedelta, mark: Mark) -> None:
    a_worker(NOON - ago)
    (finding,) = checks.worker(NOON)
    assert finding.mark is mark


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "mark"),
    [
        (datetime(2025, 6, 1, tzinfo=UTC), Mark.OK),
        (datetime(2026, 6, 1, tzinfo=UTC), Mark.OK),  # next year's is published in autumn
        (datetime(2026, 12, 15, tzinfo=UTC), Mark.WARN),
        (datetime(2027, 1, 2, tzinfo=UTC), Mark.BAD),
    ],
)
def test_the_calendar_must_be_known_when_it_can_be(now: datetime, mark: Mark) -> None:
    (finding,) = checks.calendar(now)
    assert finding.mark is mark
    assert bool(finding.advice) is (now.year > 2025)


def test_the_packaged_fonts_are_found() -> None:
    (finding,) = checks.fonts(NOON)
    assert finding.mark is Mark.OK


def test_a_secret_that_others_may_read_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YICHUANG_DATA", str(tmp_path))
    tmp_path.chmod(0o755)
    secret = tmp_path / "secret-key"
    secret.touch(mode=0o644)
    secret.chmod(0o644)
    (finding,) = checks.folder(NOON)
    assert finding.mark is Mark.BAD
    assert "secret-key" in finding.found
    secret.chmod(0o600)
    (finding,) = checks.folder(NOON)
    assert finding.mark is Mark.OK


@pytest.mark.django_db
def test_all_checks_together_run_on_a_sound_installation() -> None:
    assert {finding.name for finding in checks.examine(NOON)} >= {
        "数据库",
        "后台任务",
        "节假日安排",
        "字体",
        "磁盘",
    }


@pytest.mark.django_db
@pytest.mark.rule("R135")
def test_messages_that_do_not_leave_are_told_with_whether_they_become_more(settings: Settings) -> None:
    settings.EMAIL_HOST, settings.SMS_URL, settings.SMS_SECRET = (
        "mail.example",
        "https://sms.example/v1",
        "x" * 16,
    )
    assert {(found.name, found.mark) for found in checks.post(NOON)} == {
        ("待发电子邮件", Mark.OK),
        ("待发短信", Mark.OK),
    }
    hall, person = a_hall(), an_applicant(email="a@example.org")
    said = {"to": person, "case_no": "1", "context": ACCEPTED, "key": "k", "centre": hall.centre.pk}
    notices.post(Kind.ACCEPTED, now=NOON, **said)  # type: ignore[arg-type]
    late = next(iter(checks.post(NOON + timedelta(minutes=20))))
    assert (late.name, late.mark) == ("待发电子邮件", Mark.BAD)
    assert "1 条没有发出，最早的等了 20 分" in late.found
    assert "还在变多" in late.found
    later = next(iter(checks.post(NOON + timedelta(hours=2))))
    assert (later.mark, "没有变多" in later.found) == (Mark.WARN, True)
    Message.objects.update(state="delivered", delivered_at=NOON, next_try_at=None)
    assert next(iter(checks.post(NOON + timedelta(hours=2)))).mark is Mark.OK


@pytest.mark.django_db
def test_whether_there_is_a_provider_of_texts_is_told(settings: Settings) -> None:
    settings.SMS_URL = ""
    (without,) = checks.sms(NOON)
    assert (without.mark, "YICHUANG_SMS_URL" in without.advice) == (Mark.WARN, True)
    settings.SMS_URL, settings.SMS_SECRET = "https://sms.example/v1", "x" * 16
    (found,) = checks.sms(NOON)
    assert (found.mark, "sms.example" in found.found) == (Mark.OK, True)
