"""Telling people, once, and e-mail through a real mail server."""

import json
import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import Message as Letter
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from yichuang.journal.public import Event, story
from yichuang.kit.actor import Nobody
from yichuang.notices import jobs, services
from yichuang.notices.public import (
    Accepted,
    Channel,
    Concluded,
    Context,
    Decided,
    Kind,
    Language,
    Message,
    State,
    email_is_configured,
    inbox,
    mark_read,
    of_case,
    post,
    try_again,
    unread,
)
from yichuang.notices.rules.timing import MAX_ATTEMPTS
from yichuang.notices.services.posting import NOT_CONFIGURED
from yichuang.people.public import Applicant, Centre, Staff

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 16, 2, 30, tzinfo=UTC)
CASE = "202609160043"
ACCEPTED = Accepted("食品小经营许可", CASE, date(2026, 9, 30), contact="李敏", contact_phone="0000-1234501")
DECIDED = Decided(
    "食品小经营许可",
    CASE,
    "食品小经营许可证",
    where="青禾县政务服务中心 5 号窗口",
    hours="周一至周五 8:30–12:00、14:30–18:00",
    bring=("受理通知书", "身份证"),
    until_on=date(2026, 10, 15),
)
CONCLUDED = Concluded(
    "食品小经营许可", CASE, "食品小经营许可证", date(2026, 9, 25), complaint_phone="0000-7654321"
)
CLERK = Nobody("0312", "李敏")


def an_applicant(email: str = "zhang@example.org", number: str = "34052419800101001X") -> Applicant:
    return Applicant.objects.create(
        id_kind="id", id_number=number, name="张三", email=email, recorded_at=NOW, recorded_by="0312"
    )


def tell(to: Applicant | Staff, context: Context = ACCEPTED, key: str = "k1", **more: Any) -> list[Message]:
    kinds = {Accepted: Kind.ACCEPTED, Decided: Kind.DECIDED, Concluded: Kind.CONCLUDED}
    return post(kinds[type(context)], to=to, case_no=CASE, context=context, key=key, now=NOW, **more)


class Postbox:
    """What a mail server took; `refuses` makes it answer 451 so many times."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.refuses = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802
        if self.refuses:
            self.refuses -= 1
            return "451 try later"
        content = envelope.content
        assert isinstance(content, bytes)
        self.letters.append(message_from_bytes(content, policy=policy.default))
        return "250 taken"


@pytest.fixture
def postbox(settings: Settings) -> Iterator[Postbox]:
    """Run a real mail server on loopback and let the product know of it."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.DEFAULT_FROM_EMAIL = "青禾县政务服务中心 <hall@example.org>"
    yield box
    server.stop()


def jobs_waiting() -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'notices.deliver' ORDER BY id")
        return [json.loads(row[0]) for row in cursor.fetchall()]


def only_email() -> Message:
    return Message.objects.get(channel=Channel.EMAIL)


@pytest.mark.rule("R280")
def test_the_applicant_is_told_in_the_inbox_that_the_case_was_accepted() -> None:
    applicant = an_applicant(email="")
    tell(applicant)
    [message] = inbox(applicant)
    assert message.subject == f"已受理：食品小经营许可（{CASE}）"
    assert "承诺在 2026年9月30日前办结" in message.body
    assert "只需联系承办第一责任人：李敏，电话 0000-1234501" in message.body
    assert (message.state, message.delivered_at) == (State.DELIVERED, NOW)
    assert of_case(CASE) == [message]


@pytest.mark.rule("R134")
def test_when_the_result_is_ready_the_message_says_where_when_and_what_to_bring() -> None:
    applicant = an_applicant()
    messages = tell(applicant, DECIDED)
    assert [message.channel for message in messages] == [Channel.INBOX, Channel.EMAIL]
    for message in messages:
        assert "领取方式：窗口领取" in message.body
        assert "地点：青禾县政务服务中心 5 号窗口" in message.body
        assert "时间：周一至周五 8:30–12:00、14:30–18:00" in message.body
        assert "请在 2026年10月15日前领取" in message.body
        assert "请带：受理通知书、身份证" in message.body


@pytest.mark.parametrize("context", [ACCEPTED, DECIDED, CONCLUDED], ids=lambda c: type(c).__name__)
@pytest.mark.parametrize("language", Language)
def test_every_kind_is_worded_in_every_language(context: Context, language: Language) -> None:
    message = tell(an_applicant(), context, language=language)[0]
    assert CASE in message.subject
    assert "食品小经营许可" in message.body
    assert "{" not in message.body
    assert "\n\n\n" not in message.body


def test_posting_again_with_the_same_key_tells_nobody_twice(postbox: Postbox) -> None:
    applicant = an_applicant()
    assert len(tell(applicant)) == 2
    assert tell(applicant) == []
    assert Message.objects.count() == 2
    assert len(jobs_waiting()) == 1
    assert [line.event for line in story(f"case:{CASE}")] == [Event.MESSAGE_QUEUED]
    assert len(tell(applicant, key="k2")) == 2


