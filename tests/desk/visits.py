"""Visits to the workbench: signing in by the form, and reading what the answer shows."""

from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from io import BytesIO

from django.http import HttpResponse
from django.test import Client
from PIL import Image

from tests.cases.build import a_case, a_draft
from tests.cast import NOW, PASSWORD, Hall, a_hall, a_matter
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Case, State
from yichuang.kit.files import Stored
from yichuang.papers import public as papers

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "use"})


def a_picture(width: int = 60, height: int = 40) -> bytes:
    """Return a PNG."""
    out = BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()


HTMX = {"HX-Request": "true"}
EXAMINED = {"is_true": "yes", "is_lawful": "yes", "is_matching": "yes", "is_undisputed": "yes"}
PNG = a_picture()


def sign_in(hall: Hall, who: str, *, client: Client | None = None) -> Client:
    """Sign in through the form; a clerk also takes her seat. Returns the browser she now has."""
    client = client or Client()
    answer = client.post("/sign-in/", {"staff_no": hall.staff[who].staff_no, "password": PASSWORD})
    assert answer.status_code == 302, text(answer)
    if who == "clerk":
        client.post("/desk/seat/", {"window": hall.window.pk})
    return client


def text(answer: HttpResponse) -> str:
    """Return what was answered, as text."""
    if answer.streaming:
        return b"".join(answer.streaming_content).decode(errors="replace")  # type: ignore[attr-defined]
    return answer.content.decode(errors="replace")


def shown(answer: HttpResponse) -> str:
    """Return the words that a person reads, without markup, in order."""
    reader = _Words()
    reader.feed(text(answer))
    return " ".join(" ".join(reader.words).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


class _Part(HTMLParser):
    """Collects one element, found by its id, as a list of tags and words."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted, self.depth, self.found = wanted, 0, []  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.depth and ("id", self.wanted) not in attrs:
            return
        # A fresh token masks the same secret differently each time; `oob` only says where a part goes.
        kept = {k: v for k, v in attrs if k != "hx-swap-oob"}
        if kept.get("name") == "csrfmiddlewaretoken":
            kept["value"] = "token"
        self.found.append((tag, tuple(sorted(kept.items(), key=str))))
        if tag not in VOID:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in VOID:
            self.depth -= 1
            self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if self.depth and data.strip():
            self.found.append(" ".join(data.split()))


def part(answer: HttpResponse, element_id: str) -> list[object]:
    """Return the element with an id, its attributes and all within it, so that two can be compared."""
    reader = _Part(element_id)
    reader.feed(text(answer))
    assert reader.found, f"no element #{element_id}"
    return reader.found


@dataclass
class World:
    """A hall with a case in every state that the pages show."""

    hall: Hall

    @cached_property
    def sheet(self) -> object:
        return a_matter(self.hall)

    @cached_property
    def draft(self) -> Case:
        return self._case(State.DRAFT)

    @cached_property
    def accepted(self) -> Case:
        return self._case(State.ACCEPTED)

    @cached_property
    def decided(self) -> Case:
        return self._case(State.DECIDED)

    @cached_property
    def concluded(self) -> Case:
        return self._case(State.CONCLUDED)

    def _case(self, state: State) -> Case:
        return a_case(self.hall, at=state, sheet=self.sheet)  # type: ignore[arg-type]

    @cached_property
    def scanned(self) -> Case:
        """A draft with a file on its first material."""
        case = a_draft(self.hall, self.sheet)  # type: ignore[arg-type]
        stored = Stored("a" * 64, "scan.pdf", "application/pdf", 10)
        cases.attach(case, 1, stored, by=self.hall.officer("clerk"), now=NOW)
        return case

    @property
    def step(self) -> str:
        """The address of the open step of the accepted case."""
        task = approvals.open_task_of(self.accepted.pk)
        assert task is not None
        return f"/desk/cases/{self.accepted.no}/steps/{task.pk}"

    @property
    def paper(self) -> papers.Paper:
        return papers.of_case(self.accepted.no)[0]


def a_world() -> World:
    """Build a hall; its cases are made when a test looks at them."""
    return World(a_hall())
