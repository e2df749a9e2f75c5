"""Reading limits of time as guides write them. Never guesses a unit and never raises.

What a text says beyond one number and one unit is kept as notes; what a person has to settle is a
doubt. The cases are those of docs: 20个工作日, 一个月, 即办, 窗口即时办结;网上10个工作日, ...
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal

from .text import NUMERAL, numeral, says_nothing
from .words import LimitUnit

Wanted = Literal["promised", "statutory"]
MOST = 3660  # nothing in a hall takes longer than ten years; a larger number is not a limit


@dataclass(frozen=True, slots=True)
class Reading:
    """What a limit's text says. `value` None: it names no duration of handling."""

    value: int | None = None
    unit: LimitUnit = LimitUnit.UNSAID
    text: str = ""  # the source's words, where they say more than value and unit
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


_NUMBER = rf"(?:\d+(?:\.\d+)?|半|{NUMERAL})"
_UNITS = r"工作日|自然日|日历日|历日|小时|分钟|星期|周|个月|月|年|天|日"
_DURATION = re.compile(
    rf"(?:(?P<low>\d+)[-~至到])?(?P<number>{_NUMBER})\s*个?\s*\(?(?P<unit>{_UNITS})\)?(?P<after>[前]?)"
)
_ON_THE_SPOT = re.compile(
    r"即时|即办|即到即办|当日|当天|当场|随到随办|立即|立等|马上|现场办结|即收即办|即审即办|秒批|即来即办"
)
_WINDOW = re.compile(r"每(?:月|周|年|季度?|日|天)|\d+月\d+日|\d+日?[-~至到]\d+日|号(?:前|之前|以前)")
_NOT_COUNTED = re.compile(r"除外|不计入?|不包括|不含|另计|另行")
_EXTENSION = re.compile(r"延长|延期|延续|顺延")
_ACCEPTING = re.compile(
    r"^(?:\W*)(?:承诺|法定)?(?:受理|收件|补正|告知)(?:期限|时限|环节|时间)?[::]?(?!之日|后|申请)"
)
_DUTY = re.compile(r"(?P<what>[^\d,;。()]*?)(?:后|之?日起|起)(?:的)?(?=\D{0,3}$)")
_BY_THE_HALL = re.compile(
    r"受理|收到|收件|接件|接到|申请|材料|立案|审查|审核|审批|决定|登记|缴费|提交|补正|齐全|自$|^$"
)
_SIDE = {
    "promised": re.compile(r"承诺"),
    "statutory": re.compile(r"法定|法律规定"),
}
_WINDOW_CHANNEL = re.compile(r"窗口|现场|线下|大厅")
_OTHER_CHANNEL = re.compile(r"网上|线上|网办|掌上|邮寄|自助")
_PLAIN = re.compile(
    r"^(?:自?(?:正式)?(?:受理|收到|收件|材料|申请)[^\d]*?(?:起|后)|承诺|法定|办结|办理|审批|许可|完成|时限|期限|时间|为|在|内|"
    r"[::,.、!\s]|不超过|最长|一般|共|约|仅|只|需|要|以?内|之内|办|结|完|毕|出证|取件|登记|作出|决定|答复|即可)*$"
)
_STEP = re.compile(r"^(?:受理|收件|审查|审核|审批|决定|办结|制证|送达|初审|复审)[::]")
_SPLIT = re.compile(r"[,;。\n/|]|(?<=\D)\.")


def parse_limit(raw: object, *, unit_hint: str = "", wanted: Wanted | None = None) -> Reading:
    """Read one limit. `unit_hint` is the unit from the header or a neighbouring column."""
    source = " ".join(str(raw).split()) if raw is not None else ""
    if not source:
        return Reading()
    if says_nothing(source):
        return Reading(unit=LimitUnit.NONE, text="" if source == "无" else source)
    text = "".join(unicodedata.normalize("NFKC", source).split())
    bare = re.fullmatch(rf"({_NUMBER})个?", text)
    if bare:
        return _bare(bare[1], unit_hint, source)
    return _settle(text, source, wanted)


