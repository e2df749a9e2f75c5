from django.db import models
from django.db.models import Q

from ..rules import WAITING, Level, State, Watch


class Card(models.Model):
    """提醒、预警、黄牌、红牌: one for each rule, thing and level. Never deleted; a lifted one stays as lifted.

    Who was responsible, what the rule said and what the clock showed are kept as they were at `arose_at`.
    """

    watch = models.CharField(max_length=20, choices=Watch)
    thing = models.CharField(max_length=60)
    level = models.CharField(max_length=10, choices=Level)
    state = models.CharField(max_length=10, choices=State)
    version = models.PositiveIntegerField(default=0)
    rule_version = models.PositiveIntegerField()
    points = models.PositiveSmallIntegerField(default=0)  # what it costs in the appraisal

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey(
        "people.Department", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    window = models.ForeignKey(
        "people.Window", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    staff = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    responsible = models.CharField(max_length=120)  # in words, as it was
    matter_code = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=200)  # the matter, the line, the order
    case_no = models.CharField(max_length=20, blank=True)

    limit_at = models.DateTimeField()  # what was watched; for what happens once, when it happened
    arose_at = models.DateTimeField()  # when the level was reached, whenever the clock came to it
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=40)
    explanation = models.JSONField(default=list)  # lines of words: the rule, the dates, the ledger

    answer_due_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    appeal = models.CharField(max_length=1000, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    appealed_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    verdict = models.CharField(max_length=1000, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["centre", "-arose_at"], name="card_of_centre"),
            models.Index(fields=["centre", "-id"], name="card_waiting", condition=Q(state__in=WAITING)),
            models.Index(
                fields=["department", "-id"], name="card_of_department", condition=Q(department__isnull=False)
            ),
            models.Index(fields=["staff", "-id"], name="card_of_staff", condition=Q(staff__isnull=False)),
            models.Index(fields=["case_no"], name="card_of_case", condition=~Q(case_no="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["thing", "watch", "level"], name="card_once"),
            models.CheckConstraint(
                name="card_answered_whole",
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="card_judged_whole",
                condition=~Q(state__in=["upheld", "lifted"]) & Q(judged_at=None, judged_by=None)
                | Q(state__in=["upheld", "lifted"], judged_at__isnull=False, judged_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.no} {self.get_level_display()}"

    @property
    def no(self) -> str:
        """What people call it by."""
        return f"JC{self.arose_at:%Y}{self.pk:06d}"

    @property
    def subject(self) -> str:
        """The journal's name of this card."""
        return f"card:{self.pk}"
