"""Who wants no texts gets none, except of what the law has people told."""

import pytest
from pytest_django import Settings

from tests.cast import NOW
from tests.notices.gateways import a_gateway
from tests.notices.test_post import ACCEPTED, CASE
from tests.notices.test_sms import FINISHED, with_a_phone
from yichuang.journal.public import Event, story
from yichuang.kit.actor import CITIZEN
from yichuang.kit.refusal import Refused
from yichuang.notices import services
from yichuang.notices.public import (
    KINDS,
    Channel,
    Kind,
    Message,
    State,
    inbox,
    opt_in,
    opt_out,
    opted_out,
    post,
)

pytestmark = pytest.mark.django_db


def test_a_person_who_wants_no_texts_gets_only_those_of_law(settings: Settings) -> None:
    person = with_a_phone()
    with a_gateway(settings) as gateway:
        opt_out(person, Channel.SMS, by=CITIZEN, now=NOW)
        opt_out(person, Channel.SMS, by=CITIZEN, now=NOW)
        post(Kind.CONCLUDED, to=person, case_no=CASE, context=FINISHED, key="a", now=NOW)
        post(Kind.ACCEPTED, to=person, case_no=CASE, context=ACCEPTED, key="b", now=NOW)
        services.sweep(NOW)
        assert list(gateway.inbox.texts) == ["b:sms"]
    assert Message.objects.get(key="a:sms").state == State.DECLINED
    assert len(inbox(person)) == 2
    assert [entry.event for entry in story(f"applicant:{person.pk}")] == [Event.MESSAGES_DECLINED]


def test_it_can_be_one_kind_and_taken_back(settings: Settings) -> None:
    person = with_a_phone()
    with a_gateway(settings) as gateway:
        opt_out(person, Channel.SMS, Kind.CONCLUDED, by=CITIZEN, now=NOW)
        opt_in(person, Channel.SMS, Kind.CONCLUDED, by=CITIZEN, now=NOW)
        post(Kind.CONCLUDED, to=person, case_no=CASE, context=FINISHED, key="a", now=NOW)
        services.sweep(NOW)
        assert list(gateway.inbox.texts) == ["a:sms"]
    assert opted_out([person.pk]) == []


@pytest.mark.parametrize("kind", [kind for kind, facts in KINDS.items() if facts.law])
def test_what_the_law_has_people_told_cannot_be_declined_and_the_article_is_named(kind: Kind) -> None:
    person = with_a_phone()
    with pytest.raises(Refused) as refused:
        opt_out(person, Channel.SMS, kind, by=CITIZEN, now=NOW)
    assert KINDS[kind].law in refused.value.sentence
    assert opted_out([person.pk]) == []


def test_nobody_declines_the_inbox() -> None:
    with pytest.raises(Refused, match="站内信"):
        opt_out(with_a_phone(), Channel.INBOX, by=CITIZEN, now=NOW)
