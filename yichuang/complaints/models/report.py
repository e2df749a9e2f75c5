from django.db import models


class MonthlyReport(models.Model):
    """投诉月报: what was reported to the leaders about a month, on a paper that does not change (R153)."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    month_on = models.DateField()  # its first day
    edition = models.PositiveSmallIntegerField(default=1)
    remarks = models.CharField(max_length=2000, blank=True)
    paper_code = models.CharField(max_length=16)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["-month_on", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "month_on", "edition"], name="monthly_report_once"),
        ]

    def __str__(self) -> str:
        return f"Complaints of {self.month_on:%Y-%m}"
