from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = "Bring the English catalogue up to date, or say which phrases have no English."

    def add_arguments(self, parser: CommandParser) -> None:
        how = parser.add_mutually_exclusive_group(required=True)
        how.add_argument("--write", action="store_true")
        how.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        # polib is a requirement of development only: a running hall reads the compiled file.
        from yichuang.site.ops import translations

        if options["write"]:
            translations.write()
        if found := translations.problems():
            raise CommandError("\n".join(found))
