"""The demonstration shows complaints on their way, and nobody's real ones."""

import pytest
from django.core.management import call_command

from yichuang.complaints.public import Complaint, OpinionBox, Unresolved
from yichuang.people.public import Centre


@pytest.mark.django_db
def test_the_demonstration_has_complaints_in_several_states_and_names_nobody() -> None:
    call_command("demo_load", verbosity=0)
    centre = Centre.objects.get(code="qinghe")
    found = Complaint.objects.filter(centre=centre)
    assert {one.state for one in found} == {"registered", "assigned", "answered", "transferred"}
    assert all(one.is_anonymous for one in found)
    assert Unresolved.objects.get().owner is not None
    assert OpinionBox.objects.filter(centre=centre).count() == 1
