"""The probe of what is asked in writing: answered within three working days, or five (R048, R049)."""

from datetime import datetime

from django.utils.translation import gettext

from yichuang.enquiries import public as enquiries
from yichuang.people.public import Role

from ..seen import Duty, Seen


def enquiry(key: str, now: datetime) -> Seen | None:  # noqa: ARG001 - it stands as it is kept
    """An enquiry, `enquiry:ID`. Its first contact answers for it until it has arrived somewhere; then the receiver."""
    found = enquiries.enquiry_by_id(int(key))
    if found is None:
        return None
    handings = enquiries.handings_of(found)

    def duty_at(at: datetime) -> Duty:
        there = [
            one for one in handings if one.has_arrived and one.ended_at is not None and one.ended_at <= at
        ]
        if there and there[-1].department_id is not None:
            return Duty(department_id=there[-1].department_id, role=Role.CHIEF_REP)
        if there and there[-1].window_id is not None:
            return Duty(window_id=there[-1].window_id, staff_id=there[-1].ended_by_id)
        if found.first_contact_id is not None:
            return Duty(staff_id=found.first_contact_id)
        return Duty(role=Role.MANAGER)

    return Seen(
        centre_id=found.centre_id,
        about=gettext("咨询 %(no)s：%(words)s") % {"no": found.no, "words": found.question[:60]},
        limit_at=found.due_at,
        duty_at=duty_at,
        over_at=found.answered_at,
        matter_code=found.matter.code if found.matter else "",
        lines=tuple(gettext("转到：%(place)s") % {"place": one.place} for one in handings),
    )
