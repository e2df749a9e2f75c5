"""Loads the demonstration on the first start; does nothing where a hall exists already."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from yichuang.demo import after, bookings, complaints, guides, holders, offers, organisation, town
from yichuang.people.public import Centre


def people() -> str:
    """Return the people to sign in as, one a line."""
    lines = [f"{number}  {what}" for number, what in town.VISITORS]
    return "\n".join([f"演示人员，密码都是 {town.PASSWORD}：", *lines])


class Command(BaseCommand):
    help = "Load the demonstration centre, its people and the real guides (first start only)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--without-cases", action="store_true", help="nobody has applied for anything yet: for bench"
        )

    def handle(self, *, without_cases: bool, **_options: Any) -> None:
        if not Centre.objects.exists():
            now = timezone.now()
            with transaction.atomic():
                built = organisation.build(now)
                guides.load(built, now=now)
                after.arrange(built, now=now)
                offers.arrange(built, now=now)
                if not without_cases:
                    holders.arrange(built, now=now)
                bookings.arrange(built, now=now)
                if not without_cases:
                    complaints.arrange(built, now=now)
        self.stdout.write(people())
