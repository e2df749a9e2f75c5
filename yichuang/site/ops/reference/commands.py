"""docs/reference/commands.md: the operator's commands and their options."""

from argparse import SUPPRESS, Action

from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from ..cli import USAGE, operators_commands
from .markdown import code, table


def page() -> str:
    """Return the page, one section a command."""
    sections = [f"# 命令 / Commands\n\n`{USAGE}`\n"]
    known = get_commands()
    for name, line in operators_commands().items():
        module = name.replace("-", "_")
        command = load_command_class(known[module], module)
        sections.append(f"## {name}\n\n{line}\n\n{_arguments(command, module)}")
    return "\n".join(sections)


def _arguments(command: BaseCommand, module: str) -> str:
    # Options of every Django command are in Django's own reference and would hide the command's.
    common = {action.dest for action in BaseCommand().create_parser("", "")._actions}
    own = [
        action
        for action in command.create_parser("bin/yichuang", module)._actions
        if action.dest not in common and action.help != SUPPRESS
    ]
    return table(("Argument", "Meaning"), ((code(_name(action)), action.help or "") for action in own))


def _name(action: Action) -> str:
    if not action.option_strings:
        return action.dest.upper()
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return f"{', '.join(action.option_strings)}{value}"
