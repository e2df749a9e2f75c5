from django.db import models
from django.db.models import Q

from ..rules import MOST_MEASURES


class MonthlyReport(models.Model):
    """What a centre publishes of a month: the figures, and what it does to improve (R164). Published, it stays."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    month = models.CharField(max_length=7)  # 2026-08
    measures = models.CharField(max_length=MOST_MEASURES)
    version = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    paper_code = models.CharField(max_length=12, blank=True)  # with the figures as they were that day

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "month"], name="rating_report_once"),
            models.CheckConstraint(
                name="rating_report_published_as_a_paper",
                condition=Q(published_at=None, published_by=None, paper_code="")
                | Q(published_at__isnull=False, published_by__isnull=False) & ~Q(paper_code=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Ratings of {self.month} at {self.centre_id}"

    @property
    def subject(self) -> str:
        """The journal's name of this report."""
        return f"rating_report:{self.pk}"
