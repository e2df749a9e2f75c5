import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yichuang.complaints.rules.words
from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("complaints", "0001_initial"),
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
                    name="Complaint",
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
                                default=yichuang.complaints.rules.words.new_code, max_length=16, unique=True
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("complaint", "投诉"),
                                    ("report", "举报"),
                                    ("suggestion", "意见建议"),
                                    ("dispute", "纠纷"),
                                    ("petition", "信访"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("phone", "电话"),
                                    ("letter", "信函"),
                                    ("spoken", "口头"),
                                    ("opinion_box", "意见箱"),
                                    ("rating_device", "评议器"),
                                    ("network", "网络"),
                                    ("hotline", "12345热线"),
                                    ("call_back", "电话回访"),
                                    ("spot_check", "现场抽查"),
                                    ("home_visit", "上门调查"),
                                    ("survey", "满意度调查"),
                                    ("assessment", "第三方评估"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=80)),
                        ("nature", models.CharField(max_length=20)),
                        ("words", models.CharField(max_length=3000)),
                        ("is_important", models.BooleanField(default=False)),
                        ("is_written", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("registered", "待分办"),
                                    ("assigned", "调查中"),
                                    ("investigated", "待答复"),
                                    ("answered", "已答复"),
                                    ("appealed", "要求复核"),
                                    ("transferred", "已转其他机关"),
                                    ("closed", "已办结"),
                                    ("archived", "已归档"),
                                ],
                                default="registered",
                                max_length=12,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("case_no", models.CharField(blank=True, max_length=20)),
                        ("ticket", models.CharField(blank=True, max_length=22)),
                        ("name", models.CharField(blank=True, max_length=60)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("email", models.CharField(blank=True, max_length=254)),
                        ("language", models.CharField(default="zh", max_length=5)),
                        ("registered_at", models.DateTimeField()),
                        ("told", models.CharField(blank=True, max_length=500)),
                        ("assign_by", models.DateTimeField()),
                        ("assigned_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "rung",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("chief_rep", "首席代表"),
                                    ("service_desk", "综合服务台"),
                                    ("centre_leader", "中心负责人"),
                                    ("leader", "分管领导"),
                                    ("efficiency", "效能监察室、督查科"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("answer_by", models.DateTimeField()),
                        ("is_extended", models.BooleanField(default=False)),
                        (
                            "finding",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("founded", "属实"),
                                    ("partly", "部分属实"),
                                    ("unfounded", "不属实"),
                                    ("unclear", "无法查实"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("apologised_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.CharField(blank=True, max_length=2000)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("appeal_by", models.DateTimeField(blank=True, null=True)),
                        ("appealed_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
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
                            "handler",
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
                            "registered_by",
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
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["centre", "registered_at"], name="complaint_of_centre"),
                            models.Index(
                                condition=models.Q(
                                    ("state__in", ("registered", "assigned", "investigated", "appealed"))
                                ),
                                fields=["centre", "answer_by"],
                                name="complaint_waiting",
                            ),
                            models.Index(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        (
                                            "registered",
                                            "assigned",
                                            "investigated",
                                            "appealed",
                                            "answered",
                                            "transferred",
                                        ),
                                    )
                                ),
                                fields=["handler", "-id"],
                                name="complaint_of_handler",
                            ),
                            models.Index(
                                condition=models.Q(("case_no", ""), _negated=True),
                                fields=["case_no"],
                                name="complaint_of_case",
                            ),
                            models.Index(
                                condition=models.Q(("ticket", ""), _negated=True),
                                fields=["ticket"],
                                name="complaint_of_ticket",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("channel__in", ("rating_device", "call_back", "spot_check")),
                                    ("source__contains", ":"),
                                ),
                                fields=("centre", "channel", "source"),
                                name="complaint_once_a_source",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="complaint_answered_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["assigned", "investigated"]), _negated=True),
                                    models.Q(("assigned_at__isnull", False), models.Q(("rung", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="complaint_with_somebody",
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
                                    ("settle", "当场解决"),
                                    ("write_down", "补书面"),
                                    ("assign", "分办"),
                                    ("escalate", "上报"),
                                    ("investigate", "记调查结果"),
                                    ("apologise", "登记道歉"),
                                    ("extend", "延长期限"),
                                    ("answer", "答复"),
                                    ("appeal", "要求复核"),
                                    ("uphold", "维持答复"),
                                    ("transfer", "转其他机关"),
                                    ("come_back", "登记被退回"),
                                    ("conclude", "登记转办结果"),
                                    ("close", "办结"),
                                    ("archive", "归档"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=2000)),
                        (
                            "rung",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("chief_rep", "首席代表"),
                                    ("service_desk", "综合服务台"),
                                    ("centre_leader", "中心负责人"),
                                    ("leader", "分管领导"),
                                    ("efficiency", "效能监察室、督查科"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
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
                            "complaint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handlings",
                                to="complaints.complaint",
                            ),
                        ),
                        (
                            "handler",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.department",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
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
                        ("month_on", models.DateField()),
                        ("edition", models.PositiveSmallIntegerField(default=1)),
                        ("remarks", models.CharField(blank=True, max_length=2000)),
                        ("paper_code", models.CharField(max_length=16)),
                        ("made_at", models.DateTimeField()),
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
                            "made_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-month_on", "-edition"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("centre", "month_on", "edition"), name="monthly_report_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpinionBox",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=40)),
                        ("place", models.CharField(max_length=80)),
                        ("is_active", models.BooleanField(default=True)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.centre"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [models.UniqueConstraint(fields=("centre", "name"), name="opinion_box_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Opening",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("letters", models.PositiveSmallIntegerField()),
                        ("note", models.CharField(blank=True, max_length=300)),
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
                            "witness",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "box",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="openings",
                                to="complaints.opinionbox",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("by", models.F("witness")), _negated=True), name="opening_by_two"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rectification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("required", models.CharField(max_length=1000)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "待整改"), ("answered", "已回复"), ("accepted", "已认可")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("reply_by", models.DateTimeField()),
                        ("ordered_at", models.DateTimeField()),
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
                            "complaint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rectifications",
                                to="complaints.complaint",
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
                            "ordered_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["department", "-id"], name="rectification_of_dept"),
                            models.Index(fields=["centre", "ordered_at"], name="rectification_of_centre"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RectificationReply",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.CharField(max_length=1000)),
                        ("at", models.DateTimeField()),
                        ("is_accepted", models.BooleanField(blank=True, null=True)),
                        ("judged_words", models.CharField(blank=True, max_length=1000)),
                        ("judged_at", models.DateTimeField(blank=True, null=True)),
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
                            "judged_by",
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
                            "rectification",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="complaints.rectification",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="RunningTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("term", models.CharField(choices=[("assign", "分办"), ("answer", "答复")], max_length=8)),
                        ("began_at", models.DateTimeField()),
                        ("limit_at", models.DateTimeField()),
                        ("over_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "complaint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="terms",
                                to="complaints.complaint",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("over_at", None)), fields=["limit_at"], name="complaint_term_open"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("over_at", None)),
                                fields=("complaint", "term"),
                                name="complaint_term_one_open",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("petition", "信访部门"),
                                    ("hotline", "12345热线"),
                                    ("discipline", "纪检监察机关"),
                                    ("other", "其他机关"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("to_name", models.CharField(max_length=80)),
                        ("number", models.CharField(blank=True, max_length=40)),
                        ("reason", models.CharField(max_length=300)),
                        ("leaves", models.BooleanField(default=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("sent", "已转，等告知"),
                                    ("accepted", "对方已受理"),
                                    ("ended", "已有结果"),
                                    ("came_back", "被退回"),
                                ],
                                default="sent",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("sent_at", models.DateTimeField()),
                        ("inform_by", models.DateTimeField(blank=True, null=True)),
                        ("object_by", models.DateTimeField(blank=True, null=True)),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("finish_by", models.DateTimeField(blank=True, null=True)),
                        ("is_extended", models.BooleanField(default=False)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("result", models.CharField(blank=True, max_length=1000)),
                        (
                            "complaint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="complaints.complaint",
                            ),
                        ),
                        (
                            "sent_by",
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
                                condition=models.Q(("ended_at", None), ("leaves", True)),
                                fields=("complaint",),
                                name="transfer_one_open_a_complaint",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("result", ""), ("state__in", ["sent", "accepted"])),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("state__in", ["ended", "came_back"]),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="transfer_ended_says_how",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unresolved",
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
                                default=yichuang.complaints.rules.words.new_code, max_length=16, unique=True
                            ),
                        ),
                        ("about", models.CharField(max_length=200)),
                        ("words", models.CharField(max_length=3000)),
                        ("case_no", models.CharField(blank=True, max_length=20)),
                        ("name", models.CharField(blank=True, max_length=60)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("email", models.CharField(blank=True, max_length=254)),
                        ("language", models.CharField(default="zh", max_length=5)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "有人负责，未解决"), ("solved", "已解决")],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("opened_at", models.DateTimeField()),
                        ("solve_by", models.DateTimeField()),
                        ("solved_at", models.DateTimeField(blank=True, null=True)),
                        ("solution", models.CharField(blank=True, max_length=2000)),
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
                            "opened_by",
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
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["centre", "solve_by"],
                                name="unresolved_open",
                            ),
                            models.Index(fields=["centre", "opened_at"], name="unresolved_of_centre"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("solution", ""), ("solved_at", None), ("state", "open")),
                                    models.Q(
                                        ("solved_at__isnull", False),
                                        ("state", "solved"),
                                        models.Q(("solution", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="unresolved_solved_says_how",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnresolvedStep",
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
                                    ("hand_to", "换责任人"),
                                    ("note", "记进展"),
                                    ("solve", "已解决"),
                                    ("reopen", "没有解决，重新打开"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=2000)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
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
                            "to",
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
                            "unresolved",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="complaints.unresolved",
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
