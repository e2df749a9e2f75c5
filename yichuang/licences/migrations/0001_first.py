import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("licences", "0001_initial"),
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
                    name="Licence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=60)),
                        ("name", models.CharField(max_length=120)),
                        ("holder", models.CharField(max_length=120)),
                        ("scope", models.CharField(blank=True, max_length=500)),
                        (
                            "conditions",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=500), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("valid", "有效"),
                                    ("suspended", "暂停使用"),
                                    ("revoked", "已撤销"),
                                    ("cancelled", "已注销"),
                                    ("expired", "已过有效期"),
                                ],
                                default="valid",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("granted_on", models.DateField()),
                        ("valid_from", models.DateField()),
                        ("valid_until", models.DateField(blank=True, null=True)),
                        ("validity", models.CharField(blank=True, max_length=100)),
                        ("paper_code", models.CharField(max_length=16)),
                        ("look_at", models.DateTimeField(blank=True, null=True)),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=40)),
                        ("ended_why", models.CharField(blank=True, max_length=1000)),
                        (
                            "applicant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.applicant",
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="licence", to="cases.case"
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
                            "matter",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.matter",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("look_at__isnull", False)), fields=["look_at"], name="licence_due"
                            ),
                            models.Index(fields=["department", "-id"], name="licence_of_department"),
                            models.Index(fields=["centre", "-granted_on", "-id"], name="licence_register"),
                            models.Index(fields=["applicant"], name="licence_of_applicant"),
                            models.Index(fields=["number"], name="licence_by_number"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("department", "number"), name="licence_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until", None), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                                ),
                                name="licence_holds_for_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("state__in", ["revoked", "cancelled", "expired"]),
                                        models.Q(("ended_by", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("ended_at", None), ("ended_by", ""), ("state__in", ["valid", "suspended"])
                                    ),
                                    _connector="OR",
                                ),
                                name="licence_ended_iff_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LicenceAsk",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="licence_ask",
                                serialize=False,
                                to="cases.case",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("change", "变更"), ("renew", "延续"), ("cancel", "注销")], max_length=8
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=40)),
                        ("is_in_time", models.BooleanField()),
                        ("holder", models.CharField(blank=True, max_length=120)),
                        ("scope", models.CharField(blank=True, max_length=500)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("is_deemed", models.BooleanField(default=False)),
                        (
                            "licence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="asks", to="licences.licence"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("settled_at", None)),
                                fields=("licence", "kind"),
                                name="licence_ask_one_open",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
