import pytest
from django.test import Client

import yichuang


@pytest.mark.django_db
def test_the_machine_room_learns_that_all_is_well(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "version": yichuang.__version__}


@pytest.mark.django_db
def test_being_well_is_asked_not_told(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
