"""How dates, numbers, names and lights look, the same on every page (look.md)."""

import re
from datetime import date, datetime, time
from typing import Protocol

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from yichuang.kit import masking


class Named(Protocol):
    """A thing with its name in both languages; the English one may be empty."""

    name: str
    name_en: str


register = template.Library()
_WEEKDAYS = "一二三四五六日"
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")

register.filter("mask_name", masking.mask_name)
register.filter("mask_id", masking.mask_id)
register.filter("mask_phone", masking.mask_phone)
register.filter("mask_address", masking.mask_address)


def _local(at: datetime) -> datetime:
    """Return an instant in the hall's zone: the only one there is, so nothing is looked up for it."""
    return at.astimezone(timezone.get_default_timezone())


def _day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return _local(value).date() if timezone.is_aware(value) else value.date()
    return value


def _today() -> date:
    return _local(timezone.now()).date()


def _english() -> bool:
    return (get_language() or "").startswith("en")


@register.filter
def cn_date(value: date | datetime | None) -> str:
    """2026年9月24日 (周四): for citizens and notices."""
    if not value:  # also the empty text that a template makes of a missing relation
        return "–"
    day = _day(value)
    if _english():
        return f"{day.day} {day:%B} {day.year} ({_EN_DAYS[day.weekday()]})"
    return f"{day.year}年{day.month}月{day.day}日 (周{_WEEKDAYS[day.weekday()]})"


@register.filter
def short_date(value: date | datetime | None) -> str:
    """9月24日 周四: for tables; another year than this one is named."""
    if not value:  # also the empty text that a template makes of a missing relation
        return "–"
    day = _day(value)
    this_year = _today().year
    if _english():
        return f"{day.day} {day:%b} {_EN_DAYS[day.weekday()]}" + (
            "" if day.year == this_year else f" {day.year}"
        )
    head = "" if day.year == this_year else f"{day.year}年"
    return f"{head}{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"


@register.filter
def weekday(value: date) -> str:
    """周四."""
    return _EN_DAYS[value.weekday()] if _english() else f"周{_WEEKDAYS[value.weekday()]}"


@register.filter
def clock_time(value: datetime | None) -> str:
    """10:26, no leading zero before ten."""
    if not value:  # also the empty text that a template makes of a missing relation
        return "–"
    local = _local(value)
    return f"{local.hour}:{local.minute:02d}"


@register.filter
def clock_second(value: datetime) -> str:
    """10:26:04, where a minute would be too coarse."""
    return f"{clock_time(value)}:{_local(value).second:02d}"


@register.filter
def when(value: datetime | None) -> str:
    """今天 10:26, or 9月24日 周四 10:26."""
    if not value:  # also the empty text that a template makes of a missing relation
        return "–"
    if _day(value) == _today():
        return f"{gettext('今天')} {clock_time(value)}"
    return f"{short_date(value)} {clock_time(value)}"


@register.filter
def fours(number: str) -> str:
    """2026 0916 0043: case numbers are read in fours; copied without the spaces."""
    if len(number) < 12:
        return number
    return f"{number[:4]} {number[4:8]} {number[8:]}"


@register.filter
def dash(value: object) -> object:
    """– for what is not known, never 0."""
    return "–" if value is None or value == "" else value


@register.filter
def zh(value: object) -> str:
    """Show words that stay Chinese on an English page, marked so that they are read out as Chinese."""
    text = str(value)
    return format_html('<span lang="zh-CN">{}</span>', text) if _english() and _HAN.search(text) else text


@register.filter
def words(label: object) -> str:
    """Show a label of a closed list in the reader's language; a source's own word stays as it is."""
    text = str(label)
    return zh(gettext(text)) if text else ""


@register.filter
def named(thing: Named) -> str:
    """Show a name that may have an English twin beside it."""
    return thing.name_en if _english() and thing.name_en else zh(thing.name)


@register.filter
def hour(value: time) -> str:
    """8:30, no leading zero before ten."""
    return f"{value.hour}:{value.minute:02d}"


class Lasting(Protocol):
    """A limit of time, as rooms hold them."""

    @property
    def value(self) -> int: ...

    @property
    def unit(self) -> str: ...


@register.filter
def limit_words(limit: Lasting) -> str:
    """10 个工作日; 当场办结 for none of them."""
    if limit.value == 0:
        return gettext("当场办结")
    said = {
        "working_day": ngettext("%(n)d 个工作日", "%(n)d 个工作日", limit.value),
        "natural_day": ngettext("%(n)d 日", "%(n)d 日", limit.value),
        "month": ngettext("%(n)d 个月", "%(n)d 个月", limit.value),
        "hour": ngettext("%(n)d 小时", "%(n)d 小时", limit.value),
    }
    return said[str(limit.unit)] % {"n": limit.value}


_LIGHTS = {
    "green": gettext_noop("正常"),
    "yellow": gettext_noop("临期"),
    "red": gettext_noop("超期"),
    "paused": gettext_noop("暂停"),
    "none": gettext_noop("无时限"),
}
_SYMBOL = '<svg aria-hidden="true"><use href="#l-{}"/></svg>'


@register.simple_tag
def light(name: str, *, word: str = "") -> str:
    """One of the lights: symbol and word, never colour alone."""
    said = word or (gettext(_LIGHTS[name]) if name in _LIGHTS else name)
    symbol = format_html(_SYMBOL, name) if name != "none" else ""
    return format_html('<span class="light light-{}">{}{}</span>', name, symbol, said)


@register.filter
def working_days(number: int | None) -> str:
    """3 个工作日; – where it is not known."""
    return "–" if number is None else gettext("%(n)s 个工作日") % {"n": number}
