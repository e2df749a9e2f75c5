from django.db import models
from django.db.models import F, Q

from ..rules.plan import Session, Terms


class Plan(models.Model):
    """What one theme, or one matter of it, offers to book in one session. Never rewritten: another plan
    takes its place, and what was booked under this one stays as it is."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    theme = models.ForeignKey("people.Theme", models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey(
        "catalogue.Matter", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    session = models.CharField(max_length=10, choices=Session)
    weekdays = models.CharField(max_length=7)  # "12345": ISO weekdays
    opens = models.TimeField()
    closes = models.TimeField()
    slot_min = models.PositiveSmallIntegerField()
    capacity = models.PositiveSmallIntegerField()
    walk_in_percent = models.PositiveSmallIntegerField(default=0)
    lead_min_days = models.PositiveSmallIntegerField(default=0)
    lead_max_days = models.PositiveSmallIntegerField(default=14)
    closes_before_min = models.PositiveSmallIntegerField(default=60)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["opens", "id"]
        indexes = [models.Index(fields=["theme"], condition=Q(ended_at=None), name="plan_in_force")]
        constraints = [
            models.CheckConstraint(name="plan_opens_before_it_closes", condition=Q(closes__gt=F("opens"))),
            models.CheckConstraint(
                name="plan_ended_at_and_by",
                condition=Q(ended_at=None, ended_by="") | Q(ended_at__isnull=False) & ~Q(ended_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session} {self.opens:%H:%M}–{self.closes:%H:%M} of theme {self.theme_id}"

    @property
    def terms(self) -> Terms:
        """What it offers, as a value."""
        return Terms(
            Session(self.session),
            tuple(int(day) for day in self.weekdays),
            self.opens,
            self.closes,
            self.slot_min,
            self.capacity,
            self.walk_in_percent,
            self.lead_min_days,
            self.lead_max_days,
            self.closes_before_min,
            self.from_on,
            self.until_on,
        )


class Slot(models.Model):
    """The places of one time, made by the first who asks for it. The row is what makes booking exact."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="slots", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField()  # what can be booked; the walk-ins' share is not in it
    taken = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "starts_at"], name="slot_once"),
            models.CheckConstraint(name="slot_not_overbooked", condition=Q(taken__lte=F("capacity"))),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}: {self.taken} of {self.capacity}"


class Blackout(models.Model):
    """Days that cannot be booked, of a centre or of one of its themes: training, moving house."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+")
    theme = models.ForeignKey(
        "people.Theme", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    from_on = models.DateField()
    until_on = models.DateField()
    reason = models.CharField(max_length=120)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="blackout_ends_after_it_starts", condition=Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="blackout_lifted_at_and_by",
                condition=Q(lifted_at=None, lifted_by="") | Q(lifted_at__isnull=False) & ~Q(lifted_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on}–{self.until_on} {self.reason}"
