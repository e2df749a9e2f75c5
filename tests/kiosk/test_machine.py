"""The touch page: from a theme or a matter to a number, with or without a name."""

import re
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from tests.cast import NOW, Hall, a_matter
from tests.desk.visits import HTMX, shown, text
from tests.devices.build import Paper, a_dead_address, a_kiosk, a_printer
from tests.queueing.build import a_ticket, an_open_hall
from yichuang.devices.public import Device
from yichuang.journal.public import Entry
from yichuang.people.public import Theme
from yichuang.queueing.public import Channel, Ticket

pytestmark = pytest.mark.django_db
OLD = "11010519491231002X"
YOUNG = "34052419800101001X"
HOME = "/kiosk/kiosk-1/"


@pytest.fixture
def hall() -> Hall:
    """Return an open hall with one kiosk."""
    hall = an_open_hall()
    a_kiosk(hall)
    return hall


def form_of(page: object) -> dict[str, str]:
    """Return the hidden fields of the page's form."""
    found = re.findall(r'<input type="hidden" name="(mark|theme|matter)" value="([^"]*)"', text(page))  # type: ignore[arg-type]
    return dict(found)


def take(hall: Hall, client: Client | None = None, **fields: object) -> Ticket:
    """Press the theme, fill in, press 取号."""
    client = client or Client()
    form = form_of(client.get(f"{HOME}take/?theme={hall.theme.pk}"))
    answer = client.post(f"{HOME}take/", form | fields)
    assert answer.status_code == 302, shown(answer)
    return Ticket.objects.get(code=urlsplit(answer["Location"]).path.split("/")[-2])


@pytest.mark.rule("R056", "R060")
def test_the_start_says_how_many_wait_and_how_long(hall: Hall) -> None:
    assert "企业注册开办 5 号窗口 0 人" in shown(Client().get(HOME))
    for _ in range(3):
        a_ticket(hall)
    page = shown(Client().get(HOME))
    assert "3 人" in page
    assert re.search(r"约 \d+–\d+ 分钟", page)


@pytest.mark.rule("R056", "R070")
def test_a_number_needs_no_name(hall: Hall) -> None:
    ticket = take(hall)
    assert (ticket.label, ticket.channel, ticket.name, ticket.id_number) == ("B001", Channel.KIOSK, "", "")
    entry = Entry.objects.get(subject=ticket.subject)
    assert entry.by == f"device:{Device.objects.get().pk}"


@pytest.mark.rule("R066", "R069")
def test_a_card_gives_name_and_priority_and_is_masked_at_once(hall: Hall) -> None:
    ticket = take(hall, id_number=OLD, name="李四", phone="13812341234")
    assert (ticket.key, ticket.is_escorted, ticket.name) == ("elderly", True, "李四")
    page = Client().get(f"{HOME}tickets/{ticket.code}/")
    assert OLD not in text(page)
    assert "1101**********002X" in shown(page)
    assert "绿色通道：老年人" in shown(page)
    assert "有人来陪您" in shown(page)


@pytest.mark.rule("R067")
def test_a_declared_class_goes_by_the_green_channel_and_is_shown_at_the_window(hall: Hall) -> None:
    page = shown(Client().get(f"{HOME}take/?theme={hall.theme.pk}"))
    for name in ("残疾人", "优抚对象", "特困对象"):
        assert name in page
    assert "到窗口出示残疾人证，有人陪同" in page
    ticket = take(hall, id_number=YOUNG, keys=["disabled"])
    assert (ticket.key, ticket.is_escorted) == ("disabled", True)
    assert take(hall, keys=["urgent", "inside", "nonsense"]).key == "ordinary", (
        "those are not one's own to say"
    )


@pytest.mark.rule("R069")
def test_a_number_that_cannot_be_is_refused_and_gives_no_ticket(hall: Hall) -> None:
    client = Client()
    form = form_of(client.get(f"{HOME}take/?theme={hall.theme.pk}"))
    answer = client.post(f"{HOME}take/", form | {"id_number": "340524198001010011"})
    assert answer.status_code == 422
    assert "最后一位对不上" in shown(answer)
    assert client.post(f"{HOME}take/", form | {"phone": "12"}).status_code == 422
    assert not Ticket.objects.exists()


def test_the_same_form_sent_twice_is_one_number(hall: Hall) -> None:
    client = Client()
    form = form_of(client.get(f"{HOME}take/?theme={hall.theme.pk}"))
    first, second = (client.post(f"{HOME}take/", form) for _ in range(2))
    assert urlsplit(first["Location"]).path == urlsplit(second["Location"]).path
    assert Ticket.objects.count() == 1


def test_a_form_that_was_not_given_out_here_takes_nothing(hall: Hall) -> None:
    answer = Client().post(f"{HOME}take/", {"theme": hall.theme.pk, "mark": "made-up"})
    assert answer.status_code == 409
    assert not Ticket.objects.exists()


def test_a_matter_is_found_by_first_letters_and_says_what_to_bring(hall: Hall) -> None:
    a_matter(hall)
    found = Client().get(f"{HOME}find/?q=spxjy")
    assert "食品小经营许可" in shown(found)
    part = Client().get(f"{HOME}find/?q=spxjy", headers=HTMX)
    assert "食品小经营许可" in shown(part)
    assert "<html" not in text(part)
    client = Client()
    page = client.get(f"{HOME}take/?matter=sp-xjy")
    assert "设立申请书" in shown(page)
    assert "获奖证明" not in shown(page), "what is optional need not be fetched"
    client.post(f"{HOME}take/", form_of(page))
    assert [m.name for m in Ticket.objects.get().matters.all()] == ["食品小经营许可"]
    assert "没有找到" in shown(Client().get(f"{HOME}find/?q=龘龘"))


