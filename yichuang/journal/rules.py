"""The words of the journal and the arithmetic of its chain. No queries, no clock."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class Event(StrEnum):
    """Everything that can happen, named `noun.participle`. A closed list: docs/events.md shows it."""

    TICKET_TAKEN = "ticket.taken"
    NUMBERS_RESERVED = "numbers.reserved"
    TICKET_CALLED = "ticket.called"
    TICKET_SERVED = "ticket.served"
    TICKET_MISSED = "ticket.missed"
    TICKET_CAME_BACK = "ticket.came_back"
    TICKET_PARKED = "ticket.parked"
    TICKET_TRANSFERRED = "ticket.transferred"
    TICKET_UNDONE = "ticket.undone"
    TICKET_CORRECTED = "ticket.corrected"
    TICKET_ENDED = "ticket.ended"
    TICKET_LEFT = "ticket.left"
    TICKET_ENTERED = "ticket.entered"
    TICKET_NOTED = "ticket.noted"
    WINDOW_TURNED = "window.turned"
    WINDOW_THEMES_SET = "window.themes_set"
    WINDOW_POST_GIVEN = "window.post_given"
    WINDOW_POST_TAKEN = "window.post_taken"
    DEVICE_ADDED = "device.added"
    DEVICE_FELL_SILENT = "device.fell_silent"
    DEVICE_ANSWERED = "device.answered"
    DEVICE_REPORTED = "device.reported"
    DEVICE_REPAIRED = "device.repaired"
    DEVICE_RETIRED = "device.retired"
    DEVICE_HELP_ASKED = "device.help_asked"
    DEVICE_HELP_GIVEN = "device.help_given"
    DEVICES_CHECKED = "devices.checked"
    HALL_RELIEVED = "hall.relieved"
    CALLING_POLICY_SET = "calling_policy.set"
    BOOKING_PLAN_SET = "booking_plan.set"
    BOOKING_PLAN_ENDED = "booking_plan.ended"
    BOOKING_DAYS_BLOCKED = "booking_days.blocked"
    BOOKING_DAYS_UNBLOCKED = "booking_days.unblocked"
    BOOKING_BOOKED = "booking.booked"
    BOOKING_CHANGED = "booking.changed"
    BOOKING_CANCELLED = "booking.cancelled"
    BOOKING_CALLED_OFF = "booking.called_off"
    BOOKING_CHECKED_IN = "booking.checked_in"
    BOOKING_MISSED = "booking.missed"
    BOOKING_EXCUSED = "booking.excused"
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
    CASE_ANSWER_RECOUNTED = "case.answer_recounted"
    CASE_DAY_PUT_OFF = "case.day_put_off"
    CASE_SENT_IN = "case.sent_in"
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
    INSPECTION_WAIVED = "inspection.waived"
    INSPECTION_RECORDED = "inspection.recorded"
    PARTY_TOLD = "party.told"
    PARTY_ANSWERED = "party.answered"
    HEARING_RULE_SET = "hearing.rule_set"
    HEARING_RULE_LIFTED = "hearing.rule_lifted"
    HEARING_ORDERED = "hearing.ordered"
    HEARING_RIGHT_TOLD = "hearing.right_told"
    HEARING_ASKED = "hearing.asked"
    HEARING_WAIVED = "hearing.waived"
    HEARING_CALLED = "hearing.called"
    HEARING_RECOUNTED = "hearing.recounted"
    HEARING_RECORDED = "hearing.recorded"
    CARD_RAISED = "card.raised"
    CARD_ANSWERED = "card.answered"
    CARD_APPEALED = "card.appealed"
    CARD_UPHELD = "card.upheld"
    CARD_LIFTED = "card.lifted"
    SUPERVISION_RULE_SET = "supervision_rule.set"
    SUPERVISION_RETURNED = "supervision.returned"
    SUPERVISION_ACCEPTED = "supervision.accepted"
    SUPERVISION_WITHDRAWN = "supervision.withdrawn"
    DELAY_EXPLAINED = "delay.explained"
    SPOT_CHECK_DRAWN = "spot_check.drawn"
    SPOT_CHECK_LOOKED = "spot_check.looked"
    SPOT_CHECK_CLOSED = "spot_check.closed"
    SUPERVISION_ORDERED = "supervision.ordered"
    SUPERVISION_ANSWERED = "supervision.answered"
    ANNOUNCEMENT_MADE = "announcement.made"
    ANNOUNCEMENT_WITHDRAWN = "announcement.withdrawn"
    RATING_ASKED = "rating.asked"
    RATING_GIVEN = "rating.given"
    RATING_CHANGED = "rating.changed"
    RATING_FLAGGED = "rating.flagged"
    RATING_OPENED = "rating.opened"
    RATING_VERIFIED = "rating.verified"
    RATING_COMPLICATED = "rating.complicated"
    RATING_RECTIFIED = "rating.rectified"
    RATING_EXPLAINED = "rating.explained"
    RATING_CALLED_BACK = "rating.called_back"
    RATING_CLOSED = "rating.closed"
    RATING_EXCLUDED = "rating.excluded"
    RATING_REPORT_PUBLISHED = "rating_report.published"
    JOINT_BEGUN = "joint.begun"
    JOINT_RECEIVED = "joint.received"
    JOINT_SUPPLEMENT_ASKED = "joint.supplement_asked"
    JOINT_RESUBMITTED = "joint.resubmitted"
    JOINT_ENDED = "joint.ended"
    JOINT_ACCEPTED = "joint.accepted"
    JOINT_MET = "joint.met"
    JOINT_EXTENDED = "joint.extended"
    JOINT_RECOUNTED = "joint.recounted"
    JOINT_OVERDUE = "joint.overdue"
    JOINT_READY = "joint.ready"
    JOINT_CONCLUDED = "joint.concluded"
    JOINT_WITHDRAWN = "joint.withdrawn"
    OFFER_SET = "offer.set"
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
    OFFICIAL_DOC_TAKEN_IN = "official_doc.taken_in"
    OFFICIAL_DOC_SIGNED = "official_doc.signed"
    OFFICIAL_DOC_ANSWERED = "official_doc.answered"
    OFFICIAL_DOC_DELIVERED = "official_doc.delivered"
    ERRAND_FILED = "errand.filed"
    ERRAND_ENDED = "errand.ended"
    REFERRAL_SENT = "referral.sent"
    REFERRAL_SEEN = "referral.seen"
    ENQUIRY_ASKED = "enquiry.asked"
    ENQUIRY_HANDED_ON = "enquiry.handed_on"
    ENQUIRY_TAKEN = "enquiry.taken"
    ENQUIRY_CAME_BACK = "enquiry.came_back"
    ENQUIRY_ANSWERED = "enquiry.answered"
    COMPLAINT_REGISTERED = "complaint.registered"
    COMPLAINT_SETTLED = "complaint.settled"
    COMPLAINT_WRITTEN_DOWN = "complaint.written_down"
    COMPLAINT_ASSIGNED = "complaint.assigned"
    COMPLAINT_ESCALATED = "complaint.escalated"
    COMPLAINT_INVESTIGATED = "complaint.investigated"
    COMPLAINT_APOLOGISED = "complaint.apologised"
    COMPLAINT_EXTENDED = "complaint.extended"
    COMPLAINT_ANSWERED = "complaint.answered"
    COMPLAINT_APPEALED = "complaint.appealed"
    COMPLAINT_UPHELD = "complaint.upheld"
    COMPLAINT_TRANSFERRED = "complaint.transferred"
    COMPLAINT_CAME_BACK = "complaint.came_back"
    COMPLAINT_CONCLUDED = "complaint.concluded"
    COMPLAINT_CLOSED = "complaint.closed"
    COMPLAINT_ARCHIVED = "complaint.archived"
    COMPLAINT_REPORTED_UP = "complaint.reported_up"
    COMPLAINTS_REPORTED = "complaints.reported"
    COMPLAINTS_EXPORTED = "complaints.exported"
    TRANSFER_ACCEPTED = "transfer.accepted"
    TRANSFER_EXTENDED = "transfer.extended"
    TRANSFER_CAME_BACK = "transfer.came_back"
    RECTIFICATION_ORDERED = "rectification.ordered"
    RECTIFICATION_ANSWERED = "rectification.answered"
    RECTIFICATION_ACCEPTED = "rectification.accepted"
    RECTIFICATION_RETURNED = "rectification.returned"
    UNRESOLVED_OPENED = "unresolved.opened"
    UNRESOLVED_HANDED_TO = "unresolved.handed_to"
    UNRESOLVED_NOTED = "unresolved.noted"
    UNRESOLVED_SOLVED = "unresolved.solved"
    UNRESOLVED_REOPENED = "unresolved.reopened"
    OPINION_BOX_ADDED = "opinion_box.added"
    OPINION_BOX_OPENED = "opinion_box.opened"
    FAQ_PROPOSED = "faq.proposed"
    FAQ_TAKEN = "faq.taken"
    FAQ_REFUSED = "faq.refused"
    PHONE_CALL_REPORTED = "phone_call.reported"
    PHONE_CALL_RUNG_BACK = "phone_call.rung_back"
    EXTENSION_SET = "extension.set"
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
    MATTER_GOES_UP_SET = "matter.goes_up_set"
    LIFE_EVENT_SET = "life_event.set"
    LIFE_EVENT_REMOVED = "life_event.removed"
    MATTER_ARRANGED = "matter.arranged"
    MATTER_STOPPED = "matter.stopped"
    MATTER_RESUMED = "matter.resumed"
    GUIDE_DRAFTED = "guide.drafted"
    GUIDE_EDITED = "guide.edited"
    GUIDE_FORM_ATTACHED = "guide.form_attached"
    GUIDE_FORM_REMOVED = "guide.form_removed"
    GUIDE_SUBMITTED = "guide.submitted"
    GUIDE_WITHDRAWN = "guide.withdrawn"
    GUIDE_SENT_BACK = "guide.sent_back"
    GUIDE_PUBLISHED = "guide.published"
    GUIDE_REVIEWED = "guide.reviewed"
    GUIDE_SUPERSEDED = "guide.superseded"
    CATALOGUE_IMPORTED = "catalogue.imported"
    CALENDAR_IMPORTED = "calendar.imported"
    HALL_SHUT = "hall.shut"
    HALL_SHUT_WITHDRAWN = "hall.shut_withdrawn"
    PERSONAL_DATA_FORGOTTEN = "personal_data.forgotten"
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
    MESSAGE_DECLINED = "message.declined"
    MESSAGES_DECLINED = "messages.declined"
    MESSAGES_WANTED = "messages.wanted"
    WORDING_SET = "wording.set"
    SUBSCRIPTION_ADDED = "subscription.added"
    SUBSCRIPTION_ENDED = "subscription.ended"
    PUSH_FAILED = "push.failed"
    PUSHES_REPLAYED = "pushes.replayed"
    INTAKE_RULE_SET = "intake_rule.set"
    SETTING_CHANGED = "setting.changed"
    LEDGER_EXPORTED = "ledger.exported"
    CASE_ARCHIVED = "case.archived"
    ARCHIVE_READ = "archive.read"
    ARCHIVE_EXPORTED = "archive.exported"
    ARCHIVE_DAMAGED = "archive.damaged"
    RETENTION_SET = "retention.set"
    JOURNAL_PROVED = "journal.proved"


GENESIS = "0" * 64
NOWHERE = 0  # the "centre" of lines that belong to none: the installation's own chain of seals
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
MARK_LENGTH = 32  # 128 bits in a manifest: to find another line with the same mark is out of reach


def digest(previous: str, subject: str, event: str, by: str, at: datetime, data: dict[str, object]) -> str:
    """Return the SHA-256 that ties a line to the one before it on the same subject.

    Any change to an earlier line, its order or its time breaks every digest after it.
    """
    body = _CANONICAL.encode([previous, subject, event, by, at.isoformat(timespec="microseconds"), data])
    return hashlib.sha256(body.encode()).hexdigest()


def mark_of(line_digest: str, by_name: str) -> str:
    """Return what a seal keeps of a line: its digest and the name beside it, which the digest leaves out."""
    return hashlib.sha256(f"{line_digest} {by_name}".encode()).hexdigest()[:MARK_LENGTH]


def manifest_line(entry_id: int, mark: str, subject: str) -> str:
    """Return one line of a seal's manifest. The subject is there so that a line that is gone has a name."""
    return f"{entry_id} {mark} {subject}\n"


