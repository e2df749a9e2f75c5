from django.db import models
from django.db.models import Q

from yichuang.people.public import IdKind

from ..rules.number import new_number
from ..rules.states import NAMELESS, State


class Booking(models.Model):
    """预约: one place at one time. It names the person itself and makes no record of an applicant: who has
    never come is not known to the hall, and a number typed on the portal changes nobody's particulars."""

    number = models.CharField(max_length=12, unique=True, default=new_number)
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    theme = models.ForeignKey("people.Theme", models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey(
        "catalogue.Matter", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    slot = models.ForeignKey("appointments.Slot", models.PROTECT, related_name="bookings", db_index=False)
    starts_at = models.DateTimeField()  # of the slot; the lists of a day are read by it
    state = models.CharField(max_length=10, choices=State, default=State.HELD)
    version = models.PositiveIntegerField(default=0)
    held_until = models.DateTimeField(null=True, blank=True)
    id_kind = models.CharField(max_length=12, choices=IdKind, blank=True)
    id_number = models.CharField(max_length=24, blank=True)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=200, blank=True)  # of a home visit
    language = models.CharField(max_length=5, default="zh")  # that it is written to in
    held_at = models.DateTimeField()
    booked_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=200, blank=True)
    ticket_label = models.CharField(max_length=10, blank=True)
    ticket_code = models.CharField(max_length=22, blank=True)

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["slot"], name="booking_of_slot"),
            models.Index(fields=["held_until"], condition=Q(state=State.HELD), name="booking_held"),
            models.Index(fields=["starts_at"], condition=Q(state=State.BOOKED), name="booking_to_come"),
            models.Index(fields=["id_number"], condition=~Q(id_number=""), name="booking_of_person"),
            models.Index(fields=["centre", "starts_at"], name="booking_of_day"),
        ]
        constraints = [
            models.CheckConstraint(
                name="booking_held_iff_until",
                condition=Q(state=State.HELD, held_until__isnull=False)
                | ~Q(state=State.HELD) & Q(held_until=None),
            ),
            models.CheckConstraint(
                name="booking_names_someone",
                condition=Q(state__in=NAMELESS)
                | ~Q(id_number="") & ~Q(name="") & ~Q(phone="") & Q(booked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="booking_ended_iff_over",
                condition=Q(state__in=[State.HELD, State.BOOKED], ended_at=None)
                | ~Q(state__in=[State.HELD, State.BOOKED]) & Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Booking {self.number}: {self.state}"

    @property
    def subject(self) -> str:
        """The journal's name of this booking."""
        return f"booking:{self.number}"


class Click(models.Model):
    """A click that was obeyed, by the key its form carried: sent twice, it does nothing more."""

    key = models.CharField(max_length=40, primary_key=True)
    number = models.CharField(max_length=12)  # of the booking that it came to
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key} came to {self.number}"
