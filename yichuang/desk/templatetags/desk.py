"""Small readings for the workbench's templates."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext

from yichuang.catalogue.public import CaseKind
from yichuang.queueing.public import Estimate

register = template.Library()


@register.filter
def held(typed: dict[str, Any], prefix: str) -> "Held":
    """`typed|held:"agent_"` gives the fields of that person by their short names."""
    return Held(typed, prefix)


class Held:
    """A person's fields as typed."""

    def __init__(self, typed: dict[str, Any], prefix: str) -> None:
        self._typed = typed
        self._prefix = prefix

    def __getitem__(self, name: str) -> str:
        return str(self._typed.get(f"{self._prefix}{name}", ""))


@register.filter
def typed(fields: Mapping[str, Any], name: str) -> str:
    """Return what was typed into a field; nothing where it was never touched."""
    return str(fields.get(name, ""))


@register.filter
def at(values: dict[str, str], key: str) -> str:
    """Return the value under a key that is only known in the template."""
    return values.get(key, "")


@register.filter
def in_row(errors: dict[str, str], order: int) -> str:
    """Return what is wrong in the row of a material, whose fields are called m3, m3_note, m3_copies."""
    return " ".join(said for name, said in errors.items() if name.partition("_")[0] == f"m{order}")


@register.filter
def kind_word(case_kind: str) -> str:
    """Return a case kind in the field's word; a source's own word stays."""
    return str(dict(CaseKind.choices).get(case_kind, case_kind))


@register.filter
def days_past(number: int) -> int:
    """Return a negative count as the days that have passed."""
    return -number


@register.filter
def row(name: str, number: int) -> str:
    """Return the name of a field in the n-th row of a form: name2."""
    return f"{name}{number}"


@register.filter
def clock_words(seconds: int) -> str:
    """Return a duration as the strip shows it: 45 秒, 9 分 42 秒 below an hour, 1 小时 5 分 above."""
    minutes, rest = divmod(max(int(seconds), 0), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return gettext("%(hours)s 小时 %(minutes)s 分") % {"hours": hours, "minutes": minutes}
    if minutes:
        return gettext("%(minutes)s 分 %(seconds)s 秒") % {"minutes": minutes, "seconds": rest}
    return gettext("%(seconds)s 秒") % {"seconds": rest}


@register.filter
def add_number(name: str, number: int) -> str:
    """note, 3 → note3: a field's name."""
    return f"{name}{number}"


@register.filter
def of_line(values: Mapping[int, Any], order: int) -> Any:
    """Return what belongs to a line of a list; nothing where nothing does."""
    return values.get(order, ())


@register.filter
def named_key(names: Mapping[str, str], key: str) -> str:
    """Return what a key is called; one that is no longer known is shown as it is."""
    return names.get(key, key)


@register.filter
def count_of(counts: Mapping[str, int], key: str) -> int:
    """Return how many of a kind there are."""
    return counts.get(key, 0)


@register.filter
def range_of(waits: Mapping[int, Estimate], theme_id: int) -> str:
    """Return the wait of one who comes now as a range; – where no window calls."""
    found = waits.get(theme_id)
    if found is None:
        return "–"
    if found.is_past_closing:
        return gettext("下班前可能叫不到")
    if not found.high_min:
        return gettext("不用等")
    return gettext("%(low)s–%(high)s 分") % {"low": found.low_min, "high": found.high_min}
