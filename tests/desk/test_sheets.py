"""The pages of the paper sheet: printed beforehand, entered afterwards by the clerk or the reception."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Hall
from tests.desk.test_queries import MOST, queries
from tests.desk.visits import shown, sign_in, text
from tests.queueing.build import a_second_window, a_ticket, an_open_hall
from yichuang.queueing.public import State, Ticket
from yichuang.queueing.rules.sheet import clock_of

pytestmark = pytest.mark.django_db
PAGE, BLANK = "/desk/sheet/", "/desk/sheet/blank/"


@pytest.fixture
def came() -> datetime:
    """Two minutes past nine, yesterday: everything that is written lies behind us."""
    return timezone.localtime().replace(hour=9, minute=2, second=0, microsecond=0) - timedelta(days=1)


@pytest.fixture
def hall(came: datetime) -> Hall:
    return an_open_hall(now=came)


def form(hall: Hall, came: datetime, *rows: tuple[str, str, str], who: str = "clerk") -> dict[str, str]:
    """Return the page's form with rows written."""
    fields = {
        "window": str(hall.window.number),
        "on": came.date().isoformat(),
        "clerk": str(hall.staff[who].pk),
    }
    for nth, row in enumerate(rows, start=1):
        fields |= {
            f"{name}{nth}": value for name, value in zip(("number", "called", "ended"), row, strict=True)
        }
    return fields


def after(came: datetime, minutes: int) -> str:
    return clock_of(came + timedelta(minutes=minutes))


@pytest.mark.rule("R265")
@pytest.mark.parametrize("who", ["clerk", "reception", "manager"])
def test_a_sheet_is_entered_and_its_ticket_tells_both_times_and_who(
    hall: Hall, came: datetime, who: str
) -> None:
    ticket = a_ticket(hall, now=came)
    browser = sign_in(hall, who)
    rows = form(hall, came, ("B001", after(came, 5), after(came, 20)))
    answer = browser.post(PAGE, rows, follow=True)
    assert answer.redirect_chain
    assert "已补登 1 行" in shown(answer)
    assert "早已登记，没有重复记" in shown(browser.post(PAGE, rows, follow=True))
    page = shown(sign_in(hall, "reception").get(f"/desk/reception/{ticket.pk}/"))
    assert "9:07 叫到，9:22 办完" in page
    assert hall.staff[who].name in page


def test_good_rows_are_in_and_bad_ones_keep_what_was_typed(hall: Hall, came: datetime) -> None:
    a_ticket(hall, now=came)
    a_ticket(hall, now=came)
    browser = sign_in(hall, "clerk")
    rows = (("B001", after(came, 5), after(came, 20)), ("B002", after(came, 10), after(came, 30)))
    answer = browser.post(PAGE, form(hall, came, *rows))
    assert answer.status_code == 422
    assert "1 行已经登记。还有 1 行没有登记" in shown(answer)
    assert "和 B001 重叠" in shown(answer)
    assert 'name="number1"' not in text(answer), "what is in is not asked for again"
    assert f'name="called2" value="{after(came, 10)}"' in text(answer)
    assert [t.state for t in Ticket.objects.order_by("number")] == [State.DONE, State.WAITING]


def test_an_empty_sheet_and_a_day_that_is_none_are_said(hall: Hall, came: datetime) -> None:
    browser = sign_in(hall, "clerk")
    assert "请至少写一行" in shown(browser.post(PAGE, form(hall, came)))
    typed = form(hall, came, ("B001", "9:00", "9:10")) | {"on": "2026-99-99"}
    answer = browser.post(PAGE, typed)
    assert "请选是哪一天的纸单" in shown(answer)
    assert 'value="B001"' in text(answer)


def test_a_clerk_enters_her_own_window_only_and_others_nothing(hall: Hall, came: datetime) -> None:
    a_second_window(hall, now=came)
    page = text(sign_in(hall, "clerk").get(f"{PAGE}?window=6"))
    assert '<option value="6"' not in page
    assert '<option value="6" selected' in text(sign_in(hall, "manager").get(f"{PAGE}?window=6"))
    assert sign_in(hall, "reviewer").get(PAGE).status_code == 403
    unseated = Client()
    sign_in(hall, "manager", client=unseated)
    assert "纸单上的行" in shown(unseated.get(PAGE))


@pytest.mark.rule("R265")
def test_blank_sheets_are_printed_for_one_window_or_for_all(hall: Hall, came: datetime) -> None:
    a_second_window(hall, now=came)
    manager = sign_in(hall, "manager")
    assert text(manager.get(BLANK)).count('class="blank-sheet"') == 2
    one = shown(manager.get(f"{BLANK}?window=6"))
    assert "6 号窗口" in one
    assert "断网叫号纸单" in one
    assert "5 号窗口" not in one.replace("window", "")


def test_the_page_costs_few_queries(hall: Hall) -> None:
    assert queries(sign_in(hall, "manager"), PAGE) <= MOST
