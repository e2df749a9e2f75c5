"""A limit that reached into an unpublished year is counted again when the year is published."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.cases.build import a_case
from tests.cast import a_hall, a_matter
from tests.worktime.test_import import a_year
from yichuang.approvals import public as approvals
from yichuang.cases.models import Clock
from yichuang.cases.services import recount_provisional
from yichuang.journal.public import story
from yichuang.kit.actor import SYSTEM
from yichuang.worktime import public as worktime

pytestmark = pytest.mark.django_db
DECEMBER = datetime(2026, 12, 21, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_the_dates_move_with_the_notice_and_the_list_with_them() -> None:
    hall = a_hall()
    case = a_case(hall, sheet=a_matter(hall), now=DECEMBER)
    before = Clock.objects.get(pk=case.pk)
    assert (before.is_provisional, before.promised_due_on.isoformat()) == (True, "2027-01-04")
    worktime.import_year(a_year(2027), by=SYSTEM, now=DECEMBER)
    worktime.forget()
    assert recount_provisional(DECEMBER) == 1
    after = Clock.objects.get(pk=case.pk)
    assert (after.is_provisional, after.promised_due_on.isoformat()) == (False, "2027-01-05")
    task = approvals.open_task_of(case.pk)
    assert task is not None
    assert task.case_due_on == after.promised_due_on
    said = [line.event for line in story(case.subject)]
    assert said[-4:] == ["case.recounted", "paper.issued", "seal.used", "message.queued"]
    assert recount_provisional(DECEMBER) == 0
    worktime.hold(worktime.packaged())
