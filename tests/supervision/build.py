"""Cases on their way past a limit, built by walking the real path."""

from datetime import datetime, timedelta

from tests.approvals.build import review
from tests.cast import Hall
from yichuang.approvals import public as approvals
from yichuang.cases import public as cases
from yichuang.cases.public import Case
from yichuang.supervision import public as supervision
from yichuang.supervision.public import Card

A_DAY = timedelta(days=1)


def sweep(now: datetime) -> None:
    """Do what the worker does each minute."""
    cases.sweep_lights(now)
    cases.sweep_waiting(now)
    approvals.sweep_lights(now)
    supervision.look_at_halls(now)
    supervision.sweep(now)


def a_late_case(**content: object) -> tuple[Hall, Case]:
    """An accepted case before its first step; its promise is ten working days, the law's limit twenty."""
    hall, case, _task = review(**content)
    return hall, Case.objects.select_related("clock", "department").get(pk=case.pk)


def levels(case: Case, watch: str = "promise") -> list[str]:
    """Return the levels raised about a case, in the order in which they arose."""
    cards = Card.objects.filter(case_no=case.no, watch=watch).order_by("arose_at", "pk")
    return [str(card.level) for card in cards]
