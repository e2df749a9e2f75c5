import django.db.models.deletion
from django.db import migrations, models

import yichuang.appointments.rules.number
from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("appointments", "0001_bookings"),
    ]
    initial = True

    dependencies = [
        ("catalogue", "0001_first"),
        ("people", "0001_first"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Click",
                    fields=[
                        ("key", models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ("number", models.CharField(max_length=12)),
                        ("at", models.DateTimeField(db_index=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "session",
                            models.CharField(
                                choices=[
                                    ("morning", "上午"),
                                    ("afternoon", "下午"),
                                    ("weekend", "双休日"),
                                    ("home", "上门服务"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("weekdays", models.CharField(max_length=7)),
                        ("opens", models.TimeField()),
                        ("closes", models.TimeField()),
                        ("slot_min", models.PositiveSmallIntegerField()),
                        ("capacity", models.PositiveSmallIntegerField()),
                        ("walk_in_percent", models.PositiveSmallIntegerField(default=0)),
                        ("lead_min_days", models.PositiveSmallIntegerField(default=0)),
                        ("lead_max_days", models.PositiveSmallIntegerField(default=14)),
                        ("closes_before_min", models.PositiveSmallIntegerField(default=60)),
                        ("from_on", models.DateField(blank=True, null=True)),
                        ("until_on", models.DateField(blank=True, null=True)),
                        ("set_at", models.DateTimeField()),
                        ("set_by", models.CharField(max_length=40)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=40)),
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
                        "ordering": ["opens", "id"],
                        "indexes": [
                            models.Index(condition=models.Q(("ended_at", None)), fields=["theme"], name="plan_in_force")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("closes__gt", models.F("opens"))),
                                name="plan_opens_before_it_closes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ended_by", "")),
                                    models.Q(("ended_at__isnull", False), models.Q(("ended_by", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="plan_ended_at_and_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Slot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("capacity", models.PositiveSmallIntegerField()),
                        ("taken", models.PositiveSmallIntegerField(default=0)),
                        (
                            "plan",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="appointments.plan",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "starts_at"), name="slot_once"),
                            models.CheckConstraint(
                                condition=models.Q(("taken__lte", models.F("capacity"))), name="slot_not_overbooked"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Booking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "number",
                            models.CharField(
                                default=yichuang.appointments.rules.number.new_number, max_length=12, unique=True
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("held", "占住"),
                                    ("booked", "已预约"),
                                    ("checked_in", "已签到"),
                                    ("cancelled", "已取消"),
                                    ("called_off", "中心取消"),
                                    ("no_show", "未到"),
                                    ("excused", "未到，不计"),
                                    ("lapsed", "已放开"),
                                ],
                                default="held",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("held_until", models.DateTimeField(blank=True, null=True)),
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
                        ("email", models.CharField(blank=True, max_length=254)),
                        ("address", models.CharField(blank=True, max_length=200)),
                        ("language", models.CharField(default="zh", max_length=5)),
                        ("held_at", models.DateTimeField()),
                        ("booked_at", models.DateTimeField(blank=True, null=True)),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_reason", models.CharField(blank=True, max_length=200)),
                        ("ticket_label", models.CharField(blank=True, max_length=10)),
                        ("ticket_code", models.CharField(blank=True, max_length=22)),
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
                            "theme",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.theme",
                            ),
                        ),
                        (
                            "slot",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to="appointments.slot",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts_at", "id"],
                        "indexes": [
                            models.Index(fields=["slot"], name="booking_of_slot"),
                            models.Index(
                                condition=models.Q(("state", "held")), fields=["held_until"], name="booking_held"
                            ),
                            models.Index(
                                condition=models.Q(("state", "booked")), fields=["starts_at"], name="booking_to_come"
                            ),
                            models.Index(
                                condition=models.Q(("id_number", ""), _negated=True),
                                fields=["id_number"],
                                name="booking_of_person",
                            ),
                            models.Index(fields=["centre", "starts_at"], name="booking_of_day"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("held_until__isnull", False), ("state", "held")),
                                    models.Q(models.Q(("state", "held"), _negated=True), ("held_until", None)),
                                    _connector="OR",
                                ),
                                name="booking_held_iff_until",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("held", "lapsed")),
                                    models.Q(
                                        models.Q(("id_number", ""), _negated=True),
                                        models.Q(("name", ""), _negated=True),
                                        models.Q(("phone", ""), _negated=True),
                                        ("booked_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="booking_names_someone",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("state__in", ["held", "booked"])),
                                    models.Q(
                                        models.Q(("state__in", ["held", "booked"]), _negated=True),
                                        ("ended_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="booking_ended_iff_over",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Blackout",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField()),
                        ("reason", models.CharField(max_length=120)),
                        ("set_at", models.DateTimeField()),
                        ("set_by", models.CharField(max_length=40)),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        ("lifted_by", models.CharField(blank=True, max_length=40)),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.centre"
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.theme",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-from_on", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until_on__gte", models.F("from_on"))),
                                name="blackout_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lifted_at", None), ("lifted_by", "")),
                                    models.Q(("lifted_at__isnull", False), models.Q(("lifted_by", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="blackout_lifted_at_and_by",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
