import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("handovers", "0001_initial"),
        ("handovers", "0002_official_docs"),
    ]
    initial = True

    dependencies = [
        ("cases", "0001_first"),
        ("people", "0001_first"),
        ("people", "__first__"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Errand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("out_at", models.DateTimeField()),
                        ("back_by_at", models.DateTimeField()),
                        ("back_at", models.DateTimeField(blank=True, null=True)),
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
                            "covered_by",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["centre", "-id"], name="errand_of_centre")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("back_at", None)), fields=("staff",), name="errand_one_at_a_time"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("staff", models.F("covered_by")), _negated=True),
                                name="errand_window_is_covered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("back_by_at__gt", models.F("out_at")),
                                    models.Q(("back_at", None), ("back_at__gte", models.F("out_at")), _connector="OR"),
                                ),
                                name="errand_comes_back_after_it_went",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Handover",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "way",
                            models.CharField(
                                choices=[("to_department", "送部门"), ("to_window", "送回窗口")], max_length=14
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "待交出"),
                                    ("handed", "已交出，待签收"),
                                    ("received", "已签收"),
                                    ("dropped", "不用再交"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("opened_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        ("look_at", models.DateTimeField(blank=True, null=True)),
                        ("handed_at", models.DateTimeField(blank=True, null=True)),
                        ("received_at", models.DateTimeField(blank=True, null=True)),
                        ("late_at", models.DateTimeField(blank=True, null=True)),
                        ("words", models.CharField(blank=True, max_length=500)),
                        (
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handovers",
                                to="cases.case",
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
                            "department",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "handed_by",
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
                            "received_by",
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
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("look_at__isnull", False)), fields=["look_at"], name="handover_due"
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["open", "handed"])),
                                fields=["centre", "state", "due_at"],
                                name="handover_at_windows",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["open", "handed"])),
                                fields=["department", "state", "due_at"],
                                name="handover_at_department",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "number"), name="handover_number_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["open", "handed"])),
                                fields=("case",),
                                name="handover_one_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("handed_at__isnull", False),
                                        ("handed_by__isnull", False),
                                        ("state__in", ["handed", "received"]),
                                    ),
                                    models.Q(
                                        ("handed_at", None), ("handed_by", None), ("state__in", ["open", "dropped"])
                                    ),
                                    _connector="OR",
                                ),
                                name="handover_handed_iff_signed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("received_at__isnull", False),
                                        ("received_by__isnull", False),
                                        ("state", "received"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "received"), _negated=True),
                                        ("received_at", None),
                                        ("received_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="handover_received_iff_signed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("received_by", None),
                                    models.Q(("received_by", models.F("handed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="handover_signed_by_two",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OfficialDoc",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("number", models.PositiveIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("application", "申请"), ("report", "报告"), ("complaint", "投诉")],
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("passed", "已转送，待签收"),
                                    ("signed", "已签收，待回复"),
                                    ("answered", "已回复，待送达"),
                                    ("delivered", "已送达"),
                                ],
                                default="passed",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("title", models.CharField(max_length=200)),
                        ("sender", models.CharField(max_length=120)),
                        ("sender_no", models.CharField(blank=True, max_length=60)),
                        ("contact", models.CharField(blank=True, max_length=120)),
                        ("reply_by", models.DateField(blank=True, null=True)),
                        ("taken_in_at", models.DateTimeField()),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True)),
                        ("answer_no", models.CharField(blank=True, max_length=60)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("delivered_at", models.DateTimeField(blank=True, null=True)),
                        ("delivered_to", models.CharField(blank=True, max_length=200)),
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
                            "delivered_by",
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
                            "department",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "signed_by",
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
                            "taken_in_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["centre", "-id"], name="official_doc_of_centre"),
                            models.Index(fields=["department", "-id"], name="official_doc_of_department"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("centre", "year", "number"), name="official_doc_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at", None), ("signed_by", None), ("state", "passed")),
                                    models.Q(
                                        models.Q(("state", "passed"), _negated=True),
                                        ("signed_at__isnull", False),
                                        ("signed_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="official_doc_signed_iff_said",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answered_at", None),
                                        ("answered_by", None),
                                        ("state__in", ["passed", "signed"]),
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        ("state__in", ["answered", "delivered"]),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="official_doc_answered_iff_said",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("delivered_at__isnull", False),
                                        ("delivered_by__isnull", False),
                                        ("state", "delivered"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "delivered"), _negated=True),
                                        ("delivered_at", None),
                                        ("delivered_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="official_doc_delivered_iff_said",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="referral",
                                serialize=False,
                                to="cases.case",
                            ),
                        ),
                        ("reason", models.CharField(max_length=1000)),
                        ("sent_at", models.DateTimeField()),
                        ("sent_by", models.CharField(max_length=40)),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        ("seen_by", models.CharField(blank=True, max_length=40)),
                        (
                            "department",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.department",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("seen_at", None)),
                                fields=["department", "sent_at"],
                                name="referral_unseen",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("seen_at", None), ("seen_by", "")),
                                    models.Q(("seen_at__isnull", False), models.Q(("seen_by", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="referral_seen_paired",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
