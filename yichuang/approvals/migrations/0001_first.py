import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("approvals", "0001_initial"),
        ("approvals", "0002_initial"),
        ("approvals", "0003_dropped_steps"),
        ("approvals", "0004_whole_office"),
        ("approvals", "0005_hearings_by_law"),
        ("approvals", "0006_inspection_waived"),
        ("approvals", "0007_orders_moved_to_supervision"),
    ]
    initial = True

    dependencies = [
        ("cases", "0001_first"),
        ("catalogue", "0001_first"),
        ("papers", "0001_first"),
        ("people", "0001_first"),
        ("people", "__first__"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Task",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("of", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=60)),
                        ("role", models.CharField(max_length=20)),
                        ("kind", models.CharField(blank=True, max_length=12)),
                        ("needed", models.PositiveSmallIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "待办"),
                                    ("at_window", "已退窗口补说明"),
                                    ("denying", "拟不予，正在报备"),
                                    ("passed", "已通过"),
                                    ("sent_back", "已退回上一步"),
                                    ("denied", "已决定不予"),
                                    ("dropped", "办件已结束，不用再办"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("opened_at", models.DateTimeField()),
                        ("step_due_at", models.DateTimeField(blank=True, null=True)),
                        ("case_due_on", models.DateField(blank=True, null=True)),
                        ("light", models.CharField(max_length=8)),
                        ("look_at", models.DateTimeField(blank=True, null=True)),
                        ("draft", models.TextField(blank=True)),
                        ("opinion", models.TextField(blank=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="cases.case"
                            ),
                        ),
                        (
                            "closed_by",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["department", "role", "case_due_on", "id"],
                                name="task_by_due",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at", None), ("look_at__isnull", False)),
                                fields=["look_at"],
                                name="task_lights",
                            ),
                            models.Index(
                                condition=models.Q(("closed_at__isnull", False)),
                                fields=["closed_by", "-closed_at"],
                                name="task_done_by",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at", None)), fields=("case",), name="task_one_open"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_at", None),
                                        ("closed_by", None),
                                        ("state__in", ["open", "at_window", "denying"]),
                                    ),
                                    models.Q(("closed_at__isnull", False), ("state", "dropped")),
                                    models.Q(
                                        models.Q(
                                            ("state__in", ["open", "at_window", "denying", "dropped"]), _negated=True
                                        ),
                                        ("closed_at__isnull", False),
                                        ("closed_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_closed_iff_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HearingRule",
                    fields=[
                        (
                            "matter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="hearing_rule",
                                serialize=False,
                                to="catalogue.matter",
                            ),
                        ),
                        (
                            "ordered_by",
                            models.CharField(
                                choices=[("law", "法律"), ("regulation", "法规"), ("rule", "规章")], max_length=10
                            ),
                        ),
                        ("article", models.CharField(max_length=200)),
                        ("set_at", models.DateTimeField()),
                        ("set_by", models.CharField(max_length=40)),
                    ],
                ),
                migrations.CreateModel(
                    name="Denial",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("pending", "逐级报批中"),
                                    ("sent_back", "已退回登记人"),
                                    ("confirmed", "已确定不予"),
                                    ("withdrawn", "已撤回"),
                                    ("dropped", "办件已结束"),
                                ],
                                default="pending",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        (
                            "facts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=500), size=None
                            ),
                        ),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=500), size=None
                            ),
                        ),
                        ("basis", models.CharField(max_length=500)),
                        (
                            "levels",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), size=None
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField(default=0)),
                        ("registered_at", models.DateTimeField()),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_by", models.CharField(blank=True, max_length=40)),
                        (
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="denials",
                                to="cases.case",
                            ),
                        ),
                        (
                            "registered_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="denials", to="approvals.task"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(condition=models.Q(("state", "pending")), fields=["id"], name="denial_pending")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["pending", "sent_back"])),
                                fields=("case",),
                                name="denial_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_at", None),
                                        ("settled_by", ""),
                                        ("state__in", ["pending", "sent_back"]),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["pending", "sent_back"]), _negated=True),
                                        ("settled_at__isnull", False),
                                        models.Q(("settled_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="denial_settled_iff_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DenialOpinion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("role", models.CharField(max_length=20)),
                        ("is_confirmed", models.BooleanField()),
                        ("words", models.CharField(max_length=1000)),
                        ("said_at", models.DateTimeField()),
                        (
                            "denial",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opinions",
                                to="approvals.denial",
                            ),
                        ),
                        (
                            "said_by",
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
                    },
                ),
                migrations.CreateModel(
                    name="Examination",
                    fields=[
                        (
                            "task",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="examination",
                                serialize=False,
                                to="approvals.task",
                            ),
                        ),
                        ("is_true", models.BooleanField()),
                        ("truth_note", models.CharField(blank=True, max_length=500)),
                        ("is_lawful", models.BooleanField()),
                        ("law_note", models.CharField(blank=True, max_length=500)),
                        ("is_matching", models.BooleanField()),
                        ("match_note", models.CharField(blank=True, max_length=500)),
                        ("is_disputed", models.BooleanField(default=False)),
                        ("dispute", models.CharField(blank=True, max_length=500)),
                        ("examined_at", models.DateTimeField()),
                        ("examined_by", models.CharField(max_length=40)),
                    ],
                ),
                migrations.CreateModel(
                    name="Hearing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("ordered", "应当听证，待公告"),
                                    ("told", "已告知听证权利"),
                                    ("asked", "已申请听证"),
                                    ("called", "已通知听证"),
                                    ("recorded", "已听证，笔录归档"),
                                    ("waived", "不要求听证"),
                                ],
                                default="told",
                                max_length=10,
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("asked_for", "申请人、利害关系人申请"),
                                    ("by_law", "法律、法规、规章规定应当听证"),
                                    ("public_interest", "涉及公共利益的重大许可"),
                                ],
                                default="asked_for",
                                max_length=16,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("told", models.CharField(max_length=120)),
                        ("intended", models.CharField(max_length=500)),
                        ("reason", models.CharField(max_length=1000)),
                        ("basis", models.CharField(blank=True, max_length=500)),
                        ("told_at", models.DateTimeField()),
                        ("ask_by_on", models.DateField(blank=True, null=True)),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("hold_by_on", models.DateField(blank=True, null=True)),
                        ("on", models.DateField(blank=True, null=True)),
                        ("time", models.CharField(blank=True, max_length=20)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("recorder", models.CharField(blank=True, max_length=40)),
                        ("register_by_on", models.DateField(blank=True, null=True)),
                        ("how_to_register", models.CharField(blank=True, max_length=300)),
                        ("attendees", models.JSONField(default=list)),
                        ("statements", models.JSONField(default=list)),
                        ("summary", models.CharField(blank=True, max_length=2000)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_by", models.CharField(blank=True, max_length=40)),
                        (
                            "announcement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="papers.paper",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="cases.case"
                            ),
                        ),
                        (
                            "presider",
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
                            "told_by",
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
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["ordered", "told", "asked", "called"])),
                                fields=("case",),
                                name="hearing_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["asked", "called", "recorded"]), _negated=True),
                                    models.Q(("ground", "asked_for"), _negated=True),
                                    models.Q(("asked_at__isnull", False), ("hold_by_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="hearing_asked_is_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ground", "asked_for"), _negated=True),
                                    ("ask_by_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="hearing_told_is_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ground", "asked_for"),
                                    ("state", "ordered"),
                                    models.Q(
                                        ("announcement__isnull", False),
                                        ("register_by_on__isnull", False),
                                        models.Q(("how_to_register", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hearing_announced_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["called", "recorded"]), _negated=True),
                                    models.Q(
                                        ("on__isnull", False),
                                        ("presider__isnull", False),
                                        models.Q(("place", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hearing_called_is_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inspection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField()),
                        ("time", models.CharField(max_length=20)),
                        ("place", models.CharField(max_length=200)),
                        ("inspectors", models.JSONField()),
                        ("findings", models.JSONField()),
                        ("conclusion", models.CharField(max_length=1000)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("present", models.CharField(blank=True, max_length=200)),
                        ("said", models.CharField(blank=True, max_length=1000)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="inspections", to="cases.case"
                            ),
                        ),
                        (
                            "recorded_by",
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("inspectors__1__isnull", False)), name="inspection_by_two"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionWaiver",
                    fields=[
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="inspection_waiver",
                                serialize=False,
                                to="cases.case",
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        ("waived_at", models.DateTimeField()),
                        (
                            "waived_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="InterestedParty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("interest", models.CharField(max_length=500)),
                        ("content", models.CharField(max_length=1000)),
                        ("has_hearing_right", models.BooleanField(default=False)),
                        ("reply_by_on", models.DateField()),
                        ("told_at", models.DateTimeField()),
                        ("answer", models.CharField(blank=True, max_length=2000)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=40)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="parties", to="cases.case"
                            ),
                        ),
                        (
                            "told_by",
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at", None), ("answered_by", "")),
                                    models.Q(
                                        ("answered_at__isnull", False), models.Q(("answered_by", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="party_answered_whole",
                            )
                        ],
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "已申请"),
                                    ("held", "已开会，待出纪要"),
                                    ("minuted", "已出纪要"),
                                    ("called_off", "已取消"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("question", models.CharField(max_length=1000)),
                        ("wanted", models.CharField(blank=True, max_length=100)),
                        ("units", models.CharField(max_length=300)),
                        ("asked_at", models.DateTimeField()),
                        ("on", models.DateField(blank=True, null=True)),
                        ("time", models.CharField(blank=True, max_length=20)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("presider", models.CharField(blank=True, max_length=40)),
                        ("recorder", models.CharField(blank=True, max_length=40)),
                        ("attendees", models.JSONField(default=list)),
                        ("discussed", models.JSONField(default=list)),
                        ("concluded", models.JSONField(default=list)),
                        ("number", models.CharField(blank=True, max_length=60)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_by", models.CharField(blank=True, max_length=40)),
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="cases.case"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["asked", "held"])),
                                fields=("case",),
                                name="meeting_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["held", "minuted"]), _negated=True),
                                    models.Q(("on__isnull", False), models.Q(("presider", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="meeting_held_is_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[("asked", "等待会签"), ("agreed", "同意"), ("objected", "不同意")],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=1000)),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=40)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "department",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
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
                            "staff",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signatures",
                                to="approvals.task",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("task", "department", "staff"), name="signature_once", nulls_distinct=False
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("department", None), ("staff__isnull", False)),
                                    models.Q(("department__isnull", False), ("staff", None)),
                                    _connector="OR",
                                ),
                                name="signature_of_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at", None), ("signed_by", None), ("verdict", "asked")),
                                    models.Q(
                                        models.Q(("verdict", "asked"), _negated=True),
                                        ("signed_at__isnull", False),
                                        ("signed_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="signature_signed_iff_said",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WindowReturn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("opinion", models.CharField(max_length=1000)),
                        ("reasons", models.CharField(max_length=1000)),
                        ("orders", models.JSONField(default=list)),
                        ("returned_at", models.DateTimeField()),
                        ("answer", models.CharField(blank=True, max_length=1000)),
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
                            "returned_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="approvals.task"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at", None)),
                                fields=("task",),
                                name="window_return_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at", None), ("answered_by", None)),
                                    models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="window_return_answered_whole",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
