from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ..rules.denial import DenialState


class Denial(models.Model):
    """An intended denial: registered with facts, reasons and basis, and sent up level by level (R146)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="denials", db_index=False)
    task = models.ForeignKey("approvals.Task", models.PROTECT, related_name="denials")
    state = models.CharField(max_length=10, choices=DenialState, default=DenialState.PENDING)
    version = models.PositiveIntegerField(default=0)
    facts = ArrayField(models.CharField(max_length=500))
    reasons = ArrayField(models.CharField(max_length=500))
    basis = models.CharField(max_length=500)
    levels = ArrayField(models.CharField(max_length=20))  # as configured on the day, lowest first
    level = models.PositiveSmallIntegerField(default=0)  # whose turn it is, counted from 0
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["id"], name="denial_pending", condition=Q(state="pending"))]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=["pending", "sent_back"]), name="denial_one_open"
            ),
            models.CheckConstraint(
                name="denial_settled_iff_dated",
                condition=Q(state__in=["pending", "sent_back"], settled_at=None, settled_by="")
                | ~Q(state__in=["pending", "sent_back"]) & Q(settled_at__isnull=False) & ~Q(settled_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Denial on {self.case_id}: {self.state}"


class DenialOpinion(models.Model):
    """What one level said. Written once."""

    denial = models.ForeignKey(Denial, models.CASCADE, related_name="opinions")
    role = models.CharField(max_length=20)
    is_confirmed = models.BooleanField()
    words = models.CharField(max_length=1000)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.role} on denial {self.denial_id}"
