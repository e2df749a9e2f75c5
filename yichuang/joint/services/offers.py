"""Setting up what a centre offers as one thing."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from yichuang.catalogue.public import IntakeSheet
from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.inserting import insert_all
from yichuang.kit.refusal import Invalid, Refused
from yichuang.kit.swapping import swap
from yichuang.kit.text import hides_something
from yichuang.people.public import Officer, Window

from ..models import Offer, OfferPart
from ..policies import why_not_offer
from ..rules import OfferTerms

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST = {"name": 60, "name_en": 120, "summary": 300, "summary_en": 500}


@transaction.atomic
def offer(
    terms: OfferTerms,
    sheets: Sequence[IntakeSheet],
    window: Window | None,
    *,
    known: Offer | None = None,
    by: Officer,
    now: datetime,
) -> Offer:
    """Offer these matters as one thing at this window, or change `known` to that (R102, R147).

    Applications that were sent in keep the parts they were made of.
    """
    if reason := why_not_offer(terms, sheets, window, by=by):
        raise Refused(reason)
    if window is None:
        raise Refused(gettext("请选本中心的一个窗口作责任窗口。"))
    columns: dict[str, Any] = {
        **_words(terms),
        "event_id": terms.event_id,
        "window": window,
        "is_open": terms.is_open,
        "set_at": now,
        "set_by": by.staff_no,
    }
    if known is None:
        made = Offer.objects.create(code=_code(terms.code), centre_id=window.centre_id, **columns)
    else:
        swap(known, **columns)
        made = known
        made.parts.all().delete()
    insert_all(
        [
            OfferPart(
                offer=made, order=order, matter_id=sheet.matter_id, after=sorted(terms.after.get(order, ()))
            )
            for order, sheet in enumerate(sheets, start=1)
        ]
    )
    facts = {"name": made.name, "matters": [sheet.matter_code for sheet in sheets], "open": made.is_open}
    journal.record(
        made.subject, Event.OFFER_SET, by=by, at=now, data=facts, first=known is None, centre=made.centre_id
    )
    return made


def _words(terms: OfferTerms) -> dict[str, str]:
    words = {name: str(getattr(terms, name)).strip() for name in _MOST}
    if not words["name"]:
        raise Invalid(gettext("请写这件事叫什么，例如：开办餐饮店。"), field="name")
    for name, value in words.items():
        if len(value) > _MOST[name] or hides_something(value):
            raise Invalid(gettext("这一项太长，或者有看不见的字符，请重新输入。"), field=name)
    return words


def _code(code: str) -> str:
    tidy = code.strip().lower()
    if len(tidy) > 40 or not _CODE.fullmatch(tidy):
        raise Invalid(gettext("网址用小写字母、数字和短横，例如：open-arcade。"), field="code")
    if Offer.objects.filter(code=tidy).exists():
        raise Invalid(gettext("这个网址已经有了，请换一个。"), field="code")
    return tidy
