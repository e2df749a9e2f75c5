"""Limits that differ by situation: 报告书60日,报告表30日,登记表15日 is three handling items (业务办理项).

A guide is split only where every situation has a name, a number and a unit; otherwise it stays whole and the
doubt that reading found remains.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from .content import Content
from .item import LONGEST_NAME, Item
from .limits import Reading, parse_limit
from .words import LimitUnit

_CUT = re.compile(r"[,;。、\n|/]+")
_ONE = re.compile(
    r"(?P<situation>[^\d,;:()]{2,20}?)[:(]?(?:的|为|需|在|自受理之日起)?[:(]?"
    r"(?P<limit>(?:\d{1,4}|[一二三四五六七八九十百两]{1,5})个?(?:工作日|自然日|日历日|小时|个月|月|天|日)|即办|当场办结|当日)"
    r"(?:内|以内|之内|办结|内办结)?\)?"
)
# Words that name a limit, a step, a channel or an exception, and not a situation that a matter is for.
_NO_SITUATION = re.compile(
    r"承诺|法定|时限|期限|受理|收件|审查|审核|审批|决定|办结|制证|送达|初审|复审|公告|公示|延长|除外|不计"
    r"|网上|线上|窗口|现场|自助|邮寄|特殊情况|每月|之日|后|前$|起$|其他|一般|不超过|最长|工作日"
)


@dataclass(frozen=True, slots=True)
class Variant:
    """One situation and its limit."""

    situation: str
    reading: Reading


def variants(text: str) -> tuple[Variant, ...]:
    """Return the situations that a limit names, two at least; () where anything else is said too."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = [_ONE.fullmatch(piece) for piece in _CUT.split(plain) if piece]
    if len(found) < 2 or not all(found):
        return ()
    out = [Variant(match["situation"], parse_limit(match["limit"])) for match in found if match]
    is_said = all(v.reading.value is not None and v.reading.unit is not LimitUnit.UNSAID for v in out)
    is_named = len({v.situation for v in out}) == len(out)
    differs = len({(v.reading.value, v.reading.unit) for v in out}) > 1
    return tuple(out) if is_said and is_named and differs and not _is_other(out) else ()


def _is_other(found: list[Variant]) -> bool:
    return any(_NO_SITUATION.search(variant.situation) for variant in found)


def split_by_limit(item: Item) -> list[Item]:
    """Return the handling items of a guide whose limits differ by situation; the guide itself where they do not."""
    said = item.content
    sides = {
        side: found
        for side in ("promised", "statutory")
        if getattr(said, f"{side}_value") is None and (found := variants(getattr(said, f"{side}_text")))
    }
    named = {tuple(v.situation for v in found) for found in sides.values()}
    if len(named) != 1:
        return [item]
    situations = named.pop()
    if max(len(said.name) + len(name) + 2 for name in situations) > LONGEST_NAME:
        return [item]
    return [_handling_item(item, sides, at, situations) for at in range(len(situations))]


def _handling_item(
    item: Item, sides: dict[str, tuple[Variant, ...]], at: int, situations: tuple[str, ...]
) -> Item:
    said = item.content
    name = f"{said.name}（{situations[at]}）"
    code = item.code or item.task_code
    content = replace(
        _with_limits(said, {side: found[at].reading for side, found in sides.items()}),
        name=name,
        short_name="",
        source_id=f"{said.source_id}:{at + 1}" if said.source_id else "",
        limit_raw=None,
        limit_notes=_without(said.limit_notes, situations),
        extra=said.extra | ({"主项编码": code} if code else {}),
    )
    warning = gettext("时限按情形有 %(count)s 个值（%(names)s），已拆成业务办理项，材料相同")
    warnings = [words for words in item.warnings if "应拆成业务办理项" not in words]
    warnings += [warning % {"count": len(situations), "names": "、".join(situations)}]
    warnings += [doubt for found in sides.values() for doubt in found[at].reading.doubts]
    return replace(
        item,
        content=content,
        # The code is that of the whole: each handling item would be taken for the other by it.
        code="",
        task_code="",
        main_name=item.main_name or said.name,
        sub_name=said.name if item.main_name else item.sub_name,
        is_handling=True,
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _with_limits(said: Content, readings: dict[str, Reading]) -> Content:
    values: dict[str, object] = {}
    for side, reading in readings.items():
        values[f"{side}_value"] = reading.value
        values[f"{side}_unit"] = str(reading.unit.value)
        values[f"{side}_text"] = reading.text
    return replace(said, **values)  # type: ignore[arg-type]


def _without(notes: tuple[str, ...], situations: tuple[str, ...]) -> tuple[str, ...]:
    """What the whole limit said of the situations is said by each of them now."""
    return tuple(note for note in notes if not note.startswith(situations))
