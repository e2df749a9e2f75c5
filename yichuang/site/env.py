"""Reads settings from the environment; fails with a sentence that says which and why.

Every variable is registered as it is read, so that `docs/settings.md` is generated from what the
code really reads.
"""

import os
import re
from dataclasses import dataclass

_LOOPBACK = re.compile(r"http://(127\.0\.0\.1|localhost|\[::1\]):\d{1,5}")


class BadSetting(Exception):
    """An environment variable cannot be used as it is."""


@dataclass(frozen=True)
class Variable:
    """One environment variable that the product reads."""

    name: str
    default: str
    meaning: str


VARIABLES: dict[str, Variable] = {}


def text(name: str, default: str, meaning: str) -> str:
    """Return the variable, or its default where it is unset or empty."""
    VARIABLES[name] = Variable(name, default, meaning)
    return os.environ.get(name, "") or default


def flag(name: str, *, default: bool, meaning: str) -> bool:
    """Return a yes/no variable: 1/true/yes/on or 0/false/no/off."""
    raw = text(name, "1" if default else "0", meaning).lower()
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(f"{name}={raw!r} is neither yes nor no; use 1 or 0")


def number(name: str, default: int, meaning: str, *, least: int = 0) -> int:
    """Return a whole number of at least `least`."""
    raw = text(name, str(default), meaning)
    if not raw.isdigit() or int(raw) < least:
        raise BadSetting(f"{name}={raw!r} must be a whole number of at least {least}")
    return int(raw)


def loopback(name: str, meaning: str) -> str:
    """Return an address on the reader's own machine: scheme, host and port, nothing more; or nothing."""
    raw = text(name, "", meaning)
    if raw and not _LOOPBACK.fullmatch(raw):
        raise BadSetting(f"{name}={raw!r} must look like http://127.0.0.1:8009")
    return raw
