from django.db import models
from django.db.models import Q

from ..rules.words import Channel, State


class Enquiry(models.Model):
    """Somebody asked something. The first person asked answers for it until it is answered or has arrived."""

    no = models.CharField(max_length=11, unique=True)
    tail = models.CharField(max_length=4)  # of the telephone, or given: opens the answer beside the number
    channel = models.CharField(max_length=10, choices=Channel)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField(default=0)
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, null=True, blank=True, related_name="+")
    question = models.CharField(max_length=2000)
    asker = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=5, default="zh")
    ticket = models.CharField(max_length=22, blank=True)  # the code of the visit on which it was asked
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)  # of what is asked in writing
    first_contact = models.ForeignKey(  # 首问责任人; None: asked online, and nobody has opened it yet
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+"
    )
    call = models.OneToOneField(  # as the exchange told it, where it was asked by telephone
        "enquiries.PhoneCall", models.PROTECT, null=True, blank=True, related_name="enquiry"
    )
    answer = models.CharField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["centre", "due_at"], name="enquiry_waiting", condition=~Q(state=State.ANSWERED)
            ),
            models.Index(fields=["centre", "asked_at"], name="enquiry_by_day"),
            models.Index(fields=["ticket"], name="enquiry_of_visit", condition=~Q(ticket="")),
        ]
        constraints = [
            models.CheckConstraint(
                name="enquiry_answered_iff_said",
                condition=Q(answered_at=None, answered_by=None, answer="") & ~Q(state=State.ANSWERED)
                | Q(answered_at__isnull=False, answered_by__isnull=False, state=State.ANSWERED)
                & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="enquiry_has_a_first_contact",
                condition=Q(first_contact__isnull=False) | Q(channel=Channel.ONLINE, state=State.OPEN),
            ),
        ]

    def __str__(self) -> str:
        return f"Enquiry {self.no}"

    @property
    def subject(self) -> str:
        """The journal's name of this enquiry."""
        return f"enquiry:{self.pk}"


class Handing(models.Model):
    """It was handed on: to whom, where that is, and whether it arrived (R042). Only ever added to."""

    enquiry = models.ForeignKey(Enquiry, models.PROTECT, related_name="handings")
    window = models.ForeignKey(
        "people.Window", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    department = models.ForeignKey(
        "people.Department", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    place = models.CharField(max_length=120)  # in words, as the person was told: window, floor, another house
    phone = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    has_arrived = models.BooleanField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)  # why it came back

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="handing_ended_paired",
                condition=Q(ended_at=None, ended_by=None, has_arrived=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, has_arrived__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["enquiry"], condition=Q(ended_at=None), name="handing_one_open_an_enquiry"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enquiry_id} → {self.place}"
