"""What is typed, as it may be kept; limits as instants; what the complainant is told; the journal's line."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from yichuang.cases.public import History, end_of_limit
from yichuang.catalogue.public import Limit, LimitUnit
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import Actor
from yichuang.kit.refusal import Invalid
from yichuang.notices import public as notices
from yichuang.notices.public import ComplaintTold, DutyGiven, Kind, Language, Posting, Reader
from yichuang.people.public import Officer, Staff, centre_setting, days_outside_limits
from yichuang.worktime.public import calendar, deadline, local_day

from ..models import Complaint, Handling, Rectification, Unresolved
from ..rules import Move

MOST_SAID = 1_000
_LOCALES = {Language.ZH: "zh-hans", Language.EN: "en"}


def fitting(text: str, field: str, *, missing: str = "", most: int = MOST_SAID) -> str:
    """Return a text without the space around it. Raises `Invalid` when it is too long, holds what cannot be
    kept, or is missing and asked for."""
    text = text.strip()
    if missing and not text:
        raise Invalid(missing, field=field)
    if len(text) > most:
        raise Invalid(
            gettext("写了 %(n)s 字，最多 %(most)s 字，请删短一些。") % {"n": len(text), "most": most},
            field=field,
        )
    if "\x00" in text:
        raise Invalid(gettext("里面有不能保存的字符。"), field=field)
    return text


def limit_at(centre_id: int, key: str, since: datetime) -> datetime:
    """Return the last instant of a centre's limit in working days, without the days that a notice takes out."""
    return days_after(centre_id, centre_setting(centre_id, key), since)


def days_after(centre_id: int, days: int, since: datetime) -> datetime:
    """Return the last instant of so many working days, as limits of cases are counted."""
    history = History(since, outside=days_outside_limits(centre_id))
    return deadline(end_of_limit(Limit(days, LimitUnit.WORKING_DAY), history, calendar()))


def note(
    complaint: Complaint,
    move: Move,
    event: Event,
    words: str = "",
    *,
    by: Actor,
    now: datetime,
    **facts: object,
) -> None:
    """Keep what was done, and write its line. Neither names who complained."""
    Handling.objects.create(
        complaint=complaint,
        move=move,
        words=words,
        rung=complaint.rung,
        handler_id=complaint.handler_id,
        at=now,
        by_id=by.staff_id if isinstance(by, Officer) else None,
    )
    data = {"complaint": complaint.no, "words": words, **facts}
    journal.record(
        complaint.subject, event, by=by, at=now, data=data, thing=complaint, centre=complaint.centre_id
    )


def tell(row: Complaint | Unresolved, say: Callable[[], tuple[str, str]], *, key: str, now: datetime) -> None:
    """Tell whoever complained, by the addresses that were left (R151); who left none reads it by the code.

    `say` gives what it is about and the words; it is asked in the reader's language, whoever is at work.
    """
    if not (row.phone or row.email):
        return
    with translation.override(_LOCALES[Language(row.language)]):
        what, words = say()
    context = ComplaintTold(row.no, what, words[:300], page_url=f"{settings.PUBLIC_URL}/complain/{row.code}/")
    notices.post(
        Kind.COMPLAINT_TOLD,
        to=Reader(row.email, row.phone),
        case_no="",
        context=context,
        key=f"{row.subject}:{key}",
        now=now,
        language=Language(row.language),
        centre=row.centre_id,
    )


def tell_whose(
    row: Complaint | Rectification | Unresolved,
    people: Iterable[Staff],
    say: Callable[[], str],
    *,
    until: datetime,
    key: str,
    now: datetime,
) -> None:
    """Tell those who have to act on something. Neither who complained nor what she wrote is told on the way."""
    with translation.override(_LOCALES[Language.ZH]):  # the staff's, whatever page it came from
        context = DutyGiven(
            row.no, say(), row.duty_words, local_day(until), f"{settings.PUBLIC_URL}{row.desk_path}"
        )
    postings = [
        Posting(context, person, "", f"duty:{row.no}:{key}:{person.pk}", centre=row.centre_id)
        for person in people
        if person.is_active
    ]
    notices.post_all(postings, now=now)
