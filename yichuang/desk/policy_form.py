"""The form of the calling policy: what is shown in it, and the policy that was typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from yichuang.kit.refusal import Invalid
from yichuang.queueing import public as queueing
from yichuang.queueing.public import Policy, PriorityClass

NEW = "new"  # the empty row: a class that the centre adds
FIGURES = ("calls", "back_after", "early_min", "late_min")
BY_ITSELF = ("ordinary", "appointment", "transferred")
_WHOLE = re.compile(r"-?[0-9]{1,6}")


@dataclass(frozen=True)
class Row:
    """One class in the form, as typed or as it holds; `who` says who is in it and how that comes about."""

    key: str
    name: str
    head_start: str
    proof: str
    is_escorted: bool
    who: str

    @property
    def is_ordinary(self) -> bool:
        """Everybody else is measured against it: its minutes are 0."""
        return self.key == "ordinary"

    @property
    def comes_by_itself(self) -> bool:
        """Nobody claims it, so nothing is shown for it."""
        return self.key in BY_ITSELF


def rows_of(policy: Policy, typed: Mapping[str, str] | None = None) -> list[Row]:
    """Return the rows of the form: each class, and an empty one; what was typed goes before what holds."""
    rows = [_row(each, typed) for each in policy.classes]
    return [*rows, _row(PriorityClass(NEW, "", 0), typed) if typed else Row(NEW, "", "", "", False, "")]


def _row(each: PriorityClass, typed: Mapping[str, str] | None) -> Row:
    name = gettext(each.name) if each.name else ""
    proof = gettext(each.needs_proof) if each.needs_proof else ""
    if typed is None:
        return Row(each.key, name, str(each.head_start_min), proof, each.is_escorted, _who(each))
    return Row(
        each.key,
        typed.get(f"name:{each.key}", name),
        typed.get(f"head_start:{each.key}", str(each.head_start_min)),
        typed.get(f"proof:{each.key}", proof),
        typed.get(f"escort:{each.key}") == "1",
        _who(each),
    )


def _who(each: PriorityClass) -> str:
    known = {
        "ordinary": gettext("没有别的情况的人"),
        "appointment": gettext("按时来的预约，系统自己认"),
        "elderly": gettext("证件上到了年龄的自动计入，也可以在取号时说"),
        "transferred": gettext("别的窗口转来的，系统自己认"),
    }
    if each.key in known:
        return known[each.key]
    if each.needs_proof:
        return gettext("取号机、导办台上自己说，到窗口出示证件")
    return gettext("导办台认，写明理由")


def figures_of(policy: Policy, typed: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the four figures of the form, as typed or as they hold."""
    return {name: (typed or {}).get(name, str(getattr(policy, name))) for name in FIGURES}


def read_policy(typed: Mapping[str, str], base: Policy) -> Policy:
    """Return the policy that was typed over the one in force. Raises `Invalid` beside the field."""
    classes = [_read_class(each, typed) for each in base.classes]
    if typed.get(f"name:{NEW}", "").strip():
        classes.append(_read_class(PriorityClass(NEW, "", 0), typed))
    figures = {name: _whole(typed, name) for name in FIGURES}
    policy = Policy(tuple(classes), **figures)
    if problem := queueing.problem_with(policy):
        raise Invalid(problem.sentence, field=problem.field)
    return replace(policy, classes=tuple(_keyed(each, base) for each in policy.classes))


def _read_class(each: PriorityClass, typed: Mapping[str, str]) -> PriorityClass:
    """Return a class as typed. Words shown in the reader's language and left alone stay as they are stored."""
    name = typed.get(f"name:{each.key}", "").strip()
    proof = typed.get(f"proof:{each.key}", "").strip()
    return replace(
        each,
        name=each.name if each.name and name == gettext(each.name) else name,
        head_start_min=_whole(typed, f"head_start:{each.key}"),
        needs_proof=each.needs_proof if each.needs_proof and proof == gettext(each.needs_proof) else proof,
        is_escorted=typed.get(f"escort:{each.key}") == "1",
    )


def _keyed(each: PriorityClass, base: Policy) -> PriorityClass:
    if each.key != NEW:
        return each
    taken = {known.key for known in base.classes}
    number = next(n for n in range(1, len(taken) + 2) if f"own{n}" not in taken)
    return replace(each, key=f"own{number}")


def _whole(typed: Mapping[str, str], field: str) -> int:
    text = typed.get(field, "").strip()
    if not _WHOLE.fullmatch(text):
        raise Invalid(gettext("请写整数，例如 30。"), field=field)
    return int(text)