def test_what_stands_nowhere_leads_back_to_the_start(hall: Hall) -> None:
    other = Theme.objects.create(centre=hall.centre, code="Z", name="没有窗口的")
    assert "现在没有窗口叫这一类" in shown(Client().get(f"{HOME}take/?theme={other.pk}"))
    for asked in ("", "?theme=0", "?theme=x", "?matter=nothing"):
        assert Client().get(f"{HOME}take/{asked}")["Location"] == HOME
    assert Client().get("/kiosk/elsewhere/").status_code == 404


def test_without_a_network_printer_the_browser_prints_the_slip(hall: Hall) -> None:
    client = Client()
    answer = client.post(
        f"{HOME}take/", form_of(client.get(f"{HOME}take/?theme={hall.theme.pk}")), follow=True
    )
    page = text(answer)
    assert "data-print-now" in page
    assert 'class="ticket paper-only"' in page
    assert "B001" in shown(answer)


def test_with_one_the_slip_goes_there(hall: Hall) -> None:
    paper = Paper()
    kiosk = Device.objects.get()
    kiosk.printer = a_printer(hall, paper.address)
    kiosk.save()
    ticket = take(hall)
    sent = paper.printed()
    assert b"B001" in sent
    assert f"/t/{ticket.code}/".encode() in sent
    assert "企业注册开办  5 号窗口".encode("gb18030") in sent


def test_a_printer_that_does_not_answer_leaves_the_number_and_says_what_to_do(hall: Hall) -> None:
    kiosk = Device.objects.get()
    kiosk.printer = a_printer(hall, a_dead_address())
    kiosk.save()
    client = Client()
    answer = client.post(
        f"{HOME}take/", form_of(client.get(f"{HOME}take/?theme={hall.theme.pk}")), follow=True
    )
    assert "打印机没有回音" in shown(answer)
    assert "请用手机扫下面的码" in shown(answer)
    assert Ticket.objects.count() == 1


def test_the_next_person_finds_the_start_in_chinese(hall: Hall) -> None:
    client = Client()
    client.post("/set-language/", {"language": "en", "next": HOME})
    client.get(f"{HOME}?type=large")
    assert "Starting a business" in shown(client.get(HOME))
    client.get(f"{HOME}?fresh=1")
    page = client.get(HOME)
    assert "企业注册开办" in shown(page)
    assert 'data-type="large"' not in text(page)


@pytest.mark.rule("R295")
def test_the_kiosk_is_heard_and_help_can_be_asked_for(hall: Hall) -> None:
    client = Client()
    assert client.post(f"{HOME}heartbeat/").status_code == 200
    assert Device.objects.get().heard_at is not None
    assert "马上有人过来" in shown(client.post(f"{HOME}help/", follow=True))
    assert Device.objects.get().help_asked_at is not None


def test_the_page_may_ask_the_configured_reader_and_no_other(hall: Hall, settings: Settings) -> None:
    settings.CARD_READER = "http://127.0.0.1:8009"
    assert "8009" not in Client().get("/").headers["Content-Security-Policy"]
    page = Client().get(f"{HOME}take/?theme={hall.theme.pk}")
    assert page.headers["Content-Security-Policy"].endswith("/halls/ http://127.0.0.1:8009")
    assert 'data-reader="http://127.0.0.1:8009/read"' in text(page)


@pytest.mark.parametrize("address", [HOME, f"{HOME}find/?q=食品", f"{HOME}take/?matter=sp-xjy"])
def test_a_page_costs_few_queries(hall: Hall, address: str) -> None:
    a_matter(hall)
    for _ in range(4):
        a_ticket(hall)
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    assert len(seen) <= 12, [q["sql"] for q in seen]


def test_the_last_day_of_a_number_does_not_matter_to_its_kiosk_page(hall: Hall) -> None:
    ticket = a_ticket(hall, now=NOW)
    assert Client().get(f"{HOME}tickets/{ticket.code}/").status_code == 200
    assert Client().get(f"{HOME}tickets/none/").status_code == 404


@pytest.mark.rule("R265")
def test_a_kiosk_is_told_its_block_and_enters_what_it_gave(hall: Hall) -> None:
    client = Client()
    block = client.post(f"{HOME}heartbeat/").json()["blocks"][0]
    assert (block["prefix"], block["first"], block["last"]) == ("B", 9000, 9049)
    given = {"theme": block["theme"], "number": "9000", "at": timezone.now().isoformat()}
    assert client.post(f"{HOME}given/", given).json() == {"ticket": "B9000"}
    assert client.post(f"{HOME}given/", given).json() == {"ticket": "B9000"}
    assert Ticket.objects.get().channel == Channel.BLOCK
    for wrong in (
        {"number": "1"},
        {"theme": "0"},
        {"at": "yesterday"},
        {"at": "2026-13-01T00:00:00Z"},
        {"number": "x"},
    ):
        assert client.post(f"{HOME}given/", given | wrong).status_code == 422, wrong
