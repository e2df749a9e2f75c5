from django.db import models
from django.db.models import Q

from .rules import TO_AN_ADDRESS, Channel, Kind, Language, State


class Message(models.Model):
    """A message to one person by one way. The key makes posting twice the same as posting once."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    channel = models.CharField(max_length=10, choices=Channel)
    applicant = models.ForeignKey(
        "people.Applicant", models.PROTECT, null=True, blank=True, related_name="messages"
    )
    staff = models.ForeignKey("people.Staff", models.PROTECT, null=True, blank=True, related_name="messages")
    address = models.CharField(max_length=254, blank=True)  # as it was when posted; the inbox has none
    subject = models.CharField(max_length=200)
    body = models.TextField()
    language = models.CharField(max_length=5, choices=Language, default=Language.ZH)
    case_no = models.CharField(max_length=50, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)  # why it waits or failed, for people
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index("next_try_at", condition=Q(state=State.QUEUED), name="message_due"),
            models.Index("applicant", "id", name="message_by_applicant"),
            models.Index("case_no", "id", condition=~Q(case_no=""), name="message_by_case"),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_to_one_person",
                condition=Q(applicant__isnull=False, staff=None)
                | Q(applicant=None, staff__isnull=False)
                | Q(applicant=None, staff=None, kind__in=TO_AN_ADDRESS),
            ),
            models.CheckConstraint(
                name="message_delivered_iff_dated",
                condition=Q(state=State.DELIVERED, delivered_at__isnull=False)
                | ~Q(state=State.DELIVERED) & Q(delivered_at=None),
            ),
            models.CheckConstraint(
                name="message_queued_iff_tried_again",
                condition=Q(state=State.QUEUED, next_try_at__isnull=False)
                | ~Q(state=State.QUEUED) & Q(next_try_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.subject}"
