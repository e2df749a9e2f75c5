from django.db import models

from ..rules.numbers import spoken
from ..rules.states import CallKind


class Call(models.Model):
    """A number was called to a window. Only ever added to: the screens say them one after another, and
    each keeps what the order was made of, so that "why before me" can be answered later (R282)."""

    ticket = models.ForeignKey("queueing.Ticket", models.PROTECT, related_name="spoken", db_index=False)
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    window = models.ForeignKey("people.Window", models.PROTECT, related_name="+", db_index=False)
    window_number = models.PositiveSmallIntegerField()
    theme = models.ForeignKey("people.Theme", models.PROTECT, related_name="+", db_index=False)
    label = models.CharField(max_length=10)
    kind = models.CharField(max_length=8, choices=CallKind)
    nth = models.PositiveSmallIntegerField()  # first, second, third time for this turn
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    key = models.CharField(max_length=20)
    head_start_min = models.SmallIntegerField()
    after_min = models.PositiveSmallIntegerField(default=0)  # this window serves the theme second to others
    came_at = models.DateTimeField()
    stands_at = models.DateTimeField()
    policy_version = models.PositiveIntegerField(default=0)  # 0: the policy that the product ships
    reason = models.CharField(max_length=200, blank=True)  # of a call out of turn

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["centre", "at"], name="call_at_centre"),
            models.Index(fields=["ticket", "id"], name="call_of_ticket"),
        ]

    def __str__(self) -> str:
        return f"{self.label} to window {self.window_number}"

    @property
    def words(self) -> str:
        """What is spoken, twice."""
        return spoken(self.label, self.window_number)
