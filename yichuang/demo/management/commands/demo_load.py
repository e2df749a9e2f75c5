"""Loads the demonstration on the first start; does nothing where a hall exists already."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from yichuang.demo import guides, organisation
from yichuang.people.public import Centre


class Command(BaseCommand):
    help = "Load the demonstration centre, its people and the real guides (first start only)."

    def handle(self, **options: Any) -> None:
        if Centre.objects.exists():
            self.stdout.write("已有中心，不再装入演示数据。")
            return
        now = timezone.now()
        with transaction.atomic():
            built = organisation.build(now)
            count = guides.load(built, now=now)
        self.stdout.write(
            f"演示数据已装入：{len(built.centres)} 个中心，{len(built.staff)} 人，{count} 份指南。"
        )
