from django.db import models

from ..rules import Move, Suspicion
from .rating import Rating


class Handling(models.Model):
    """One thing that was done about a bad rating, in the words of who did it. Only ever added to."""

    rating = models.ForeignKey(Rating, models.PROTECT, related_name="handlings")
    move = models.CharField(max_length=12, choices=Move)
    words = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.move} of {self.rating_id}"


class Flag(models.Model):
    """Why the supervision section should look at a rating. Nothing is dropped by it."""

    rating = models.ForeignKey(Rating, models.PROTECT, related_name="flags", db_index=False)
    suspicion = models.CharField(max_length=16, choices=Suspicion)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rating", "suspicion"], name="rating_flag_once")]

    def __str__(self) -> str:
        return f"{self.suspicion} of {self.rating_id}"


class SeatAddress(models.Model):
    """From where a clerk last took her seat, as a keyed digest: to notice ratings of herself."""

    staff = models.OneToOneField("people.Staff", models.CASCADE, primary_key=True, related_name="+")
    address_mark = models.CharField(max_length=32)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Seat of {self.staff_id}"


class StaffDevice(models.Model):
    """A browser in which somebody of the staff has signed in, as a keyed digest of its random name: to notice
    ratings that she gives herself on her own telephone."""

    staff = models.ForeignKey("people.Staff", models.CASCADE, related_name="+")
    device_mark = models.CharField(max_length=32)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "device_mark"], name="staff_device_once")]

    def __str__(self) -> str:
        return f"Browser of {self.staff_id}"
