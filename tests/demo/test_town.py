"""The demonstration is the city that the documents of this project describe."""

from collections import Counter

import pytest
from django.core.management import call_command

from yichuang.catalogue.public import LifeEvent, Matter, published
from yichuang.people.public import Centre, Department, Role, RoleGrant, Staff, Theme, Window

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R012")
@pytest.mark.rule("R037")
def test_a_city_with_centres_below_it_and_every_guide_published() -> None:
    call_command("demo_load", without_cases=True, verbosity=0)
    city = Centre.objects.get(follows=None)
    below = Centre.objects.exclude(pk=city.pk).order_by("pk")
    assert (city.level, [centre.level for centre in below]) == ("city", ["county", "township", "village"])
    assert all(centre.follows is not None for centre in below)

    assert Department.objects.filter(centre=city).count() == 12
    windows = Window.objects.filter(centre=city)
    assert (windows.count(), Theme.objects.filter(centre=city).count()) == (16, 4)
    assert {window.theme_id for window in windows} == set(
        Theme.objects.filter(centre=city).values_list("pk", flat=True)
    )
    assert 30 <= Staff.objects.count() <= 60
    held = set(RoleGrant.objects.values_list("role", flat=True))
    assert held >= {
        Role.CLERK,
        Role.REVIEWER,
        Role.APPROVER,
        Role.LEADER,
        Role.PUBLISHER,
        Role.CENTRE_APPROVER,
    }

    matters = list(published().select_related("centre", "department"))
    assert len(matters) == 74 + 15 + 6
    assert Matter.objects.count() == len(matters), "every guide is published"
    sources = Counter(bool(m.current and m.current.source_place) for m in matters)
    assert sources[True] >= 70, "where a guide came from is kept, where it says"
    names = Counter((m.centre_id, m.name) for m in matters)
    assert max(names.values()) == 1, "one acceptance point for each matter of a centre"
    assert all(m.department.centre_id == m.centre_id for m in matters)
    assert LifeEvent.objects.filter(matters__isnull=False).distinct().count() >= 5


def test_loading_it_again_changes_nothing() -> None:
    call_command("demo_load", without_cases=True, verbosity=0)
    before = (Matter.objects.count(), Staff.objects.count(), Window.objects.count())
    call_command("demo_load", without_cases=True, verbosity=0)
    assert (Matter.objects.count(), Staff.objects.count(), Window.objects.count()) == before
