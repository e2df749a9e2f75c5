import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from yichuang.kit.tables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("worktime", "0001_initial"),
        ("worktime", "0002_calendar_and_hours"),
        ("worktime", "0003_closings_are_the_halls"),
    ]
    initial = True

    dependencies = []

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="CalendarYear",
                    fields=[
                        ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                        ("source", models.CharField(max_length=200)),
                        ("dated_on", models.DateField(blank=True, null=True)),
                        ("imported_at", models.DateTimeField()),
                        ("imported_by", models.CharField(max_length=40)),
                        ("digest", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="HoursPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=20, unique=True)),
                        ("name", models.CharField(max_length=60)),
                        ("closed_on_holidays", models.BooleanField(default=True)),
                        ("follows_makeup_days", models.BooleanField(default=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="CalendarDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(unique=True)),
                        ("kind", models.CharField(choices=[("off", "休"), ("work", "班")], max_length=4)),
                        ("name", models.CharField(max_length=40)),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="days",
                                to="worktime.calendaryear",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="HoursSpan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "weekdays",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(), size=None
                            ),
                        ),
                        ("season_from", models.CharField(blank=True, max_length=5)),
                        ("season_until", models.CharField(blank=True, max_length=5)),
                        ("opens", models.TimeField()),
                        ("closes", models.TimeField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("service", "对外办公"), ("noon_duty", "中午值班")],
                                default="service",
                                max_length=12,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="spans",
                                to="worktime.hoursplan",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("closes__gt", models.F("opens"))),
                                name="hours_span_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("season_from", ""), ("season_until", "")),
                                    models.Q(
                                        models.Q(("season_from", ""), _negated=True),
                                        models.Q(("season_until", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hours_season_has_both_ends",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
