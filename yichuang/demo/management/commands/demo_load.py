"""Loads the demonstration on the first start; does nothing where a hall exists already."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from yichuang.demo import after, bookings, guides, holders, offers, organisation, town
from yichuang.people.public import Centre


def people() -> str:
    """Return the people to sign in as, one a line."""
    lines = [f"{number}  {what}" for number, what in town.VISITORS]
    return "\n".join([f"演示人员，密码都是 {town.PASSWORD}：", *lines])


class Command(BaseCommand):
    help = "Load the demonstration centre, its people and the real guides (first start only)."

    def handle(self, **_options: Any) -> None:
        if not Centre.objects.exists():
            now = timezone.now()
            with transaction.atomic():
                built = organisation.build(now)
                guides.load(built, now=now)
                after.arrange(built, now=now)
                offers.arrange(built, now=now)
                holders.arrange(built, now=now)
                bookings.arrange(built, now=now)
        self.stdout.write(people())
