from django.db import models
from django.db.models import F, Q

from ..rules.clock import Light


class Clock(models.Model):
    """One running limit is one row: both dates, the light, and the instant to look again.

    The dates follow from `started_at` and the entries of the ledger; they are kept so that a list or
    a sweep reads them without counting.
    """

    case = models.OneToOneField("cases.Case", models.CASCADE, primary_key=True, related_name="clock")
    # None: accepted with materials still to come, and the clock starts when they are complete (C-18).
    started_at = models.DateTimeField(null=True, blank=True)
    first_promised_on = models.DateField(null=True, blank=True)  # as they were told at acceptance
    first_statutory_on = models.DateField(null=True, blank=True)
    promised_due_on = models.DateField(null=True, blank=True)
    promised_due_at = models.DateTimeField(null=True, blank=True)
    statutory_due_on = models.DateField(null=True, blank=True)
    statutory_due_at = models.DateTimeField(null=True, blank=True)
    is_statutory_by_law = models.BooleanField(default=False)  # 行政许可法 42 or 43, the guide silent
    # 43: the twenty days are those of a review that a higher body decides on.
    is_review = models.BooleanField(default=False)
    is_provisional = models.BooleanField(default=False)  # the official calendar is not published that far
    paused_until = models.DateField(null=True, blank=True)  # the last day that the running pause may last
    light = models.CharField(max_length=8, default=Light.GREEN.value)
    look_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            # What the sweep reads: the running clocks whose light may change.
            models.Index(
                fields=["look_at"], name="clock_due", condition=Q(stopped_at=None, look_at__isnull=False)
            ),
            # What is overdue, latest first: a list that costs what is late, not what runs.
            models.Index(
                fields=["promised_due_at"], name="clock_red", condition=Q(stopped_at=None, light="red")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="clock_promise_within_law",  # R123: never later than what the law allows
                condition=Q(stopped_at__isnull=False)
                | Q(promised_due_at=None)
                | Q(statutory_due_at=None)
                | Q(promised_due_at__lte=F("statutory_due_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"Clock of {self.case_id}: {self.light}"

    @property
    def law_article(self) -> str:
        """The article that gives the statutory limit where the guide is silent; empty where it is not."""
        if not self.is_statutory_by_law:
            return ""
        return "行政许可法第四十三条" if self.is_review else "行政许可法第四十二条"


class ClockEvent(models.TextChoices):
    """What can happen to a clock after it started."""

    PAUSED = "paused", "暂停"
    RESUMED = "resumed", "恢复"
    EXTENDED = "extended", "延长"
    RECOUNTED = "recounted", "重新推算"


class ClockEntry(models.Model):
    """One line of a clock's ledger, with the dates that it led to. Written once; a trigger refuses changes."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="clock_entries", db_index=False)
    order = models.PositiveSmallIntegerField()
    event = models.CharField(max_length=10, choices=ClockEvent)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60, blank=True)
    procedure = models.CharField(max_length=20, blank=True)  # Procedure, for a pause
    article = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=500, blank=True)
    until = models.DateField(null=True, blank=True)  # the last day that a pause's notice named
    days = models.PositiveSmallIntegerField(null=True, blank=True)  # working days of an extension
    promised_due_on = models.DateField(null=True, blank=True)
    statutory_due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["case", "order"], name="clock_entry_once")]

    def __str__(self) -> str:
        return f"{self.event} {self.at:%Y-%m-%d %H:%M}"
