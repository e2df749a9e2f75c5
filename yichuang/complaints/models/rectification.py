from django.db import models

from ..rules import RectificationState
from .complaint import Complaint


class Rectification(models.Model):
    """整改单: the window's department puts right what was found, by a day (R252)."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="rectifications")
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="+", db_index=False)
    required = models.CharField(max_length=1000)
    state = models.CharField(max_length=10, choices=RectificationState, default=RectificationState.OPEN)
    version = models.PositiveIntegerField(default=0)
    reply_by = models.DateTimeField()
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["department", "-id"], name="rectification_of_dept"),
            models.Index(fields=["centre", "ordered_at"], name="rectification_of_centre"),
        ]

    def __str__(self) -> str:
        return f"Rectification {self.no}"

    @property
    def no(self) -> str:
        """What people call it by."""
        return f"ZG{self.ordered_at:%Y}{self.pk:05d}"

    @property
    def duty_words(self) -> str:
        """What the department is told on the way."""
        return self.required[:60]

    @property
    def desk_path(self) -> str:
        """Where it stands on the workbench."""
        return f"/desk/complaints/rectifications/{self.pk}/"


class RectificationReply(models.Model):
    """What the department put right, and what was thought of it."""

    rectification = models.ForeignKey(Rectification, models.PROTECT, related_name="replies")
    words = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    is_accepted = models.BooleanField(null=True, blank=True)
    judged_words = models.CharField(max_length=1000, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Reply to {self.rectification_id}"
