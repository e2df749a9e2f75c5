import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yichuang.notices.rules.webhooks
from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("notices", "0001_initial"),
        ("notices", "0002_law_of_a_case"),
        ("notices", "0003_denied"),
        ("notices", "0004_after_the_decision"),
        ("notices", "0005_seals_by_mail"),
        ("notices", "0006_bookings"),
        ("notices", "0007_cards"),
        ("notices", "0008_outbox"),
        ("notices", "0009_enquiries"),
        ("notices", "0010_three_kinds"),
        ("notices", "0011_complaints"),
        ("notices", "0012_rating_asked"),
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
                    name="Subscription",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("name", models.CharField(max_length=60)),
                        ("url", models.CharField(max_length=500)),
                        (
                            "events",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), size=None
                            ),
                        ),
                        ("salt", models.CharField(default=yichuang.notices.rules.webhooks.new_salt, max_length=32)),
                        ("is_active", models.BooleanField(default=True)),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=40)),
                    ],
                ),
                migrations.CreateModel(
                    name="CentreWording",
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
                                    ("accepted", "已受理"),
                                    ("sent_in", "不能当场办结"),
                                    ("decided", "已办好，请领取"),
                                    ("concluded", "已办结"),
                                    ("received", "已收件"),
                                    ("supplement_asked", "请补正材料"),
                                    ("materials_due", "请补齐材料"),
                                    ("put_off", "交材料的最后一天顺延"),
                                    ("limit_moved", "办理期限有变化"),
                                    ("ended", "办理已结束"),
                                    ("denied", "决定不予办理"),
                                    ("fee_due", "请缴费"),
                                    ("sent", "结果已寄出"),
                                    ("came_back", "快递被退回"),
                                    ("licence_expiring", "证件快到期"),
                                    ("licence_changed", "证件有变化"),
                                    ("booked", "已预约"),
                                    ("booking_soon", "明天的预约"),
                                    ("booking_off", "预约取消了"),
                                    ("enquiry_answered", "咨询有答复了"),
                                    ("complaint_told", "投诉有回音"),
                                    ("duty", "有事由您负责"),
                                    ("urgent_case", "特办件，请立即办"),
                                    ("rating_asked", "请您评价"),
                                    ("card", "电子监察提醒"),
                                    ("seals", "每日封存清单"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("language", models.CharField(choices=[("zh", "中文"), ("en", "English")], max_length=5)),
                        ("version", models.PositiveIntegerField()),
                        ("is_house", models.BooleanField(default=False)),
                        ("subject", models.CharField(blank=True, max_length=200)),
                        ("body", models.TextField(blank=True)),
                        ("sms", models.CharField(blank=True, max_length=500)),
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("centre", "kind", "language", "version"), name="wording_version_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=120, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("accepted", "已受理"),
                                    ("sent_in", "不能当场办结"),
                                    ("decided", "已办好，请领取"),
                                    ("concluded", "已办结"),
                                    ("received", "已收件"),
                                    ("supplement_asked", "请补正材料"),
                                    ("materials_due", "请补齐材料"),
                                    ("put_off", "交材料的最后一天顺延"),
                                    ("limit_moved", "办理期限有变化"),
                                    ("ended", "办理已结束"),
                                    ("denied", "决定不予办理"),
                                    ("fee_due", "请缴费"),
                                    ("sent", "结果已寄出"),
                                    ("came_back", "快递被退回"),
                                    ("licence_expiring", "证件快到期"),
                                    ("licence_changed", "证件有变化"),
                                    ("booked", "已预约"),
                                    ("booking_soon", "明天的预约"),
                                    ("booking_off", "预约取消了"),
                                    ("enquiry_answered", "咨询有答复了"),
                                    ("complaint_told", "投诉有回音"),
                                    ("duty", "有事由您负责"),
                                    ("urgent_case", "特办件，请立即办"),
                                    ("rating_asked", "请您评价"),
                                    ("card", "电子监察提醒"),
                                    ("seals", "每日封存清单"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("inbox", "站内信"), ("email", "电子邮件"), ("sms", "短信")], max_length=10
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=254)),
                        ("subject", models.CharField(max_length=200)),
                        ("body", models.TextField()),
                        (
                            "language",
                            models.CharField(choices=[("zh", "中文"), ("en", "English")], default="zh", max_length=5),
                        ),
                        ("wording", models.PositiveIntegerField(default=0)),
                        ("is_urgent", models.BooleanField(default=False)),
                        ("parts", models.PositiveSmallIntegerField(default=0)),
                        ("reference", models.CharField(blank=True, max_length=64)),
                        ("case_no", models.CharField(blank=True, max_length=50)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "待发送"),
                                    ("delivered", "已送达"),
                                    ("failed", "发送失败"),
                                    ("declined", "本人不要，没有发"),
                                ],
                                default="queued",
                                max_length=10,
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("next_try_at", models.DateTimeField(blank=True, null=True)),
                        ("delivered_at", models.DateTimeField(blank=True, null=True)),
                        ("error", models.CharField(blank=True, max_length=300)),
                        ("created_at", models.DateTimeField()),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "applicant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="people.applicant",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.centre",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                models.F("channel"),
                                models.F("next_try_at"),
                                condition=models.Q(("state", "queued")),
                                name="message_due",
                            ),
                            models.Index(
                                models.F("centre"),
                                models.F("id"),
                                condition=models.Q(("state", "failed")),
                                name="message_failed",
                            ),
                            models.Index(models.F("applicant"), models.F("id"), name="message_by_applicant"),
                            models.Index(
                                models.F("case_no"),
                                models.F("id"),
                                condition=models.Q(("case_no", ""), _negated=True),
                                name="message_by_case",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("applicant__isnull", False), ("staff", None)),
                                    models.Q(("applicant", None), ("staff__isnull", False)),
                                    models.Q(
                                        ("applicant", None),
                                        (
                                            "kind__in",
                                            (
                                                "seals",
                                                "booked",
                                                "booking_soon",
                                                "booking_off",
                                                "enquiry_answered",
                                                "complaint_told",
                                                "rating_asked",
                                            ),
                                        ),
                                        ("staff", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="message_to_one_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("delivered_at__isnull", False), ("state", "delivered")),
                                    models.Q(models.Q(("state", "delivered"), _negated=True), ("delivered_at", None)),
                                    _connector="OR",
                                ),
                                name="message_delivered_iff_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("next_try_at__isnull", False), ("state", "queued")),
                                    models.Q(models.Q(("state", "queued"), _negated=True), ("next_try_at", None)),
                                    _connector="OR",
                                ),
                                name="message_queued_iff_tried_again",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OptOut",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[("inbox", "站内信"), ("email", "电子邮件"), ("sms", "短信")], max_length=10
                            ),
                        ),
                        ("kind", models.CharField(blank=True, max_length=20)),
                        ("asked_at", models.DateTimeField()),
                        (
                            "applicant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="people.applicant",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("applicant", "channel", "kind"), name="opted_out_once"),
                            models.CheckConstraint(
                                condition=models.Q(("channel", "inbox"), _negated=True),
                                name="nobody_opts_out_of_the_inbox",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Push",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("event_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("event", models.CharField(max_length=60)),
                        ("case_no", models.CharField(blank=True, max_length=50)),
                        ("occurred_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("queued", "待推送"), ("delivered", "已推送"), ("dead", "推不出去")],
                                default="queued",
                                max_length=10,
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("next_try_at", models.DateTimeField(blank=True, null=True)),
                        ("delivered_at", models.DateTimeField(blank=True, null=True)),
                        ("error", models.CharField(blank=True, max_length=300)),
                        (
                            "subscription",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pushes",
                                to="notices.subscription",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                models.F("next_try_at"), condition=models.Q(("state", "queued")), name="push_due"
                            ),
                            models.Index(models.F("subscription"), models.F("id"), name="push_by_subscription"),
                            models.Index(
                                models.F("subscription"),
                                models.F("id"),
                                condition=models.Q(("state", "dead")),
                                name="push_dead",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("next_try_at__isnull", False), ("state", "queued")),
                                    models.Q(models.Q(("state", "queued"), _negated=True), ("next_try_at", None)),
                                    _connector="OR",
                                ),
                                name="push_queued_iff_tried_again",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("delivered_at__isnull", False), ("state", "delivered")),
                                    models.Q(models.Q(("state", "delivered"), _negated=True), ("delivered_at", None)),
                                    _connector="OR",
                                ),
                                name="push_delivered_iff_dated",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
