from django.db import models
from django.db.models import Q

from .rules import TaskState


class Task(models.Model):
    """One step of one case: whose turn it is, by when, and what was written."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="tasks")
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()  # how many steps the published procedure has
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.OPEN)
    version = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    step_due_at = models.DateTimeField(null=True, blank=True)  # the step's own limit
    case_due_on = models.DateField(null=True, blank=True)  # the case's promise: lists are ordered by it
    light = models.CharField(max_length=8)
    look_at = models.DateTimeField(null=True, blank=True)
    draft = models.TextField(blank=True)  # an opinion being written; kept as typed
    opinion = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [
            # A reviewer's list: what is due first, of her department and role.
            models.Index(
                fields=["department", "role", "case_due_on", "id"],
                name="task_by_due",
                condition=Q(state="open"),
            ),
            models.Index(
                fields=["look_at"], name="task_lights", condition=Q(state="open", look_at__isnull=False)
            ),
            models.Index(fields=["closed_by", "-closed_at"], name="task_done_by", condition=~Q(state="open")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="open"), name="task_one_open"),
            models.CheckConstraint(
                name="task_closed_iff_dated",
                condition=Q(state="open", closed_at=None, closed_by=None)
                | Q(state="dropped", closed_at__isnull=False)
                | ~Q(state__in=["open", "dropped"]) & Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.case_id})"
