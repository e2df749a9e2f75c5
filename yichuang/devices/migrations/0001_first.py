import django.db.models.deletion
from django.db import migrations, models

import yichuang.devices.rules.states
from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("devices", "0001_machines"),
        ("devices", "0002_rating_device_at_a_window"),
    ]
    initial = True

    dependencies = [
        ("people", "0001_first"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="CheckedItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day_on", models.DateField()),
                        (
                            "item",
                            models.CharField(
                                choices=[
                                    ("calling", "叫号机"),
                                    ("rating", "评价器"),
                                    ("printer", "打印机"),
                                    ("camera", "高拍仪"),
                                    ("network", "网络"),
                                    ("supplies", "耗材"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("is_fine", models.BooleanField()),
                        ("note", models.CharField(blank=True, max_length=200)),
                        ("checked_at", models.DateTimeField()),
                        ("checked_by", models.CharField(max_length=40)),
                        ("checked_name", models.CharField(max_length=40)),
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
                            models.UniqueConstraint(fields=("centre", "day_on", "item"), name="checked_once_a_day"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_fine", True), models.Q(("note", ""), _negated=True), _connector="OR"
                                ),
                                name="checked_wrong_says_what",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Device",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.SlugField(
                                default=yichuang.devices.rules.states.new_code, max_length=32, unique=True
                            ),
                        ),
                        ("name", models.CharField(max_length=40)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("kiosk", "取号机"),
                                    ("printer", "小票打印机"),
                                    ("screen", "显示屏"),
                                    ("rating", "评价器"),
                                    ("camera", "高拍仪"),
                                    ("reader", "读卡器"),
                                    ("other", "其他"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("place", models.CharField(max_length=60)),
                        ("address", models.CharField(blank=True, max_length=80)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("working", "正常"),
                                    ("silent", "没有回音"),
                                    ("faulty", "报修"),
                                    ("retired", "停用"),
                                ],
                                default="working",
                                max_length=8,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("heard_at", models.DateTimeField(blank=True, null=True)),
                        ("since_at", models.DateTimeField()),
                        ("note", models.CharField(blank=True, max_length=200)),
                        ("help_asked_at", models.DateTimeField(blank=True, null=True)),
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
                            "printer",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="devices.device",
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
                        "ordering": ["kind", "name"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["working", "silent"])),
                                fields=["heard_at"],
                                name="device_heard",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "retired"), _negated=True),
                                fields=("centre", "name"),
                                name="device_name_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "printer"), ("address", ""), _connector="OR"),
                                name="device_only_a_printer_has_an_address",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "rating"), ("window", None), _connector="OR"),
                                name="device_only_a_rating_device_has_a_window",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "faulty"), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="device_faulty_says_why",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
