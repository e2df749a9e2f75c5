from django.db import models
from django.db.models import Q

from ..rules import Body, TransferState
from .complaint import Complaint


class Transfer(models.Model):
    """A complaint is with another body, under that body's limits and not the hall's."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="transfers")
    body = models.CharField(max_length=12, choices=Body)
    to_name = models.CharField(max_length=80)
    number = models.CharField(max_length=40, blank=True)  # under which it goes there
    reason = models.CharField(max_length=300)
    leaves = models.BooleanField(default=True)  # False: only reported, and handled here as well (R252)
    state = models.CharField(max_length=10, choices=TransferState, default=TransferState.SENT)
    version = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    inform_by = models.DateTimeField(null=True, blank=True)  # told what becomes of it
    object_by = models.DateTimeField(null=True, blank=True)  # handed back as not theirs
    accepted_at = models.DateTimeField(null=True, blank=True)
    finish_by = models.DateTimeField(null=True, blank=True)
    is_extended = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=1000, blank=True)  # or why it came back

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(ended_at=None, leaves=True),
                name="transfer_one_open_a_complaint",
            ),
            models.CheckConstraint(
                name="transfer_ended_says_how",
                condition=Q(ended_at=None, result="", state__in=["sent", "accepted"])
                | Q(ended_at__isnull=False, state__in=["ended", "came_back"]) & ~Q(result=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} → {self.to_name}"


class OpinionBox(models.Model):
    """An opinion box of the hall (R162, R167)."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    place = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["centre", "name"], name="opinion_box_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """The journal's name of this box."""
        return f"opinion_box:{self.pk}"


class Opening(models.Model):
    """A box was opened by two people, and how many letters lay in it; none is an answer too. Only added to."""

    box = models.ForeignKey(OpinionBox, models.PROTECT, related_name="openings")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    witness = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    letters = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="opening_by_two", condition=~Q(by=models.F("witness"))),
        ]

    def __str__(self) -> str:
        return f"{self.box_id} {self.at:%Y-%m-%d}: {self.letters}"
