"""The words of a message: plain text with `{name}` for a variable and `[…]` for a part that may go missing.

A part in square brackets is left out when a variable that stands directly in it is empty, as in
`[，电话 {contact_phone}]`. Nothing else is read: no code, no filter, no HTML. Pure.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.timezone import localtime
from django.utils.translation import gettext

from .kinds import Language

if TYPE_CHECKING:
    from .contexts import Context

SUBJECT_LENGTH, BODY_LENGTH, SMS_LENGTH = 200, 4_000, 500
DEEPEST = 4  # brackets within brackets
_TOKEN = re.compile(r"\{([^{}\[\]\n]*)\}|[{}\[\]]|[^{}\[\]]+")
_HTML = re.compile(r"</?[A-Za-z!][^>]*>?")
_JOINED = {"reasons": ("；", "; ")}
_PROVISIONAL = (
    "（暂定：有一年的放假安排尚未公布，公布后可能调整）",
    " (provisional: the days off of a year in between are not published yet)",
)
# What a yes-or-no variable says, in Chinese and in English: when it is true, and when it is not.
FLAGS = {
    "is_provisional": (_PROVISIONAL, ("", "")),
    "is_changed": (("预约改了时间", "New time"), ("已预约", "Booked")),
    "is_home_visit": (
        ("工作人员按时上门，请备好证件。", "We come to you; please have your ID ready."),
        (
            "到了请带上证件，凭预约号在取号机或者导办台签到。",
            "Please bring your ID and check in with the number at the kiosk or the reception.",
        ),
    ),
}


@dataclass(frozen=True)
class Wording:
    """How a message is worded: a letter's first line and the rest, and the short text of an SMS."""

    subject: str
    body: str
    sms: str


@dataclass(frozen=True)
class Fault:
    """Why words cannot be used, and in which field."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Place:
    """Where a variable's value goes."""

    name: str


@dataclass(frozen=True)
class Part:
    """What is left out when a variable directly in it is empty."""

    nodes: tuple["Node", ...]


Node = str | Place | Part


class Unreadable(ValueError):
    """Words that cannot be read; the sentence says where."""


@lru_cache(maxsize=512)
def parse(text: str) -> tuple[Node, ...]:
    """Read the words. Raises `Unreadable` with a sentence for a bracket that is not closed or not opened."""
    tokens = iter(_tokens(text))
    return _nodes(tokens, 0)


def _tokens(text: str) -> list[re.Match[str]]:
    return list(_TOKEN.finditer(text))


def _nodes(tokens: Iterator[re.Match[str]], depth: int) -> tuple[Node, ...]:
    if depth > DEEPEST:
        raise Unreadable(gettext("方括号套得太深，最多 %(n)s 层。") % {"n": DEEPEST})
    found: list[Node] = []
    for token in tokens:
        if token[0] == "]" and depth:
            return tuple(found)
        found.append(_node(token, tokens, depth))
    if depth:
        raise Unreadable(gettext("有一个“[”没有用“]”结束。"))
    return tuple(found)


def _node(token: re.Match[str], rest: Iterator[re.Match[str]], depth: int) -> Node:
    if token[1] is not None:
        return Place(token[1].strip())
    if token[0] == "[":
        return Part(_nodes(rest, depth + 1))
    if token[0] == "]":
        raise Unreadable(_near(gettext("“]”前面没有“[”：%(near)s"), token))
    if token[0] in "{}":
        raise Unreadable(_near(gettext("花括号没有成对：%(near)s"), token))
    return token[0]


def _near(sentence: str, token: re.Match[str]) -> str:
    near = token.string[max(token.start() - 6, 0) : token.end() + 6]
    return sentence % {"near": near}


def names_in(nodes: tuple[Node, ...]) -> Iterator[str]:
    """Yield the variables of parsed words, in order."""
    for node in nodes:
        if isinstance(node, Place):
            yield node.name
        elif isinstance(node, Part):
            yield from names_in(node.nodes)


def fill(nodes: tuple[Node, ...], values: Mapping[str, str]) -> str:
    """Return the words with their values; a part that lacks one is left out."""
    return "".join(_filled(node, values) for node in nodes)


def _filled(node: Node, values: Mapping[str, str]) -> str:
    if isinstance(node, str):
        return node
    if isinstance(node, Place):
        return values[node.name]
    lacks = any(
        isinstance(one, Place) and one.name not in FLAGS and not values[one.name] for one in node.nodes
    )
    return "" if lacks else fill(node.nodes, values)


def variables_of(context: type["Context"]) -> tuple[str, ...]:
    """Return the closed list of variables of a kind: the fields of what it says."""
    return tuple(field.name for field in fields(context))


def values_of(context: "Context", language: Language, *, short: bool = False) -> dict[str, str]:
    """Return each variable as text in a language. `short` keeps lists on one line, for an SMS.

    White space within a value becomes single spaces: a letter's first line is its subject, and a name must
    not be able to end it.
    """
    return {
        field.name: _as_text(field.name, getattr(context, field.name), language, short=short)
        for field in fields(context)
    }


def _as_text(name: str, value: object, language: Language, *, short: bool) -> str:
    place = 0 if language == Language.ZH else 1
    if isinstance(value, bool):
        return FLAGS[name][0 if value else 1][place]
    if isinstance(value, datetime):
        return _day(localtime(value), place) + f" {localtime(value):%-H:%M}"
    if isinstance(value, date):
        return _day(value, place)
    if isinstance(value, tuple):
        if name == "items" and not short:
            return "\n".join(f"{n}. {_flat(one)}" for n, one in enumerate(value, 1))
        return _JOINED.get(name, ("、", ", "))[place].join(_flat(one) for one in value)
    if value is None:
        return ""
    return str(value) if name == "list" else _flat(str(value))


def _day(day: date, place: int) -> str:
    return day.isoformat()[:10] if place else f"{day.year}年{day.month}月{day.day}日"


def _flat(text: str) -> str:
    return " ".join(text.split())


def faults_in(wording: Wording, context: type["Context"]) -> list[Fault]:
    """Say everything that stands against these words for a kind, each with its field."""
    known, found = variables_of(context), []
    limits = {"subject": SUBJECT_LENGTH, "body": BODY_LENGTH, "sms": SMS_LENGTH}
    for field, most in limits.items():
        text = getattr(wording, field)
        if sentence := _fault(text, known, most) or _line_fault(field, text):
            found.append(Fault(field, sentence))
    return found


def _fault(text: str, known: tuple[str, ...], most: int) -> str:
    if not text.strip():
        return gettext("不能空着。")
    if len(text) > most:
        return gettext("最多 %(most)s 个字，现在有 %(now)s 个。") % {"most": most, "now": len(text)}
    if tag := _HTML.search(text):
        return gettext("只能写文字，不能写网页代码：%(tag)s") % {"tag": tag[0][:30]}
    try:
        names = set(names_in(parse(text)))
    except Unreadable as problem:
        return str(problem)
    if unknown := sorted(names - set(known)):
        words = {"name": unknown[0], "known": gettext("、").join(known)}
        return gettext("没有“{%(name)s}”这个内容，可以用的有：%(known)s。") % words
    return ""


def _line_fault(field: str, text: str) -> str:
    if field != "body" and "\n" in text.strip():
        return gettext("这里只能写一行。")
    return ""
