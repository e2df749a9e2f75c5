from django.db import models
from django.db.models import Q

from ..rules.steps import UNFINISHED, TaskState, Verdict

_UNFINISHED = [state.value for state in UNFINISHED]


class Task(models.Model):
    """One step of one case: whose turn it is, by when, and what was written."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="tasks")
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()  # how many steps the published procedure has
    name = models.CharField(max_length=60)
    role = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, blank=True)  # StepKind of the published procedure
    needed = models.PositiveSmallIntegerField(default=1)  # how many must countersign; 0: all
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
                fields=["look_at"], name="task_lights", condition=Q(closed_at=None, look_at__isnull=False)
            ),
            models.Index(
                fields=["closed_by", "-closed_at"], name="task_done_by", condition=Q(closed_at__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(closed_at=None), name="task_one_open"),
            models.CheckConstraint(
                name="task_closed_iff_dated",
                condition=Q(state__in=_UNFINISHED, closed_at=None, closed_by=None)
                | Q(state="dropped", closed_at__isnull=False)
                | ~Q(state__in=[*_UNFINISHED, "dropped"])
                & Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.case_id})"

    @property
    def found(self) -> "Examination | None":
        """What the review of this step found, or None."""
        return getattr(self, "examination", None)


class Examination(models.Model):
    """What the review of a step found: truth, legality, match with the real project (R109, R110)."""

    task = models.OneToOneField(Task, models.CASCADE, primary_key=True, related_name="examination")
    is_true = models.BooleanField()
    truth_note = models.CharField(max_length=500, blank=True)
    is_lawful = models.BooleanField()
    law_note = models.CharField(max_length=500, blank=True)
    is_matching = models.BooleanField()
    match_note = models.CharField(max_length=500, blank=True)
    is_disputed = models.BooleanField(default=False)
    dispute = models.CharField(max_length=500, blank=True)
    examined_at = models.DateTimeField()
    examined_by = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"Examination of {self.task_id}"

    @property
    def needs_inspection(self) -> bool:
        """Whether somebody has to go and look."""
        return not self.is_matching or self.is_disputed


class Signature(models.Model):
    """One department or one officer asked to countersign a step, and what was said (R112)."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="signatures", db_index=False)
    department = models.ForeignKey("people.Department", models.PROTECT, null=True, blank=True)
    staff = models.ForeignKey("people.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.ASKED)
    words = models.CharField(max_length=1000, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "department", "staff"], name="signature_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="signature_of_one",
                condition=Q(department=None, staff__isnull=False) | Q(department__isnull=False, staff=None),
            ),
            models.CheckConstraint(
                name="signature_signed_iff_said",
                condition=Q(verdict="asked", signed_at=None, signed_by=None)
                | ~Q(verdict="asked") & Q(signed_at__isnull=False, signed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Signature on {self.task_id}"

    @property
    def who(self) -> str:
        """Whom was asked, as papers and pages name it."""
        asked = self.department or self.staff
        return asked.name if asked else ""


class WindowReturn(models.Model):
    """A step handed back to the window with opinion, reasons and materials; the case stays accepted (R114)."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="returns")
    opinion = models.CharField(max_length=1000)
    reasons = models.CharField(max_length=1000)  # R087: never without
    orders = models.JSONField(default=list)  # lines of the list of materials that go along
    returned_at = models.DateTimeField()
    returned_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(answered_at=None), name="window_return_one_open"
            ),
            models.CheckConstraint(
                name="window_return_answered_whole",
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Return of {self.task_id}"
