from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yichuang.site.ops.places import ROOT
from yichuang.site.ops.reference import pages


class Command(BaseCommand):
    help = "Write the generated reference pages, or say which differ from the code."

    def add_arguments(self, parser: CommandParser) -> None:
        how = parser.add_mutually_exclusive_group(required=True)
        how.add_argument("--write", action="store_true")
        how.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["write"]:
            for path in pages.write():
                self.stdout.write(f"written: {path.relative_to(ROOT)}")
        elif found := pages.differing():
            names = ", ".join(str(path.relative_to(ROOT)) for path in found)
            raise CommandError(f"{names} differ from the code. Run: python manage.py reference --write")