def test_a_post_costs_few_statements(
    postbox: Postbox, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    applicant = an_applicant()
    tell(applicant, key="k0")  # from here on it is remembered for seconds who subscribed
    with django_assert_num_queries(4):  # rows; chain, line; job
        tell(applicant)


def test_a_transaction_that_fails_tells_nobody(postbox: Postbox) -> None:
    applicant = an_applicant()

    def tell_and_fail() -> None:
        with transaction.atomic():
            tell(applicant)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tell_and_fail()
    assert inbox(applicant) == []
    assert jobs_waiting() == []


def test_an_email_is_taken_by_a_real_mail_server_once(postbox: Postbox) -> None:
    tell(an_applicant(), Accepted("食品<b>&许可𠮷\r\nBcc: x@example.org", CASE, None))
    [job] = jobs_waiting()
    jobs.deliver(**job)
    jobs.deliver(**job)
    jobs.sweep(0)
    [letter] = postbox.letters
    assert letter["To"] == "zhang@example.org"
    assert "hall@example.org" in letter["From"]
    assert letter["Bcc"] is None
    assert letter["Subject"].strip().startswith("已受理：食品<b>&许可𠮷 Bcc: x@example.org")
    assert letter["Message-ID"].endswith("@example.org>")
    assert "食品<b>&许可𠮷" in letter.get_content()  # type: ignore[attr-defined]
    message = only_email()
    assert (message.state, message.attempts, message.error) == (State.DELIVERED, 1, "")
    events = [line.event for line in story(f"case:{CASE}")]
    assert events == [Event.MESSAGE_QUEUED, Event.MESSAGE_DELIVERED]


def test_a_refused_email_waits_longer_each_time_and_arrives(postbox: Postbox) -> None:
    tell(an_applicant())
    postbox.refuses = 2
    message = only_email()
    assert not services.deliver(message.pk, now=NOW)
    assert services.sweep(NOW + timedelta(seconds=59)) == 0
    assert only_email().attempts == 1
    assert "451" in only_email().error
    assert services.sweep(NOW + timedelta(seconds=60)) == 0  # refused again
    assert services.sweep(NOW + timedelta(seconds=179)) == 0
    assert only_email().attempts == 2
    assert services.sweep(NOW + timedelta(seconds=180)) == 1
    assert len(postbox.letters) == 1
    assert only_email().state == State.DELIVERED


def test_after_the_last_attempt_it_has_failed_with_the_reason_and_can_be_tried_by_hand(
    postbox: Postbox,
) -> None:
    tell(an_applicant())
    postbox.refuses = MAX_ATTEMPTS
    at = NOW
    for _ in range(MAX_ATTEMPTS):
        services.sweep(at)
        at += timedelta(hours=7)
    message = only_email()
    assert (message.state, message.attempts, message.next_try_at) == (State.FAILED, MAX_ATTEMPTS, None)
    assert "451" in message.error
    assert story(f"case:{CASE}")[-1].event == Event.MESSAGE_FAILED
    assert services.sweep(at) == 0
    assert try_again(message, now=at)
    assert not try_again(message, now=at)
    assert services.sweep(at) == 1
    assert len(postbox.letters) == 1


def test_a_mail_server_that_is_gone_is_a_reason_to_wait(settings: Settings) -> None:
    with closing(socket.socket()) as unused:
        unused.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = unused.getsockname()[1]
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        tell(an_applicant())
        assert services.sweep(NOW) == 0
    assert only_email().state == State.QUEUED
    assert "Refused" in only_email().error


def test_without_a_mail_server_email_waits_and_says_why_and_is_sent_once_there_is_one(
    request: pytest.FixtureRequest,
) -> None:
    assert not email_is_configured()
    tell(an_applicant())
    assert jobs_waiting() == []
    message = only_email()
    assert (message.state, message.error, message.attempts) == (State.QUEUED, NOT_CONFIGURED, 0)
    assert services.sweep(NOW + timedelta(days=30)) == 0
    assert not services.deliver(message.pk, now=NOW)
    postbox: Postbox = request.getfixturevalue("postbox")
    assert services.sweep(NOW + timedelta(days=31)) == 1
    assert len(postbox.letters) == 1
    assert only_email().error == ""


def test_what_a_dead_worker_had_in_hand_is_sent_by_the_next(postbox: Postbox) -> None:
    tell(an_applicant())
    Message.objects.filter(channel=Channel.EMAIL).update(attempts=1, next_try_at=NOW + timedelta(minutes=5))
    assert services.sweep(NOW + timedelta(minutes=4)) == 0
    assert services.sweep(NOW + timedelta(minutes=5)) == 1


def test_the_sweep_takes_no_more_than_its_limit(postbox: Postbox) -> None:
    applicant = an_applicant()
    for n in range(5):
        tell(applicant, key=f"k{n}")
    assert services.sweep(NOW, limit=3) == 3
    assert services.sweep(NOW, limit=3) == 2


def test_staff_have_an_inbox_too() -> None:
    centre = Centre.objects.create(code="q", name="中心", short="青禾", level="county")
    staff = Staff.objects.create(staff_no="0312", name="李敏", centre=centre)
    tell(staff, DECIDED)
    assert [message.staff_id for message in inbox(staff)] == [staff.pk]
    assert inbox(an_applicant()) == []


def test_opening_a_message_is_noted_the_first_time_only() -> None:
    applicant = an_applicant()
    message = tell(applicant)[0]
    assert unread(applicant) == 1
    mark_read(message, now=NOW)
    mark_read(message, now=NOW + timedelta(days=1))
    assert unread(applicant) == 0
    assert inbox(applicant)[0].read_at == NOW


def test_a_kind_that_does_not_fit_its_words_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="Accepted"):
        post(Kind.DECIDED, to=an_applicant(), case_no=CASE, context=ACCEPTED, key="k", now=NOW)
