from django.db import models
from django.db.models import F, Q

from .rules.retention import Keep


class Package(models.Model):
    """A case that ended, as one file. A trigger refuses any change but what the re-checks found.

    Papers issued after the end (a revocation, a changed licence) make package 2, 3 …, each with the
    digest of the one before it in its manifest: what was filed stays as it was filed.
    """

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="packages")
    case_no = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField(default=1)
    until_at = models.DateTimeField(null=True, blank=True)  # papers up to here; None: up to the case's end
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="+", db_index=False)
    matter_code = models.CharField(max_length=60)
    matter_name = models.CharField(max_length=200)
    ended_on = models.DateField()
    sha256 = models.CharField(max_length=64)  # where the file lies (kit.files)
    sm3 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    files = models.PositiveIntegerField()
    keep = models.CharField(max_length=10, choices=Keep)
    keep_until = models.DateField(null=True)  # None: for ever
    transfer_on = models.DateField()
    made_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)  # what the last check found

    class Meta:
        indexes = [
            models.Index(fields=["centre", "-id"], name="package_of_centre"),
            models.Index(fields=["department", "-id"], name="package_of_department"),
            models.Index(fields=["centre", "ended_on", "id"], name="package_by_day"),
            models.Index(F("checked_at").asc(nulls_first=True), F("id").asc(), name="package_to_check"),
            models.Index(fields=["id"], name="package_damaged", condition=~Q(problem="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case_no", "number"], name="package_once"),
            models.CheckConstraint(
                name="package_for_ever_or_until",
                condition=Q(keep="permanent", keep_until=None)
                | ~Q(keep="permanent") & Q(keep_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.sha256[:12]}"

    @property
    def name(self) -> str:
        """What its file is called, without the ending: the case's number, and which package where not the first."""
        return self.case_no if self.number == 1 else f"{self.case_no}-{self.number}"


class RetentionRule(models.Model):
    """How long the cases of one matter are kept, where that differs from the centre's setting."""

    matter = models.OneToOneField("catalogue.Matter", models.CASCADE, primary_key=True, related_name="+")
    keep = models.CharField(max_length=10, choices=Keep)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.keep}"
