from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext

from yichuang.journal import public as journal
from yichuang.journal.public import Event
from yichuang.kit.actor import Actor
from yichuang.kit.inserting import insert_new
from yichuang.kit.refusal import Forbidden, Invalid, Stale

from ..models import Applicant, Consent
from ..policies import why_not_identify, why_not_keep
from ..rules.identity import Identity, IdKind, read_identity


@dataclass(frozen=True)
class Particulars:
    """What is written down of a person or body at the window."""

    id_kind: IdKind
    id_number: str
    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    nationality: str = ""
    confirmed: bool = False  # the clerk has seen the original and confirms a doubtful code


_KEPT = ("name", "phone", "email", "address", "nationality")


def subject_of(applicant: Applicant) -> str:
    return f"applicant:{applicant.pk}"


def identify(particulars: Particulars, *, by: Actor, now: datetime) -> Applicant:
    """Return the applicant of this number: known again and brought up to date, or recorded now.

    Raises `Invalid` with the sentence for the field when the number cannot be right (R069, R070).
    Two statements when nothing changed, and for someone new.
    """
    today = timezone.localdate(now)
    identity = read_identity(particulars.id_kind, particulars.id_number, today=today)
    reason = why_not_identify(
        particulars.id_kind, identity, name=particulars.name, confirmed=particulars.confirmed
    )
    if reason:
        raise Invalid(reason, field="name" if not particulars.name.strip() else "id_number")
    fresh = {key: str(getattr(particulars, key)).strip() for key in _KEPT}
    if misfit := why_not_keep(fresh):
        raise Invalid(misfit[1], field=misfit[0])
    # Part of taking in nearly always: a savepoint of its own would be two statements for nothing.
    with transaction.atomic(savepoint=False):
        return _known_or_recorded(particulars.id_kind, identity, fresh, by=by, now=now)


def _known_or_recorded(
    kind: IdKind, identity: Identity, fresh: dict[str, str], *, by: Actor, now: datetime
) -> Applicant:
    """Record first and look afterwards: most who come are new, and nobody can come in between."""
    made = _record(kind, identity, fresh, by=by, now=now)
    if made is not None:
        return made
    known = Applicant.objects.get(id_kind=kind, id_number=identity.number)
    changed = {k: v for k, v in fresh.items() if v and v != getattr(known, k)}
    if changed:
        _bring_up_to_date(known, changed, by=by, now=now)
    return known


def _record(
    kind: IdKind, identity: Identity, fresh: dict[str, str], *, by: Actor, now: datetime
) -> Applicant | None:
    """Insert someone new and write it down; None when the number is known."""
    applicant = Applicant(
        id_kind=kind,
        id_number=identity.number,
        birthday=identity.birthday,
        sex=identity.sex,
        recorded_at=now,
        recorded_by=by.actor_id,
        **fresh,
    )
    if not insert_new([applicant], unique=("id_kind", "id_number")):
        return None
    journal.record(subject_of(applicant), Event.APPLICANT_RECORDED, by=by, at=now, first=True)
    applicant.is_new = True
    return applicant


def _bring_up_to_date(known: Applicant, changed: dict[str, str], *, by: Actor, now: datetime) -> None:
    as_we_saw_it = Applicant.objects.filter(pk=known.pk, version=known.version)
    if not as_we_saw_it.update(version=F("version") + 1, **changed):
        raise Stale
    journal.record(
        subject_of(known), Event.APPLICANT_RECORDED, by=by, at=now, data={"changed": sorted(changed)}
    )
    for key, value in changed.items():
        setattr(known, key, value)
    known.version += 1


@transaction.atomic
def reveal(applicant: Applicant, *, purpose: str, by: Actor, now: datetime) -> Applicant:
    """Show the unmasked particulars to someone whose duty needs them; who and why is kept (R258)."""
    if not purpose.strip():
        raise Invalid(gettext("请写明查看完整信息的用途。"), field="purpose")
    if len(purpose) > 200:
        raise Invalid(gettext("用途最多 200 字。"), field="purpose")
    journal.record(
        subject_of(applicant), Event.APPLICANT_UNMASKED, by=by, at=now, data={"purpose": purpose.strip()}
    )
    return applicant


@transaction.atomic
def consent_to(
    applicant: Applicant,
    third_party: str,
    *,
    purpose: str,
    what: str,
    until_on: date | None = None,
    by: Actor,
    now: datetime,
) -> Consent:
    """Record the applicant's explicit agreement that a named third party is told (R259; PIPL 23)."""
    if not (third_party.strip() and purpose.strip() and what.strip()):
        raise Invalid(gettext("请写明向谁提供、提供什么、作什么用。"), field="third_party")
    consent = Consent.objects.create(
        applicant=applicant,
        third_party=third_party.strip(),
        purpose=purpose.strip(),
        what=what.strip(),
        given_at=now,
        recorded_by=by.actor_id,
        until_on=until_on,
    )
    journal.record(
        subject_of(applicant), Event.CONSENT_RECORDED, by=by, at=now, data={"to": third_party.strip()}
    )
    return consent


@transaction.atomic
def disclose_to(applicant: Applicant, third_party: str, *, what: str, by: Actor, now: datetime) -> None:
    """Let a third party be told, only on a consent that holds today; the telling is kept (R259)."""
    today = timezone.localdate(now)
    holds = Consent.objects.filter(
        Q(until_on=None) | Q(until_on__gte=today),
        applicant=applicant,
        third_party=third_party.strip(),
        withdrawn_at=None,
    )
    if not holds.exists():
        raise Forbidden(
            gettext("当事人没有同意把信息提供给“%(third_party)s”，不能提供。") % {"third_party": third_party}
        )
    journal.record(
        subject_of(applicant),
        Event.DISCLOSURE_RECORDED,
        by=by,
        at=now,
        data={"to": third_party.strip(), "what": what},
    )
