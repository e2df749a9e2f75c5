"""A walk through every page of a furnished hall, by everyone of the cast.

The pages are found, not listed: every route of the URL configuration is asked for with what the hall holds. A route
that nobody gets an answer from is noted, so that a new page cannot be forgotten.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from django.test import Client

from tests.desk.visits import text
from tests.furnished import ENOUGH, FOR_ANYONE, Values, addresses_of


class Shown(NamedTuple):
    """A page that somebody was shown."""

    route: str
    who: str
    address: str
    html: str


class Walk:
    """Goes from route to route; keeps in mind those that nobody got an answer from."""

    def __init__(self, values: Values, browsers: dict[str, Client]) -> None:
        self.values, self.browsers = values, browsers
        self.silent: set[str] = set()

    def pages(self, route: str) -> Iterator[Shown]:
        """Yield every page of a route; none where the answers are no pages but actions and files."""
        browsers = {"visitor": self.browsers["visitor"]} if FOR_ANYONE.match(route) else self.browsers
        in_vain: Counter[str] = Counter()
        is_answered = False
        for address, (who, browser) in product(addresses_of(route, self.values), browsers.items()):
            if in_vain[who] == ENOUGH:
                continue
            answer = browser.get(address)
            in_vain[who] += is_answered and answer.status_code in {403, 404}
            html = text(answer)  # read whatever it is: a file that is not read stays open
            is_page = answer.headers.get("Content-Type", "").startswith("text/html")
            # An action or a file, for everyone and about everything.
            if answer.status_code == 405 or (answer.status_code == 200 and not is_page):
                return
            is_answered |= answer.status_code in {200, 302}
            if answer.status_code == 200:
                yield Shown(route, who, address, html)
        if not is_answered:
            self.silent.add(route)
