import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .rules.kinds import TO_AN_ADDRESS, Channel, Kind, Language, State
from .rules.webhooks import PushState, new_salt


class Message(models.Model):
    """A message to one person by one way. The key makes posting twice the same as posting once."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    channel = models.CharField(max_length=10, choices=Channel)
    applicant = models.ForeignKey(
        "people.Applicant", models.PROTECT, null=True, blank=True, related_name="messages"
    )
    staff = models.ForeignKey("people.Staff", models.PROTECT, null=True, blank=True, related_name="messages")
    # Whose settings and words it follows; none for the installation's own lists.
    centre = models.ForeignKey(
        "people.Centre", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    address = models.CharField(max_length=254, blank=True)  # as it was when posted; the inbox has none
    subject = models.CharField(max_length=200)
    body = models.TextField()
    language = models.CharField(max_length=5, choices=Language, default=Language.ZH)
    wording = models.PositiveIntegerField(default=0)  # the centre's version of the words; 0: the house's
    is_urgent = models.BooleanField(default=False)  # goes in quiet hours too
    parts = models.PositiveSmallIntegerField(default=0)  # in how many parts an SMS was sent
    reference = models.CharField(max_length=64, blank=True)  # the provider's own number for it
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
            models.Index("channel", "next_try_at", condition=Q(state=State.QUEUED), name="message_due"),
            models.Index("centre", "id", condition=Q(state=State.FAILED), name="message_failed"),
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


class CentreWording(models.Model):
    """A version of how a centre words one kind in one language. Written once; the newest holds."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=Kind)
    language = models.CharField(max_length=5, choices=Language)
    version = models.PositiveIntegerField()
    is_house = models.BooleanField(default=False)  # returned to the house's words
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    sms = models.CharField(max_length=500, blank=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "kind", "language", "version"], name="wording_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.version}"


class OptOut(models.Model):
    """A person wants no messages by this way; of one kind, or of every kind that the law does not order."""

    applicant = models.ForeignKey("people.Applicant", models.CASCADE, related_name="+", db_index=False)
    channel = models.CharField(max_length=10, choices=Channel)
    kind = models.CharField(max_length=20, blank=True)  # blank: every kind that can be done without
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["applicant", "channel", "kind"], name="opted_out_once"),
            models.CheckConstraint(name="nobody_opts_out_of_the_inbox", condition=~Q(channel=Channel.INBOX)),
        ]

    def __str__(self) -> str:
        return f"{self.applicant_id} {self.channel} {self.kind or '*'}"


class Subscription(models.Model):
    """Another system that is told of events. Its secret is made from the installation's key and `salt`."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60)
    url = models.CharField(max_length=500)
    events = ArrayField(models.CharField(max_length=60))
    salt = models.CharField(max_length=32, default=new_salt)
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name


class Push(models.Model):
    """One event on its way to one subscription. Its id stays the same however often it is sent."""

    event_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="pushes", db_index=False)
    event = models.CharField(max_length=60)
    case_no = models.CharField(max_length=50, blank=True)
    occurred_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=PushState, default=PushState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index("next_try_at", condition=Q(state=PushState.QUEUED), name="push_due"),
            models.Index("subscription", "id", name="push_by_subscription"),
            models.Index("subscription", "id", condition=Q(state=PushState.DEAD), name="push_dead"),
        ]
        constraints = [
            models.CheckConstraint(
                name="push_queued_iff_tried_again",
                condition=Q(state=PushState.QUEUED, next_try_at__isnull=False)
                | ~Q(state=PushState.QUEUED) & Q(next_try_at=None),
            ),
            models.CheckConstraint(
                name="push_delivered_iff_dated",
                condition=Q(state=PushState.DELIVERED, delivered_at__isnull=False)
                | ~Q(state=PushState.DELIVERED) & Q(delivered_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.event_id}"
