"""A centre's own words, version by version: what was sent keeps its words."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from yichuang.journal.public import Event, record
from yichuang.kit.refusal import Forbidden, Invalid, Stale
from yichuang.people.public import Centre, Officer, Role

from ..models import CentreWording
from ..rules.house import KINDS, WORDED
from ..rules.kinds import Kind, Language
from ..rules.sms import parts_of, short_text, why_too_long
from ..rules.wording import Fault, Wording, faults_in, fill, parse, values_of
from ..selectors.wordings import forget_wordings, newest_version

WHO = (Role.MANAGER, Role.SYSADMIN)


def why_not_words(kind: Kind, language: Language, wording: Wording) -> list[Fault]:
    """Say everything that stands against these words, each beside its field."""
    facts = KINDS[kind]
    faults = faults_in(wording, facts.context)
    if any(fault.field == "sms" for fault in faults):
        return faults
    sample = fill(parse(wording.sms), values_of(facts.sample, language, short=True))
    return [*faults, Fault("sms", long)] if (long := why_too_long(sample)) else faults


def preview_of(kind: Kind, language: Language, wording: Wording, *, sign: str = "") -> tuple[Wording, int]:
    """Return the words filled with the kind's invented sample, and in how many parts its SMS goes.

    Only for words against which nothing stands.
    """
    sample = KINDS[kind].sample
    letter, short = values_of(sample, language), values_of(sample, language, short=True)
    sms = short_text(fill(parse(wording.sms), short), sign=sign)
    subject, body = fill(parse(wording.subject), letter), fill(parse(wording.body), letter)
    return Wording(subject.strip(), body.strip(), sms), parts_of(sms)


@transaction.atomic
def set_words(
    centre: Centre,
    kind: Kind,
    language: Language,
    wording: Wording | None,
    *,
    after: int,
    by: Officer,
    now: datetime,
) -> CentreWording:
    """Put new words in force for what is posted from now on; None returns to the house's.

    `after` is the version that the page showed. Raises Forbidden, Invalid beside the first faulty field, and
    Stale when someone was faster.
    """
    if not by.holds(*WHO, centre_id=centre.pk):
        raise Forbidden(gettext("只有本中心的管理人员可以改消息的文字。"))
    if kind not in WORDED:
        raise Forbidden(gettext("这一种消息的文字不能改。"))
    if wording and (faults := why_not_words(kind, language, wording)):
        raise Invalid(faults[0].sentence, field=faults[0].field)
    if newest_version(centre.pk, kind, language) != after:
        raise Stale
    row = CentreWording(
        centre=centre, kind=kind, language=language, version=after + 1, is_house=wording is None,
        set_at=now, set_by=by.actor_id,
    )  # fmt: skip
    if wording:
        row.subject, row.body, row.sms = wording.subject.strip(), wording.body.strip(), wording.sms.strip()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as faster:
        raise Stale from faster
    facts = {"kind": str(kind), "language": str(language), "version": row.version, "is_house": row.is_house}
    record(f"centre:{centre.code}", Event.WORDING_SET, by=by, at=now, data=facts, centre=centre.pk)
    forget_wordings()
    return row
