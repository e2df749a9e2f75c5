from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from .rules import AskKind, LicenceState


class Licence(models.Model):
    """What was granted to whom, for how long, and whether it still holds (行政许可法 39, 69, 70)."""

    number = models.CharField(max_length=60)  # of the certificate that holds now
    name = models.CharField(max_length=120)  # 食品小经营许可证
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="licence")  # that granted it
    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, related_name="+", db_index=False)
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="+", db_index=False)
    applicant = models.ForeignKey("people.Applicant", models.PROTECT, related_name="+", db_index=False)
    holder = models.CharField(max_length=120)  # as printed
    scope = models.CharField(max_length=500, blank=True)
    conditions = ArrayField(models.CharField(max_length=500), default=list, blank=True)
    state = models.CharField(max_length=10, choices=LicenceState, default=LicenceState.VALID)
    version = models.PositiveIntegerField(default=0)
    granted_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)  # the last day; None: without an end
    validity = models.CharField(max_length=100, blank=True)  # the guide's words
    paper_code = models.CharField(max_length=16)
    look_at = models.DateTimeField(null=True, blank=True)  # the reminder, then the end
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=40, blank=True)
    ended_why = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["look_at"], name="licence_due", condition=Q(look_at__isnull=False)),
            models.Index(fields=["department", "-id"], name="licence_of_department"),
            models.Index(fields=["centre", "-granted_on", "-id"], name="licence_register"),
            models.Index(fields=["applicant"], name="licence_of_applicant"),
            models.Index(fields=["number"], name="licence_by_number"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["department", "number"], name="licence_number_once"),
            models.CheckConstraint(
                name="licence_holds_for_a_time",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="licence_ended_iff_dated",
                condition=Q(state__in=["revoked", "cancelled", "expired"], ended_at__isnull=False)
                & ~Q(ended_by="")
                | Q(state__in=["valid", "suspended"], ended_at=None, ended_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    @property
    def subject(self) -> str:
        """What the journal knows this licence by."""
        return f"licence:{self.pk}"

    @property
    def words(self) -> str:
        """What papers call it: 《食品小经营许可证》（编号 …）."""
        return f"《{self.name}》（编号 {self.number}）"


class LicenceAsk(models.Model):
    """A case that asks for something about a licence: change, renewal, cancellation."""

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="licence_ask")
    licence = models.ForeignKey(Licence, models.PROTECT, related_name="asks")
    kind = models.CharField(max_length=8, choices=AskKind)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=40)
    is_in_time = models.BooleanField()  # a renewal asked 30 days before: only then silence is consent (50)
    holder = models.CharField(max_length=120, blank=True)  # wanted by a change; empty: as it is
    scope = models.CharField(max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    is_deemed = models.BooleanField(default=False)  # renewed because nobody decided

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["licence", "kind"], condition=Q(settled_at=None), name="licence_ask_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.licence_id} by {self.case_id}"
