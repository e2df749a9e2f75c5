from django.db import models
from django.db.models import Q

from ..rules.hearing import Ground, HearingState, OrderedBy


class InterestedParty(models.Model):
    """Someone whose important interests the application touches, told with a day to answer by (36)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="parties")
    name = models.CharField(max_length=120)
    interest = models.CharField(max_length=500)
    content = models.CharField(max_length=1000)
    has_hearing_right = models.BooleanField(default=False)
    reply_by_on = models.DateField()
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    answer = models.CharField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=40, blank=True)  # who wrote it down

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="party_answered_whole",
                condition=Q(answered_at=None, answered_by="")
                | Q(answered_at__isnull=False) & ~Q(answered_by=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} on {self.case_id}"


class HearingRule(models.Model):
    """A law, regulation or rule orders a hearing for every application in a matter (行政许可法 46)."""

    matter = models.OneToOneField(
        "catalogue.Matter", models.PROTECT, primary_key=True, related_name="hearing_rule"
    )
    ordered_by = models.CharField(max_length=10, choices=OrderedBy)
    article = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.article}"


class Hearing(models.Model):
    """A hearing: the right to it told, asked for, called, recorded (行政许可法 46 to 48)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="hearings")
    state = models.CharField(max_length=10, choices=HearingState, default=HearingState.TOLD)
    ground = models.CharField(max_length=16, choices=Ground, default=Ground.ASKED_FOR)
    version = models.PositiveIntegerField(default=0)
    told = models.CharField(max_length=120)  # the applicant or an interested party
    intended = models.CharField(max_length=500)
    reason = models.CharField(max_length=1000)
    basis = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    ask_by_on = models.DateField(null=True, blank=True)  # None: nobody has to ask (46)
    asked_at = models.DateTimeField(null=True, blank=True)
    hold_by_on = models.DateField(null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    time = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=200, blank=True)
    presider = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    recorder = models.CharField(max_length=40, blank=True)
    register_by_on = models.DateField(null=True, blank=True)  # for the public, where it is announced
    how_to_register = models.CharField(max_length=300, blank=True)
    announcement = models.ForeignKey("papers.Paper", models.PROTECT, null=True, blank=True, related_name="+")
    attendees = models.JSONField(default=list)  # [{"name", "role", "is_signed", "note"}]
    statements = models.JSONField(default=list)  # [{"speaker", "words"}]
    summary = models.CharField(max_length=2000, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=["ordered", "told", "asked", "called"]),
                name="hearing_one_open",
            ),
            models.CheckConstraint(
                name="hearing_asked_is_dated",
                condition=~Q(state__in=["asked", "called", "recorded"])
                | ~Q(ground="asked_for")
                | Q(asked_at__isnull=False, hold_by_on__isnull=False),
            ),
            models.CheckConstraint(
                name="hearing_told_is_dated", condition=~Q(ground="asked_for") | Q(ask_by_on__isnull=False)
            ),
            models.CheckConstraint(
                name="hearing_announced_whole",  # 46: the public is told before it is held
                condition=Q(ground="asked_for")
                | Q(state="ordered")
                | Q(announcement__isnull=False, register_by_on__isnull=False) & ~Q(how_to_register=""),
            ),
            models.CheckConstraint(
                name="hearing_called_is_dated",
                condition=~Q(state__in=["called", "recorded"])
                | Q(on__isnull=False, presider__isnull=False) & ~Q(place=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Hearing on {self.case_id}: {self.state}"

    @property
    def is_announced(self) -> bool:
        """Whether the public is told, because nobody had to ask (46)."""
        return self.ground != Ground.ASKED_FOR
