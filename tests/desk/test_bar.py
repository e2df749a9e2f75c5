"""The bar on top of the workbench: daily places in it, every other place of one's duties one click away."""

import re

import pytest
from django.test import Client

from tests.cast import Hall, a_hall, a_person
from tests.desk.visits import sign_in, text
from yichuang.desk.bar import FITS, bar_of
from yichuang.people.public import Officer, Role

pytestmark = pytest.mark.django_db
WITHIN_DEPARTMENT = (Role.REVIEWER, Role.APPROVER, Role.CHIEF_REP, Role.PUBLISHER)


def someone(hall: Hall, role: Role) -> Officer:
    hall.staff["someone"] = a_person(
        hall, "bar-1", "某人", role, hall.department if role in WITHIN_DEPARTMENT else None
    )
    return hall.officer("someone")


@pytest.mark.parametrize("role", list(Role))
def test_a_bar_fits_in_a_line_and_leaves_no_place_out(role: Role) -> None:
    by = someone(a_hall(), role)
    bar = bar_of(by, "matters")
    assert 1 <= len(bar.places) <= FITS
    urls = [one.url for one in bar.places] + [one.url for rest in bar.more.values() for one in rest]
    assert "/desk/matters/" in urls
    assert len(urls) == len(set(urls))
    assert sum(one.is_here for one in bar.places) + (bar.here_in_more is not None) == 1


def test_few_places_all_stand_in_the_bar() -> None:
    bar = bar_of(someone(a_hall(), Role.PUBLISHER), "matters")
    assert bar.more == {}
    assert bar.here_in_more is None


def test_every_place_of_a_bar_opens_for_the_one_who_has_it() -> None:
    hall = a_hall()
    for who in ("clerk", "reviewer", "manager", "supervisor", "publisher"):
        browser: Client = sign_in(hall, who)
        page = text(browser.get("/desk/matters/"))
        nav = page[page.index("<nav") : page.index("</nav>")]
        urls = re.findall(r'href="([^"]+)"', nav)
        assert urls
        assert {
            url: browser.get(url).status_code for url in urls if browser.get(url).status_code != 200
        } == {}


def test_the_place_one_is_at_is_named_where_it_is_not_a_daily_one() -> None:
    browser = sign_in(a_hall(), "manager")
    page = text(browser.get("/desk/closings/"))
    assert re.search(r'<summary class="is-here">停办', page)
    assert 'href="/desk/closings/" aria-current="page"' in page
