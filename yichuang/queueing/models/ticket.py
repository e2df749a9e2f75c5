from django.db import models
from django.db.models import F, Q

from yichuang.people.public import IdKind

from ..rules.numbers import MOST_NUMBER, MOST_RESERVED, label, new_code
from ..rules.states import AT_WINDOW, OVER, Channel, State


class Series(models.Model):
    """The last number given of one hall, prefix and day: one row, locked for the length of an insert."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    prefix = models.CharField(max_length=4)
    day_on = models.DateField()
    last = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "prefix", "day_on"], name="series_once"),
            models.CheckConstraint(name="series_fits_the_paper", condition=Q(last__lte=MOST_NUMBER)),
        ]

    def __str__(self) -> str:
        return f"{self.prefix} of {self.day_on}: {self.last}"


class NumberBlock(models.Model):
    """Numbers that a machine may give out while the server is away (R265): nobody else gives them."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    theme = models.ForeignKey("people.Theme", models.PROTECT, related_name="+", db_index=False)
    prefix = models.CharField(max_length=4)
    day_on = models.DateField()
    first = models.PositiveSmallIntegerField()
    last = models.PositiveSmallIntegerField()
    holder = models.CharField(max_length=40)  # the actor's id
    reserved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "day_on", "prefix", "first"], name="block_once"),
            models.UniqueConstraint(fields=["holder", "theme", "day_on"], name="block_one_a_day"),
            models.CheckConstraint(
                name="block_is_above_the_counter",
                condition=Q(first__gt=MOST_NUMBER, first__lte=F("last"), last__lte=MOST_RESERVED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{self.first}–{self.last} of {self.day_on}"


class Ticket(models.Model):
    """叫号牌: someone waits in the hall, is called, served, and goes (R056, R063)."""

    code = models.CharField(max_length=22, unique=True, default=new_code)  # the phone's address
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    day_on = models.DateField()
    prefix = models.CharField(max_length=4)
    number = models.PositiveSmallIntegerField()
    theme = models.ForeignKey("people.Theme", models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    version = models.PositiveIntegerField(default=0)
    channel = models.CharField(max_length=12, choices=Channel)
    appointment_no = models.CharField(max_length=40, blank=True)
    booked_for_at = models.DateTimeField(
        null=True, blank=True
    )  # whether kept, late or early: the time booked
    id_kind = models.CharField(max_length=12, choices=IdKind, blank=True)
    id_number = models.CharField(max_length=24, blank=True)
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=20)  # the class that counts: rules.policy
    head_start_min = models.SmallIntegerField()
    grounds = models.CharField(max_length=200, blank=True)  # what was shown, or why it is urgent
    is_escorted = models.BooleanField(default=False)
    came_at = models.DateTimeField()  # the true time, also when it was entered afterwards
    stands_at = models.DateTimeField()  # what the line is ordered by
    called_at = models.DateTimeField(null=True, blank=True)
    calls = models.PositiveSmallIntegerField(default=0)
    misses = models.PositiveSmallIntegerField(default=0)
    served_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=200, blank=True)
    window = models.ForeignKey(
        "people.Window", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    clerk = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    only_window = models.ForeignKey(  # transferred to this one, and called by no other
        "people.Window", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    # What was done, where no case, enquiry or other work tells it: written afterwards (R130).
    done_note = models.CharField(max_length=200, blank=True, default="", db_default="")
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    # Written when known; statistics add them up. Each is the sum over the visit.
    wait_s = models.PositiveIntegerField(default=0)
    call_s = models.PositiveIntegerField(default=0)
    serve_s = models.PositiveIntegerField(default=0)
    since_at = models.DateTimeField()  # of the present state

    class Meta:
        ordering = ["stands_at", "id"]
        indexes = [
            models.Index(
                fields=["centre", "theme", "stands_at", "id"],
                name="ticket_line",
                condition=Q(state=State.WAITING, only_window=None),
            ),
            models.Index(
                fields=["only_window", "stands_at", "id"],
                name="ticket_line_of_window",
                condition=Q(state=State.WAITING, only_window__isnull=False),
            ),
            models.Index(
                fields=["window"], name="ticket_kept", condition=Q(state__in=["called", "serving", "parked"])
            ),
            models.Index(
                fields=["centre", "state", "since_at"], name="ticket_open", condition=~Q(state__in=OVER)
            ),
            models.Index(fields=["centre", "day_on", "theme"], name="ticket_of_day"),
            models.Index(fields=["id_number"], name="ticket_of_person", condition=~Q(id_number="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "day_on", "prefix", "number"], name="ticket_number_once"
            ),
            models.UniqueConstraint(
                fields=["window"], condition=Q(state__in=AT_WINDOW), name="ticket_one_at_a_window"
            ),
            models.CheckConstraint(
                name="ticket_at_a_window_names_it",
                condition=~Q(state__in=["called", "serving", "parked"])
                | Q(window__isnull=False, clerk__isnull=False, called_at__isnull=False),
            ),
            models.CheckConstraint(
                name="ticket_ended_iff_over",
                condition=Q(state__in=OVER, ended_at__isnull=False) | ~Q(state__in=OVER) & Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="ticket_noted_iff_said",
                condition=Q(done_note="", noted_at=None, noted_by=None)
                | ~Q(done_note="") & Q(state="done", noted_at__isnull=False, noted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="ticket_served_when_done", condition=~Q(state="done") | Q(served_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"Ticket {self.label} of {self.day_on}: {self.state}"

    @property
    def label(self) -> str:
        return label(self.prefix, self.number)

    @property
    def subject(self) -> str:
        """The journal's name of this ticket."""
        return f"ticket:{self.pk}"


class TicketMatter(models.Model):
    """One of the matters that a visit is for; several are served with one number."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="matters", db_index=False)
    order = models.PositiveSmallIntegerField()
    matter = models.ForeignKey(
        "catalogue.Matter", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    name = models.CharField(max_length=300)
    case_no = models.CharField(max_length=20, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["ticket", "order"], name="ticket_matter_once")]

    def __str__(self) -> str:
        return f"{self.name} of ticket {self.ticket_id}"
