from django.db import models

from ..rules import Watch


class RuleVersion(models.Model):
    """One version of a centre's rule for one watch, with the day it takes effect. Kept for ever."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    watch = models.CharField(max_length=20, choices=Watch)
    version = models.PositiveIntegerField()
    from_on = models.DateField()
    is_on = models.BooleanField(default=True)
    thresholds = models.JSONField()
    reason = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "watch", "version"], name="supervision_rule_once"),
        ]

    def __str__(self) -> str:
        return f"{self.watch} {self.version} of centre {self.centre_id}"
