import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("enquiries", "0001_initial"),
        ("enquiries", "0002_asked_on_a_visit"),
        ("enquiries", "0003_phone_log_and_faqs"),
    ]
    initial = True

    dependencies = [
        ("catalogue", "0001_first"),
        ("people", "0001_first"),
        ("people", "__first__"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Indexed",
                    fields=[
                        (
                            "matter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="catalogue.matter",
                            ),
                        ),
                        ("guide_id", models.BigIntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Term",
                    fields=[
                        ("text", models.CharField(max_length=20, primary_key=True, serialize=False)),
                        ("matters", models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="Enquiry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("no", models.CharField(max_length=11, unique=True)),
                        ("tail", models.CharField(max_length=4)),
                        (
                            "channel",
                            models.CharField(
                                choices=[("visit", "来访"), ("phone", "来电"), ("message", "留言"), ("online", "网上")],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "待答复"),
                                    ("handed", "已转，待确认"),
                                    ("taken", "已接到"),
                                    ("answered", "已答复"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("question", models.CharField(max_length=2000)),
                        ("asker", models.CharField(blank=True, max_length=60)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("email", models.CharField(blank=True, max_length=254)),
                        ("language", models.CharField(default="zh", max_length=5)),
                        ("ticket", models.CharField(blank=True, max_length=22)),
                        ("asked_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.CharField(blank=True, max_length=2000)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "first_contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.matter",
                            ),
                        ),
                        (
                            "call",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enquiry",
                                to="enquiries.phonecall",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "answered"), _negated=True),
                                fields=["centre", "due_at"],
                                name="enquiry_waiting",
                            ),
                            models.Index(fields=["centre", "asked_at"], name="enquiry_by_day"),
                            models.Index(
                                condition=models.Q(("ticket", ""), _negated=True),
                                fields=["ticket"],
                                name="enquiry_of_visit",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answered_at", None),
                                        ("answered_by", None),
                                        models.Q(("state", "answered"), _negated=True),
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        ("state", "answered"),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="enquiry_answered_iff_said",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_contact__isnull", False),
                                    models.Q(("channel", "online"), ("state", "open")),
                                    _connector="OR",
                                ),
                                name="enquiry_has_a_first_contact",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Extension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=10)),
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
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.department",
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
                        "ordering": ["number"],
                        "constraints": [models.UniqueConstraint(fields=("centre", "number"), name="extension_once")],
                    },
                ),
                migrations.CreateModel(
                    name="FaqProposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("question", models.CharField(max_length=200)),
                        ("answer", models.CharField(max_length=2000)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "等事项管理员看"),
                                    ("taken", "已写进草稿"),
                                    ("refused", "没有采用"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("proposed_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("guide_number", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "enquiry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="faq", to="enquiries.enquiry"
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.matter"
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "proposed")), fields=["matter", "id"], name="faq_proposed"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at", None),
                                        ("decided_by", None),
                                        ("guide_number", None),
                                        ("reason", ""),
                                        ("state", "proposed"),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("reason", ""),
                                        ("state", "taken"),
                                        ("guide_number__isnull", False),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("guide_number", None),
                                        ("state", "refused"),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="faq_decided_as_it_says",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Handing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("place", models.CharField(max_length=120)),
                        ("phone", models.CharField(blank=True, max_length=40)),
                        ("at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("has_arrived", models.BooleanField(blank=True, null=True)),
                        ("words", models.CharField(blank=True, max_length=300)),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "enquiry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handings",
                                to="enquiries.enquiry",
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
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ended_by", None), ("has_arrived", None)),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        ("has_arrived__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="handing_ended_paired",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("enquiry",),
                                name="handing_one_open_an_enquiry",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PhoneCall",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("exchange_id", models.CharField(max_length=64)),
                        ("caller", models.CharField(blank=True, max_length=20)),
                        ("rang_at", models.DateTimeField()),
                        ("picked_up_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("rings", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("rung_back_at", models.DateTimeField(blank=True, null=True)),
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
                            "extension",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calls",
                                to="enquiries.extension",
                            ),
                        ),
                        (
                            "rung_back_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["centre", "rang_at"], name="phone_call_by_day"),
                            models.Index(
                                condition=models.Q(("caller", ""), _negated=True),
                                fields=["centre", "caller", "rang_at"],
                                name="phone_call_by_caller",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("ended_at__isnull", False), ("picked_up_at", None), ("rung_back_at", None)
                                ),
                                fields=["centre", "rang_at"],
                                name="phone_call_missed",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("centre", "exchange_id"), name="phone_call_told_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rung_back_at", None), ("rung_back_by", None)),
                                    models.Q(("rung_back_at__isnull", False), ("rung_back_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="phone_call_rung_back_paired",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("picked_up_at", None),
                                        ("picked_up_at__gte", models.F("rang_at")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("ended_at", None), ("ended_at__gte", models.F("rang_at")), _connector="OR"
                                    ),
                                ),
                                name="phone_call_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("term", models.CharField(max_length=20)),
                        ("weight", models.FloatField()),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalogue.matter"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("term", "matter"), name="posting_once")],
                    },
                ),
            ]
        ),
    ]
