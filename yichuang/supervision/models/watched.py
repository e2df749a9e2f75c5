from django.db import models
from django.db.models import Q

from ..rules import Watch


class Watched(models.Model):
    """One thing under one watch: when to look at it next. What it is worth knowing of it, its own room knows.

    A row exists only for what has come near a limit or has happened: the clock reads the partial index of
    those that are due, whatever else there is.
    """

    watch = models.CharField(max_length=20, choices=Watch)
    thing = models.CharField(max_length=60)  # case:…, task:…, line:…, order:…
    opened_at = models.DateTimeField()
    look_at = models.DateTimeField(null=True, blank=True)  # None: nothing more by itself
    over_at = models.DateTimeField(null=True, blank=True)  # what it waited for was done, or ceased to be

    class Meta:
        indexes = [
            models.Index(fields=["look_at"], name="watched_due", condition=Q(look_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["thing", "watch"], name="watched_once"),
            models.CheckConstraint(
                name="watched_over_is_not_looked_at", condition=Q(over_at=None) | Q(look_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.watch} of {self.thing}"
