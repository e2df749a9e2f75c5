"""Every page in English: nothing Chinese remains outside what is marked as Chinese."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone

from tests.cases.build import a_case
from tests.cast import NOW, a_hall, a_matter
from tests.portal.test_pages import FULL
from yichuang.cases.public import State
from yichuang.catalogue import public as catalogue
from yichuang.catalogue.public import LifeEvent, Matter
from yichuang.kit.actor import SYSTEM
from yichuang.site.ops import translations
from yichuang.worktime.public import HoursPlan, ensure_standard_plans

HAN = re.compile(r"[\u3400-\u9fff]+")
READ_ALOUD = {"aria-label", "placeholder", "alt", "title"}
VOID = {"meta", "link", "input", "br", "img", "hr", "path", "use", "circle"}


class Reader(HTMLParser):
    """Collects the Chinese that a screen reader would read with an English voice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = [("", False)]
        self.chinese: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        marked = self.open[-1][1] if "lang" not in given else given["lang"] == "zh-CN"
        marked = marked or tag in {"title", "script", "style"}
        for name in READ_ALOUD & given.keys():
            if not marked and HAN.search(given[name] or ""):
                self.chinese.append(f"{name}={given[name]}")
        if tag not in VOID:
            self.open.append((tag, marked))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and len(self.open) > 1:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.open[-1][1] and HAN.search(data):
            self.chinese.append(data.strip())


def left_in_chinese(text: str) -> list[str]:
    reader = Reader()
    reader.feed(text)
    return reader.chinese


def english() -> Client:
    return Client(headers={"accept-language": "en"})


PATHS = (
    "/", "/find/", "/find/?q=食品", "/find/?q=龘龘", "/themes/", "/departments/", "/events/", "/centres/",
    "/matters/sp-xjy/", "/matters/sp-xjy/checklist/", "/matters/silent/", "/track/", "/services/", "/windows/5/",
    "/privacy/", "/accessibility/", "/sign-in/",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.rule("R283")
def test_every_public_page_reads_in_english() -> None:
    hall = a_hall()
    ensure_standard_plans()
    hall.centre.hours = HoursPlan.objects.get(code="h1")
    hall.centre.save()
    matter = Matter.objects.get(pk=a_matter(hall, **FULL).matter_id)
    event = LifeEvent.objects.create(name="开饭店", name_en="Opening a restaurant")
    catalogue.arrange(matter, theme=hall.theme, life_events=[event], by=SYSTEM, now=NOW)
    a_matter(
        hall,
        "silent",
        name="没有写明的事项",
        materials=None,
        steps=None,
        promised_value=None,
        promised_unit="",
    )
    client = english()
    left = {path: said for path in PATHS if (said := left_in_chinese(client.get(path).content.decode()))}
    assert left == {}


@pytest.mark.django_db
@pytest.mark.rule("R283")
@pytest.mark.parametrize("state", [State.ACCEPTED, State.DECIDED, State.CONCLUDED])
def test_a_followed_case_reads_in_english(state: State) -> None:
    case = a_case(a_hall(), at=state, now=timezone.now())
    client = english()
    client.post("/track/", {"no": case.no, "tail": "1234"})
    assert left_in_chinese(client.get("/track/case/").content.decode()) == []


@pytest.mark.django_db
def test_wrong_guesses_are_answered_in_english() -> None:
    a_hall()
    client = english()
    answers = [client.post("/track/", {"no": "1", "tail": "0000"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert [left_in_chinese(answer.content.decode()) for answer in answers] == [[]] * 6


def test_the_english_is_whole_and_compiled() -> None:
    assert translations.problems() == []
