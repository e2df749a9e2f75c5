from django.db import models
from django.db.models import Q

from ..rules import ONCE, OPEN, WAITING, Channel, Finding, Kind, Move, Rung, State, Term, new_code, spaced
from ..rules.natures import LONGEST_CODE, words_of
from ..rules.words import CODE_LENGTH, MOST_WORDS


class Complaint(models.Model):
    """What somebody complained of, suggested, reported, quarrelled over or petitioned for (002 之六).

    Who it was is for those who register, sort and judge; never for whom it is about (policies).
    """

    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code)  # the complainant's key
    kind = models.CharField(max_length=12, choices=Kind)
    channel = models.CharField(max_length=16, choices=Channel)
    source = models.CharField(
        max_length=80, blank=True
    )  # rating:ID, spot_item:ID, box:ID; of a survey its name
    nature = models.CharField(max_length=LONGEST_CODE)
    words = models.CharField(max_length=MOST_WORDS)
    is_important = models.BooleanField(default=False)
    is_written = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State, default=State.REGISTERED)
    version = models.PositiveIntegerField(default=0)

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey(  # about whom
        "people.Department", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    window = models.ForeignKey(
        "people.Window", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    staff = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    case_no = models.CharField(max_length=20, blank=True)
    ticket = models.CharField(max_length=22, blank=True)  # the visit's number, by its code

    name = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=5, default="zh")

    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(  # None: by the complainant, on the network
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    told = models.CharField(
        max_length=500, blank=True
    )  # why it could not be settled at once, as she was told
    assign_by = models.DateTimeField()
    assigned_at = models.DateTimeField(null=True, blank=True)
    rung = models.CharField(max_length=16, choices=Rung, blank=True)  # who handles it
    handler = models.ForeignKey(  # the department of the chief representative or the leader
        "people.Department", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    answer_by = models.DateTimeField()
    is_extended = models.BooleanField(default=False)
    finding = models.CharField(max_length=10, choices=Finding, blank=True)
    apologised_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reviewed = models.ForeignKey(  # whose answer is under review: the review is not hers
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    appeal_by = models.DateTimeField(null=True, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["centre", "registered_at"], name="complaint_of_centre"),
            models.Index(
                fields=["centre", "answer_by"], name="complaint_waiting", condition=Q(state__in=WAITING)
            ),
            models.Index(fields=["handler", "-id"], name="complaint_of_handler", condition=Q(state__in=OPEN)),
            models.Index(fields=["case_no"], name="complaint_of_case", condition=~Q(case_no="")),
            models.Index(fields=["ticket"], name="complaint_of_ticket", condition=~Q(ticket="")),
        ]
        constraints = [
            models.UniqueConstraint(  # what a call-back or a spot check found is one complaint
                fields=["centre", "channel", "source"],
                condition=Q(source__contains=":", channel__in=ONCE),
                name="complaint_once_a_source",
            ),
            models.CheckConstraint(
                name="complaint_answered_whole",
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="complaint_with_somebody",
                condition=~Q(state__in=[State.ASSIGNED, State.INVESTIGATED])
                | Q(assigned_at__isnull=False) & ~Q(rung=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Complaint {self.no}"

    @property
    def no(self) -> str:
        """What people call it by; it opens nothing."""
        return f"TS{self.registered_at:%Y}{self.pk:06d}"

    @property
    def subject(self) -> str:
        """The journal's name of this complaint."""
        return f"complaint:{self.pk}"

    @property
    def spaced_code(self) -> str:
        """The query code in fours, to be read aloud."""
        return spaced(self.code)

    @property
    def nature_words(self) -> str:
        """What it is about, in words."""
        return words_of(self.nature)

    @property
    def duty_words(self) -> str:
        """What those who handle it are told on the way."""
        return self.nature_words

    @property
    def desk_path(self) -> str:
        """Where it stands on the workbench."""
        return f"/desk/complaints/{self.pk}/"

    @property
    def is_anonymous(self) -> bool:
        """Whether nothing is known of who complained."""
        return not (self.name or self.phone or self.email)


class Handling(models.Model):
    """One thing that was done about a complaint, in the words of who did it. Only ever added to."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="handlings")
    move = models.CharField(max_length=12, choices=Move)
    words = models.CharField(max_length=2000, blank=True)
    rung = models.CharField(max_length=16, choices=Rung, blank=True)  # to whom it went
    handler = models.ForeignKey(
        "people.Department", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    by = models.ForeignKey(  # None: the complainant herself
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.move} of {self.complaint_id}"


class RunningTerm(models.Model):
    """One limit of the hall's own on a complaint. A review has rows of its own, so that nothing late is forgotten."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="terms")
    term = models.CharField(max_length=8, choices=Term)
    began_at = models.DateTimeField()
    limit_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["limit_at"], name="complaint_term_open", condition=Q(over_at=None))]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "term"], condition=Q(over_at=None), name="complaint_term_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term} of {self.complaint_id} by {self.limit_at:%Y-%m-%d}"
