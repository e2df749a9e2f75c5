import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("people", "0001_initial"),
        ("people", "0002_api_token"),
        ("people", "0003_leaders"),
        ("people", "0004_closings"),
        ("people", "0005_reception"),
        ("people", "0006_windows_since"),
        ("people", "0007_posts"),
        ("people", "0008_closing_approved"),
        ("people", "0009_efficiency_office"),
    ]
    initial = True

    dependencies = [
        ("worktime", "0001_first"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Staff",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("staff_no", models.CharField(max_length=20, unique=True)),
                        ("name", models.CharField(max_length=40)),
                        ("post", models.CharField(blank=True, max_length=40)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("is_active", models.BooleanField(default=True)),
                        ("hired_on", models.DateField(blank=True, null=True)),
                        ("password_changed_at", models.DateTimeField(blank=True, null=True)),
                        ("failures", models.PositiveSmallIntegerField(default=0)),
                        ("locked_until", models.DateTimeField(blank=True, null=True)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="staff", to="people.centre"
                            ),
                        ),
                        (
                            "home_department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="staff",
                                to="people.department",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ApiToken",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        ("made_at", models.DateTimeField()),
                        ("until_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "staff",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tokens",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Applicant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "id_kind",
                            models.CharField(
                                choices=[
                                    ("id_card", "居民身份证"),
                                    ("hkmt_permit", "港澳台居民居住证"),
                                    ("hkm_pass", "港澳居民来往内地通行证"),
                                    ("tw_pass", "台湾居民来往大陆通行证"),
                                    ("foreign_pr", "外国人永久居留身份证"),
                                    ("passport", "护照"),
                                    ("uscc", "统一社会信用代码"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("id_number", models.CharField(max_length=24)),
                        ("name", models.CharField(max_length=120)),
                        ("birthday", models.DateField(blank=True, null=True)),
                        ("sex", models.CharField(blank=True, max_length=2)),
                        ("nationality", models.CharField(blank=True, max_length=40)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("address", models.CharField(blank=True, max_length=200)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=40)),
                        ("version", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("phone", ""), _negated=True),
                                fields=["phone"],
                                name="applicant_by_phone",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id_kind", "id_number"), name="applicant_known_once"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="applicant_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Centre",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=20, unique=True)),
                        ("name", models.CharField(max_length=60)),
                        ("short", models.CharField(max_length=20)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("city", "市"),
                                    ("county", "县（市、区）"),
                                    ("township", "乡镇（街道）"),
                                    ("village", "村（社区）"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("region_code", models.CharField(blank=True, max_length=12)),
                        ("address", models.CharField(blank=True, max_length=120)),
                        ("phone", models.CharField(blank=True, max_length=30)),
                        ("complaint_phone", models.CharField(blank=True, max_length=30)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("settings", models.JSONField(blank=True, default=dict)),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.centre",
                            ),
                        ),
                        (
                            "hours",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="worktime.hoursplan",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("follows", None),
                                    models.Q(("follows", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="centre_does_not_follow_itself",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Closing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("covers_below", models.BooleanField(default=False)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("reason", models.CharField(max_length=120)),
                        ("approved_by", models.CharField(blank=True, max_length=60)),
                        ("notice_number", models.CharField(blank=True, max_length=60)),
                        ("notice_title", models.CharField(blank=True, max_length=120)),
                        ("notice_issuer", models.CharField(blank=True, max_length=60)),
                        ("notice_on", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=40)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_by", models.CharField(blank=True, max_length=40)),
                        ("withdrawn_reason", models.CharField(blank=True, max_length=200)),
                        ("counted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="closings", to="people.centre"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-from_on", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("counted_at", None)), fields=["id"], name="closing_to_count"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until_on__gte", models.F("from_on"))),
                                name="hall_closing_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("notice_issuer", ""),
                                        ("notice_number", ""),
                                        ("notice_on", None),
                                        ("notice_title", ""),
                                    ),
                                    models.Q(
                                        models.Q(("notice_number", ""), _negated=True),
                                        models.Q(("notice_title", ""), _negated=True),
                                        models.Q(("notice_issuer", ""), _negated=True),
                                        ("notice_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="closing_notice_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at", None), ("withdrawn_by", "")),
                                    models.Q(
                                        ("withdrawn_at__isnull", False), models.Q(("withdrawn_by", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="closing_withdrawn_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("third_party", models.CharField(max_length=120)),
                        ("purpose", models.CharField(max_length=200)),
                        ("what", models.CharField(max_length=200)),
                        ("given_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=40)),
                        ("until_on", models.DateField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "applicant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="people.applicant",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Department",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=20)),
                        ("name", models.CharField(max_length=60)),
                        ("short", models.CharField(max_length=20)),
                        ("letter", models.CharField(max_length=10)),
                        ("uscc", models.CharField(blank=True, max_length=18)),
                        ("phone", models.CharField(blank=True, max_length=30)),
                        ("complaint_phone", models.CharField(blank=True, max_length=30)),
                        ("leader", models.CharField(blank=True, max_length=40)),
                        ("is_active", models.BooleanField(default=True)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="departments",
                                to="people.centre",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("centre", "code"), name="department_code_once"),
                            models.UniqueConstraint(fields=("centre", "letter"), name="department_letter_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Authorisation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=60)),
                        ("matter_codes", models.JSONField(blank=True, default=list)),
                        ("decides_at_window", models.BooleanField(default=False)),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(blank=True, null=True)),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="authorisations",
                                to="people.department",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("department", "number"), name="authorisation_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApprovalSeal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(default="行政审批专用章", max_length=40)),
                        ("registered_on", models.DateField()),
                        ("retired_on", models.DateField(blank=True, null=True)),
                        (
                            "keeper",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seals",
                                to="people.department",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("retired_on", None)),
                                fields=("department", "name"),
                                name="seal_in_use_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoleGrant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("clerk", "综合窗口人员"),
                                    ("reviewer", "审查人员"),
                                    ("approver", "审批人员"),
                                    ("chief_rep", "首席代表"),
                                    ("leader", "分管领导"),
                                    ("publisher", "事项管理员"),
                                    ("centre_approver", "业务科（事项核准）"),
                                    ("reception", "导办人员"),
                                    ("manager", "大厅管理"),
                                    ("supervision", "督查科"),
                                    ("efficiency", "效能监察室"),
                                    ("sysadmin", "系统管理员"),
                                    ("secadmin", "安全管理员"),
                                    ("auditadmin", "审计管理员"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(blank=True, null=True)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.centre"
                            ),
                        ),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.department",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until_on", None)),
                                fields=("staff", "role", "centre", "department"),
                                name="role_held_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("role__in", ["reviewer", "approver", "chief_rep", "publisher"]), _negated=True
                                    ),
                                    ("department__isnull", False),
                                    _connector="OR",
                                ),
                                name="role_of_a_department_names_it",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Theme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=4)),
                        ("name", models.CharField(max_length=30)),
                        ("name_en", models.CharField(blank=True, max_length=60)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="themes", to="people.centre"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "constraints": [models.UniqueConstraint(fields=("centre", "name"), name="theme_name_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Window",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(blank=True, max_length=40)),
                        ("place", models.CharField(blank=True, max_length=40)),
                        ("is_open", models.BooleanField(default=True)),
                        ("since_on", models.DateField(blank=True, null=True)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="windows", to="people.centre"
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="windows", to="people.theme"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("centre", "number"), name="window_number_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WindowAssignment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("post", models.CharField(choices=[("a", "A 岗"), ("b", "B 岗")], default="b", max_length=1)),
                        ("since_on", models.DateField()),
                        (
                            "staff",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assignments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "window",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assignments",
                                to="people.window",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("staff", "window"), name="assigned_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("post", "a")), fields=("window",), name="one_a_post"
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
