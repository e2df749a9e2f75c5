import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("supervision", "0001_initial"),
        ("supervision", "0003_ratings_watched"),
        ("supervision", "0004_enquiries_watched"),
        ("supervision", "0005_complaints_watched"),
        ("supervision", "0006_left_window"),
        ("supervision", "0007_unrecorded_visits"),
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
                    name="Card",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "watch",
                            models.CharField(
                                choices=[
                                    ("acceptance", "五个工作日内决定是否受理"),
                                    ("promise", "承诺期限"),
                                    ("law", "法定期限"),
                                    ("step", "环节期限"),
                                    ("second_supplement", "再次要求补正"),
                                    ("late_handover", "材料未当日交接"),
                                    ("late_delivery", "决定后未按期送达"),
                                    ("long_wait", "等候超过最长时间"),
                                    ("empty_window", "有人等候而没有窗口叫号"),
                                    ("left_window", "窗口暂停过久"),
                                    ("unrecorded", "办理没有记录"),
                                    ("unpublished_fee", "收取未公布的费用"),
                                    ("no_reason", "没有说明理由"),
                                    ("channel_refused", "限定或拒绝办理渠道"),
                                    ("conduct", "服务行为不规范"),
                                    ("unanswered", "督办单到期未回复"),
                                    ("rating_unopened", "差评到期未受理"),
                                    ("rating_unrectified", "差评到期未整改"),
                                    ("rating_no_call_back", "实名差评到期未回访"),
                                    ("enquiry_late", "网上咨询未按期答复"),
                                    ("complaint_unassigned", "投诉到期未分办"),
                                    ("complaint_unanswered", "投诉到期未答复"),
                                    ("rectification_late", "整改单到期未回复"),
                                    ("unresolved_late", "“办不成事”到期未解决"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("thing", models.CharField(max_length=60)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("reminder", "提醒"),
                                    ("warning", "预警"),
                                    ("yellow", "黄牌"),
                                    ("red", "红牌"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("noted", "已告知"),
                                    ("raised", "待答复"),
                                    ("answered", "已答复"),
                                    ("appealed", "申诉中"),
                                    ("upheld", "维持"),
                                    ("lifted", "撤销"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("rule_version", models.PositiveIntegerField()),
                        ("points", models.PositiveSmallIntegerField(default=0)),
                        ("responsible", models.CharField(max_length=120)),
                        ("matter_code", models.CharField(blank=True, max_length=60)),
                        ("about", models.CharField(max_length=200)),
                        ("case_no", models.CharField(blank=True, max_length=20)),
                        ("limit_at", models.DateTimeField()),
                        ("arose_at", models.DateTimeField()),
                        ("raised_at", models.DateTimeField()),
                        ("raised_by", models.CharField(max_length=40)),
                        ("explanation", models.JSONField(default=list)),
                        ("answer_due_on", models.DateField(blank=True, null=True)),
                        ("answer", models.CharField(blank=True, max_length=1000)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("appeal", models.CharField(blank=True, max_length=1000)),
                        ("appealed_at", models.DateTimeField(blank=True, null=True)),
                        ("verdict", models.CharField(blank=True, max_length=1000)),
                        ("judged_at", models.DateTimeField(blank=True, null=True)),
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
                            "appealed_by",
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
                            models.Index(fields=["centre", "-arose_at"], name="card_of_centre"),
                            models.Index(
                                condition=models.Q(("state__in", ("raised", "answered", "appealed"))),
                                fields=["centre", "-id"],
                                name="card_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("department__isnull", False)),
                                fields=["department", "-id"],
                                name="card_of_department",
                            ),
                            models.Index(
                                condition=models.Q(("staff__isnull", False)),
                                fields=["staff", "-id"],
                                name="card_of_staff",
                            ),
                            models.Index(
                                condition=models.Q(("case_no", ""), _negated=True),
                                fields=["case_no"],
                                name="card_of_case",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("thing", "watch", "level"), name="card_once"),
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
                                name="card_answered_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("state__in", ["upheld", "lifted"]), _negated=True),
                                        ("judged_at", None),
                                        ("judged_by", None),
                                    ),
                                    models.Q(
                                        ("judged_at__isnull", False),
                                        ("judged_by__isnull", False),
                                        ("state__in", ["upheld", "lifted"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="card_judged_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DelayReason",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("case_no", models.CharField(max_length=20)),
                        ("words", models.CharField(max_length=1000)),
                        ("told_at", models.DateTimeField()),
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
                        "indexes": [models.Index(fields=["case_no"], name="delay_reason_of_case")],
                    },
                ),
                migrations.CreateModel(
                    name="Order",
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
                                choices=[("decide_now", "超时督办"), ("rectify", "整改"), ("by_hand", "督办")],
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "待办理"),
                                    ("answered", "已回复"),
                                    ("accepted", "已认可"),
                                    ("withdrawn", "已撤回"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("case_no", models.CharField(blank=True, max_length=20)),
                        ("about", models.CharField(max_length=200)),
                        ("limit_on", models.DateField(blank=True, null=True)),
                        ("overdue_days", models.PositiveSmallIntegerField(default=0)),
                        ("required", models.CharField(max_length=1000)),
                        ("reply_by_on", models.DateField()),
                        ("ordered_at", models.DateTimeField()),
                        ("ordered_by", models.CharField(max_length=40)),
                        ("ordered_by_name", models.CharField(max_length=60)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "card",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
                                to="supervision.card",
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
                    ],
                    options={
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["open", "answered"])),
                                fields=["centre", "reply_by_on"],
                                name="order_open",
                            ),
                            models.Index(
                                condition=models.Q(("case_no", ""), _negated=True),
                                fields=["case_no"],
                                name="order_of_case",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "decide_now"), ("state__in", ["open", "answered"])),
                                fields=("case_no", "kind"),
                                name="order_one_open_a_case",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("department__isnull", False), ("staff__isnull", False), _connector="OR"
                                ),
                                name="order_to_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reply",
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
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="supervision.order",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="RuleVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "watch",
                            models.CharField(
                                choices=[
                                    ("acceptance", "五个工作日内决定是否受理"),
                                    ("promise", "承诺期限"),
                                    ("law", "法定期限"),
                                    ("step", "环节期限"),
                                    ("second_supplement", "再次要求补正"),
                                    ("late_handover", "材料未当日交接"),
                                    ("late_delivery", "决定后未按期送达"),
                                    ("long_wait", "等候超过最长时间"),
                                    ("empty_window", "有人等候而没有窗口叫号"),
                                    ("left_window", "窗口暂停过久"),
                                    ("unrecorded", "办理没有记录"),
                                    ("unpublished_fee", "收取未公布的费用"),
                                    ("no_reason", "没有说明理由"),
                                    ("channel_refused", "限定或拒绝办理渠道"),
                                    ("conduct", "服务行为不规范"),
                                    ("unanswered", "督办单到期未回复"),
                                    ("rating_unopened", "差评到期未受理"),
                                    ("rating_unrectified", "差评到期未整改"),
                                    ("rating_no_call_back", "实名差评到期未回访"),
                                    ("enquiry_late", "网上咨询未按期答复"),
                                    ("complaint_unassigned", "投诉到期未分办"),
                                    ("complaint_unanswered", "投诉到期未答复"),
                                    ("rectification_late", "整改单到期未回复"),
                                    ("unresolved_late", "“办不成事”到期未解决"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("version", models.PositiveIntegerField()),
                        ("from_on", models.DateField()),
                        ("is_on", models.BooleanField(default=True)),
                        ("thresholds", models.JSONField()),
                        ("reason", models.CharField(max_length=300)),
                        ("set_at", models.DateTimeField()),
                        ("set_by", models.CharField(max_length=40)),
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
                        "ordering": ["-version"],
                        "constraints": [
                            models.UniqueConstraint(fields=("centre", "watch", "version"), name="supervision_rule_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpotCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("wanted", models.PositiveSmallIntegerField()),
                        ("population", models.PositiveIntegerField()),
                        ("seed", models.CharField(max_length=32)),
                        ("reason", models.CharField(max_length=300)),
                        ("drawn_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
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
                            "drawn_by",
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
                        "indexes": [models.Index(fields=["centre", "-id"], name="spot_check_of_centre")],
                    },
                ),
                migrations.CreateModel(
                    name="SpotItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("case_no", models.CharField(max_length=20)),
                        ("matter_name", models.CharField(max_length=200)),
                        ("answers", models.JSONField(default=dict)),
                        ("note", models.CharField(blank=True, max_length=1000)),
                        ("looked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "check_of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="supervision.spotcheck",
                            ),
                        ),
                        (
                            "looked_by",
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
                            "order",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="supervision.order",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("check_of", "case_no"), name="spot_item_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("looked_at", None), ("looked_by", None)),
                                    models.Q(("looked_at__isnull", False), ("looked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="spot_item_looked_at_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Watched",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "watch",
                            models.CharField(
                                choices=[
                                    ("acceptance", "五个工作日内决定是否受理"),
                                    ("promise", "承诺期限"),
                                    ("law", "法定期限"),
                                    ("step", "环节期限"),
                                    ("second_supplement", "再次要求补正"),
                                    ("late_handover", "材料未当日交接"),
                                    ("late_delivery", "决定后未按期送达"),
                                    ("long_wait", "等候超过最长时间"),
                                    ("empty_window", "有人等候而没有窗口叫号"),
                                    ("left_window", "窗口暂停过久"),
                                    ("unrecorded", "办理没有记录"),
                                    ("unpublished_fee", "收取未公布的费用"),
                                    ("no_reason", "没有说明理由"),
                                    ("channel_refused", "限定或拒绝办理渠道"),
                                    ("conduct", "服务行为不规范"),
                                    ("unanswered", "督办单到期未回复"),
                                    ("rating_unopened", "差评到期未受理"),
                                    ("rating_unrectified", "差评到期未整改"),
                                    ("rating_no_call_back", "实名差评到期未回访"),
                                    ("enquiry_late", "网上咨询未按期答复"),
                                    ("complaint_unassigned", "投诉到期未分办"),
                                    ("complaint_unanswered", "投诉到期未答复"),
                                    ("rectification_late", "整改单到期未回复"),
                                    ("unresolved_late", "“办不成事”到期未解决"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("thing", models.CharField(max_length=60)),
                        ("opened_at", models.DateTimeField()),
                        ("look_at", models.DateTimeField(blank=True, null=True)),
                        ("over_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("look_at__isnull", False)), fields=["look_at"], name="watched_due"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("thing", "watch"), name="watched_once"),
                            models.CheckConstraint(
                                condition=models.Q(("over_at", None), ("look_at", None), _connector="OR"),
                                name="watched_over_is_not_looked_at",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
