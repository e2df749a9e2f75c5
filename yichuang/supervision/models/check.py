from django.db import models
from django.db.models import Q

from ..rules.checklist import DrawnFrom


class SpotCheck(models.Model):
    """抽查: cases, steps or fees drawn by lot from a span of days, looked at line by line (R131, R277).

    The seed is kept, so that anybody can draw the same again.
    """

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey(
        "people.Department", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    of = models.CharField(max_length=14, choices=DrawnFrom, default=DrawnFrom.ACCEPTED)
    from_on = models.DateField()
    until_on = models.DateField()
    wanted = models.PositiveSmallIntegerField()
    population = models.PositiveIntegerField()  # of how many they were drawn
    seed = models.CharField(max_length=32)
    reason = models.CharField(max_length=300)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["centre", "-id"], name="spot_check_of_centre")]

    def __str__(self) -> str:
        return f"Spot check {self.pk}"

    @property
    def no(self) -> str:
        """What people call it by."""
        return f"CC{self.drawn_at:%Y}{self.pk:05d}"

    @property
    def subject(self) -> str:
        """The journal's name of this check."""
        return f"spot_check:{self.pk}"


class SpotItem(models.Model):
    """One case, step or fee of a spot check: each line of the list looked at, and what was found."""

    check_of = models.ForeignKey(SpotCheck, models.PROTECT, related_name="items")
    case_no = models.CharField(max_length=20)
    thing = models.CharField(
        max_length=40, blank=True, default=""
    )  # task:ID, payment:ID; empty: the whole case
    about = models.CharField(max_length=200, blank=True, default="")  # which step, which fee
    matter_name = models.CharField(max_length=200)
    answers = models.JSONField(default=dict)  # line of the list: true, false, or null where it does not apply
    note = models.CharField(max_length=1000, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    order = models.ForeignKey(
        "supervision.Order", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "case_no", "thing"], name="spot_item_once"),
            models.CheckConstraint(
                name="spot_item_looked_at_whole",
                condition=Q(looked_at=None, looked_by=None)
                | Q(looked_at__isnull=False, looked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_no} in {self.check_of_id}"
