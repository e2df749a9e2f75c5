"""How papers write dates, numbers and lists: in the words of the law, the same on screen and paper."""

from datetime import date

from .bodies import Limit

WEEKDAYS = "一二三四五六日"
DIGITS = "零一二三四五六七八九"
PROVISIONAL = "暂定，途经年份的放假安排尚未公布"
NONE = "–"


def long_date(on: date) -> str:
    """Return 2026年9月16日."""
    return f"{on.year}年{on.month}月{on.day}日"


def date_with_weekday(on: date) -> str:
    """Return 2026年9月30日（周三）."""
    return f"{long_date(on)}（周{WEEKDAYS[on.weekday()]}）"


def in_fours(number: str) -> str:
    """Return 2026 0916 0043; what is not all digits is left as it is."""
    if not number.isdigit():
        return number
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def limit_parts(limit: Limit) -> tuple[str, str]:
    """Return the last day and what follows it: 2026年9月30日（周三）前 and ，自受理次日起 10 个工作日."""
    if limit.on is None:
        return "", limit.text or NONE
    note = f"（{PROVISIONAL}）" if limit.is_provisional else ""
    return f"{date_with_weekday(limit.on)}前", (f"，{limit.text}" if limit.text else "") + note


def validity_text(valid_from: date | None, valid_until: date | None, words: str) -> str:
    """Return 自…起至…止 where the dates are known, else the words, else an empty string."""
    if valid_from and valid_until:
        return f"自{long_date(valid_from)}起至{long_date(valid_until)}止"
    if valid_until:
        return f"至{long_date(valid_until)}止"
    return words


def copies_text(copies: int) -> str:
    """Return how many there are: 一式两份，申请人和本单位各执一份."""
    if copies == 2:
        return "一式两份，申请人和本单位各执一份"
    return f"一式{DIGITS[copies] if copies < len(DIGITS) else copies}份"


def short_day(on: date | None) -> str:
    """Return 2026.9.16, for narrow columns."""
    return f"{on.year}.{on.month}.{on.day}" if on else ""


def yuan(fen: int) -> str:
    """Return 1,234.50 元."""
    return f"{fen / 100:,.2f} 元"


_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def in_capitals(fen: int) -> str:
    """Return an amount as receipts write it in words, so that it cannot be altered: 壹佰贰拾元整."""
    if fen < 0:
        return "负" + in_capitals(-fen)
    whole, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    words = _whole_in_capitals(whole) + "元" if whole else ""
    if not jiao and not rest:
        return (words or "零元") + "整"
    if jiao:
        words += _CAPITALS[jiao] + "角"
    elif whole:
        words += "零"
    return words + (_CAPITALS[rest] + "分" if rest else "整")


def _whole_in_capitals(whole: int) -> str:
    words, skipped = "", False
    digits = str(whole)
    for at, digit in enumerate(digits):
        place = len(digits) - 1 - at
        if digit == "0":
            skipped = True
        else:
            words += ("零" if skipped and words else "") + _CAPITALS[int(digit)] + _PLACES[place % 4]
            skipped = False
        if place and place % 4 == 0 and int(digits[max(at - 3, 0) : at + 1]):
            words += _GROUPS[place // 4]
    return words
