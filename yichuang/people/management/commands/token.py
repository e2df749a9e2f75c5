"""`token --staff 0305 --name 省平台`: a key to the JSON interface, shown once."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from yichuang.kit.actor import SYSTEM
from yichuang.kit.command import JsonCommand, Report
from yichuang.kit.refusal import Refused
from yichuang.people.public import Staff, give_token


class Command(JsonCommand):
    help = "Make a key to the JSON interface that acts for a member of staff; shown once."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--staff", required=True, metavar="STAFF_NO")
        parser.add_argument("--name", required=True, help="who will use it")

    def report(self, **options: Any) -> Report:
        staff = Staff.objects.filter(staff_no=options["staff"], is_active=True).first()
        if staff is None:
            raise Refused(f"没有工号为“{options['staff']}”的在岗人员。")
        _token, text = give_token(staff, options["name"], by=SYSTEM, now=timezone.now())
        return Report({"staff": staff.staff_no, "name": options["name"], "token": text}, text=text)
