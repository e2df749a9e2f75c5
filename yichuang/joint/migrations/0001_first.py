import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("joint", "0001_initial"),
        ("joint", "0002_one_event"),
        ("joint", "0003_supplement_files"),
    ]
    initial = True

    dependencies = [
        ("cases", "0001_first"),
        ("catalogue", "0001_first"),
        ("people", "0001_first"),
        ("people", "__first__"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Bundle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("no", models.CharField(max_length=20, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        (
                            "channel",
                            models.CharField(
                                choices=[("window", "窗口"), ("online", "网上")], default="window", max_length=8
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("gathering", "收件中"),
                                    ("received", "已收件，待受理"),
                                    ("supplementing", "待补正"),
                                    ("running", "联合办理中"),
                                    ("ready", "全部办好，待领取"),
                                    ("concluded", "已办结"),
                                    ("withdrawn", "已撤回"),
                                    ("ended", "没有受理，已结束"),
                                    ("discarded", "已作废"),
                                ],
                                default="gathering",
                                max_length=14,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("typed", models.JSONField(blank=True, default=dict)),
                        ("applicant_name", models.CharField(blank=True, max_length=120)),
                        ("begun_at", models.DateTimeField()),
                        ("received_at", models.DateTimeField(blank=True, null=True)),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("is_provisional", models.BooleanField(default=False)),
                        ("look_at", models.DateTimeField(blank=True, null=True)),
                        ("extended_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("extended_by_paper", models.CharField(blank=True, max_length=120)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.centre"
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.lifeevent",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "window",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.window",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["centre", "-id"], name="bundle_of_centre"),
                            models.Index(
                                condition=models.Q(("look_at__isnull", False)), fields=["look_at"], name="bundle_due"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["running", "ready", "concluded"]), _negated=True),
                                    models.Q(("accepted_at__isnull", False), ("due_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="bundle_accepted_is_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["received", "supplementing"]), _negated=True),
                                    ("received_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="bundle_waiting_has_its_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True)),
                        ("typed", models.JSONField(blank=True, default=dict)),
                        ("begun_at", models.DateTimeField()),
                        ("kept_at", models.DateTimeField()),
                        (
                            "bundle",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draft",
                                to="joint.bundle",
                            ),
                        ),
                        (
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="joint.offer"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["kept_at"], name="draft_by_age")],
                    },
                ),
                migrations.CreateModel(
                    name="DraftFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("material", models.CharField(max_length=32)),
                        ("sha256", models.CharField(max_length=64)),
                        ("name", models.CharField(max_length=200)),
                        ("kind", models.CharField(max_length=60)),
                        ("size", models.PositiveBigIntegerField()),
                        ("added_at", models.DateTimeField()),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="files", to="joint.draft"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["sha256"], name="draft_file_by_hash")],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("meeting", "联办会议"), ("site_visit", "联合踏勘")], max_length=12
                            ),
                        ),
                        ("held_on", models.DateField()),
                        ("place", models.CharField(max_length=120)),
                        ("attendees", models.CharField(max_length=500)),
                        ("discussed", models.TextField()),
                        ("concluded", models.TextField()),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=40)),
                        (
                            "bundle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="joint.bundle"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["held_on", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Offer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True)),
                        ("name", models.CharField(max_length=60)),
                        ("name_en", models.CharField(blank=True, max_length=120)),
                        ("summary", models.CharField(blank=True, max_length=300)),
                        ("summary_en", models.CharField(blank=True, max_length=500)),
                        ("is_open", models.BooleanField(default=False)),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("set_at", models.DateTimeField()),
                        ("set_by", models.CharField(max_length=40)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.centre"
                            ),
                        ),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.lifeevent",
                            ),
                        ),
                        (
                            "window",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.window"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [models.UniqueConstraint(fields=("centre", "name"), name="offer_named_once")],
                    },
                ),
                migrations.CreateModel(
                    name="OfferPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "after",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.matter"
                            ),
                        ),
                        (
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="joint.offer"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [
                            models.UniqueConstraint(fields=("offer", "order"), name="offer_part_once"),
                            models.UniqueConstraint(fields=("offer", "matter"), name="offer_matter_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Part",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "after",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "bundle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="joint.bundle"
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [models.UniqueConstraint(fields=("bundle", "order"), name="part_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Shared",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=500)),
                        ("form", models.CharField(blank=True, max_length=20)),
                        ("copies_wanted", models.PositiveSmallIntegerField(default=1)),
                        ("necessity", models.CharField(blank=True, max_length=12)),
                        ("situation", models.CharField(blank=True, max_length=300)),
                        ("serves", models.JSONField()),
                        (
                            "mark",
                            models.CharField(
                                choices=[
                                    ("pending", "未核对"),
                                    ("received", "收到"),
                                    ("missing", "缺"),
                                    ("faulty", "有误"),
                                    ("not_needed", "本情形不需要"),
                                ],
                                default="pending",
                                max_length=12,
                            ),
                        ),
                        ("is_original", models.BooleanField(default=False)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        (
                            "said",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("uploaded", "已上传"),
                                    ("brings", "带到窗口"),
                                    ("not_mine", "没有这种情形"),
                                    ("left_out", "不交"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "bundle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="materials", to="joint.bundle"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [models.UniqueConstraint(fields=("bundle", "order"), name="shared_once")],
                    },
                ),
                migrations.CreateModel(
                    name="SupplementFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        ("name", models.CharField(max_length=200)),
                        ("kind", models.CharField(max_length=60)),
                        ("size", models.PositiveBigIntegerField()),
                        ("added_at", models.DateTimeField()),
                        (
                            "shared",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="uploads", to="joint.shared"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["sha256"], name="upload_by_hash"),
                            models.Index(fields=["added_at"], name="upload_by_age"),
                        ],
                    },
                ),
            ]
        ),
    ]
