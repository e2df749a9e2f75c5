from django.db import models
from django.db.models import F, Q

from ..rules.announcing import MOST_CHARACTERS


class Announcement(models.Model):
    """What a manager has the hall's screens say, from an instant until another. Taken back, never changed."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    text = models.CharField(max_length=MOST_CHARACTERS)
    zone = models.CharField(max_length=40, blank=True)  # a theme's letter or a place; blank: every screen
    is_urgent = models.BooleanField(default=False)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["centre", "until_at"], name="announcement_shown", condition=Q(withdrawn_at=None)
            ),
            models.Index(fields=["centre", "-id"], name="announcement_of_centre"),
        ]
        constraints = [
            models.CheckConstraint(name="announcement_lasts", condition=Q(until_at__gt=F("from_at"))),
            models.CheckConstraint(
                name="announcement_withdrawn_paired",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def subject(self) -> str:
        """The journal's name of this announcement."""
        return f"announcement:{self.pk}"
