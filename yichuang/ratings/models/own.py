from django.db import models

from .rating import Invitation


class OwnNote(models.Model):
    """What a clerk noted for herself about how she handled one service (R168). Hers alone.

    It hangs on the invitation and not on the rating, and has no level: there is nothing in it to be counted.
    """

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="own_notes", db_index=False)
    staff = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=1000)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["invitation", "staff"], name="own_note_once")]

    def __str__(self) -> str:
        return f"Note of {self.staff_id} on {self.invitation_id}"
