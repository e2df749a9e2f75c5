from django.db import models
from django.db.models import Q

from ..rules.meeting import MeetingState


class Inspection(models.Model):
    """A site inspection by at least two people, with its record (R110; 行政许可法 34)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="inspections")
    on = models.DateField()
    time = models.CharField(max_length=20)
    place = models.CharField(max_length=200)
    inspectors = models.JSONField()  # [{"name", "badge"}]
    findings = models.JSONField()  # [{"point", "found", "is_met"}]
    conclusion = models.CharField(max_length=1000)
    reason = models.CharField(max_length=500, blank=True)
    present = models.CharField(max_length=200, blank=True)
    said = models.CharField(max_length=1000, blank=True)
    number = models.CharField(max_length=60, blank=True)  # of the paper
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="inspection_by_two", condition=Q(inspectors__1__isnull=False)
            )  # 行政许可法 34: at least two people
        ]

    def __str__(self) -> str:
        return f"Inspection of {self.case_id} on {self.on}"


class InspectionWaiver(models.Model):
    """The guide has somebody go and look where it is needed (必要时), and here it is not: why."""

    case = models.OneToOneField(
        "cases.Case", models.PROTECT, primary_key=True, related_name="inspection_waiver"
    )
    reason = models.CharField(max_length=500)
    waived_at = models.DateTimeField()
    waived_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"No inspection of {self.case_id}"


class Meeting(models.Model):
    """A business meeting about a case: asked for, held, minuted (R113)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="meetings")
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.ASKED)
    version = models.PositiveIntegerField(default=0)
    question = models.CharField(max_length=1000)
    wanted = models.CharField(max_length=100, blank=True)  # when it would suit
    units = models.CharField(max_length=300)  # which sections and departments take part
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    on = models.DateField(null=True, blank=True)
    time = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=200, blank=True)
    presider = models.CharField(max_length=40, blank=True)
    recorder = models.CharField(max_length=40, blank=True)
    attendees = models.JSONField(default=list)  # [{"name", "unit"}]
    discussed = models.JSONField(default=list)
    concluded = models.JSONField(default=list)
    number = models.CharField(max_length=60, blank=True)  # of the minutes
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=["asked", "held"]), name="meeting_one_open"
            ),
            models.CheckConstraint(
                name="meeting_held_is_dated",
                condition=~Q(state__in=["held", "minuted"]) | Q(on__isnull=False) & ~Q(presider=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Meeting on {self.case_id}: {self.state}"
