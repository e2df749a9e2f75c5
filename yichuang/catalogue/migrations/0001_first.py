import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("catalogue", "0001_initial"),
        ("catalogue", "0003_local_code"),
        ("catalogue", "0004_countersign_and_sign_off"),
        ("catalogue", "0005_goes_up"),
    ]
    initial = True

    dependencies = [
        ("people", "0001_first"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="LifeEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=30, unique=True)),
                        ("name_en", models.CharField(blank=True, max_length=60)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "ordering": ["order", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Word",
                    fields=[
                        ("text", models.CharField(max_length=60, primary_key=True, serialize=False)),
                        ("matters", models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="ImportRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200)),
                        ("sha256", models.CharField(max_length=64)),
                        ("started_at", models.DateTimeField()),
                        ("started_by", models.CharField(max_length=40)),
                        ("published", models.BooleanField(default=False)),
                        ("counts", models.JSONField(default=dict)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.centre"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Guide",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "草稿"),
                                    ("submitted", "待核准"),
                                    ("published", "已公布"),
                                    ("superseded", "已被取代"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("created_at", models.DateTimeField()),
                        ("created_by", models.CharField(max_length=40)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("submitted_by", models.CharField(blank=True, max_length=40)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("published_by", models.CharField(blank=True, max_length=40)),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
                        ("superseded_by", models.CharField(blank=True, max_length=40)),
                        ("effective_on", models.DateField(blank=True, null=True)),
                        ("review_on", models.DateField(blank=True, null=True)),
                        ("sent_back_reason", models.TextField(blank=True)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("name", models.CharField(max_length=300)),
                        ("short_name", models.CharField(blank=True, max_length=300)),
                        ("category", models.TextField(blank=True)),
                        ("use_level", models.TextField(blank=True)),
                        ("case_kind", models.TextField(blank=True)),
                        ("matter_kind", models.CharField(blank=True, max_length=10)),
                        ("examination", models.TextField(blank=True)),
                        ("promised_value", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "promised_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("working_day", "个工作日"),
                                    ("natural_day", "日"),
                                    ("month", "个月"),
                                    ("hour", "小时"),
                                    ("none", "无"),
                                    ("", "单位待确认"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("promised_text", models.TextField(blank=True)),
                        ("statutory_value", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "statutory_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("working_day", "个工作日"),
                                    ("natural_day", "日"),
                                    ("month", "个月"),
                                    ("hour", "小时"),
                                    ("none", "无"),
                                    ("", "单位待确认"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("statutory_text", models.TextField(blank=True)),
                        ("limit_raw", models.JSONField(blank=True, null=True)),
                        ("limit_notes", models.JSONField(blank=True, default=list)),
                        ("conditions", models.JSONField(blank=True, null=True)),
                        ("quantity_limit", models.TextField(blank=True)),
                        ("fee_charged", models.BooleanField(blank=True, null=True)),
                        ("fee_standard", models.TextField(blank=True)),
                        ("fee_basis", models.TextField(blank=True)),
                        ("fee_items", models.TextField(blank=True)),
                        ("pay_online", models.BooleanField(blank=True, null=True)),
                        ("legal_basis", models.JSONField(blank=True, null=True)),
                        ("result_name", models.TextField(blank=True)),
                        ("result_kind", models.TextField(blank=True)),
                        ("result_validity", models.TextField(blank=True)),
                        ("result_sample", models.TextField(blank=True)),
                        ("visits", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("visits_reason", models.TextField(blank=True)),
                        ("delivery", models.JSONField(blank=True, null=True)),
                        ("channels", models.JSONField(blank=True, null=True)),
                        ("is_online", models.BooleanField(blank=True, null=True)),
                        ("online_depth", models.TextField(blank=True)),
                        ("scope", models.TextField(blank=True)),
                        ("audience", models.TextField(blank=True)),
                        ("person_topics", models.TextField(blank=True)),
                        ("company_topics", models.TextField(blank=True)),
                        ("special_procedures", models.JSONField(blank=True, null=True)),
                        ("faqs", models.JSONField(blank=True, null=True)),
                        ("responsible", models.TextField(blank=True)),
                        ("phone", models.TextField(blank=True)),
                        ("complaint_phone", models.TextField(blank=True)),
                        ("address", models.TextField(blank=True)),
                        ("hours", models.TextField(blank=True)),
                        ("theme", models.TextField(blank=True)),
                        ("notes", models.TextField(blank=True)),
                        ("source_id", models.TextField(blank=True)),
                        ("source_place", models.TextField(blank=True)),
                        ("source_agency", models.TextField(blank=True)),
                        ("has_materials", models.BooleanField(default=False)),
                        ("has_steps", models.BooleanField(default=False)),
                        ("extra", models.JSONField(blank=True, default=dict)),
                        (
                            "import_run",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guides",
                                to="catalogue.importrun",
                            ),
                        ),
                        (
                            "matter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guides",
                                to="catalogue.matter",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "review_on"], name="guide_by_review")],
                        "constraints": [
                            models.UniqueConstraint(fields=("matter", "number"), name="guide_number_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "published")),
                                fields=("matter",),
                                name="guide_published_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["draft", "submitted"])),
                                fields=("matter",),
                                name="guide_in_the_making_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("submitted_at", None), ("submitted_by", "")),
                                    models.Q(
                                        ("submitted_at__isnull", False), models.Q(("submitted_by", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="guide_submitted_paired",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("published_at", None),
                                        ("published_by", ""),
                                        ("state__in", ["draft", "submitted"]),
                                    ),
                                    models.Q(
                                        ("published_at__isnull", False),
                                        ("state__in", ["published", "superseded"]),
                                        models.Q(("published_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="guide_published_paired",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("superseded_at", None),
                                        ("superseded_by", ""),
                                        models.Q(("state", "superseded"), _negated=True),
                                    ),
                                    models.Q(
                                        ("state", "superseded"),
                                        ("superseded_at__isnull", False),
                                        models.Q(("superseded_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="guide_superseded_paired",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MaterialSpec",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.TextField()),
                        ("form", models.TextField(blank=True)),
                        ("copies", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("carrier", models.TextField(blank=True)),
                        ("necessity", models.TextField(blank=True)),
                        ("source", models.TextField(blank=True)),
                        ("situation", models.TextField(blank=True)),
                        ("sample", models.TextField(blank=True)),
                        ("notes", models.TextField(blank=True)),
                        (
                            "guide",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="materials",
                                to="catalogue.guide",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [models.UniqueConstraint(fields=("guide", "order"), name="material_order_once")],
                    },
                ),
                migrations.CreateModel(
                    name="FormFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(choices=[("blank", "空白表格"), ("sample", "示范文本")], max_length=6),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        (
                            "guide",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="forms", to="catalogue.guide"
                            ),
                        ),
                        (
                            "material",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="forms",
                                to="catalogue.materialspec",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("guide", "name"), name="form_name_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Matter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=50, unique=True)),
                        ("identity", models.CharField(max_length=100)),
                        (
                            "tier",
                            models.CharField(
                                choices=[("main", "主项"), ("sub", "子项"), ("handling", "业务办理项")],
                                default="main",
                                max_length=10,
                            ),
                        ),
                        ("catalog_code", models.CharField(blank=True, max_length=50)),
                        ("task_code", models.CharField(blank=True, max_length=50)),
                        ("local_code", models.CharField(blank=True, max_length=50)),
                        ("is_active", models.BooleanField(default=True)),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("name", models.CharField(max_length=300)),
                        (
                            "words",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                            ),
                        ),
                        ("initials", models.CharField(blank=True, max_length=300)),
                        ("pinyin", models.TextField(blank=True)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="matters", to="people.centre"
                            ),
                        ),
                        (
                            "current",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.guide",
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matters",
                                to="people.department",
                            ),
                        ),
                        (
                            "goes_up_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.matter",
                            ),
                        ),
                        (
                            "life_events",
                            models.ManyToManyField(blank=True, related_name="matters", to="catalogue.lifeevent"),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="catalogue.matter",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matters",
                                to="people.theme",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(fields=["words"], name="matter_by_word"),
                            models.Index(fields=["centre", "name"], name="matter_by_name"),
                            models.Index(
                                models.F("initials"),
                                condition=models.Q(("current__isnull", False)),
                                name="matter_by_initials",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("centre", "identity"), name="matter_identity_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent", None),
                                    models.Q(("parent", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="matter_is_not_its_own_parent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StepSpec",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.TextField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("apply", "申请"),
                                    ("accept", "受理"),
                                    ("review", "审查"),
                                    ("inspect", "勘验"),
                                    ("approve", "审核"),
                                    ("countersign", "会签"),
                                    ("sign_off", "签批"),
                                    ("decide", "决定"),
                                    ("produce", "制证"),
                                    ("deliver", "送达"),
                                    ("other", "其他"),
                                ],
                                default="other",
                                max_length=12,
                            ),
                        ),
                        ("role", models.CharField(blank=True, max_length=10)),
                        ("limit_value", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "limit_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("working_day", "个工作日"),
                                    ("natural_day", "日"),
                                    ("month", "个月"),
                                    ("hour", "小时"),
                                    ("none", "无"),
                                    ("", "单位待确认"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("limit_text", models.TextField(blank=True)),
                        ("needed", models.PositiveSmallIntegerField(default=1)),
                        ("notes", models.TextField(blank=True)),
                        (
                            "guide",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="catalogue.guide"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [models.UniqueConstraint(fields=("guide", "order"), name="step_order_once")],
                    },
                ),
            ]
        ),
    ]
