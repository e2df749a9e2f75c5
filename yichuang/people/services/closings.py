"""Recording that a hall stays shut, and taking it back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Forbidden, Invalid, Refused
from yichuang.kit.text import hides_something, within

from ..models import Centre, Closing
from ..rules.officer import Officer
from ..rules.roles import Role
from ..selectors.closings import forget_closings

LONGEST = 92  # days: longer is not a closing but other opening hours
_FITS = {
    "reason": (gettext_noop("事由"), 120),
    "approved_by": (gettext_noop("批准人"), 60),
    "notice_number": (gettext_noop("文号"), 60),
    "notice_title": (gettext_noop("标题"), 120),
    "notice_issuer": (gettext_noop("发布机关"), 60),
}


@dataclass(frozen=True)
class Shutting:
    """Days that a hall stays shut, as they are recorded. Without a notice limits go on (C-01)."""

    from_on: date
    until_on: date
    reason: str
    covers_below: bool = False
    notice_number: str = ""
    notice_title: str = ""
    notice_issuer: str = ""
    notice_on: date | None = None
    approved_by: str = ""  # who allowed it: asked for where no government notice does (R020)


@transaction.atomic
def shut_hall(centre: Centre, shutting: Shutting, *, by: Officer, now: datetime) -> Closing:
    """Record that a hall stays shut. With a government's notice the days are outside legal limits, and
    running limits are counted again within minutes.

    Raises `Forbidden`, or `Invalid` for days or words that cannot be, or half a notice.
    """
    _check_manager(centre, by)
    _check(shutting)
    closing = Closing.objects.create(
        centre=centre,
        recorded_at=now,
        recorded_by=by.actor_id,
        counted_at=None if shutting.notice_number.strip() else now,
        **_columns(shutting),
    )
    facts = {
        "from": closing.from_on.isoformat(),
        "until": closing.until_on.isoformat(),
        "reason": closing.reason,
        "notice": closing.notice_words,
        "approved_by": closing.approved_by,
        "below": closing.covers_below,
    }
    journal.record(f"centre:{centre.code}", Event.HALL_SHUT, by=by, at=now, data=facts)
    forget_closings()
    return closing


@transaction.atomic
def withdraw_closing(closing: Closing, reason: str, *, by: Officer, now: datetime) -> None:
    """Take a closing back, or one that ended early before it is recorded anew: its days count again."""
    _check_manager(closing.centre, by)
    if not reason.strip():
        raise Invalid(gettext("请写明为什么撤回。"), field="withdrawn_reason")
    taken_back = Closing.objects.filter(pk=closing.pk, withdrawn_at=None).update(
        withdrawn_at=now,
        withdrawn_by=by.actor_id,
        withdrawn_reason=within(reason, 200, field="reason"),
        counted_at=None if closing.moves_limits else now,
    )
    if not taken_back:
        raise Refused(gettext("这次停办已经撤回。"))
    facts = {
        "from": closing.from_on.isoformat(),
        "notice": closing.notice_words,
        "why": within(reason, 200, field="reason"),
    }
    journal.record(f"centre:{closing.centre.code}", Event.HALL_SHUT_WITHDRAWN, by=by, at=now, data=facts)
    forget_closings()


def note_counted(closing: Closing, *, now: datetime) -> None:
    """Keep that running limits have been counted again; not if it was withdrawn meanwhile."""
    as_we_saw_it = Closing.objects.filter(pk=closing.pk, withdrawn_at=closing.withdrawn_at)
    as_we_saw_it.update(counted_at=now)


def _check_manager(centre: Centre, by: Officer) -> None:
    if not by.holds(Role.MANAGER, centre_id=centre.pk):
        raise Forbidden(gettext("停办由本中心的大厅管理人员登记。"))


def _check(shutting: Shutting) -> None:
    if shutting.until_on < shutting.from_on:
        raise Invalid(gettext("最后一天不能早于第一天。"), field="until_on")
    if (shutting.until_on - shutting.from_on).days >= LONGEST:
        raise Invalid(gettext("一次停办最长 %(days)s 天。") % {"days": LONGEST}, field="until_on")
    if not shutting.reason.strip():
        raise Invalid(gettext("请写明停办的事由，群众会看到。"), field="reason")
    for field, (words, most) in _FITS.items():
        value = getattr(shutting, field)
        if len(value.strip()) > most:
            said = {"field": gettext(words), "most": most}
            raise Invalid(gettext("%(field)s最多 %(most)s 个字。") % said, field=field)
        if hides_something(value):
            said = {"field": gettext(words)}
            raise Invalid(gettext("%(field)s里有看不见的字符，请删掉重新输入。") % said, field=field)
    _check_notice(shutting)
    if not shutting.notice_number.strip() and not shutting.approved_by.strip():
        words = gettext("没有政府通告的停办要先经批准，请写批准人。")
        raise Invalid(words, field="approved_by")


def _check_notice(shutting: Shutting) -> None:
    """A notice is recorded whole: the number alone proves nothing to an applicant or a court."""
    parts = {
        "notice_number": shutting.notice_number.strip(),
        "notice_title": shutting.notice_title.strip(),
        "notice_issuer": shutting.notice_issuer.strip(),
        "notice_on": shutting.notice_on,
    }
    if not any(parts.values()):
        return
    for field, value in parts.items():
        if not value:
            sentence = gettext("政府通告的文号、标题、发布机关和日期要写全；没有通告的全部留空。")
            raise Invalid(sentence, field=field)


def _columns(shutting: Shutting) -> dict[str, object]:
    return {
        "from_on": shutting.from_on,
        "until_on": shutting.until_on,
        "reason": shutting.reason.strip(),
        "approved_by": shutting.approved_by.strip(),
        "covers_below": shutting.covers_below,
        "notice_number": shutting.notice_number.strip(),
        "notice_title": shutting.notice_title.strip(),
        "notice_issuer": shutting.notice_issuer.strip(),
        "notice_on": shutting.notice_on,
    }
