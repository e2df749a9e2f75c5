"""A process of its own that issues ten pairs of papers: `python -m tests.papers.issue_ten DEPARTMENT_ID`."""

import os
import sys
from contextlib import suppress

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.site.settings")
TURNS = 10


def main(department_id: int) -> None:
    """Ask for the two series in turn about, as two windows would; every third turn, think better of it first."""
    from django.db import transaction

    from tests.papers.build import CLERK, NOTICE, NOW, RECEIPT, an_order
    from yichuang.papers.public import issue
    from yichuang.people.public import Department

    class ThoughtBetter(Exception):
        """The case is not accepted after all: its numbers go back."""

    department = Department.objects.select_related("centre").get(pk=department_id)
    for turn in range(TURNS):
        kinds = (NOTICE, RECEIPT) if turn % 2 else (RECEIPT, NOTICE)
        orders = [an_order(body, department) for body in kinds]
        if turn % 3 == 0:
            with suppress(ThoughtBetter), transaction.atomic():
                issue(orders, by=CLERK, now=NOW)
                raise ThoughtBetter
        issue(orders, by=CLERK, now=NOW)


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
