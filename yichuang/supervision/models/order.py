from django.db import models
from django.db.models import Q

from ..rules import OrderKind, OrderState


class Order(models.Model):
    """督办单: somebody is to act by a day, and to say what was done. It decides no case (R126)."""

    kind = models.CharField(max_length=12, choices=OrderKind)
    state = models.CharField(max_length=10, choices=OrderState, default=OrderState.OPEN)
    version = models.PositiveIntegerField(default=0)
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey(
        "people.Department", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    staff = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    card = models.ForeignKey("supervision.Card", models.PROTECT, null=True, blank=True, related_name="orders")
    case_no = models.CharField(max_length=20, blank=True)
    about = models.CharField(max_length=200)
    limit_on = models.DateField(null=True, blank=True)  # of the case: when it should have been done
    overdue_days = models.PositiveSmallIntegerField(default=0)  # working days, when ordered
    required = models.CharField(max_length=1000)
    reply_by_on = models.DateField()
    ordered_at = models.DateTimeField()
    ordered_by = models.CharField(max_length=40)  # the clock's, or a person's number
    ordered_by_name = models.CharField(max_length=60)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["centre", "reply_by_on"],
                name="order_open",
                condition=Q(state__in=["open", "answered"]),
            ),
            models.Index(fields=["case_no"], name="order_of_case", condition=~Q(case_no="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case_no", "kind"],
                condition=Q(state__in=["open", "answered"], kind="decide_now"),
                name="order_one_open_a_case",
            ),
            models.CheckConstraint(
                name="order_to_somebody", condition=Q(department__isnull=False) | Q(staff__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"Order {self.pk}: {self.about}"

    @property
    def no(self) -> str:
        """What people call it by."""
        return f"DB{self.ordered_at:%Y}{self.pk:06d}"

    @property
    def subject(self) -> str:
        """The journal's name of this order."""
        return f"order:{self.pk}"


class Reply(models.Model):
    """What was answered to an order, and what supervision said to it. Only ever added to."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="replies")
    words = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    is_accepted = models.BooleanField(null=True, blank=True)
    judged_words = models.CharField(max_length=1000, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Reply to {self.order_id}"


class DelayReason(models.Model):
    """Why a case is late, told to the public by those who are late (优化营商环境条例 36)."""

    case_no = models.CharField(max_length=20)
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=1000)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["case_no"], name="delay_reason_of_case")]

    def __str__(self) -> str:
        return f"Why {self.case_no} is late"
