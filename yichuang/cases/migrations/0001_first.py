import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yichuang.cases.models.case
from yichuang.kit.tables import CreateTables

# The index on parts of names needs the function, and numbering needs the sequence. A name of one character has
# no pair: it is known as it is, so that the same index finds it.
FORWARD = """
CREATE FUNCTION yc_bigrams(t text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN char_length(t) = 1 THEN ARRAY[t] ELSE (
    SELECT coalesce(array_agg(DISTINCT substr(t, i, 2)), '{}') FROM generate_series(1, char_length(t) - 1) AS i
  ) END
$$;
CREATE SEQUENCE cases_case_no_seq;
"""
BACKWARD = "DROP SEQUENCE cases_case_no_seq; DROP FUNCTION yc_bigrams(text);"


class Migration(migrations.Migration):
    replaces = [
        ("cases", "0001_initial"),
        ("cases", "0002_finding"),
        ("cases", "0003_no_index_twice"),
        ("cases", "0004_law_of_a_case"),
        ("cases", "0006_after_the_decision"),
        ("cases", "0007_sent_up"),
        ("cases", "0008_review_below"),
        ("cases", "0009_ticket"),
        ("cases", "0010_red_clocks"),
        ("cases", "0011_ticket_of_case"),
        ("cases", "0012_day_promised"),
    ]
    initial = True

    dependencies = [
        ("catalogue", "0001_first"),
        ("people", "0001_first"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        CreateTables(
            [
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("no", models.CharField(max_length=20, unique=True)),
                        ("matter_name", models.CharField(max_length=200)),
                        ("case_kind", models.CharField(max_length=20)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "收件中"),
                                    ("received", "已收件，待受理"),
                                    ("supplementing", "待补正"),
                                    ("accepted", "已受理"),
                                    ("sent_up", "已上报，等上级决定"),
                                    ("decided", "已决定，待领取"),
                                    ("concluded", "已办结"),
                                    ("not_required", "依法不需办理"),
                                    ("refused", "不予受理"),
                                    ("withdrawn", "已撤回"),
                                    ("returned", "已退件"),
                                    ("terminated", "已终止"),
                                    ("discarded", "已作废"),
                                ],
                                default="draft",
                                max_length=14,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("channel", models.CharField(default="window", max_length=12)),
                        ("ticket", models.CharField(blank=True, default="", max_length=22)),
                        ("request_key", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                        ("applicant_name", models.CharField(blank=True, max_length=120)),
                        ("agent_authority", models.CharField(blank=True, max_length=200)),
                        ("contact_phone", models.CharField(blank=True, max_length=20)),
                        ("typed", models.JSONField(blank=True, default=dict)),
                        ("form", models.JSONField(blank=True, default=dict)),
                        ("on_commitment", models.BooleanField(default=False)),
                        ("drafted_at", models.DateTimeField()),
                        ("received_at", models.DateTimeField(blank=True, null=True)),
                        ("notice_due_at", models.DateTimeField(blank=True, null=True)),
                        ("reply_due_at", models.DateTimeField(blank=True, null=True)),
                        ("look_at", models.DateTimeField(blank=True, null=True)),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("accepted_by", models.CharField(blank=True, max_length=40)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_by", models.CharField(blank=True, max_length=40)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[("granted", "准予"), ("conditional", "有条件准予"), ("denied", "不予准予")],
                                max_length=12,
                            ),
                        ),
                        ("decision", models.TextField(blank=True)),
                        ("concluded_at", models.DateTimeField(blank=True, null=True)),
                        ("concluded_by", models.CharField(blank=True, max_length=40)),
                        ("collected_by", models.CharField(blank=True, max_length=120)),
                        ("handled_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=40)),
                        ("ended_reason", models.CharField(blank=True, max_length=1000)),
                        ("referred_to", models.CharField(blank=True, max_length=200)),
                        ("discarded_at", models.DateTimeField(blank=True, null=True)),
                        ("discarded_by", models.CharField(blank=True, max_length=40)),
                        (
                            "agent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.applicant",
                            ),
                        ),
                        (
                            "applicant",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="people.applicant",
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
                            "guide",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.guide"
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
                        (
                            "taken_by",
                            models.ForeignKey(
                                db_index=False,
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
                            models.Index(
                                condition=models.Q(("state", "draft")), fields=["taken_by", "-id"], name="case_drafts"
                            ),
                            models.Index(
                                condition=models.Q(("state", "decided")),
                                fields=["centre", "-decided_at", "-id"],
                                name="case_to_collect",
                            ),
                            models.Index(
                                condition=models.Q(("state", "concluded"), _negated=True),
                                fields=["centre", "state", "-id"],
                                name="case_open_at_centre",
                            ),
                            models.Index(
                                condition=models.Q(("state", "concluded"), _negated=True),
                                fields=["department", "state", "-id"],
                                name="case_open_at_department",
                            ),
                            models.Index(
                                fields=["centre", "-id"], include=("applicant_name", "state"), name="case_of_centre"
                            ),
                            models.Index(
                                fields=["department", "-id"],
                                include=("applicant_name", "state"),
                                name="case_of_department",
                            ),
                            models.Index(
                                condition=models.Q(("look_at__isnull", False)), fields=["look_at"], name="case_waiting"
                            ),
                            models.Index(fields=["matter", "-id"], name="case_of_matter"),
                            models.Index(fields=["applicant", "-id"], name="case_of_applicant"),
                            models.Index(fields=["taken_by", "-id"], name="case_taken_by"),
                            models.Index(
                                condition=models.Q(("ticket", ""), _negated=True),
                                fields=["ticket"],
                                name="case_of_ticket",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                yichuang.cases.models.case.Bigrams(models.F("applicant_name")), name="case_by_name_part"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "discarded"]), ("applicant__isnull", False), _connector="OR"
                                ),
                                name="case_has_applicant",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["accepted", "sent_up", "decided", "concluded", "terminated"]),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("accepted_at__isnull", False), models.Q(("accepted_by", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="case_accepted_is_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("state", "received"), _negated=True),
                                        models.Q(("notice_due_at__isnull", False), ("received_at__isnull", False)),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        models.Q(("state", "supplementing"), _negated=True),
                                        ("reply_due_at__isnull", False),
                                        _connector="OR",
                                    ),
                                ),
                                name="case_waiting_has_its_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        (
                                            "state__in",
                                            ["not_required", "refused", "withdrawn", "returned", "terminated"],
                                        ),
                                        models.Q(("ended_by", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(
                                            (
                                                "state__in",
                                                ["not_required", "refused", "withdrawn", "returned", "terminated"],
                                            ),
                                            _negated=True,
                                        ),
                                        ("ended_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_ended_iff_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("state__in", ["decided", "concluded"]),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["decided", "concluded"]), _negated=True),
                                        ("decided_at", None),
                                        ("outcome", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_decided_iff_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("concluded_at__isnull", False), ("state", "concluded")),
                                    models.Q(models.Q(("state", "concluded"), _negated=True), ("concluded_at", None)),
                                    _connector="OR",
                                ),
                                name="case_concluded_iff_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseDay",
                    fields=[
                        ("day", models.DateField(primary_key=True, serialize=False)),
                        ("base", models.BigIntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name="IntakeRule",
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
                            "mode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("strict", "补齐后才受理"),
                                    ("supplement_then_accept", "先受理并通知补齐，时限自补齐之日起算"),
                                    ("accept_with_gap", "容缺受理：书面承诺后受理"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "clock_from",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("from_commitment", "自作出承诺、受理之日起"),
                                    ("from_complete", "自材料补齐之日起"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "lapse",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("withdrawn", "视为撤回申请"),
                                    ("returned", "退件"),
                                    ("terminated", "终止办理"),
                                    ("rejected", "按不予办理报批"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("set_at", models.DateTimeField()),
                        ("set_by", models.CharField(max_length=40)),
                    ],
                ),
                migrations.CreateModel(
                    name="Bar",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("false_materials", "隐瞒有关情况或者提供虚假材料申请"),
                                    ("fraud", "以欺骗、贿赂等不正当手段取得许可"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("reason", models.CharField(max_length=1000)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=40)),
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
                            "matter",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.matter",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["applicant", "matter", "until_on"], name="bar_of_applicant")],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "ground"), name="bar_once"),
                            models.CheckConstraint(
                                condition=models.Q(("until_on__gt", models.F("from_on"))), name="bar_has_length"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseMaterial",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=500)),
                        ("wanted", models.CharField(blank=True, max_length=20)),
                        ("necessity", models.CharField(blank=True, max_length=12)),
                        ("situation", models.CharField(blank=True, max_length=300)),
                        ("copies_wanted", models.PositiveSmallIntegerField(blank=True, null=True)),
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
                        ("copies", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("is_original", models.BooleanField(default=False)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("returned_at", models.DateTimeField(blank=True, null=True)),
                        ("returned_by", models.CharField(blank=True, max_length=40)),
                        (
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="materials",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "order"), name="material_line_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("returned_at", None), ("returned_by", "")),
                                    models.Q(
                                        ("returned_at__isnull", False), models.Q(("returned_by", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="material_returned_by_someone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("name", models.CharField(max_length=200)),
                        ("kind", models.CharField(max_length=60)),
                        ("size", models.PositiveBigIntegerField()),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=40)),
                        ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                        ("set_aside_by", models.CharField(blank=True, max_length=40)),
                        (
                            "material",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="cases.casematerial",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("material", "number"), name="attachment_number_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClockEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "event",
                            models.CharField(
                                choices=[
                                    ("paused", "暂停"),
                                    ("resumed", "恢复"),
                                    ("extended", "延长"),
                                    ("recounted", "重新推算"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("by", models.CharField(max_length=40)),
                        ("by_name", models.CharField(blank=True, max_length=60)),
                        ("procedure", models.CharField(blank=True, max_length=20)),
                        ("article", models.CharField(blank=True, max_length=120)),
                        ("words", models.CharField(blank=True, max_length=500)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("promised_due_on", models.DateField(blank=True, null=True)),
                        ("statutory_due_on", models.DateField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clock_entries",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [models.UniqueConstraint(fields=("case", "order"), name="clock_entry_once")],
                    },
                ),
                migrations.CreateModel(
                    name="CommitmentRule",
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
                            "area",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "不属于下列领域"),
                                    ("security", "国家安全"),
                                    ("secrets", "国家秘密"),
                                    ("public_safety", "公共安全"),
                                    ("finance", "金融审慎监管"),
                                    ("ecology", "生态环境保护"),
                                    ("life", "人身健康、生命财产安全"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "told",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=500), size=None
                            ),
                        ),
                        (
                            "commitments",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=500), size=None
                            ),
                        ),
                        (
                            "consequences",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=500), size=None
                            ),
                        ),
                        (
                            "replaces",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=500), blank=True, default=list, size=None
                            ),
                        ),
                        ("check_days", models.PositiveSmallIntegerField()),
                        ("set_at", models.DateTimeField()),
                        ("set_by", models.CharField(max_length=40)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("area", "")), name="commitment_not_in_barred_area"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("check_days__gte", 1)), name="commitment_is_checked"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Request",
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
                                choices=[
                                    ("second_supplement", "再次补正"),
                                    ("extension", "延长办理期限"),
                                    ("instruction", "疑难请示"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reason", models.CharField(max_length=1000)),
                        ("days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("asked_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("is_granted", models.BooleanField(blank=True, null=True)),
                        ("words", models.CharField(blank=True, max_length=1000)),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
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
                            "asked_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="cases.case"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("answered_at", None)), fields=["kind", "id"], name="request_open"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at", None)),
                                fields=("case", "kind"),
                                name="request_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at", None), ("answered_by", None), ("is_granted", None)),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        ("is_granted__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="request_answered_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Supplement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("noticed_at", models.DateTimeField()),
                        ("noticed_by", models.CharField(max_length=40)),
                        ("reply_due_on", models.DateField()),
                        ("items", models.JSONField()),
                        ("resubmitted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supplements",
                                to="cases.case",
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.request",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "number"), name="supplement_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number", 1),
                                    models.Q(("number__gt", 1), ("permission__isnull", False)),
                                    _connector="OR",
                                ),
                                name="supplement_second_is_permitted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Violation",
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
                                choices=[
                                    ("no_notice", "收件后 5 个工作日未作受理决定"),
                                    ("second_supplement", "再次要求补正"),
                                    ("late_handover", "材料未当日交接"),
                                    ("overdue", "超过法定期限未作决定"),
                                    ("broken_promise", "超过承诺期限未办结"),
                                    ("late_delivery", "决定后未按期送达"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(default=1)),
                        ("at", models.DateTimeField()),
                        ("words", models.CharField(blank=True, max_length=500)),
                        (
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="violations",
                                to="cases.case",
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
                        "ordering": ["at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "kind", "number"), name="violation_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Clock",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="clock",
                                serialize=False,
                                to="cases.case",
                            ),
                        ),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("first_promised_on", models.DateField(blank=True, null=True)),
                        ("first_statutory_on", models.DateField(blank=True, null=True)),
                        ("promised_due_on", models.DateField(blank=True, null=True)),
                        ("promised_due_at", models.DateTimeField(blank=True, null=True)),
                        ("statutory_due_on", models.DateField(blank=True, null=True)),
                        ("statutory_due_at", models.DateTimeField(blank=True, null=True)),
                        ("is_statutory_by_law", models.BooleanField(default=False)),
                        ("is_review", models.BooleanField(default=False)),
                        ("is_provisional", models.BooleanField(default=False)),
                        ("paused_until", models.DateField(blank=True, null=True)),
                        ("light", models.CharField(default="green", max_length=8)),
                        ("look_at", models.DateTimeField(blank=True, null=True)),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("look_at__isnull", False), ("stopped_at", None)),
                                fields=["look_at"],
                                name="clock_due",
                            ),
                            models.Index(
                                condition=models.Q(("light", "red"), ("stopped_at", None)),
                                fields=["promised_due_at"],
                                name="clock_red",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stopped_at__isnull", False),
                                    ("promised_due_at", None),
                                    ("statutory_due_at", None),
                                    ("promised_due_at__lte", models.F("statutory_due_at")),
                                    _connector="OR",
                                ),
                                name="clock_promise_within_law",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="commitment",
                                serialize=False,
                                to="cases.case",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("signed", "已承诺，待核查"),
                                    ("rectifying", "未履行，限期整改"),
                                    ("kept", "已履行"),
                                    ("broken", "未履行承诺"),
                                    ("repaired", "失信已修复"),
                                    ("dropped", "办件已结束"),
                                ],
                                default="signed",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("signed_at", models.DateTimeField()),
                        ("signed_by", models.CharField(max_length=40)),
                        ("check_days", models.PositiveSmallIntegerField()),
                        ("check_by_on", models.DateField(blank=True, null=True)),
                        ("rectify_by_on", models.DateField(blank=True, null=True)),
                        ("look_at", models.DateTimeField(blank=True, null=True)),
                        ("late_at", models.DateTimeField(blank=True, null=True)),
                        ("found_at", models.DateTimeField(blank=True, null=True)),
                        ("found_by", models.CharField(blank=True, max_length=40)),
                        ("words", models.CharField(blank=True, max_length=1000)),
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
                                condition=models.Q(("look_at__isnull", False)),
                                fields=["look_at"],
                                name="commitment_due",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["signed", "rectifying"])),
                                fields=["department", "check_by_on"],
                                name="commitment_to_check",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["broken", "rectifying"])),
                                fields=["applicant"],
                                name="commitment_broken",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("found_at", None), ("found_by", "")),
                                    models.Q(("found_at__isnull", False), models.Q(("found_by", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="commitment_found_paired",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "rectifying"), _negated=True),
                                    ("rectify_by_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="commitment_rectifying_has_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="delivery",
                                serialize=False,
                                to="cases.case",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[("window", "窗口领取"), ("courier", "邮寄"), ("online", "网上下载")],
                                default="window",
                                max_length=8,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "等待送达"),
                                    ("sent", "已寄出，待签收"),
                                    ("came_back", "退回，在窗口等待领取"),
                                    ("done", "已送达"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("receiver", models.CharField(blank=True, max_length=120)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("address", models.CharField(blank=True, max_length=300)),
                        ("chosen_at", models.DateTimeField(blank=True, null=True)),
                        ("chosen_by", models.CharField(blank=True, max_length=40)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("look_at", models.DateTimeField(blank=True, null=True)),
                        ("carrier", models.CharField(blank=True, max_length=40)),
                        ("waybill_no", models.CharField(blank=True, max_length=40)),
                        ("expected_on", models.DateField(blank=True, null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_by", models.CharField(blank=True, max_length=40)),
                        ("came_back_at", models.DateTimeField(blank=True, null=True)),
                        ("came_back_by", models.CharField(blank=True, max_length=40)),
                        ("came_back_reason", models.CharField(blank=True, max_length=200)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("done_by", models.CharField(blank=True, max_length=40)),
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
                                condition=models.Q(("look_at__isnull", False)), fields=["look_at"], name="delivery_due"
                            ),
                            models.Index(
                                condition=models.Q(("done_at", None), ("due_on__isnull", False)),
                                fields=["centre", "due_on"],
                                name="delivery_open",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("chosen_at", None), ("chosen_by", "")),
                                    models.Q(("chosen_at__isnull", False), models.Q(("chosen_by", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="delivery_chosen_paired",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("way", "courier"), _negated=True),
                                    models.Q(
                                        models.Q(("receiver", ""), _negated=True),
                                        models.Q(("phone", ""), _negated=True),
                                        models.Q(("address", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_by_courier_has_address",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "sent"), _negated=True),
                                    models.Q(
                                        ("sent_at__isnull", False),
                                        models.Q(("sent_by", ""), _negated=True),
                                        models.Q(("carrier", ""), _negated=True),
                                        models.Q(("waybill_no", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_sent_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("came_back_at", None), ("came_back_by", "")),
                                    models.Q(
                                        ("came_back_at__isnull", False), models.Q(("came_back_by", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_came_back_paired",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("done_at__isnull", False),
                                        ("state", "done"),
                                        models.Q(("done_by", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "done"), _negated=True), ("done_at", None), ("done_by", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="delivery_done_iff_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Gap",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="gap",
                                serialize=False,
                                to="cases.case",
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("strict", "补齐后才受理"),
                                    ("supplement_then_accept", "先受理并通知补齐，时限自补齐之日起算"),
                                    ("accept_with_gap", "容缺受理：书面承诺后受理"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "clock_from",
                            models.CharField(
                                choices=[
                                    ("from_commitment", "自作出承诺、受理之日起"),
                                    ("from_complete", "自材料补齐之日起"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "lapse",
                            models.CharField(
                                choices=[
                                    ("withdrawn", "视为撤回申请"),
                                    ("returned", "退件"),
                                    ("terminated", "终止办理"),
                                    ("rejected", "按不予办理报批"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "orders",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(), size=None
                            ),
                        ),
                        ("promised_at", models.DateTimeField()),
                        ("told_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("look_at", models.DateTimeField(blank=True, null=True)),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("completed_at", models.DateTimeField(blank=True, null=True)),
                        ("lapsed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("look_at__isnull", False)), fields=["look_at"], name="gap_due"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("completed_at", None), ("lapsed_at", None), _connector="OR"),
                                name="gap_ends_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Relay",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="relay",
                                serialize=False,
                                to="cases.case",
                            ),
                        ),
                        ("opinion", models.TextField()),
                        ("sent_at", models.DateTimeField()),
                        ("sent_by", models.CharField(max_length=40)),
                        (
                            "above",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="relayed", to="cases.case"
                            ),
                        ),
                    ],
                ),
            ]
        ),
    ]
