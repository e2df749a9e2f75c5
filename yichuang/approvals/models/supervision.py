from django.db import models
from django.db.models import Q


class SupervisionOrder(models.Model):
    """督办单: the centre presses for an overdue case to be handled at once; it decides nothing (R126)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="supervision_orders")
    due_on = models.DateField()
    overdue_days = models.PositiveSmallIntegerField()  # working days
    required = models.CharField(max_length=1000)
    reply_by_on = models.DateField()
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_at=None), name="supervision_one_open"
            ),
            models.CheckConstraint(
                name="supervision_answered_whole",
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Supervision of {self.case_id}"
