"""`demo`: what the demonstration holds and whom to sign in as; loads it where there is no hall yet."""

from typing import Any

from django.core.management import call_command

from yichuang.catalogue.public import published
from yichuang.demo import town
from yichuang.demo.management.commands.demo_load import people
from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused
from yichuang.people.public import Centre, Department, Staff, Window


class Command(JsonCommand):
    help = "The demonstration: load it into an empty installation, list its people."

    def report(self, **_options: Any) -> Report:
        if Centre.objects.exists() and not Centre.objects.filter(code=town.PLACES[0].code).exists():
            raise Refused("这里已经有一个真实的中心，不能再装演示数据。请用 --data 换一个目录。")
        call_command("demo_load", stdout=self.stderr)
        facts = {
            "centres": Centre.objects.count(),
            "departments": Department.objects.count(),
            "windows": Window.objects.count(),
            "people": Staff.objects.count(),
            "matters": published().count(),
            "password": town.PASSWORD,
            "visitors": dict(town.VISITORS),
        }
        return Report(facts, text=people())
