from django.db import models
from django.db.models import Q

from .rules.states import BillState, PaymentState, PayWay


class FeeItem(models.Model):
    """One charge of a published guide, set by its publisher where the guide's words cannot be computed."""

    guide = models.ForeignKey("catalogue.Guide", models.PROTECT, related_name="+", db_index=False)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    amount_fen = models.PositiveBigIntegerField()
    unit = models.CharField(max_length=20, blank=True)
    asks_quantity = models.BooleanField(default=False)
    basis = models.CharField(max_length=300)
    exemptions = models.CharField(max_length=500, blank=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["guide", "order"], name="fee_item_once"),
            models.CheckConstraint(name="fee_item_charges", condition=Q(amount_fen__gt=0)),
            models.CheckConstraint(name="fee_item_has_basis", condition=~Q(basis="")),  # R142, R143
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.amount_fen} fen"


class Bill(models.Model):
    """What one case has to pay, by the guide under which it runs; none where the guide has no fee."""

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="bill")
    state = models.CharField(max_length=10, choices=BillState)
    version = models.PositiveIntegerField(default=0)
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    total_fen = models.PositiveBigIntegerField(default=0)
    announced_at = models.DateTimeField(null=True, blank=True)
    announced_by = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["centre", "-case"],
                name="bill_open_at_centre",
                condition=Q(state__in=["assessing", "due"]),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="bill_announced_paired",
                condition=Q(announced_at=None, announced_by="")
                | Q(announced_at__isnull=False) & ~Q(announced_by=""),
            ),
            models.CheckConstraint(
                name="bill_due_has_amount",
                condition=~Q(state__in=["due", "paid"]) | Q(total_fen__gt=0, announced_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Bill of {self.case_id}: {self.state}"


class BillLine(models.Model):
    """One charge of a bill, as it was published on the day."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="lines", db_index=False)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    standard = models.CharField(max_length=60)
    basis = models.CharField(max_length=300, blank=True)
    exemptions = models.CharField(max_length=500, blank=True)
    unit_fen = models.PositiveBigIntegerField()
    quantity = models.PositiveIntegerField(null=True, blank=True)  # None: not known yet
    exempted_fen = models.PositiveBigIntegerField(default=0)
    exempted_why = models.CharField(max_length=300, blank=True)
    exempted_by = models.CharField(max_length=40, blank=True)
    exempted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["bill", "order"], name="bill_line_once"),
            models.CheckConstraint(
                name="bill_line_exempted_with_reason",
                condition=Q(exempted_fen=0, exempted_at=None, exempted_by="", exempted_why="")
                | Q(exempted_fen__gt=0, exempted_at__isnull=False) & ~Q(exempted_by="") & ~Q(exempted_why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.due_fen} fen"

    @property
    def due_fen(self) -> int:
        """What this line comes to, exemptions off."""
        return self.unit_fen * (self.quantity or 0) - self.exempted_fen


class ReceiptSeries(models.Model):
    """The last number of a centre's non-tax receipts in a year: no gap, none twice. Taken last."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "year"], name="receipt_series_once")]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.year}: {self.last}"


class Settlement(models.Model):
    """A window's takings of one day, closed and signed; online payments are the centre's own."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    window = models.ForeignKey(
        "people.Window", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    day = models.DateField()
    number = models.PositiveSmallIntegerField(default=1)  # what is taken after closing is a second one
    settled_at = models.DateTimeField()
    settled_by = models.CharField(max_length=40)
    count = models.PositiveIntegerField()
    total_fen = models.BigIntegerField()
    paper_code = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "window", "day", "number"], nulls_distinct=False, name="settlement_once"
            )
        ]

    def __str__(self) -> str:
        return f"Settlement of {self.window_id} on {self.day}"


class Payment(models.Model):
    """One attempt to pay a bill. `key` makes the same request the same payment."""

    bill = models.ForeignKey(Bill, models.PROTECT, related_name="payments", db_index=False)
    key = models.CharField(max_length=80, unique=True)
    order_no = models.CharField(max_length=40, unique=True)  # ours; what the provider knows it by
    way = models.CharField(max_length=8, choices=PayWay)
    state = models.CharField(max_length=10, choices=PaymentState, default=PaymentState.PENDING)
    version = models.PositiveIntegerField(default=0)
    amount_fen = models.PositiveBigIntegerField()
    provider = models.CharField(max_length=20, blank=True)
    pay_url = models.CharField(max_length=300, blank=True)
    transaction = models.CharField(max_length=64, blank=True)  # the provider's or the terminal's number
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    window = models.ForeignKey(
        "people.Window", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=40)
    look_at = models.DateTimeField(null=True, blank=True)  # when to ask the provider
    paid_at = models.DateTimeField(null=True, blank=True)
    receipt_no = models.CharField(max_length=40, null=True, blank=True, unique=True)
    refund_why = models.CharField(max_length=300, blank=True)
    refund_asked_at = models.DateTimeField(null=True, blank=True)
    refund_asked_by = models.CharField(max_length=40, blank=True)
    refunded_at = models.DateTimeField(null=True, blank=True)
    settlement = models.ForeignKey(
        Settlement, models.PROTECT, null=True, blank=True, related_name="payments", db_index=False
    )
    refund_settlement = models.ForeignKey(
        Settlement, models.PROTECT, null=True, blank=True, related_name="refunds", db_index=False
    )

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["look_at"], name="payment_to_ask", condition=Q(look_at__isnull=False)),
            models.Index(
                fields=["centre", "window", "paid_at"],
                name="payment_unsettled",
                condition=Q(settlement=None, paid_at__isnull=False),
            ),
            models.Index(
                fields=["centre", "window", "refunded_at"],
                name="payment_refund_unsettled",
                condition=Q(refund_settlement=None, refunded_at__isnull=False),
            ),
            models.Index(fields=["bill"], name="payment_of_bill"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["bill"], condition=Q(state="pending"), name="payment_one_pending"
            ),
            models.UniqueConstraint(fields=["bill"], condition=Q(state="paid"), name="payment_one_paid"),
            models.CheckConstraint(name="payment_of_something", condition=Q(amount_fen__gt=0)),
            models.CheckConstraint(
                name="payment_paid_has_receipt",
                condition=~Q(state="paid") | Q(paid_at__isnull=False, receipt_no__isnull=False),
            ),
            models.CheckConstraint(
                name="payment_refund_asked_whole",
                condition=Q(refund_asked_at=None, refund_asked_by="")
                | Q(refund_asked_at__isnull=False) & ~Q(refund_asked_by="") & ~Q(refund_why=""),
            ),
            models.CheckConstraint(
                name="payment_refunded_iff_dated",
                condition=Q(state="refunded", refunded_at__isnull=False)
                | ~Q(state="refunded") & Q(refunded_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Payment {self.order_no}: {self.state}"


class SandboxOrder(models.Model):
    """The demonstration provider's own record of an order, as a real one keeps in its own house."""

    reference = models.CharField(max_length=32, primary_key=True)
    order_no = models.CharField(max_length=40, unique=True)
    amount_fen = models.PositiveBigIntegerField()
    subject = models.CharField(max_length=200)
    said = models.CharField(max_length=10, default="pending")
    is_closed = models.BooleanField(default=False)
    ordered_at = models.DateTimeField()
    refund_no = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.reference}: {self.said}"
