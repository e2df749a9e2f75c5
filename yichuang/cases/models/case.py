from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q

from ..rules.states import Outcome, State

if TYPE_CHECKING:
    from .after import Commitment, Delivery
    from .clock import Clock
    from .law import Gap, Relay


FROM_BELOW = "upward"  # the channel of a case that a lower body sent up
_ENDED = ["not_required", "refused", "withdrawn", "returned", "terminated"]


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
    state = models.CharField(max_length=14, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    channel = models.CharField(max_length=12, default="window")
    ticket = models.CharField(max_length=22, blank=True, default="")  # the visit it came from
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
    on_commitment = models.BooleanField(default=False)  # 告知承诺: decided first, checked afterwards
    drafted_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)  # the materials as they now lie here
    notice_due_at = models.DateTimeField(null=True, blank=True)  # after it the case counts as accepted
    reply_due_at = models.DateTimeField(null=True, blank=True)  # the last day told for the supplement
    look_at = models.DateTimeField(null=True, blank=True)  # when the clock acts by itself, before acceptance
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
    ended_at = models.DateTimeField(null=True, blank=True)  # without a decision: refused, withdrawn …
    ended_by = models.CharField(max_length=40, blank=True)
    ended_reason = models.CharField(max_length=1000, blank=True)
    referred_to = models.CharField(max_length=200, blank=True)  # the body to go to instead (R044)
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
            # What the clock acts on before acceptance.
            models.Index(fields=["look_at"], name="case_waiting", condition=Q(look_at__isnull=False)),
            models.Index(fields=["matter", "-id"], name="case_of_matter"),
            models.Index(fields=["applicant", "-id"], name="case_of_applicant"),
            models.Index(fields=["taken_by", "-id"], name="case_taken_by"),
            models.Index(fields=["ticket"], name="case_of_ticket", condition=~Q(ticket="")),
            GinIndex(Bigrams(F("applicant_name")), name="case_by_name_part"),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_has_applicant",  # from the moment that anything is written to anyone
                condition=Q(state__in=["draft", "discarded"]) | Q(applicant__isnull=False),
            ),
            models.CheckConstraint(
                name="case_accepted_is_dated",
                condition=~Q(state__in=["accepted", "sent_up", "decided", "concluded", "terminated"])
                | Q(accepted_at__isnull=False) & ~Q(accepted_by=""),
            ),
            models.CheckConstraint(
                name="case_waiting_has_its_day",
                condition=(~Q(state="received") | Q(received_at__isnull=False, notice_due_at__isnull=False))
                & (~Q(state="supplementing") | Q(reply_due_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="case_ended_iff_dated",
                condition=Q(state__in=_ENDED, ended_at__isnull=False) & ~Q(ended_by="")
                | ~Q(state__in=_ENDED) & Q(ended_at=None),
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

    @property
    def gap_if_any(self) -> "Gap | None":
        """What was still to come at acceptance, or None."""
        return getattr(self, "gap", None)

    @property
    def relay_if_any(self) -> "Relay | None":
        """How this case went up to the body that decides, or None."""
        return getattr(self, "relay", None)

    @property
    def relayed_if_any(self) -> "Relay | None":
        """How this case came up from the body that reviewed it, or None; asks only where it came so."""
        return getattr(self, "relayed", None) if self.channel == FROM_BELOW else None

    @property
    def delivery_if_any(self) -> "Delivery | None":
        """How the result goes out; None while nobody chose and nothing is decided."""
        return getattr(self, "delivery", None)

    @property
    def commitment_if_any(self) -> "Commitment | None":
        """What the applicant committed to, or None."""
        return getattr(self, "commitment", None)
