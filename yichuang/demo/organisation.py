"""Builds the demonstration's centres, departments, windows and people through the rooms' own doors."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from yichuang.kit.actor import SYSTEM
from yichuang.people import public as people
from yichuang.people.public import (
    ApprovalSeal,
    Authorisation,
    Centre,
    Department,
    Hire,
    Staff,
    Theme,
    Window,
)
from yichuang.worktime.public import HoursPlan, ensure_standard_plans

from . import town


@dataclass(frozen=True)
class Town:
    """What was built, by code."""

    centres: dict[str, Centre]
    bureaus: dict[tuple[str, str], Department]
    themes: dict[tuple[str, str], Theme]
    staff: dict[str, Staff]


def build(now: datetime) -> Town:
    """Build the organisation; everything that it makes is journalled like anyone's."""
    centres = _centres()
    bureaus = _bureaus(centres, now=now)
    themes = _themes(centres)
    _windows(centres, themes)
    staff = _people(centres, bureaus, now=now)
    return Town(centres, bureaus, themes, staff)


def _centres() -> dict[str, Centre]:
    ensure_standard_plans()
    plans = {plan.code: plan for plan in HoursPlan.objects.all()}
    built: dict[str, Centre] = {}
    for place in town.PLACES:
        built[place.code] = Centre.objects.create(
            code=place.code,
            name=place.name,
            short=place.short,
            level=place.level,
            follows=built.get(place.follows),
            region_code=place.region,
            address=place.address,
            phone=place.phone,
            complaint_phone=place.complaint,
            hours=plans.get(place.hours),
        )
    return built


def _bureaus(centres: dict[str, Centre], *, now: datetime) -> dict[tuple[str, str], Department]:
    today = timezone.localdate(now)
    built = {}
    for bureau in town.BUREAUS:
        centre = centres[bureau.centre]
        department = Department.objects.create(
            centre=centre,
            code=bureau.code,
            name=bureau.name,
            short=bureau.short,
            letter=bureau.letter,
            phone=centre.phone,
            complaint_phone=centre.complaint_phone,
        )
        ApprovalSeal.objects.create(department=department, registered_on=today)
        Authorisation.objects.create(
            department=department,
            number=f"{bureau.letter}授〔2026〕1号",
            decides_at_window=True,
            from_on=today,
        )
        built[bureau.centre, bureau.code] = department
    return built


def _themes(centres: dict[str, Centre]) -> dict[tuple[str, str], Theme]:
    return {
        (centre.code, name): Theme.objects.create(
            centre=centre, code=code, name=name, name_en=english, order=order
        )
        for centre in centres.values()
        for order, (code, name, english) in enumerate(town.THEMES)
    }


def _windows(centres: dict[str, Centre], themes: dict[tuple[str, str], Theme]) -> None:
    names = {code: name for code, name, _english in town.THEMES}
    for code, centre in centres.items():
        letters = town.LOWER_WINDOWS.get(code, town.WINDOW_THEMES)
        Window.objects.bulk_create(
            Window(
                centre=centre,
                number=number,
                name=names[letter],
                theme=themes[code, names[letter]],
                place="1 楼大厅",
            )
            for number, letter in enumerate(letters, start=1)
        )


@cache
def _hashed() -> str:
    """Hash the shared demonstration password once: fifty slow hashes would delay the first start."""
    return make_password(town.PASSWORD)


def _people(
    centres: dict[str, Centre], bureaus: dict[tuple[str, str], Department], *, now: datetime
) -> dict[str, Staff]:
    built = {}
    for person in town.PEOPLE:
        centre = centres[person.centre]
        department = bureaus.get((person.centre, person.bureau))
        staff = people.hire(
            Hire(person.no, person.name, centre, department, person.post, phone=f"0000-{person.no}000"),
            by=SYSTEM,
            now=now,
        )
        for role, bureau in person.roles:
            held_in = bureaus[person.centre, bureau] if bureau else None
            people.grant_role(staff, role, centre=centre, department=held_in, by=SYSTEM, now=now)
        windows = Window.objects.filter(centre=centre, number__in=person.windows)
        for window in windows:
            people.place(staff, window, since_on=timezone.localdate(now))
        built[person.no] = staff
    Staff.objects.filter(staff_no__in=built).update(password=_hashed(), password_changed_at=now)
    return built
