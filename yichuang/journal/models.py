from django.db import models


class Entry(models.Model):
    """One thing that happened. Written once with what it describes; a trigger refuses any change.

    No foreign keys: the journal outlives what it speaks of and sits below every room.
    """

    subject = models.CharField(max_length=60)  # "case:2026…", "staff:0312": noun and public id
    event = models.CharField(max_length=40)
    by = models.CharField(max_length=40)  # staff number, "clock", "citizen" or "system"
    by_name = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-id"], name="journal_by_subject"),
            models.Index(fields=["by", "-id"], name="journal_by_person"),
        ]
        constraints = [
            # Two writers on one subject cannot both follow the same line: the chain never forks.
            models.UniqueConstraint(fields=["subject", "previous"], name="journal_chain_is_a_line")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.subject} {self.event} {self.by}"


class Seal(models.Model):
    """A digest over a stretch of the whole journal, so that removing a subject entirely is seen."""

    first = models.BigIntegerField()
    last = models.BigIntegerField(unique=True)
    lines = models.BigIntegerField()
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"Seal over {self.lines} lines to {self.last}"
