"""The ruler draws what the calendar counts."""

from dataclasses import dataclass
from datetime import date

from yichuang.cases.public import ruler_of
from yichuang.worktime.public import packaged


@dataclass
class Dates:
    promised_due_on: date | None
    statutory_due_on: date | None


def test_one_cell_a_day_with_the_wall_at_the_limit() -> None:
    ruler = ruler_of(
        Dates(date(2026, 9, 30), date(2026, 10, 9)), date(2026, 9, 16), date(2026, 9, 22), packaged()
    )
    assert ruler is not None
    working = [cell for cell in ruler.cells if cell.kind != "off"]
    assert [cell.text for cell in working[:4]] == ["17", "18", "20", "21"]  # the 20th, a Sunday, is worked
    assert [cell.kind for cell in working if "now" in cell.kind] == ["now"]
    assert [cell.text for cell in working if "end" in cell.kind] == ["30", "9"]
    assert ruler.sentence.startswith("9月16日受理，已过 4 个工作日，承诺 9月30日")


def test_without_a_limit_there_is_no_ruler() -> None:
    assert ruler_of(Dates(None, None), date(2026, 9, 16), date(2026, 9, 22), packaged()) is None


def test_a_limit_too_long_to_draw_is_said_in_words() -> None:
    ruler = ruler_of(Dates(date(2026, 12, 31), None), date(2026, 6, 1), date(2026, 6, 2), packaged())
    assert ruler is not None
    assert ruler.cells == []
    assert "承诺 12月31日" in ruler.sentence
