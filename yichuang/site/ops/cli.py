"""What bin/yichuang becomes: finds the command, gives it a database where it needs one, runs it."""

import difflib
import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from yichuang.site.env import BadSetting

from . import session
from .places import CannotStart, Places, environment, places

if TYPE_CHECKING:
    from django.core.management.base import BaseCommand

USAGE = "bin/yichuang [--data DIR] COMMAND [--json] …"


def main(arguments: list[str]) -> int:
    """Run one command. 0: done; 1: done, and something is wrong; 2: refused, with a sentence."""
    try:
        folder, rest = _take_data(arguments)
        where = places(folder)
        os.environ.update(environment(where))
        # Reading the settings makes the secret in the data folder: it must be ours by then.
        session.claim(where)
        import django

        django.setup()
        if not rest or rest[0] in {"-h", "--help", "help"}:
            return _list_commands()
        return _run(where, rest[0], rest[1:], folder)
    except (BadSetting, CannotStart) as problem:
        sys.stderr.write(f"{problem}\n")
        return 2


def _take_data(arguments: list[str]) -> tuple[str | None, list[str]]:
    """Take `--data DIR` out of the arguments, before or after the command's name."""
    rest = list(arguments)
    for place, word in enumerate(arguments):
        if word == "--":
            break
        if word.startswith("--data="):
            return rest.pop(place).removeprefix("--data="), rest
        if word == "--data":
            if place + 1 == len(arguments):
                raise CannotStart("--data 后面要写目录。", "--data needs a folder.")
            del rest[place]
            return rest.pop(place), rest
    return None, rest


def _run(where: Places, name: str, arguments: list[str], folder: str | None) -> int:
    from django.core.management import CommandError, get_commands, load_command_class

    known = get_commands()
    module = name.replace("-", "_")
    if module not in known:
        near = difflib.get_close_matches(name, operators_commands(), n=1)
        hint = f"您是不是要 {near[0]}？" if near else "单独运行 bin/yichuang 可以看到所有命令。"
        sys.stderr.write(f"没有“{name}”这个命令。{hint}\n")
        return 2
    command = load_command_class(known[module], module)
    if folder and getattr(command, "takes_data", False):
        arguments = [*arguments, "--data", folder]
    line = ["bin/yichuang", name, *arguments]
    try:
        # Wrong arguments and --help are answered before a database is started for them.
        command.create_parser(line[0], name).parse_args(arguments)
    except CommandError as problem:
        raise CannotStart(f"{problem}", f"bin/yichuang {name} --help") from None
    except SystemExit as end:
        return _code(end)
    if not getattr(command, "needs_database", True):
        return _execute(command, line)
    with ExitStack() as stack:
        try:
            stack.enter_context(session.database(where))
        except CannotStart as problem:
            if not getattr(command, "database_may_fail", False):
                raise
            sys.stderr.write(f"{problem}\n")
        return _execute(command, line)


def _execute(command: "BaseCommand", line: list[str]) -> int:
    try:
        command.run_from_argv(line)
    except SystemExit as end:
        return _code(end)
    finally:
        close_connections()
    return 0


def _code(end: SystemExit) -> int:
    return end.code if isinstance(end.code, int) else int(end.code is not None)


def close_connections() -> None:
    """Give the pool's connections back before the database they lead to is stopped."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if close_pool := getattr(connection, "close_pool", None):
            close_pool()


def operators_commands() -> dict[str, str]:
    """Return the product's own commands as they are typed, each with its line of help."""
    from django.core.management import get_commands, load_command_class

    from yichuang.kit.command import JsonCommand

    found = {}
    for name, app in get_commands().items():
        if isinstance(app, str) and app.startswith("yichuang."):
            command = load_command_class(app, name)
            if isinstance(command, JsonCommand):
                found[name.replace("_", "-")] = command.help
    return dict(sorted(found.items()))


def _list_commands() -> int:
    print(f"{USAGE}\n")  # noqa: T201 - the operator's terminal
    for name, line in operators_commands().items():
        print(f"  {name:<18}{line}")  # noqa: T201
    print("\nbin/yichuang COMMAND --help 说明一个命令。")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
