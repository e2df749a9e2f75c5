from django.db import models
from django.db.models import Q

from .rules.bodies import OF_THE_HALL
from .rules.kinds import Layout, PaperKind
from .rules.validity import VoidedHow


class NumberSeries(models.Model):
    """The last number given in a series in a year, of a department or of the centre itself: no gap, no
    number twice.

    The row is locked from the number until the transaction that uses it ends, so take numbers late.
    """

    department = models.ForeignKey("people.Department", models.PROTECT, null=True, related_name="+")
    centre = models.ForeignKey("people.Centre", models.PROTECT, null=True, related_name="+")
    series = models.CharField(max_length=10)  # 受 in 青市监受〔2026〕387号
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["department", "centre", "series", "year"],
                name="number_series_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="number_series_of_one",
                condition=Q(department=None, centre__isnull=False) | Q(department__isnull=False, centre=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department or self.centre} {self.series} {self.year}: {self.last}"


class Paper(models.Model):
    """A paper as it was issued. A trigger refuses any change but the count of prints."""

    code = models.CharField(max_length=16, unique=True)  # public, cannot be guessed: in the QR code
    kind = models.CharField(max_length=32, choices=PaperKind)
    title = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)  # 青市监受〔2026〕387号
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+")
    department = models.ForeignKey("people.Department", models.PROTECT, null=True, related_name="+")
    issuer = models.CharField(max_length=60)  # the name that signs it, as it was on that day
    subject = models.CharField(max_length=60, blank=True)  # "case:2026…", as in the journal
    case_no = models.CharField(max_length=50, blank=True)
    addressee = models.CharField(max_length=160, blank=True)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    seal = models.ForeignKey("people.ApprovalSeal", models.PROTECT, null=True, related_name="+")
    seal_name = models.CharField(max_length=40, blank=True)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=40)
    printed_at = models.DateTimeField(null=True, blank=True)  # the last time
    printed = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["case_no", "id"], name="paper_by_case", condition=~Q(case_no="")),
            models.Index(fields=["number"], name="paper_by_number", condition=~Q(number="")),
            models.Index(fields=["centre", "-id"], name="paper_of_hall", condition=Q(kind__in=OF_THE_HALL)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "number"], condition=~Q(number=""), name="paper_number_once"
            ),
            models.UniqueConstraint(
                fields=["centre", "number"],
                condition=~Q(number="") & Q(department=None),
                name="paper_number_of_centre_once",
            ),
            models.CheckConstraint(
                name="paper_printed_iff_dated",
                condition=Q(printed=0, printed_at=None) | Q(printed__gt=0, printed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number or self.code}"


class OwnLayout(models.Model):
    """A centre's own template for a layout, from the moment that it was saved; rows are only added.

    A paper is set with the one that was in force when it was issued. An empty source is a return to the
    house's own.
    """

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+")
    layout = models.CharField(max_length=12, choices=Layout)
    source = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["centre", "layout", "saved_at"], name="own_layout_by_time")]

    def __str__(self) -> str:
        return f"{self.centre} {self.layout} {self.saved_at:%Y-%m-%d}"


class Rendition(models.Model):
    """The bytes of a paper's PDF as they were first sent out. The file lies under its hash (`kit.files`)."""

    paper = models.OneToOneField(Paper, models.PROTECT, primary_key=True, related_name="rendition")
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    is_signed = models.BooleanField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.paper_id} {self.sha256[:12]}"


class Voiding(models.Model):
    """Why a paper no longer holds. The paper itself stays as it was issued."""

    paper = models.OneToOneField(Paper, models.PROTECT, primary_key=True, related_name="voiding")
    how = models.CharField(max_length=12, choices=VoidedHow)
    reason = models.CharField(max_length=200)
    replaced_by = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")
    voided_at = models.DateTimeField()
    voided_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(name="voiding_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="voiding_replaced_iff_superseded",
                condition=Q(how="superseded", replaced_by__isnull=False)
                | ~Q(how="superseded") & Q(replaced_by=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.how}"
