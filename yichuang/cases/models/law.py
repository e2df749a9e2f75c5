"""What the law adds to a plain case: what was asked for, promised, requested, and done wrong."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ..rules.intake import ClockFrom, IntakeMode, LapseOutcome
from ..rules.requests import RequestKind
from ..rules.violations import ViolationKind


class IntakeRule(models.Model):
    """How a centre takes in one matter whose materials are not complete (C-18). Blank: as the centre's setting."""

    matter = models.OneToOneField("catalogue.Matter", models.CASCADE, primary_key=True, related_name="+")
    mode = models.CharField(max_length=24, choices=IntakeMode, blank=True)
    clock_from = models.CharField(max_length=16, choices=ClockFrom, blank=True)
    lapse = models.CharField(max_length=12, choices=LapseOutcome, blank=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"Intake of {self.matter_id}: {self.mode or 'as the centre'}"


class Supplement(models.Model):
    """One notice of what to supplement (行政许可法 32 (四); R073): everything at once, with its last day."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="supplements", db_index=False)
    number = models.PositiveSmallIntegerField()  # 1; a second is a recorded violation (R097)
    noticed_at = models.DateTimeField()
    noticed_by = models.CharField(max_length=40)
    reply_due_on = models.DateField()
    items = models.JSONField()  # [{"order", "name", "problem", "wanted"}]
    permission = models.ForeignKey(
        "cases.Request", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    resubmitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="supplement_once"),
            models.CheckConstraint(
                name="supplement_second_is_permitted",
                condition=Q(number=1) | Q(number__gt=1, permission__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Supplement {self.number} of {self.case_id}"


class Gap(models.Model):
    """What was still to come when a case was accepted, and by when (容缺受理, or 先受理后补)."""

    case = models.OneToOneField("cases.Case", models.CASCADE, primary_key=True, related_name="gap")
    mode = models.CharField(max_length=24, choices=IntakeMode)
    clock_from = models.CharField(max_length=16, choices=ClockFrom)
    lapse = models.CharField(max_length=12, choices=LapseOutcome)  # as configured on the day
    orders = ArrayField(models.PositiveSmallIntegerField())  # the lines still to come
    promised_at = models.DateTimeField()
    told_on = models.DateField()  # the last day as it was promised
    due_on = models.DateField()  # later where a government notice took days out of the time up to it
    look_at = models.DateTimeField(null=True, blank=True)  # the reminder, then the lapse
    reminded_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["look_at"], name="gap_due", condition=Q(look_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="gap_ends_once", condition=Q(completed_at=None) | Q(lapsed_at=None))
        ]

    def __str__(self) -> str:
        return f"Gap of {self.case_id} until {self.due_on}"

    @property
    def is_open(self) -> bool:
        """Whether something is still to come."""
        return self.completed_at is None and self.lapsed_at is None


class Request(models.Model):
    """Something that needs a superior's word before it is done: asked with a reason, answered once (R116)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=20, choices=RequestKind)
    reason = models.CharField(max_length=1000)
    days = models.PositiveSmallIntegerField(null=True, blank=True)  # working days asked for
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    is_granted = models.BooleanField(null=True, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)  # a permission is used once

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(answered_at=None), name="request_one_open"
            ),
            models.CheckConstraint(
                name="request_answered_whole",
                condition=Q(answered_at=None, answered_by=None, is_granted=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False, is_granted__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "id"], name="request_open", condition=Q(answered_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.case_id}"


class Violation(models.Model):
    """A duty that was not kept, recorded against the one who had it. Supervision reads them (R096, R097)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="violations", db_index=False)
    kind = models.CharField(max_length=24, choices=ViolationKind)
    number = models.PositiveSmallIntegerField(default=1)
    staff = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    window = models.ForeignKey(
        "people.Window", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["case", "kind", "number"], name="violation_once")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.case_id}"


class Relay(models.Model):
    """A case that went up with the lower body's opinion, and the higher body's case made of it
    (行政许可法 35, 43; R104)."""

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="relay")
    above = models.OneToOneField("cases.Case", models.PROTECT, related_name="relayed")
    opinion = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.case_id} above {self.above_id}"
