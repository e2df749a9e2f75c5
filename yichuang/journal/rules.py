"""The words of the journal and the arithmetic of its chain. No queries, no clock."""

import hashlib
import json
from datetime import datetime
from enum import StrEnum


class Event(StrEnum):
    """Everything that can happen, named `noun.participle`. A closed list: docs/events.md shows it."""

    CASE_DRAFTED = "case.drafted"
    CASE_MOVED_TO_GUIDE = "case.moved_to_guide"
    CASE_ACCEPTED = "case.accepted"
    CASE_RECEIVED = "case.received"
    CASE_RESUBMITTED = "case.resubmitted"
    CASE_SUPPLEMENT_ASKED = "case.supplement_asked"
    CASE_REFUSED = "case.refused"
    CASE_NOT_REQUIRED = "case.not_required"
    CASE_LEFT_OPEN = "case.left_open"
    CASE_COMPLETED = "case.completed"
    CASE_GAP_LAPSED = "case.gap_lapsed"
    CASE_CLOCK_STARTED = "case.clock_started"
    CASE_PAUSED = "case.paused"
    CASE_RESUMED = "case.resumed"
    CASE_EXTENDED = "case.extended"
    CASE_OVERDUE = "case.overdue"
    CASE_ENDED = "case.ended"
    CASE_SENT_UP = "case.sent_up"
    CASE_DECIDED = "case.decided"
    CASE_CONCLUDED = "case.concluded"
    CASE_RECOUNTED = "case.recounted"
    CASE_DISCARDED = "case.discarded"
    CASE_LIGHT_CHANGED = "case.light_changed"
    TASK_PASSED = "task.passed"
    TASK_RETURNED = "task.returned"
    TASK_SENT_TO_WINDOW = "task.sent_to_window"
    TASK_ANSWERED = "task.answered"
    TASK_COUNTERSIGN_ASKED = "task.countersign_asked"
    TASK_COUNTERSIGNED = "task.countersigned"
    TASK_LIGHT_CHANGED = "task.light_changed"
    DENIAL_REGISTERED = "denial.registered"
    DENIAL_CONFIRMED = "denial.confirmed"
    DENIAL_SENT_BACK = "denial.sent_back"
    DENIAL_WITHDRAWN = "denial.withdrawn"
    MEETING_ASKED = "meeting.asked"
    MEETING_HELD = "meeting.held"
    MEETING_MINUTED = "meeting.minuted"
    MEETING_CALLED_OFF = "meeting.called_off"
    INSPECTION_RECORDED = "inspection.recorded"
    PARTY_TOLD = "party.told"
    PARTY_ANSWERED = "party.answered"
    HEARING_RIGHT_TOLD = "hearing.right_told"
    HEARING_ASKED = "hearing.asked"
    HEARING_WAIVED = "hearing.waived"
    HEARING_CALLED = "hearing.called"
    HEARING_RECORDED = "hearing.recorded"
    SUPERVISION_ORDERED = "supervision.ordered"
    SUPERVISION_ANSWERED = "supervision.answered"
    JOINT_BEGUN = "joint.begun"
    JOINT_ACCEPTED = "joint.accepted"
    JOINT_MET = "joint.met"
    JOINT_EXTENDED = "joint.extended"
    JOINT_OVERDUE = "joint.overdue"
    JOINT_READY = "joint.ready"
    JOINT_CONCLUDED = "joint.concluded"
    JOINT_WITHDRAWN = "joint.withdrawn"
    REQUEST_ASKED = "request.asked"
    REQUEST_ANSWERED = "request.answered"
    VIOLATION_RECORDED = "violation.recorded"
    MATERIAL_CORRECTED = "material.corrected"
    MATERIAL_ATTACHED = "material.attached"
    MATERIAL_SET_ASIDE = "material.set_aside"
    MATERIAL_RETURNED = "material.returned"
    PAPER_ISSUED = "paper.issued"
    PAPER_PRINTED = "paper.printed"
    PAPER_VOIDED = "paper.voided"
    LAYOUT_SAVED = "layout.saved"
    SEAL_USED = "seal.used"
    MATTER_GOES_UP_SET = "matter.goes_up_set"
    GUIDE_DRAFTED = "guide.drafted"
    GUIDE_EDITED = "guide.edited"
    GUIDE_SUBMITTED = "guide.submitted"
    GUIDE_WITHDRAWN = "guide.withdrawn"
    GUIDE_SENT_BACK = "guide.sent_back"
    GUIDE_PUBLISHED = "guide.published"
    GUIDE_REVIEWED = "guide.reviewed"
    GUIDE_SUPERSEDED = "guide.superseded"
    CATALOGUE_IMPORTED = "catalogue.imported"
    CALENDAR_IMPORTED = "calendar.imported"
    CENTRE_FOUNDED = "centre.founded"
    STAFF_HIRED = "staff.hired"
    STAFF_SIGNED_IN = "staff.signed_in"
    STAFF_SIGNED_OUT = "staff.signed_out"
    STAFF_REFUSED = "staff.refused"
    STAFF_PASSWORD_CHANGED = "staff.password_changed"  # noqa: S105 - an event's name
    TOKEN_GIVEN = "token.given"  # noqa: S105 - an event's name
    ROLE_GRANTED = "role.granted"
    ROLE_ENDED = "role.ended"
    APPLICANT_RECORDED = "applicant.recorded"
    APPLICANT_UNMASKED = "applicant.unmasked"
    CONSENT_RECORDED = "consent.recorded"
    DISCLOSURE_RECORDED = "disclosure.recorded"
    MESSAGE_QUEUED = "message.queued"
    MESSAGE_DELIVERED = "message.delivered"
    MESSAGE_FAILED = "message.failed"
    INTAKE_RULE_SET = "intake_rule.set"
    SETTING_CHANGED = "setting.changed"
    LEDGER_EXPORTED = "ledger.exported"


GENESIS = "0" * 64


def digest(previous: str, subject: str, event: str, by: str, at: datetime, data: dict[str, object]) -> str:
    """Return the SHA-256 that ties a line to the one before it on the same subject.

    Any change to an earlier line, its order or its time breaks every digest after it.
    """
    body = json.dumps(
        [previous, subject, event, by, at.isoformat(timespec="microseconds"), data],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(body.encode()).hexdigest()
