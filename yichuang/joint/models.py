from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yichuang.cases.public import Mark

from .rules import MeetingKind, State


class Bundle(models.Model):
    """One joint application: one responsible window, one applicant, one overall limit (R102)."""

    no = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)  # 开办餐饮店
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+")
    event = models.ForeignKey(  # chosen by life event: 一件事一次办
        "catalogue.LifeEvent", models.PROTECT, null=True, blank=True, related_name="+"
    )
    window = models.ForeignKey("people.Window", models.PROTECT, null=True, blank=True, related_name="+")
    taken_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.GATHERING)
    version = models.PositiveIntegerField(default=0)
    typed = models.JSONField(default=dict, blank=True)
    applicant_name = models.CharField(max_length=120, blank=True)
    begun_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)  # of the whole; 行政许可法 42
    is_provisional = models.BooleanField(default=False)
    look_at = models.DateTimeField(null=True, blank=True)
    extended_days = models.PositiveSmallIntegerField(null=True, blank=True)
    extended_by_paper = models.CharField(max_length=120, blank=True)  # the government's approval
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["centre", "-id"], name="bundle_of_centre"),
            models.Index(fields=["look_at"], name="bundle_due", condition=Q(look_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="bundle_accepted_is_dated",
                condition=Q(state__in=["gathering", "discarded"])
                | Q(accepted_at__isnull=False, due_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Joint {self.no}"

    @property
    def subject(self) -> str:
        """What the journal knows it by."""
        return f"joint:{self.no}"


class Part(models.Model):
    """One department's case in a joint application, and which others it waits for."""

    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="parts")
    order = models.PositiveSmallIntegerField()
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="+")
    after = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["bundle", "order"], name="part_once")]

    def __str__(self) -> str:
        return f"{self.order} of {self.bundle_id}"


class Shared(models.Model):
    """A material asked for once for all parts (R276)."""

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="materials")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=500)
    form = models.CharField(max_length=20, blank=True)
    copies_wanted = models.PositiveSmallIntegerField(default=1)
    necessity = models.CharField(max_length=12, blank=True)
    situation = models.CharField(max_length=300, blank=True)
    serves = models.JSONField()  # [[part, line], …]
    mark = models.CharField(max_length=12, choices=Mark, default=Mark.PENDING)
    is_original = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["bundle", "order"], name="shared_once")]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """A joint meeting or a joint visit of the site, with its minutes (R103)."""

    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=12, choices=MeetingKind)
    held_on = models.DateField()
    place = models.CharField(max_length=120)
    attendees = models.CharField(max_length=500)
    discussed = models.TextField()
    concluded = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)

    class Meta:
        ordering = ["held_on", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"
