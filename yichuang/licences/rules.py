"""The life of a licence: one table, and how long it holds. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices


class LicenceState(TextChoices):
    """Where a licence stands."""

    VALID = "valid", "有效"
    SUSPENDED = "suspended", "暂停使用"
    REVOKED = "revoked", "已撤销"
    CANCELLED = "cancelled", "已注销"
    EXPIRED = "expired", "已过有效期"


class LicenceMove(TextChoices):
    """What can be done to it (行政许可法 49, 50, 69, 70)."""

    CHANGE = "change", "变更"
    RENEW = "renew", "延续"
    SUSPEND = "suspend", "暂停使用"
    RESTORE = "restore", "恢复使用"
    REVOKE = "revoke", "撤销"
    CANCEL = "cancel", "注销"
    EXPIRE = "expire", "到期"


MOVES: dict[tuple[LicenceState, LicenceMove], LicenceState] = {
    (LicenceState.VALID, LicenceMove.CHANGE): LicenceState.VALID,
    (LicenceState.VALID, LicenceMove.RENEW): LicenceState.VALID,
    (LicenceState.VALID, LicenceMove.SUSPEND): LicenceState.SUSPENDED,
    (LicenceState.VALID, LicenceMove.REVOKE): LicenceState.REVOKED,
    (LicenceState.VALID, LicenceMove.CANCEL): LicenceState.CANCELLED,
    (LicenceState.VALID, LicenceMove.EXPIRE): LicenceState.EXPIRED,
    (LicenceState.SUSPENDED, LicenceMove.RESTORE): LicenceState.VALID,
    (LicenceState.SUSPENDED, LicenceMove.REVOKE): LicenceState.REVOKED,
    (LicenceState.SUSPENDED, LicenceMove.CANCEL): LicenceState.CANCELLED,
    (LicenceState.SUSPENDED, LicenceMove.EXPIRE): LicenceState.EXPIRED,
    (LicenceState.EXPIRED, LicenceMove.REVOKE): LicenceState.REVOKED,  # what was got by fraud stays so
    (LicenceState.EXPIRED, LicenceMove.CANCEL): LicenceState.CANCELLED,  # 70 (一)
    (LicenceState.REVOKED, LicenceMove.CANCEL): LicenceState.CANCELLED,  # 70 (四)
}


class AskKind(TextChoices):
    """What a case asks for about a licence that its applicant holds."""

    CHANGE = "change", "变更"
    RENEW = "renew", "延续"
    CANCEL = "cancel", "注销"


MOVE_OF = {
    AskKind.CHANGE: LicenceMove.CHANGE,
    AskKind.RENEW: LicenceMove.RENEW,
    AskKind.CANCEL: LicenceMove.CANCEL,
}
ASK_BEFORE_DAYS = 30  # 行政许可法 50: calendar days in practice, the article says 30 日 before it expires
REMIND_BEFORE_DAYS = 60
BASIS = {
    AskKind.CHANGE: "《中华人民共和国行政许可法》第四十九条",
    AskKind.RENEW: "《中华人民共和国行政许可法》第五十条",
    AskKind.CANCEL: "《中华人民共和国行政许可法》第七十条",
}
_CERTIFICATE = re.compile(r"证书|许可证|资格证|资质证|执照|[^见保认公论查佐]证(?:（.*）)?$|证照")
_NOT_ONE = re.compile(r"证明|凭证|批文|批复|决定书|通知书|意见")


def is_certificate(result_name: str, result_kind: str) -> bool:
    """Whether what a matter results in is a licence or certificate (39 (一), (二)), not an approval or proof."""
    if _NOT_ONE.search(result_name):
        return False
    return "证照" in result_kind or bool(_CERTIFICATE.search(result_name))


@dataclass(frozen=True)
class Term:
    """How long a licence holds: so many months and days; neither: without an end."""

    months: int = 0
    days: int = 0

    def until(self, start: date) -> date | None:
        """Return the last day on which it holds; None without an end."""
        if not (self.months or self.days):
            return None
        month = start.month - 1 + self.months
        year, month = start.year + month // 12, month % 12 + 1
        day = start.day
        while True:  # 31 January and a month: the last day there is (民法典 202)
            try:
                after = date(year, month, day)
                break
            except ValueError:
                day -= 1
        return after + timedelta(days=self.days - 1)


_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "十": 10}
_YEARS = re.compile(r"([\d零一二两三四五六七八九十]+)\s*(?:周)?年")
_MONTHS = re.compile(r"([\d零一二两三四五六七八九十]+)\s*个?月")
_DAYS = re.compile(r"([\d零一二两三四五六七八九十]+)\s*(?:个?自然)?(?:日|天)")
_ENDLESS = re.compile(r"长期|永久|无期限|终身|没有有效期|^无$")
_OTHER = re.compile(r"[-–~至到或、]|以内|不超过|视|按|根据|与.*一致")


def read_validity(text: str) -> Term | None:
    """Read a guide's 有效期; None where it does not say one length, and a person sets the day.

    >>> read_validity("5年") == Term(months=60)
    True
    """
    tidy = "".join(text.split())
    if not tidy or _ENDLESS.search(tidy):
        return Term() if tidy else None
    if _OTHER.search(tidy):
        return None
    months = sum(12 * _number(m) for m in _YEARS.findall(tidy)) + sum(
        _number(m) for m in _MONTHS.findall(tidy)
    )
    days = sum(_number(m) for m in _DAYS.findall(tidy)) if not months else 0
    return Term(months, days) if months or days else None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.partition("十") if "十" in text else ("", "", text)
    value = (_DIGITS.get(tens, 1) * 10) if "十" in text else 0
    return value + sum(_DIGITS.get(c, 0) for c in ones)
