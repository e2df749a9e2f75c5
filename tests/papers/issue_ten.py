"""Processes that issue ten pairs of papers each: `python -m tests.papers.issue_ten DEPARTMENT_ID COUNT`."""

import os
import sys
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.site.settings")
TURNS = 10


def ten(department_id: int, begin: Barrier) -> None:
    """Ask for the two series in turn about, as two windows would; every third turn, think better of it first."""
    from django.db import transaction

    from tests.papers.build import CLERK, NOTICE, NOW, RECEIPT, an_order
    from yichuang.papers.public import issue
    from yichuang.people.public import Department

    class ThoughtBetter(Exception):
        """The case is not accepted after all: its numbers go back."""

    begin.wait(timeout=60)
    department = Department.objects.select_related("centre").get(pk=department_id)
    for turn in range(TURNS):
        kinds = (NOTICE, RECEIPT) if turn % 2 else (RECEIPT, NOTICE)
        orders = [an_order(body, department) for body in kinds]
        if turn % 3 == 0:
            with suppress(ThoughtBetter), transaction.atomic():
                issue(orders, by=CLERK, now=NOW)
                raise ThoughtBetter
        issue(orders, by=CLERK, now=NOW)


def main(department_id: int, count: int) -> int:
    """Let them begin at the same moment, each with a connection of its own; 0 when all of them came through."""
    from tests.papers import build  # noqa: F401 - the rooms are loaded once, before the processes part

    forked = get_context("fork")
    begin = forked.Barrier(count)
    issuers = [forked.Process(target=ten, args=(department_id, begin)) for _ in range(count)]
    for issuer in issuers:
        issuer.start()
    for issuer in issuers:
        issuer.join(120)
    return sum(issuer.exitcode != 0 for issuer in issuers)


if __name__ == "__main__":
    django.setup()
    sys.exit(main(*map(int, sys.argv[1:])))
