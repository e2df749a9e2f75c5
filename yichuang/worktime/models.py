from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from .rules.hours import SpanKind


class CalendarYear(models.Model):
    """A year of the official calendar brought in after this release, or put right; with its source."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=200)  # the notice's title or number
    dated_on = models.DateField(null=True, blank=True)
    imported_at = models.DateTimeField()
    imported_by = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)  # of source and days: importing the same again does nothing

    def __str__(self) -> str:
        return f"{self.year}: {self.source}"


class CalendarDay(models.Model):
    """A day off, or a weekend day worked, in an imported year."""

    class Kind(models.TextChoices):
        OFF = "off", "休"
        WORK = "work", "班"

    year = models.ForeignKey(CalendarYear, models.CASCADE, related_name="days")
    on = models.DateField(unique=True)
    kind = models.CharField(max_length=4, choices=Kind)
    name = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()} {self.name}"


class HoursPlan(models.Model):
    """When a hall is open to the public: several spans by weekday and season (H1-H4, C-01)."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    closed_on_holidays = models.BooleanField(default=True)  # 法定节假日除外
    follows_makeup_days = models.BooleanField(default=True)  # open on 调休上班 days as on a weekday

    def __str__(self) -> str:
        return self.name


class HoursSpan(models.Model):
    """One stretch of a day on which a hall is open, on some weekdays, in some season."""

    plan = models.ForeignKey(HoursPlan, models.CASCADE, related_name="spans")
    weekdays = ArrayField(models.PositiveSmallIntegerField())  # ISO: 1 is Monday, 7 Sunday
    season_from = models.CharField(max_length=5, blank=True)  # MM-DD; both empty: all year
    season_until = models.CharField(max_length=5, blank=True)
    opens = models.TimeField()
    closes = models.TimeField()
    kind = models.CharField(max_length=12, choices=SpanKind, default=SpanKind.SERVICE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hours_span_ends_after_it_starts", condition=Q(closes__gt=F("opens"))
            ),
            models.CheckConstraint(
                name="hours_season_has_both_ends",
                condition=Q(season_from="", season_until="") | ~Q(season_from="") & ~Q(season_until=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.opens:%H:%M}–{self.closes:%H:%M}"