def read_manifest(manifest: str) -> Iterator[tuple[int, str, str]]:
    """Yield id, mark and subject of each sealed line. A line that nobody could have sealed is left out:
    the digest over the whole says that the seal was altered."""
    for line in manifest.splitlines():
        parts = line.split(" ", 2)
        if len(parts) == 3 and parts[0].isdecimal():
            yield int(parts[0]), parts[1], parts[2]


@dataclass(frozen=True)
class SealFacts:
    """Everything that a seal's digest covers."""

    previous: str
    centre: int
    number: int
    from_xid: int
    upto_xid: int
    at: datetime
    lines: int
    manifest: str

    @property
    def digest(self) -> str:
        """The SHA-256 that ties this seal to the one before it of the same centre."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        head = (
            f"{self.previous} {self.centre} {self.number} {self.from_xid} {self.upto_xid} {at} {self.lines}\n"
        )
        return hashlib.sha256((head + self.manifest).encode()).hexdigest()


@dataclass(frozen=True)
class Witness:
    """A seal as it was printed or sent away: a centre's number and digest, kept where no database owner
    can reach it."""

    centre: int
    number: int
    digest: str


def witness_line(centre: int, number: int, seal_digest: str) -> str:
    """Return how a seal is written on a list that leaves the house, and in its QR code."""
    return f"yichuang-seal {centre} {number} {seal_digest}"


_WITNESS = re.compile(r"yichuang-seal (\d{1,18}) (\d{1,18}) ([0-9a-f]{64})")


def read_witnesses(text: str) -> list[Witness]:
    """Return every seal that a list names, whatever stands around it."""
    return [Witness(int(c), int(n), d) for c, n, d in _WITNESS.findall(text)]
