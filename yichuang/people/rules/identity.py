"""What people and bodies are identified by, and the arithmetic of their numbers. Pure."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext, gettext_noop


class IdKind(TextChoices):
    """What a person or body is identified by."""

    ID_CARD = "id_card", "居民身份证"
    HKMT_PERMIT = "hkmt_permit", "港澳台居民居住证"
    HKM_PASS = "hkm_pass", "港澳居民来往内地通行证"
    TW_PASS = "tw_pass", "台湾居民来往大陆通行证"
    FOREIGN_PR = "foreign_pr", "外国人永久居留身份证"
    PASSPORT = "passport", "护照"
    USCC = "uscc", "统一社会信用代码"


PERSON_IDS = [k for k in IdKind if k is not IdKind.USCC]
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_USCC_CHARS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_HKMT_PREFIXES = ("810000", "820000", "830000")


@dataclass(frozen=True)
class Identity:
    """What a checked number says. `problem` refuses; `doubt` warns and may be confirmed."""

    number: str
    birthday: date | None = None
    sex: str = ""  # "男", "女" or unknown
    problem: str = ""
    doubt: str = ""


def id_check(body: str) -> str:
    """Return the check character of the first 17 digits (GB 11643-1999)."""
    return "10X98765432"[sum(int(c) * w for c, w in zip(body, _ID_WEIGHTS, strict=True)) % 11]


def uscc_check(body: str) -> str:
    """Return the check character of the first 17 characters (GB 32100-2015)."""
    total = sum(_USCC_CHARS.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return _USCC_CHARS[(31 - total % 31) % 31]


_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}


def _tidy(raw: str) -> str:
    half = raw.translate(_HALF_WIDTH)
    return "".join(half.split()).replace("-", "").upper()


def _read_eighteen(number: str, today: date) -> Identity:
    if len(number) != 18:
        return Identity(
            number, problem=gettext("身份证号应为 18 位，现在是 %(length)s 位。") % {"length": len(number)}
        )
    if not number[:17].isdigit() or not number.isascii():
        return Identity(number, problem=gettext("身份证号前 17 位应全是数字。"))
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return Identity(number, problem=gettext("身份证号第 7 到 14 位不是真实的日期。"))
    if born > today or born.year < 1900:
        return Identity(number, problem=gettext("身份证号里的出生日期不对。"))
    if id_check(number[:17]) != number[17]:
        return Identity(number, problem=gettext("身份证号最后一位对不上，请核对是否输错。"))
    return Identity(number, born, gettext_noop("男") if int(number[16]) % 2 else gettext_noop("女"))


def read_identity(kind: IdKind, raw: str, *, today: date) -> Identity:
    """Check a number of its kind and read birthday and sex where it carries them (R069, B9).

    The first six digits are the place of issue at the time and are not checked against today's
    table. A credit code that fails its check is doubted, not refused: such codes exist.
    """
    number = _tidy(raw)
    if not number:
        return Identity(number, problem=gettext("请填写证件号码。"))
    if kind is IdKind.ID_CARD:
        if number[:6] in _HKMT_PREFIXES:
            return Identity(number, problem=gettext("这是港澳台居民居住证的号码，请把证件类型改过来。"))
        return _read_eighteen(number, today)
    if kind is IdKind.HKMT_PERMIT:
        if number[:6] not in _HKMT_PREFIXES:
            return Identity(number, problem=gettext("港澳台居民居住证号以 810000、820000 或 830000 开头。"))
        return _read_eighteen(number, today)
    if kind is IdKind.USCC:
        return _read_uscc(number)
    return _read_pass(kind, number, today)


def _read_uscc(number: str) -> Identity:
    if len(number) != 18:
        return Identity(
            number,
            problem=gettext("统一社会信用代码应为 18 位，现在是 %(length)s 位。") % {"length": len(number)},
        )
    wrong = sorted({c for c in number if c not in _USCC_CHARS})
    if wrong:
        return Identity(
            number,
            problem=gettext("统一社会信用代码里不会有 %(wrong)s。") % {"wrong": gettext("、").join(wrong)},
        )
    if uscc_check(number[:17]) != number[17]:
        return Identity(number, doubt=gettext("信用代码最后一位对不上。请看执照原件，确认无误再继续。"))
    return Identity(number)


_PASS_SHAPES = {
    IdKind.HKM_PASS: ("HM", 9, gettext_noop("港澳通行证以 H 或 M 开头，后面 8 位数字。")),
    IdKind.TW_PASS: ("", 8, gettext_noop("台湾居民来往大陆通行证为 8 位数字。")),
}


def _read_pass(kind: IdKind, number: str, today: date) -> Identity:
    if kind is IdKind.FOREIGN_PR:
        if len(number) == 18 and number[0] == "9":
            return _read_eighteen(number, today)
        if len(number) == 15 and number[:3].isalpha() and number[3:].isdigit():
            return Identity(number)
        return Identity(number, problem=gettext("永久居留身份证为 9 开头的 18 位，或旧式 15 位。"))
    if kind is IdKind.PASSPORT:
        fine = 5 <= len(number) <= 20 and number.isascii() and number.isalnum()
        return Identity(number, problem="" if fine else gettext("护照号为 5 到 20 位字母和数字。"))
    heads, length, sentence = _PASS_SHAPES[kind]
    head, tail = (number[:1], number[1:]) if heads else ("", number)
    # Older Hong Kong and Macao permits carry two more digits for the issue count.
    fits = tail.isascii() and tail.isdigit() and len(number) in {length, length + 2}
    fine = fits and (not heads or head in heads)
    return Identity(number, problem="" if fine else gettext(sentence))
