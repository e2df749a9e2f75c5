"""The demonstration shows what runs out soon: a list that is not empty, and a reminder that goes out."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from yichuang.demo import holders
from yichuang.licences import public as licences
from yichuang.licences.public import LicenceState
from yichuang.notices import public as notices
from yichuang.people import public as people
from yichuang.people.public import Staff
from yichuang.worktime.public import local_day


@pytest.mark.django_db
@pytest.mark.rule("R133")
def test_the_demonstration_has_licences_that_run_out_soon_and_their_holders_are_reminded() -> None:
    call_command("demo_load", verbosity=0)
    now = timezone.now()
    today = local_day(now)
    chief = people.officer(Staff.objects.get(staff_no="1202").pk, on=today)
    assert chief is not None
    soon = licences.licences_for(chief, expiring=today)
    left = [(one.valid_until - today).days for one in soon if one.valid_until]
    assert [one.holder for one in soon] == [holder.name for holder in holders.HOLDERS]
    assert 0 < left[0] <= 30 < left[1] <= 60
    assert {one.state for one in soon} == {LicenceState.VALID}
    assert soon[0].granted_on < today - timedelta(days=600)
    late, timely = (licences.last_day_to_ask(one) for one in soon)
    assert late is not None
    assert timely is not None
    assert late < today <= timely
    assert licences.sweep_licences(now) == len(soon)
    for one in soon:
        told = [message.kind for message in notices.of_case(one.case.no)]
        assert "licence_expiring" in told, told
    assert licences.sweep_licences(now) == 0  # once
