from django.db import models
from django.db.models import F, Q

from .rules import DocKind, DocState, State, Way


class Handover(models.Model):
    """项目收件交接单: a case's papers go from one hand to another, and both sign (R085, R119, R120)."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="handovers", db_index=False)
    number = models.PositiveSmallIntegerField()  # 1, 2 … within the case
    way = models.CharField(max_length=14, choices=Way)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField(default=0)
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()  # both have signed by then
    look_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    handed_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    late_at = models.DateTimeField(null=True, blank=True)  # a day passed that should not have
    words = models.CharField(max_length=500, blank=True)  # opinion and reasons, or why it was declined

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["look_at"], name="handover_due", condition=Q(look_at__isnull=False)),
            models.Index(
                fields=["centre", "state", "due_at"],
                name="handover_at_windows",
                condition=Q(state__in=["open", "handed"]),
            ),
            models.Index(
                fields=["department", "state", "due_at"],
                name="handover_at_department",
                condition=Q(state__in=["open", "handed"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="handover_number_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=["open", "handed"]), name="handover_one_at_a_time"
            ),
            models.CheckConstraint(
                name="handover_handed_iff_signed",
                condition=Q(
                    state__in=["handed", "received"], handed_at__isnull=False, handed_by__isnull=False
                )
                | Q(state__in=["open", "dropped"], handed_at=None, handed_by=None),
            ),
            models.CheckConstraint(
                name="handover_received_iff_signed",
                condition=Q(state="received", received_at__isnull=False, received_by__isnull=False)
                | ~Q(state="received") & Q(received_at=None, received_by=None),
            ),
            models.CheckConstraint(
                name="handover_signed_by_two",
                condition=Q(received_by=None) | ~Q(received_by=F("handed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"Handover {self.number} of {self.case_id}: {self.state}"


class Errand(models.Model):
    """Someone of a window goes out to exchange papers: who, why, when, filed in writing (R121)."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    covered_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=300)
    out_at = models.DateTimeField()
    back_by_at = models.DateTimeField()
    back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["centre", "-id"], name="errand_of_centre")]
        constraints = [
            models.UniqueConstraint(fields=["staff"], condition=Q(back_at=None), name="errand_one_at_a_time"),
            models.CheckConstraint(name="errand_window_is_covered", condition=~Q(staff=F("covered_by"))),
            models.CheckConstraint(
                name="errand_comes_back_after_it_went",
                condition=Q(back_by_at__gt=F("out_at")) & (Q(back_at=None) | Q(back_at__gte=F("out_at"))),
            ),
        ]

    def __str__(self) -> str:
        return f"Errand of {self.staff_id} at {self.out_at:%Y-%m-%d %H:%M}"


class Referral(models.Model):
    """An application outside one department's powers, made known to the one that is competent (R044)."""

    case = models.OneToOneField("cases.Case", models.PROTECT, primary_key=True, related_name="referral")
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=1000)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=40)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["department", "sent_at"], name="referral_unseen", condition=Q(seen_at=None))
        ]
        constraints = [
            models.CheckConstraint(
                name="referral_seen_paired",
                condition=Q(seen_at=None, seen_by="") | Q(seen_at__isnull=False) & ~Q(seen_by=""),
            )
        ]

    def __str__(self) -> str:
        return f"Referral of {self.case_id} to {self.department_id}"


class OfficialDoc(models.Model):
    """公文收发: an application, report or complaint between offices, taken in at the window, passed on, answered
    and brought back (R278)."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()  # 收文号: 1, 2 … within the centre and year
    kind = models.CharField(max_length=12, choices=DocKind)
    state = models.CharField(max_length=10, choices=DocState, default=DocState.PASSED)
    version = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=200)
    sender = models.CharField(max_length=120)
    sender_no = models.CharField(max_length=60, blank=True)  # the document's own number, as 青文〔2026〕3号
    contact = models.CharField(max_length=120, blank=True)  # who brings the answer back, and how
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="+", db_index=False)
    reply_by = models.DateField(null=True, blank=True)  # where the document names a day
    taken_in_at = models.DateTimeField()
    taken_in_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    answer = models.TextField(blank=True)
    answer_no = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    delivered_at = models.DateTimeField(null=True, blank=True)
    delivered_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    delivered_to = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["centre", "-id"], name="official_doc_of_centre"),
            models.Index(fields=["department", "-id"], name="official_doc_of_department"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["centre", "year", "number"], name="official_doc_number_once"),
            models.CheckConstraint(
                name="official_doc_signed_iff_said",
                condition=Q(state="passed", signed_at=None, signed_by=None)
                | ~Q(state="passed") & Q(signed_at__isnull=False, signed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="official_doc_answered_iff_said",
                condition=Q(state__in=["passed", "signed"], answered_at=None, answered_by=None, answer="")
                | Q(state__in=["answered", "delivered"], answered_at__isnull=False, answered_by__isnull=False)
                & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="official_doc_delivered_iff_said",
                condition=Q(state="delivered", delivered_at__isnull=False, delivered_by__isnull=False)
                | ~Q(state="delivered") & Q(delivered_at=None, delivered_by=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Official document {self.year}-{self.number}: {self.state}"

    @property
    def subject(self) -> str:
        """What its journal lines are about."""
        return f"official_doc:{self.pk}"
