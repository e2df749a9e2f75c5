from django.db import models
from django.db.models import F, Q


class Closing(models.Model):
    """Days on which a hall stays shut: a typhoon, a power cut, a removal.

    It changes when the hall opens. Only a notice of the government, recorded with its number, takes the
    days out of legal limits as well (行政许可法 82 counts working days; which days are none is not the
    hall's own to say).
    """

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="closings")
    covers_below = models.BooleanField(default=False)  # also the centres that follow this one
    from_on = models.DateField()
    until_on = models.DateField()
    reason = models.CharField(max_length=120)
    approved_by = models.CharField(
        max_length=60, blank=True
    )  # who allowed it, where no notice shuts the hall (R020)
    notice_number = models.CharField(max_length=60, blank=True)  # 青政发〔2026〕12号
    notice_title = models.CharField(max_length=120, blank=True)
    notice_issuer = models.CharField(max_length=60, blank=True)
    notice_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=40, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)
    # None: limits that run already have still to be counted again with it, or without it.
    counted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-from_on", "-id"]
        indexes = [
            models.Index(fields=["id"], name="closing_to_count", condition=Q(counted_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="hall_closing_ends_after_it_starts", condition=Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="closing_notice_is_whole",
                condition=Q(notice_number="", notice_title="", notice_issuer="", notice_on=None)
                | ~Q(notice_number="")
                & ~Q(notice_title="")
                & ~Q(notice_issuer="")
                & Q(notice_on__isnull=False),
            ),
            models.CheckConstraint(
                name="closing_withdrawn_at_and_by",
                condition=Q(withdrawn_at=None, withdrawn_by="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.from_on}–{self.until_on} {self.reason}"

    @property
    def moves_limits(self) -> bool:
        """Whether a government notice takes these days out of legal limits."""
        return bool(self.notice_number)

    @property
    def notice_words(self) -> str:
        """The notice as papers name it: 青禾市人民政府《关于…的通告》（青政发〔2026〕12号）."""
        title = self.notice_title.strip("《》")
        return f"{self.notice_issuer}《{title}》（{self.notice_number}）" if self.notice_number else ""
