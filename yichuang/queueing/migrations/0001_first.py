import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yichuang.queueing.rules.numbers
from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("queueing", "0001_hall"),
        ("queueing", "0002_number_blocks"),
        ("queueing", "0003_booked_for_at"),
        ("queueing", "0004_announcements"),
        ("queueing", "0005_notes"),
    ]
    initial = True

    dependencies = [
        ("catalogue", "0001_first"),
        ("people", "0001_first"),
        ("people", "__first__"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Ticket",
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
                                default=yichuang.queueing.rules.numbers.new_code, max_length=22, unique=True
                            ),
                        ),
                        ("day_on", models.DateField()),
                        ("prefix", models.CharField(max_length=4)),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "等候"),
                                    ("called", "已叫号"),
                                    ("serving", "办理中"),
                                    ("parked", "挂起"),
                                    ("missed", "过号"),
                                    ("done", "办完"),
                                    ("left", "离开"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("kiosk", "取号机"),
                                    ("reception", "导办台"),
                                    ("phone", "手机"),
                                    ("appointment", "预约"),
                                    ("block", "备用号段"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("appointment_no", models.CharField(blank=True, max_length=40)),
                        ("booked_for_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "id_kind",
                            models.CharField(
                                blank=True,
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
                        ("id_number", models.CharField(blank=True, max_length=24)),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("key", models.CharField(max_length=20)),
                        ("head_start_min", models.SmallIntegerField()),
                        ("grounds", models.CharField(blank=True, max_length=200)),
                        ("is_escorted", models.BooleanField(default=False)),
                        ("came_at", models.DateTimeField()),
                        ("stands_at", models.DateTimeField()),
                        ("called_at", models.DateTimeField(blank=True, null=True)),
                        ("calls", models.PositiveSmallIntegerField(default=0)),
                        ("misses", models.PositiveSmallIntegerField(default=0)),
                        ("served_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_reason", models.CharField(blank=True, max_length=200)),
                        ("done_note", models.CharField(blank=True, db_default="", default="", max_length=200)),
                        ("noted_at", models.DateTimeField(blank=True, null=True)),
                        ("wait_s", models.PositiveIntegerField(default=0)),
                        ("call_s", models.PositiveIntegerField(default=0)),
                        ("serve_s", models.PositiveIntegerField(default=0)),
                        ("since_at", models.DateTimeField()),
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
                            "clerk",
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
                            "noted_by",
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
                            "only_window",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.window",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.theme",
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
                        "ordering": ["stands_at", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("only_window", None), ("state", "waiting")),
                                fields=["centre", "theme", "stands_at", "id"],
                                name="ticket_line",
                            ),
                            models.Index(
                                condition=models.Q(("only_window__isnull", False), ("state", "waiting")),
                                fields=["only_window", "stands_at", "id"],
                                name="ticket_line_of_window",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["called", "serving", "parked"])),
                                fields=["window"],
                                name="ticket_kept",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ("done", "left")), _negated=True),
                                fields=["centre", "state", "since_at"],
                                name="ticket_open",
                            ),
                            models.Index(fields=["centre", "day_on", "theme"], name="ticket_of_day"),
                            models.Index(
                                condition=models.Q(("id_number", ""), _negated=True),
                                fields=["id_number"],
                                name="ticket_of_person",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("centre", "day_on", "prefix", "number"), name="ticket_number_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("called", "serving"))),
                                fields=("window",),
                                name="ticket_one_at_a_window",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["called", "serving", "parked"]), _negated=True),
                                    models.Q(
                                        ("called_at__isnull", False),
                                        ("clerk__isnull", False),
                                        ("window__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="ticket_at_a_window_names_it",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", False), ("state__in", ("done", "left"))),
                                    models.Q(
                                        models.Q(("state__in", ("done", "left")), _negated=True), ("ended_at", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="ticket_ended_iff_over",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_note", ""), ("noted_at", None), ("noted_by", None)),
                                    models.Q(
                                        models.Q(("done_note", ""), _negated=True),
                                        ("noted_at__isnull", False),
                                        ("noted_by__isnull", False),
                                        ("state", "done"),
                                    ),
                                    _connector="OR",
                                ),
                                name="ticket_noted_iff_said",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), _negated=True),
                                    ("served_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="ticket_served_when_done",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Call",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("window_number", models.PositiveSmallIntegerField()),
                        ("label", models.CharField(max_length=10)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("next", "叫号"),
                                    ("picked", "点叫"),
                                    ("again", "重呼"),
                                    ("back", "挂起后再叫"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("nth", models.PositiveSmallIntegerField()),
                        ("at", models.DateTimeField()),
                        ("by", models.CharField(max_length=40)),
                        ("key", models.CharField(max_length=20)),
                        ("head_start_min", models.SmallIntegerField()),
                        ("after_min", models.PositiveSmallIntegerField(default=0)),
                        ("came_at", models.DateTimeField()),
                        ("stands_at", models.DateTimeField()),
                        ("policy_version", models.PositiveIntegerField(default=0)),
                        ("reason", models.CharField(blank=True, max_length=200)),
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
                            "theme",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.theme",
                            ),
                        ),
                        (
                            "window",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.window",
                            ),
                        ),
                        (
                            "ticket",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="spoken",
                                to="queueing.ticket",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["centre", "at"], name="call_at_centre"),
                            models.Index(fields=["ticket", "id"], name="call_of_ticket"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TicketMatter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=300)),
                        ("case_no", models.CharField(blank=True, max_length=20)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "matter",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="catalogue.matter",
                            ),
                        ),
                        (
                            "ticket",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="matters",
                                to="queueing.ticket",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [models.UniqueConstraint(fields=("ticket", "order"), name="ticket_matter_once")],
                    },
                ),
                migrations.CreateModel(
                    name="WindowDuty",
                    fields=[
                        (
                            "window",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="duty",
                                serialize=False,
                                to="people.window",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("closed", "未开"),
                                    ("open", "受理"),
                                    ("paused", "暂停服务"),
                                    ("noon", "午间值班"),
                                ],
                                default="closed",
                                max_length=8,
                            ),
                        ),
                        ("sign", models.CharField(blank=True, max_length=60)),
                        ("themes", models.JSONField(default=list)),
                        ("since_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=0)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.centre"
                            ),
                        ),
                        (
                            "clerk",
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("clerk", None), ("state", "closed")),
                                    models.Q(models.Q(("state", "closed"), _negated=True), ("clerk__isnull", False)),
                                    _connector="OR",
                                ),
                                name="duty_open_has_a_clerk",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "paused"), _negated=True),
                                    models.Q(("sign", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="duty_paused_says_why",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("clerk__isnull", False)),
                                fields=("clerk",),
                                name="duty_one_window_a_clerk",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Announcement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.CharField(max_length=60)),
                        ("zone", models.CharField(blank=True, max_length=40)),
                        ("is_urgent", models.BooleanField(default=False)),
                        ("from_at", models.DateTimeField()),
                        ("until_at", models.DateTimeField()),
                        ("made_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
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
                        (
                            "withdrawn_by",
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
                                condition=models.Q(("withdrawn_at", None)),
                                fields=["centre", "until_at"],
                                name="announcement_shown",
                            ),
                            models.Index(fields=["centre", "-id"], name="announcement_of_centre"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until_at__gt", models.F("from_at"))), name="announcement_lasts"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="announcement_withdrawn_paired",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NumberBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("prefix", models.CharField(max_length=4)),
                        ("day_on", models.DateField()),
                        ("first", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveSmallIntegerField()),
                        ("holder", models.CharField(max_length=40)),
                        ("reserved_at", models.DateTimeField()),
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
                            "theme",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.theme",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("centre", "day_on", "prefix", "first"), name="block_once"),
                            models.UniqueConstraint(fields=("holder", "theme", "day_on"), name="block_one_a_day"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first__gt", 8999), ("first__lte", models.F("last")), ("last__lte", 9999)
                                ),
                                name="block_is_above_the_counter",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PolicyVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField()),
                        ("rules", models.JSONField()),
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
                            models.UniqueConstraint(fields=("centre", "version"), name="policy_version_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Series",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("prefix", models.CharField(max_length=4)),
                        ("day_on", models.DateField()),
                        ("last", models.PositiveSmallIntegerField(default=0)),
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
                            models.UniqueConstraint(fields=("centre", "prefix", "day_on"), name="series_once"),
                            models.CheckConstraint(
                                condition=models.Q(("last__lte", 8999)), name="series_fits_the_paper"
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
