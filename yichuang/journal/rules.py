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
    CASE_DECIDED = "case.decided"
    CASE_CONCLUDED = "case.concluded"
    CASE_RECOUNTED = "case.recounted"
    CASE_DISCARDED = "case.discarded"
    CASE_LIGHT_CHANGED = "case.light_changed"
    TASK_PASSED = "task.passed"
    TASK_RETURNED = "task.returned"
    TASK_LIGHT_CHANGED = "task.light_changed"
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
    DELIVERY_CHOSEN = "delivery.chosen"
    RESULT_SENT = "result.sent"
    RESULT_CAME_BACK = "result.came_back"
    BAR_RECORDED = "bar.recorded"
    COMMITMENT_OFFERED = "commitment.offered"
    COMMITMENT_SIGNED = "commitment.signed"
    COMMITMENT_CHECKED = "commitment.checked"
    COMMITMENT_LATE = "commitment.late"
    HANDOVER_HANDED = "handover.handed"
    HANDOVER_RECEIVED = "handover.received"
    HANDOVER_DECLINED = "handover.declined"
    ERRAND_FILED = "errand.filed"
    ERRAND_ENDED = "errand.ended"
    REFERRAL_SENT = "referral.sent"
    REFERRAL_SEEN = "referral.seen"
    FEE_ITEMS_SET = "fee_items.set"
    FEE_ANNOUNCED = "fee.announced"
    FEE_EXEMPTED = "fee.exempted"
    FEE_CANCELLED = "fee.cancelled"
    PAYMENT_ORDERED = "payment.ordered"
    PAYMENT_PAID = "payment.paid"
    PAYMENT_FAILED = "payment.failed"
    PAYMENT_CLOSED = "payment.closed"
    PAYMENT_REFUNDING = "payment.refunding"
    PAYMENT_REFUNDED = "payment.refunded"
    FEES_SETTLED = "fees.settled"
    LICENCE_ISSUED = "licence.issued"
    LICENCE_ASKED = "licence.asked"
    LICENCE_CHANGED = "licence.changed"
    LICENCE_RENEWED = "licence.renewed"
    LICENCE_SUSPENDED = "licence.suspended"
    LICENCE_RESTORED = "licence.restored"
    LICENCE_REVOKED = "licence.revoked"
    LICENCE_CANCELLED = "licence.cancelled"
    LICENCE_EXPIRED = "licence.expired"
    MATERIAL_CORRECTED = "material.corrected"
    MATERIAL_ATTACHED = "material.attached"
    MATERIAL_SET_ASIDE = "material.set_aside"
    MATERIAL_RETURNED = "material.returned"
    PAPER_ISSUED = "paper.issued"
    PAPER_PRINTED = "paper.printed"
    PAPER_VOIDED = "paper.voided"
    LAYOUT_SAVED = "layout.saved"
    SEAL_USED = "seal.used"
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
