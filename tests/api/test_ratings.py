"""Ratings leave for a platform: in the direction in which it counts, and never with who rated or whom."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.api.calls import a_key
from tests.cast import NOW
from tests.ratings.build import a_bad_rating
from yichuang.ratings.public import Rating

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def asked(key: str, **query: object) -> object:
    days = {"from": TODAY.isoformat(), "to": TODAY.isoformat()}
    return Client().get("/api/v1/ratings", {**days, **query}, headers={"Authorization": f"Bearer {key}"})


@pytest.mark.rule("R163", "R166")
@pytest.mark.parametrize(("numbers", "worst"), [("platform", 2), ("code_table", 4)])
def test_a_rating_leaves_with_the_number_that_the_receiver_means(numbers: str, worst: int) -> None:
    hall, rating = a_bad_rating()
    answer = asked(a_key(hall, "manager"), numbers=numbers)
    (one,) = answer.json()  # type: ignore[attr-defined]
    assert (one["level"], one["number"], one["id"]) == ("dissatisfied", worst, rating.pk)
    whole = answer.content.decode()  # type: ignore[attr-defined]
    for secret in (rating.name, rating.phone, rating.invitation.staff.name):
        assert secret
        assert secret not in whole


def test_a_receiver_goes_on_where_it_stopped_and_other_days_are_others() -> None:
    hall, first = a_bad_rating()
    key = a_key(hall, "manager")
    assert asked(key, after=first.pk).json() == []  # type: ignore[attr-defined]
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    assert asked(key, **{"from": tomorrow, "to": tomorrow}).json() == []  # type: ignore[attr-defined]
    assert Rating.objects.count() == 1


def test_only_who_looks_after_the_centre_takes_ratings_out() -> None:
    hall, _ = a_bad_rating()
    answer = asked(a_key(hall, "clerk"))
    assert answer.status_code == 403  # type: ignore[attr-defined]
    assert "汇出" in answer.json()["detail"]  # type: ignore[attr-defined]
    assert asked(a_key(hall, "manager"), numbers="stars").status_code == 422  # type: ignore[attr-defined]
    assert asked("nobody").status_code == 401  # type: ignore[attr-defined]
