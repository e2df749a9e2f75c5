from django.db import models
from django.db.models import Q

from ..rules.telephone import LONGEST_EXTENSION, LONGEST_ID, LONGEST_NUMBER


class Extension(models.Model):
    """A telephone of the hall: whose it is. One that the exchange names for the first time is nobody's yet."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=LONGEST_EXTENSION)
    department = models.ForeignKey(
        "people.Department", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    window = models.ForeignKey(
        "people.Window", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["centre", "number"], name="extension_once")]

    def __str__(self) -> str:
        return f"{self.centre_id}/{self.number}"


class PhoneCall(models.Model):
    """A call in the phone log 通话记录, as the exchange told it (R047). What was told is never changed."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    exchange_id = models.CharField(max_length=LONGEST_ID)  # the exchange's own name of the call
    extension = models.ForeignKey(Extension, models.PROTECT, related_name="calls", db_index=False)
    caller = models.CharField(max_length=LONGEST_NUMBER, blank=True)  # digits; empty: withheld
    rang_at = models.DateTimeField()
    picked_up_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    rings = models.PositiveSmallIntegerField(null=True, blank=True)  # None: the exchange does not count
    rung_back_at = models.DateTimeField(null=True, blank=True)
    rung_back_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["centre", "rang_at"], name="phone_call_by_day"),
            models.Index(
                fields=["centre", "caller", "rang_at"], name="phone_call_by_caller", condition=~Q(caller="")
            ),
            models.Index(
                fields=["centre", "rang_at"],
                name="phone_call_missed",
                condition=Q(picked_up_at=None, ended_at__isnull=False, rung_back_at=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["centre", "exchange_id"], name="phone_call_told_once"),
            models.CheckConstraint(
                name="phone_call_rung_back_paired",
                condition=Q(rung_back_at=None, rung_back_by=None)
                | Q(rung_back_at__isnull=False, rung_back_by__isnull=False),
            ),
            models.CheckConstraint(
                name="phone_call_in_order",
                condition=(Q(picked_up_at=None) | Q(picked_up_at__gte=models.F("rang_at")))
                & (Q(ended_at=None) | Q(ended_at__gte=models.F("rang_at"))),
            ),
        ]

    def __str__(self) -> str:
        return f"PhoneCall {self.exchange_id}"

    @property
    def subject(self) -> str:
        """The journal's name of this call."""
        return f"phone_call:{self.pk}"

    @property
    def is_missed(self) -> bool:
        """Whether it is over and nobody picked up."""
        return self.picked_up_at is None and self.ended_at is not None
