"""A hall entered from one file."""

import tomllib
from pathlib import Path

import pytest

from tests.cast import NOW
from yichuang.kit.actor import SYSTEM
from yichuang.kit.refusal import Invalid
from yichuang.people import public as people
from yichuang.people.public import Centre, Role, Staff
from yichuang.people.services.setup import set_up

pytestmark = pytest.mark.django_db
HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "set-up.md"


def the_example() -> dict[str, object]:
    """The file that the how-to page shows: a page that stops working fails here."""
    return tomllib.loads(HOW_TO.read_text(encoding="utf-8").split("```toml")[1].split("```")[0])


def test_the_example_of_the_how_to_page_makes_a_hall_that_works() -> None:
    done = set_up(the_example(), by=SYSTEM, now=NOW)
    assert done.made == {"centre": 2, "department": 1, "window": 1, "person": 2}
    clerk = Staff.objects.get(staff_no="0101")
    assert people.sign_in("0101", done.passwords["0101"], now=NOW) == clerk
    officer = people.officer(clerk.pk, on=NOW.date())
    assert officer is not None
    assert officer.holds(Role.CLERK, centre_id=Centre.objects.get(code="centre").pk)


def test_the_same_file_again_makes_nothing() -> None:
    set_up(the_example(), by=SYSTEM, now=NOW)
    again = set_up(the_example(), by=SYSTEM, now=NOW)
    assert (set(again.made.values()), again.passwords) == ({0}, {})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"person": [{"no": "1", "name": "某", "centre": "nowhere"}]}, "没有编码为“nowhere”"),
        (
            {"person": [{"no": "1", "name": "某", "centre": "centre", "roles": ["king"]}]},
            "没有“king”这个角色",
        ),
        ({"person": [{"no": "1", "name": "某", "centre": "centre", "roles": ["reviewer"]}]}, "要写明部门"),
        ({"window": [{"centre": "centre", "number": 2, "theme": "没有的"}]}, "没有“没有的”这个主题"),
        ({"centre": [{"code": "x", "name": "x", "level": "moon"}]}, "level"),
        ({"counter": []}, "不认识"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_entered(change: dict[str, object], said: str) -> None:
    plan = the_example()
    with pytest.raises(Invalid, match=said):
        set_up({**plan, **change}, by=SYSTEM, now=NOW)
    assert Centre.objects.count() == 0
