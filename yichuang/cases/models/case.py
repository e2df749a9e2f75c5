from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

from ..rules.clock import Light
from ..rules.states import Outcome, State


class Bigrams(Func):
    """Every pair of neighbouring characters, by an immutable function of ours: finds part of a name
    in a million rows without any extension module. A name of one character is itself."""

    function = "yc_bigrams"
    output_field = ArrayField(models.TextField())


class CaseDay(models.Model):
    """Where the day's case numbers begin in the sequence, so that each day starts at 1 with no lock
    held while a case is being taken in."""

    day = models.DateField(primary_key=True)
    base = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.day} from {self.base}"


class Case(models.Model):
    """One application, from the draft at the window to the result in the applicant's hand."""

    no = models.CharField(max_length=20, unique=True)
    # Without indexes of their own where one of Meta's begins with the same column.
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, related_name="+", db_index=False)
    guide = models.ForeignKey(
        "catalogue.Guide", models.PROTECT, related_name="+"
    )  # the version it runs under
    matter_name = models.CharField(max_length=200)
    case_kind = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    channel = models.CharField(max_length=12, default="window")
    request_key = models.CharField(max_length=64, null=True, blank=True, unique=True)

    applicant = models.ForeignKey(
        "people.Applicant", models.PROTECT, null=True, blank=True, related_name="cases", db_index=False
    )
    applicant_name = models.CharField(max_length=120, blank=True)  # as it stood on the day
    agent = models.ForeignKey("people.Applicant", models.PROTECT, null=True, blank=True, related_name="+")
    agent_authority = models.CharField(max_length=200, blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    typed = models.JSONField(default=dict, blank=True)  # a draft's fields as typed; nothing is lost
    form = models.JSONField(default=dict, blank=True)  # what the application says

    window = models.ForeignKey("people.Window", models.PROTECT, null=True, blank=True, related_name="+")
    taken_by = models.ForeignKey(  # first responsible, R078
        "people.Staff", models.PROTECT, related_name="+", db_index=False
    )
    drafted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=40, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    decision = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.CharField(max_length=40, blank=True)
    collected_by = models.CharField(max_length=120, blank=True)
    handled_days = models.PositiveSmallIntegerField(null=True, blank=True)  # working days, R269
    discarded_at = models.DateTimeField(null=True, blank=True)
    discarded_by = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            # The clerk's drafts; the results that wait at the window; the ledger; a person's own cases.
            models.Index(fields=["taken_by", "-id"], name="case_drafts", condition=Q(state="draft")),
            models.Index(
                fields=["centre", "-decided_at", "-id"], name="case_to_collect", condition=Q(state="decided")
            ),
            # Lists of one state: nearly all cases are concluded, and the rare states are found here at once.
            models.Index(
                fields=["centre", "state", "-id"], name="case_open_at_centre", condition=~Q(state="concluded")
            ),
            models.Index(
                fields=["department", "state", "-id"],
                name="case_open_at_department",
                condition=~Q(state="concluded"),
            ),
            # The name and the state ride along: looking for part of a name reads these indexes alone.
            models.Index(
                fields=["centre", "-id"], name="case_of_centre", include=["applicant_name", "state"]
            ),
            models.Index(
                fields=["department", "-id"], name="case_of_department", include=["applicant_name", "state"]
            ),
            models.Index(fields=["matter", "-id"], name="case_of_matter"),
            models.Index(fields=["applicant", "-id"], name="case_of_applicant"),
            models.Index(fields=["taken_by", "-id"], name="case_taken_by"),
            GinIndex(Bigrams(F("applicant_name")), name="case_by_name_part"),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_accepted_has_applicant_and_time",
                condition=Q(state__in=["draft", "discarded"])
                | (Q(applicant__isnull=False, accepted_at__isnull=False) & ~Q(accepted_by="")),
            ),
            models.CheckConstraint(
                name="case_decided_iff_dated",
                condition=Q(state__in=["decided", "concluded"], decided_at__isnull=False) & ~Q(outcome="")
                | ~Q(state__in=["decided", "concluded"]) & Q(decided_at=None, outcome=""),
            ),
            models.CheckConstraint(
                name="case_concluded_iff_dated",
                condition=Q(state="concluded", concluded_at__isnull=False)
                | ~Q(state="concluded") & Q(concluded_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Case {self.no}"

    @property
    def subject(self) -> str:
        """What the journal knows this case by."""
        return f"case:{self.no}"

    @property
    def clock_if_any(self) -> "Clock | None":
        """The clock, or None for a draft: a page asks without an exception."""
        return getattr(self, "clock", None)


class Clock(models.Model):
    """One running limit is one row: both dates, the light, and the instant to look again."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="clock")
    started_at = models.DateTimeField()
    promised_due_on = models.DateField(null=True, blank=True)
    promised_due_at = models.DateTimeField(null=True, blank=True)
    statutory_due_on = models.DateField(null=True, blank=True)
    statutory_due_at = models.DateTimeField(null=True, blank=True)
    is_statutory_by_law = models.BooleanField(default=False)  # 行政许可法 42, the guide being silent
    is_provisional = models.BooleanField(default=False)  # the official calendar is not published that far
    light = models.CharField(max_length=8, default=Light.GREEN.value)
    look_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            # What the sweep reads: the running clocks whose light may change.
            models.Index(
                fields=["look_at"], name="clock_due", condition=Q(stopped_at=None, look_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"Clock of {self.case_id}: {self.light}"
