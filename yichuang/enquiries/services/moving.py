"""An enquiry is answered, handed on, has arrived or comes back."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from yichuang.catalogue.public import Matter
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.refusal import Invalid, Refused, Stale
from yichuang.kit.swapping import swap
from yichuang.kit.text import within
from yichuang.notices import public as notices
from yichuang.notices.public import EnquiryAnswered, Kind, Language, Reader
from yichuang.people.public import Department, Officer, Window

from ..models import Enquiry, Handing
from ..policies import why_not
from ..rules.settings import SHARED_DAYS
from ..rules.words import MOST_PLACE, MOST_WORDS, MOVES, WRITTEN, Move, State
from .registering import due_at


@dataclass(frozen=True, kw_only=True)
class Whither:
    """Where it is handed on to: a window or a department here, or another house in words with its telephone."""

    window: Window | None = None
    department: Department | None = None
    place: str = ""
    phone: str = ""


@transaction.atomic
def answer(enquiry: Enquiry, words: str, *, matter: Matter | None = None, by: Officer, now: datetime) -> None:
    """Answer it, in words or from the guide of the matter, told at once and completely (R043, R051, R091).

    Raises `Refused`, `Invalid` when there are neither words nor a guide, `Stale`.
    """
    last = _last(enquiry)
    _ask_law(enquiry, Move.ANSWER, last, by)
    about = matter or enquiry.matter
    words = words.strip()
    if len(words) > MOST_WORDS or "\x00" in words:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": MOST_WORDS}, field="answer")
    guide_id = None
    if not words:
        if about is None or about.current is None:
            raise Invalid(gettext("请写怎么答复的，或者选一个事项按指南答复。"), field="answer")
        guide_id = about.current_id
        words = gettext("按《%(name)s》办事指南一次性告知条件、材料、时限和收费。") % {"name": about.name}
    if last is not None and last.ended_at is None:
        _end(last, by=by, now=now, arrived=False, words=gettext("转到之前已经答复"))
    _move(
        enquiry, Move.ANSWER, by,
        matter=about, answer=words, answered_at=now, answered_by_id=by.staff_id,
    )  # fmt: skip
    _note(enquiry, Event.ENQUIRY_ANSWERED, by, now, {"words": words, "guide": guide_id})
    if enquiry.channel in WRITTEN and (enquiry.email or enquiry.phone):
        context = EnquiryAnswered(
            enquiry.no, enquiry.question, words, page_url=f"{settings.PUBLIC_URL}/ask/find/?no={enquiry.no}"
        )
        notices.post(
            Kind.ENQUIRY_ANSWERED,
            to=Reader(enquiry.email, enquiry.phone),
            case_no="",
            context=context,
            key=f"enquiry:{enquiry.no}:answered",
            now=now,
            language=Language(enquiry.language),
            centre=enquiry.centre_id,
        )


@transaction.atomic
def hand_on(enquiry: Enquiry, to: Whither, *, by: Officer, now: datetime) -> Handing:
    """Hand it on, with the place; she stays responsible until it arrived (R042, R052).

    What is asked in writing and needs another department has the longer limit, from the day it was asked (R049).
    """
    last = _last(enquiry)
    _ask_law(enquiry, Move.HAND_ON, last, by)
    place = _place(to, enquiry)
    if last is not None and last.ended_at is None:
        _end(last, by=by, now=now, arrived=True, words=gettext("接到后再转"))
    longer = enquiry.channel in WRITTEN and to.window is None
    limit = due_at(enquiry.centre_id, SHARED_DAYS, enquiry.asked_at) if longer else enquiry.due_at
    _move(enquiry, Move.HAND_ON, by, due_at=limit)
    made = Handing.objects.create(
        enquiry=enquiry,
        window=to.window,
        department=to.department,
        place=place,
        phone=within(to.phone, 40, field="phone"),
        at=now,
        by_id=by.staff_id,
    )
    _note(enquiry, Event.ENQUIRY_HANDED_ON, by, now, {"place": place, "phone": made.phone})
    return made


@transaction.atomic
def take(enquiry: Enquiry, *, by: Officer, now: datetime) -> None:
    """Confirm that the person, or the question, has arrived: the first contact is released (R042)."""
    last = _handed(enquiry, Move.TAKE, by)
    _move(enquiry, Move.TAKE, by)
    _end(last, by=by, now=now, arrived=True)
    _note(enquiry, Event.ENQUIRY_TAKEN, by, now, {"place": last.place})


@transaction.atomic
def come_back(enquiry: Enquiry, words: str, *, by: Officer, now: datetime) -> None:
    """Nobody arrived, or it is not to be had there: back to the first contact, with the reason."""
    last = _handed(enquiry, Move.COME_BACK, by)
    words = words.strip()
    if not words or len(words) > 300:
        raise Invalid(gettext("请写为什么退回，三百字以内。"), field="words")
    _move(enquiry, Move.COME_BACK, by)
    _end(last, by=by, now=now, arrived=False, words=words)
    _note(enquiry, Event.ENQUIRY_CAME_BACK, by, now, {"place": last.place, "words": words})


def _last(enquiry: Enquiry) -> Handing | None:
    return enquiry.handings.order_by("-pk").first()


def _ask_law(enquiry: Enquiry, move: Move, last: Handing | None, by: Officer) -> None:
    if reason := why_not(enquiry, move, last, by=by):
        raise Refused(reason)


def _handed(enquiry: Enquiry, move: Move, by: Officer) -> Handing:
    """Return how it was handed on, for those who end that."""
    last = _last(enquiry)
    _ask_law(enquiry, move, last, by)
    if last is None:  # only handing on leads to a state in which it can be ended
        raise Stale
    return last


def _place(to: Whither, enquiry: Enquiry) -> str:
    """Say in words where to go; nobody is sent away without (R042, R044, R052)."""
    here = [one.centre_id for one in (to.window, to.department) if one is not None]
    if any(centre_id != enquiry.centre_id for centre_id in here):
        raise Invalid(gettext("请选本中心的窗口或者部门。"), field="to")
    words = to.place.strip()
    if len(words) > MOST_PLACE or "\x00" in words + to.phone:
        raise Invalid(gettext("最多 %(most)s 字。") % {"most": MOST_PLACE}, field="place")
    named = ""
    if to.window is not None:
        named = gettext("%(n)d 号窗口") % {"n": to.window.number}
    elif to.department is not None:
        named = to.department.name
    elif not words or not to.phone.strip():
        raise Invalid(gettext("请写转到哪里：窗口、部门，或者别的单位的地方和电话。"), field="place")
    return "　".join(filter(None, (named, words)))[:MOST_PLACE]


def _move(enquiry: Enquiry, move: Move, by: Officer, **changes: object) -> None:
    first = enquiry.first_contact_id or by.staff_id
    swap(enquiry, state=MOVES[State(enquiry.state), move], first_contact_id=first, **changes)


def _end(handing: Handing, *, by: Officer, now: datetime, arrived: bool, words: str = "") -> None:
    changes = {"ended_at": now, "ended_by_id": by.staff_id, "has_arrived": arrived, "words": words}
    Handing.objects.filter(pk=handing.pk, ended_at=None).update(**changes)


def _note(enquiry: Enquiry, event: Event, by: Officer, now: datetime, data: dict[str, object]) -> None:
    journal.record(enquiry.subject, event, by=by, at=now, data=data, thing=enquiry, centre=enquiry.centre_id)
