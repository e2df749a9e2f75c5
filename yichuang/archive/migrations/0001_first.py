import django.db.models.deletion
from django.db import migrations, models

from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("archive", "0001_initial"),
        ("archive", "0003_further_packages"),
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
                    name="RetentionRule",
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
                        (
                            "keep",
                            models.CharField(
                                choices=[("10", "10 年"), ("30", "30 年"), ("permanent", "永久")], max_length=10
                            ),
                        ),
                        ("set_at", models.DateTimeField()),
                        ("set_by", models.CharField(max_length=40)),
                    ],
                ),
                migrations.CreateModel(
                    name="Package",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("case_no", models.CharField(max_length=20)),
                        ("number", models.PositiveSmallIntegerField(default=1)),
                        ("until_at", models.DateTimeField(blank=True, null=True)),
                        ("matter_code", models.CharField(max_length=60)),
                        ("matter_name", models.CharField(max_length=200)),
                        ("ended_on", models.DateField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("sm3", models.CharField(max_length=64)),
                        ("size", models.PositiveBigIntegerField()),
                        ("files", models.PositiveIntegerField()),
                        (
                            "keep",
                            models.CharField(
                                choices=[("10", "10 年"), ("30", "30 年"), ("permanent", "永久")], max_length=10
                            ),
                        ),
                        ("keep_until", models.DateField(null=True)),
                        ("transfer_on", models.DateField()),
                        ("made_at", models.DateTimeField()),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("problem", models.CharField(blank=True, max_length=300)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="packages", to="cases.case"
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
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["centre", "-id"], name="package_of_centre"),
                            models.Index(fields=["department", "-id"], name="package_of_department"),
                            models.Index(fields=["centre", "ended_on", "id"], name="package_by_day"),
                            models.Index(
                                models.OrderBy(models.F("checked_at"), nulls_first=True),
                                models.OrderBy(models.F("id")),
                                name="package_to_check",
                            ),
                            models.Index(
                                condition=models.Q(("problem", ""), _negated=True),
                                fields=["id"],
                                name="package_damaged",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("case_no", "number"), name="package_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("keep", "permanent"), ("keep_until", None)),
                                    models.Q(
                                        models.Q(("keep", "permanent"), _negated=True), ("keep_until__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="package_for_ever_or_until",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
