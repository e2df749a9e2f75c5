from django.db import models


class PolicyVersion(models.Model):
    """One version of a centre's calling policy, as data. Kept for ever: calls name the one they obeyed."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField()
    rules = models.JSONField()
    reason = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["centre", "version"], name="policy_version_once")]

    def __str__(self) -> str:
        return f"Policy {self.version} of centre {self.centre_id}"
