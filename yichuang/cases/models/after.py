"""What follows a decision, and what an applicant has promised or lost."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ..rules.bars import BarGround
from ..rules.commitments import BarredArea, CommitmentState
from ..rules.delivery import DeliveryState, DeliveryWay


class Delivery(models.Model):
    """How the result of a case reaches its applicant, and by when (行政许可法 44; R136)."""

    case = models.OneToOneField("cases.Case", models.CASCADE, primary_key=True, related_name="delivery")
    way = models.CharField(max_length=8, choices=DeliveryWay, default=DeliveryWay.WINDOW)
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    version = models.PositiveIntegerField(default=0)
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    receiver = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    chosen_at = models.DateTimeField(null=True, blank=True)
    chosen_by = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True, blank=True)  # from the decision on
    look_at = models.DateTimeField(null=True, blank=True)
    carrier = models.CharField(max_length=40, blank=True)
    waybill_no = models.CharField(max_length=40, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.CharField(max_length=40, blank=True)
    came_back_at = models.DateTimeField(null=True, blank=True)
    came_back_by = models.CharField(max_length=40, blank=True)
    came_back_reason = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["look_at"], name="delivery_due", condition=Q(look_at__isnull=False)),
            models.Index(
                fields=["centre", "due_on"],
                name="delivery_open",
                condition=Q(done_at=None, due_on__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="delivery_chosen_paired",
                condition=Q(chosen_at=None, chosen_by="") | Q(chosen_at__isnull=False) & ~Q(chosen_by=""),
            ),
            models.CheckConstraint(
                name="delivery_by_courier_has_address",
                condition=~Q(way="courier") | ~Q(receiver="") & ~Q(phone="") & ~Q(address=""),
            ),
            models.CheckConstraint(
                name="delivery_sent_whole",
                condition=~Q(state="sent")
                | Q(sent_at__isnull=False) & ~Q(sent_by="") & ~Q(carrier="") & ~Q(waybill_no=""),
            ),
            models.CheckConstraint(
                name="delivery_came_back_paired",
                condition=Q(came_back_at=None, came_back_by="")
                | Q(came_back_at__isnull=False) & ~Q(came_back_by=""),
            ),
            models.CheckConstraint(
                name="delivery_done_iff_dated",
                condition=Q(state="done", done_at__isnull=False) & ~Q(done_by="")
                | ~Q(state="done") & Q(done_at=None, done_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Delivery of {self.case_id}: {self.state}"


class Bar(models.Model):
    """Someone may not apply for a matter again until a day, for deceit (行政许可法 78, 79).

    It lifts by itself: what counts is the day, and nobody has to remember it.
    """

    applicant = models.ForeignKey("people.Applicant", models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, related_name="+", db_index=False)
    ground = models.CharField(max_length=16, choices=BarGround)
    from_on = models.DateField()
    until_on = models.DateField()  # the last day
    reason = models.CharField(max_length=1000)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["applicant", "matter", "until_on"], name="bar_of_applicant")]
        constraints = [
            models.UniqueConstraint(fields=["case", "ground"], name="bar_once"),
            models.CheckConstraint(name="bar_has_length", condition=Q(until_on__gt=F("from_on"))),
        ]

    def __str__(self) -> str:
        return f"Bar of {self.applicant_id} from {self.matter_id} until {self.until_on}"


class CommitmentRule(models.Model):
    """A matter that offers to decide on a written commitment, and what the letter says (告知承诺)."""

    matter = models.OneToOneField("catalogue.Matter", models.CASCADE, primary_key=True, related_name="+")
    area = models.CharField(max_length=16, choices=BarredArea, blank=True)
    told = ArrayField(models.CharField(max_length=500))  # the conditions that the applicant is told
    commitments = ArrayField(models.CharField(max_length=500))
    consequences = ArrayField(models.CharField(max_length=500))
    replaces = ArrayField(models.CharField(max_length=500), default=list, blank=True)  # names of materials
    check_days = models.PositiveSmallIntegerField()  # working days after the decision
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            # The database itself keeps the barred areas out.
            models.CheckConstraint(name="commitment_not_in_barred_area", condition=Q(area="")),
            models.CheckConstraint(name="commitment_is_checked", condition=Q(check_days__gte=1)),
        ]

    def __str__(self) -> str:
        return f"Commitment offered for {self.matter_id}"


class Commitment(models.Model):
    """What one applicant committed to in one case, and what the check found."""

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="commitment")
    state = models.CharField(max_length=10, choices=CommitmentState, default=CommitmentState.SIGNED)
    version = models.PositiveIntegerField(default=0)
    applicant = models.ForeignKey("people.Applicant", models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="+", db_index=False)
    signed_at = models.DateTimeField()
    signed_by = models.CharField(max_length=40)  # at the window; the letter names the applicant
    check_days = models.PositiveSmallIntegerField()
    check_by_on = models.DateField(null=True, blank=True)  # from the decision on
    rectify_by_on = models.DateField(null=True, blank=True)
    look_at = models.DateTimeField(null=True, blank=True)
    late_at = models.DateTimeField(null=True, blank=True)  # the check or the repair is overdue
    found_at = models.DateTimeField(null=True, blank=True)
    found_by = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["look_at"], name="commitment_due", condition=Q(look_at__isnull=False)),
            models.Index(
                fields=["department", "check_by_on"],
                name="commitment_to_check",
                condition=Q(state__in=["signed", "rectifying"]),
            ),
            models.Index(
                fields=["applicant"],
                name="commitment_broken",
                condition=Q(state__in=["broken", "rectifying"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="commitment_found_paired",
                condition=Q(found_at=None, found_by="") | Q(found_at__isnull=False) & ~Q(found_by=""),
            ),
            models.CheckConstraint(
                name="commitment_rectifying_has_day",
                condition=~Q(state="rectifying") | Q(rectify_by_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Commitment of {self.case_id}: {self.state}"
