import django.db.models.deletion
from django.db import migrations, models

from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("fees", "0001_initial"),
    ]
    initial = True

    dependencies = [
        ("cases", "0001_first"),
        ("catalogue", "0001_first"),
        ("people", "0001_first"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="SandboxOrder",
                    fields=[
                        ("reference", models.CharField(max_length=32, primary_key=True, serialize=False)),
                        ("order_no", models.CharField(max_length=40, unique=True)),
                        ("amount_fen", models.PositiveBigIntegerField()),
                        ("subject", models.CharField(max_length=200)),
                        ("said", models.CharField(default="pending", max_length=10)),
                        ("is_closed", models.BooleanField(default=False)),
                        ("ordered_at", models.DateTimeField()),
                        ("refund_no", models.CharField(blank=True, max_length=40)),
                    ],
                ),
                migrations.CreateModel(
                    name="Bill",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="bill",
                                serialize=False,
                                to="cases.case",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("assessing", "待核定"),
                                    ("due", "待缴费"),
                                    ("paid", "已缴费"),
                                    ("exempt", "已免收"),
                                    ("cancelled", "不用缴"),
                                    ("refunded", "已退费"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("total_fen", models.PositiveBigIntegerField(default=0)),
                        ("announced_at", models.DateTimeField(blank=True, null=True)),
                        ("announced_by", models.CharField(blank=True, max_length=40)),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.centre",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["assessing", "due"])),
                                fields=["centre", "-case"],
                                name="bill_open_at_centre",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("announced_at", None), ("announced_by", "")),
                                    models.Q(
                                        ("announced_at__isnull", False), models.Q(("announced_by", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="bill_announced_paired",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["due", "paid"]), _negated=True),
                                    models.Q(("announced_at__isnull", False), ("total_fen__gt", 0)),
                                    _connector="OR",
                                ),
                                name="bill_due_has_amount",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BillLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=100)),
                        ("standard", models.CharField(max_length=60)),
                        ("basis", models.CharField(blank=True, max_length=300)),
                        ("exemptions", models.CharField(blank=True, max_length=500)),
                        ("unit_fen", models.PositiveBigIntegerField()),
                        ("quantity", models.PositiveIntegerField(blank=True, null=True)),
                        ("exempted_fen", models.PositiveBigIntegerField(default=0)),
                        ("exempted_why", models.CharField(blank=True, max_length=300)),
                        ("exempted_by", models.CharField(blank=True, max_length=40)),
                        ("exempted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "bill",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="fees.bill",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [
                            models.UniqueConstraint(fields=("bill", "order"), name="bill_line_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("exempted_at", None),
                                        ("exempted_by", ""),
                                        ("exempted_fen", 0),
                                        ("exempted_why", ""),
                                    ),
                                    models.Q(
                                        ("exempted_at__isnull", False),
                                        ("exempted_fen__gt", 0),
                                        models.Q(("exempted_by", ""), _negated=True),
                                        models.Q(("exempted_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="bill_line_exempted_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeeItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=100)),
                        ("amount_fen", models.PositiveBigIntegerField()),
                        ("unit", models.CharField(blank=True, max_length=20)),
                        ("asks_quantity", models.BooleanField(default=False)),
                        ("basis", models.CharField(max_length=300)),
                        ("exemptions", models.CharField(blank=True, max_length=500)),
                        ("set_at", models.DateTimeField()),
                        ("set_by", models.CharField(max_length=40)),
                        (
                            "guide",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.guide",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [
                            models.UniqueConstraint(fields=("guide", "order"), name="fee_item_once"),
                            models.CheckConstraint(condition=models.Q(("amount_fen__gt", 0)), name="fee_item_charges"),
                            models.CheckConstraint(
                                condition=models.Q(("basis", ""), _negated=True), name="fee_item_has_basis"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReceiptSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField()),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.centre",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("centre", "year"), name="receipt_series_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Settlement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField()),
                        ("number", models.PositiveSmallIntegerField(default=1)),
                        ("settled_at", models.DateTimeField()),
                        ("settled_by", models.CharField(max_length=40)),
                        ("count", models.PositiveIntegerField()),
                        ("total_fen", models.BigIntegerField()),
                        ("paper_code", models.CharField(blank=True, max_length=16)),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.centre",
                            ),
                        ),
                        (
                            "window",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.window",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-day", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("centre", "window", "day", "number"),
                                name="settlement_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=80, unique=True)),
                        ("order_no", models.CharField(max_length=40, unique=True)),
                        (
                            "way",
                            models.CharField(
                                choices=[("cash", "现金"), ("card", "刷卡"), ("online", "网上支付")], max_length=8
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pending", "等待支付"),
                                    ("paid", "已支付"),
                                    ("failed", "支付失败"),
                                    ("closed", "已关闭"),
                                    ("refunding", "退款中"),
                                    ("refunded", "已退款"),
                                ],
                                default="pending",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("amount_fen", models.PositiveBigIntegerField()),
                        ("provider", models.CharField(blank=True, max_length=20)),
                        ("pay_url", models.CharField(blank=True, max_length=300)),
                        ("transaction", models.CharField(blank=True, max_length=64)),
                        ("created_at", models.DateTimeField()),
                        ("created_by", models.CharField(max_length=40)),
                        ("look_at", models.DateTimeField(blank=True, null=True)),
                        ("paid_at", models.DateTimeField(blank=True, null=True)),
                        ("receipt_no", models.CharField(blank=True, max_length=40, null=True, unique=True)),
                        ("refund_why", models.CharField(blank=True, max_length=300)),
                        ("refund_asked_at", models.DateTimeField(blank=True, null=True)),
                        ("refund_asked_by", models.CharField(blank=True, max_length=40)),
                        ("refunded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "bill",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="fees.bill",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.centre",
                            ),
                        ),
                        (
                            "window",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.window",
                            ),
                        ),
                        (
                            "refund_settlement",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="refunds",
                                to="fees.settlement",
                            ),
                        ),
                        (
                            "settlement",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="fees.settlement",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("look_at__isnull", False)),
                                fields=["look_at"],
                                name="payment_to_ask",
                            ),
                            models.Index(
                                condition=models.Q(("paid_at__isnull", False), ("settlement", None)),
                                fields=["centre", "window", "paid_at"],
                                name="payment_unsettled",
                            ),
                            models.Index(
                                condition=models.Q(("refund_settlement", None), ("refunded_at__isnull", False)),
                                fields=["centre", "window", "refunded_at"],
                                name="payment_refund_unsettled",
                            ),
                            models.Index(fields=["bill"], name="payment_of_bill"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "pending")), fields=("bill",), name="payment_one_pending"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "paid")), fields=("bill",), name="payment_one_paid"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_fen__gt", 0)), name="payment_of_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "paid"), _negated=True),
                                    models.Q(("paid_at__isnull", False), ("receipt_no__isnull", False)),
                                    _connector="OR",
                                ),
                                name="payment_paid_has_receipt",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("refund_asked_at", None), ("refund_asked_by", "")),
                                    models.Q(
                                        ("refund_asked_at__isnull", False),
                                        models.Q(("refund_asked_by", ""), _negated=True),
                                        models.Q(("refund_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="payment_refund_asked_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("refunded_at__isnull", False), ("state", "refunded")),
                                    models.Q(models.Q(("state", "refunded"), _negated=True), ("refunded_at", None)),
                                    _connector="OR",
                                ),
                                name="payment_refunded_iff_dated",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
