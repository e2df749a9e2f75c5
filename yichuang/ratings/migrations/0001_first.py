import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yichuang.ratings.rules.states
from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("ratings", "0001_initial"),
        ("ratings", "0003_further_channels"),
        ("ratings", "0004_monthly_report"),
    ]
    initial = True

    dependencies = [
        ("people", "0001_first"),
        ("people", "__first__"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="SeatAddress",
                    fields=[
                        (
                            "staff",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("address_mark", models.CharField(max_length=32)),
                        ("seen_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                default=yichuang.ratings.rules.states.new_code, max_length=22, unique=True
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                choices=[("per_visit", "一次一评"), ("per_matter", "一事一评")], max_length=10
                            ),
                        ),
                        ("thing", models.CharField(max_length=40, unique=True)),
                        ("matter_code", models.CharField(blank=True, max_length=60)),
                        ("about", models.CharField(max_length=200)),
                        ("case_no", models.CharField(blank=True, max_length=20)),
                        ("served_at", models.DateTimeField()),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("expires_at", models.DateTimeField()),
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
                            "staff",
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
                        "indexes": [
                            models.Index(fields=["centre", "served_at"], name="invitation_of_centre"),
                            models.Index(
                                condition=models.Q(("unit", "per_visit")),
                                fields=["window", "-served_at"],
                                name="invitation_at_window",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MonthlyReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", models.CharField(max_length=7)),
                        ("measures", models.CharField(max_length=4000)),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("written_at", models.DateTimeField()),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("paper_code", models.CharField(blank=True, max_length=12)),
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
                            "published_by",
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
                            "written_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-month"],
                        "constraints": [
                            models.UniqueConstraint(fields=("centre", "month"), name="rating_report_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("paper_code", ""), ("published_at", None), ("published_by", None)),
                                    models.Q(
                                        ("published_at__isnull", False),
                                        ("published_by__isnull", False),
                                        models.Q(("paper_code", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="rating_report_published_as_a_paper",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.CharField(max_length=1000)),
                        ("written_at", models.DateTimeField()),
                        (
                            "invitation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="own_notes",
                                to="ratings.invitation",
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
                        "constraints": [models.UniqueConstraint(fields=("invitation", "staff"), name="own_note_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Rating",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("very_satisfied", "非常满意"),
                                    ("satisfied", "满意"),
                                    ("fairly_satisfied", "基本满意"),
                                    ("dissatisfied", "不满意"),
                                    ("very_dissatisfied", "非常不满意"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("indicators", models.JSONField(default=list)),
                        ("words", models.CharField(blank=True, max_length=1000)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("device", "窗口评价器"),
                                    ("phone", "手机"),
                                    ("portal", "网上"),
                                    ("kiosk", "取号机"),
                                    ("keys", "评价按键"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("is_named", models.BooleanField(default=False)),
                        ("name", models.CharField(blank=True, max_length=60)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("address_mark", models.CharField(blank=True, max_length=32)),
                        ("rated_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("change_until", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("kept", "已记录"),
                                    ("bad", "待受理"),
                                    ("opened", "已受理"),
                                    ("verified", "已核实"),
                                    ("rectified", "已整改"),
                                    ("explained", "已说明"),
                                    ("called_back", "已回访"),
                                    ("closed", "已办结"),
                                    ("excluded", "不予采纳"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("open_by", models.DateTimeField(blank=True, null=True)),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        ("rectify_by", models.DateTimeField(blank=True, null=True)),
                        ("rectified_at", models.DateTimeField(blank=True, null=True)),
                        ("call_back_by", models.DateTimeField(blank=True, null=True)),
                        ("called_back_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                            "invitation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rating",
                                to="ratings.invitation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["centre", "rated_at"], name="rating_of_centre"),
                            models.Index(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ("bad", "opened", "verified", "rectified", "explained", "called_back"),
                                    )
                                ),
                                fields=["centre", "-id"],
                                name="rating_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("address_mark", ""), _negated=True),
                                fields=["address_mark", "rated_at"],
                                name="rating_from",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("is_named", False), ("name", ""), ("phone", "")),
                                    models.Q(("is_named", True), models.Q(("phone", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="rating_named_says_who",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            ("bad", "opened", "verified", "rectified", "explained", "called_back"),
                                        ),
                                        _negated=True,
                                    ),
                                    ("open_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="rating_bad_has_its_limit",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Handling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "move",
                            models.CharField(
                                choices=[
                                    ("open", "受理"),
                                    ("verify", "核实"),
                                    ("complicate", "按情况复杂延长"),
                                    ("rectify", "整改"),
                                    ("explain", "说明"),
                                    ("call_back", "回访"),
                                    ("close", "办结"),
                                    ("exclude", "不予采纳"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.CharField(max_length=1000)),
                        ("at", models.DateTimeField()),
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
                            "rating",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handlings",
                                to="ratings.rating",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Flag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "suspicion",
                            models.CharField(
                                choices=[
                                    ("burst", "同一地址一分钟内多次评价"),
                                    ("clerks_address", "与窗口人员登录的网络地址相同"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "rating",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="flags",
                                to="ratings.rating",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("rating", "suspicion"), name="rating_flag_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Saying",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("very_satisfied", "非常满意"),
                                    ("satisfied", "满意"),
                                    ("fairly_satisfied", "基本满意"),
                                    ("dissatisfied", "不满意"),
                                    ("very_dissatisfied", "非常不满意"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("indicators", models.JSONField(default=list)),
                        ("words", models.CharField(blank=True, max_length=1000)),
                        ("at", models.DateTimeField()),
                        (
                            "rating",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="sayings", to="ratings.rating"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
            ]
        ),
    ]