def render(value: int | None, unit: LimitUnit) -> str:
    """Write a limit so that `parse_limit` reads the same value and unit again."""
    if unit is LimitUnit.NONE:
        return "无"
    if value is None:
        return ""
    if value == 0:
        return "当场办结"
    return f"{value} {unit.label}" if unit is not LimitUnit.UNSAID else str(value)


def split_sides(raw: object) -> tuple[Reading, Reading]:
    """Read a column that does not say which limit it holds: (statutory, promised).

    Without a word for either it is the promise that the hall publishes.
    """
    text = "".join(unicodedata.normalize("NFKC", str(raw or "")).split())
    both = _SIDE["statutory"].search(text) or re.search(r"\d[^承]*承诺", text)
    if both and _SIDE["promised"].search(text):
        return parse_limit(raw, wanted="statutory"), parse_limit(raw, wanted="promised")
    if _SIDE["statutory"].search(text):
        return parse_limit(raw), Reading()
    return Reading(), parse_limit(raw)


def unit_from(text: str) -> LimitUnit:
    """Read a unit alone: a word, or the platform's code (1 working days, 2 days)."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).strip("()个")
    codes = {"1": LimitUnit.WORKING_DAY, "2": LimitUnit.NATURAL_DAY}
    words = {
        "工作日": LimitUnit.WORKING_DAY,
        "自然日": LimitUnit.NATURAL_DAY,
        "日": LimitUnit.NATURAL_DAY,
        "天": LimitUnit.NATURAL_DAY,
        "日历日": LimitUnit.NATURAL_DAY,
        "月": LimitUnit.MONTH,
        "个月": LimitUnit.MONTH,
        "小时": LimitUnit.HOUR,
    }
    return codes.get(plain) or words.get(plain) or LimitUnit.UNSAID


def _bare(number: str, unit_hint: str, source: str) -> Reading:
    value = _count(number)
    if value is None:
        return Reading(text=source, doubts=(f"时限“{source[:40]}”不是合理的数",))
    if value == 0:
        return Reading(0, LimitUnit.WORKING_DAY)
    unit = unit_from(unit_hint)
    if unit is LimitUnit.UNSAID:
        return Reading(value, unit, doubts=(f"时限“{source}”没有单位，请确认是工作日还是自然日",))
    return Reading(value, unit)


@dataclass(frozen=True, slots=True)
class _Part:
    """One stretch of the text with one duration, and the words around it."""

    text: str
    value: int
    unit: LimitUnit
    is_plain: bool
    rounded: bool = False


def _settle(text: str, source: str, wanted: Wanted | None) -> Reading:
    parts, notes = _parts(text)
    if wanted:
        parts = _for_side(parts, wanted)
    if not parts:
        return Reading(text=source, notes=tuple(notes), doubts=(f"时限“{source[:40]}”里没有办理期限",))
    chosen = _choose(parts)
    others = [p.text for p in parts if p is not chosen]
    rivals = [p for p in parts if chosen and (p.value, p.unit) != (chosen.value, chosen.unit)]
    if chosen is None:
        doubt = f"时限“{source[:40]}”按情形有几个值，应拆成业务办理项"
        return Reading(text=source, notes=(*others, *notes), doubts=(doubt,))
    reading = Reading(chosen.value, chosen.unit, notes=(*others, *notes))
    doubts = []
    if rivals:
        doubts.append(f"时限“{source[:40]}”不止一个值，取“{chosen.text}”")
    if chosen.rounded:
        doubts.append(f"时限“{chosen.text}”不是整数，已进位")
    if chosen.unit is LimitUnit.NATURAL_DAY and not re.search(r"自然日|历日", chosen.text):
        doubts.append(f"时限“{source[:40]}”没有说是工作日，按日保留")
    said = _core(render(chosen.value, chosen.unit))
    keep = "" if said == _core(text) else source
    return replace(reading, text=keep, doubts=tuple(doubts))


def _core(text: str) -> str:
    """Leave out what makes no difference: blanks, brackets, the counter 个."""
    return re.sub(r"[\s()个]", "", text)


def _parts(text: str) -> tuple[list[_Part], list[str]]:
    """Sort the pieces of a text into durations of handling and everything else."""
    parts: list[_Part] = []
    notes: list[str] = []
    for piece in _pieces(text):
        part = _read(piece)
        if part is not None:
            parts.append(part)
        elif piece:
            notes.append(piece)
    return parts, notes


def _pieces(text: str) -> list[str]:
    """Cut at separators and before brackets that hold an exception; (工作日) stays with its number."""
    text = re.sub(rf"\((个?(?:{_UNITS}))\)", r"\1", text)
    out: list[str] = []
    for piece in _SPLIT.split(text):
        inner = re.findall(r"\(([^()]*)\)", piece)
        out.append(re.sub(r"\([^()]*\)", "", piece))
        out.extend(inner)
    return [part for piece in out for part in _cut_extension(piece) if part]


def _cut_extension(piece: str) -> list[str]:
    """20个工作日…可延长10个工作日 holds a limit and its extension."""
    match = re.search(r"(?:…+|\.{2,}|经[^\d]*?)?(?:可以?|需|再)?(?:延长|延期|顺延)", piece)
    if match and match.start() > 0:
        return [piece[: match.start()], piece[match.start() :]]
    return [piece]


def _read(piece: str) -> _Part | None:
    """Return the duration of handling in one piece, or None where it speaks of something else."""
    if _WINDOW.search(piece) or _NOT_COUNTED.search(piece) or _EXTENSION.search(piece):
        return None
    match = _DURATION.search(piece)
    if match is None:
        if _ON_THE_SPOT.search(piece) and not re.search(r"否则|不能|无法", piece):
            plain = bool(_PLAIN.match(_ON_THE_SPOT.sub("", piece)))
            return _Part(piece, 0, LimitUnit.WORKING_DAY, plain)
        return None
    before, behind = piece[: match.start()], piece[match.end() :]
    if match["after"] or _is_duty(before) or (_ACCEPTING.match(before)):
        return None
    measured = _measure(match["number"], match["unit"])
    if measured is None:
        return None
    value, unit, rounded = measured
    plain = bool(_PLAIN.match(before)) and bool(_PLAIN.match(behind))
    return _Part(piece, value, unit, plain, rounded)


def _is_duty(before: str) -> bool:
    """收住后10个工作日内 is the applicant's duty; 受理后10个工作日内 is the hall's."""
    match = _DUTY.search(before)
    return bool(match and not _BY_THE_HALL.search(match["what"]))


def _measure(number: str, unit: str) -> tuple[int, LimitUnit, bool] | None:
    factor = {"分钟": 1 / 60, "星期": 7, "周": 7, "年": 12}.get(unit, 1)
    amount = _amount(number)
    if amount is None or amount * factor > MOST:
        return None
    value = ceil(round(amount * factor, 6))
    if value == 0:
        return 0, LimitUnit.WORKING_DAY, False
    kinds = {"分钟": "小时", "星期": "日", "周": "日", "年": "月", "历日": "日"}
    return value, unit_from(kinds.get(unit, unit)), value != amount * factor


def _amount(number: str) -> float | None:
    if number == "半":
        return 0.5
    if number[0].isdigit():
        return float(number) if len(number) <= 9 else None
    return float(numeral(number)) if len(number) <= 9 else None


def _count(number: str) -> int | None:
    amount = _amount(number)
    return int(amount) if amount is not None and amount == int(amount) and amount <= MOST else None


def _for_side(parts: list[_Part], wanted: Wanted) -> list[_Part]:
    """Leave out what is said of the other limit, where something else is said."""
    other = _SIDE["statutory" if wanted == "promised" else "promised"]
    own = [p for p in parts if _SIDE[wanted].search(p.text)]
    return own or [p for p in parts if not other.search(p.text)] or parts


def _choose(parts: list[_Part]) -> _Part | None:
    """Pick the limit that runs: the plain one, else the window's. None: they are different variants."""
    if len(parts) == 1:
        return parts[0]
    if sum(bool(_STEP.match(p.text)) for p in parts) > 1:
        return None  # limits of single steps: which of them add up is for a person to say
    plain = [p for p in parts if p.is_plain]
    if plain:
        return plain[0]
    if any(_OTHER_CHANNEL.search(p.text) for p in parts):
        at_window = [p for p in parts if _WINDOW_CHANNEL.search(p.text)]
        if at_window:
            return at_window[0]
    return None
