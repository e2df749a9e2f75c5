from django.db import models
from django.db.models import Q

from ..rules.words import MOST_FAQ, MOST_WORDS, FaqState


class FaqProposal(models.Model):
    """A question worth answering for everybody, in words that are nobody's own; the publisher decides."""

    enquiry = models.OneToOneField("enquiries.Enquiry", models.PROTECT, related_name="faq")
    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, related_name="+")
    question = models.CharField(max_length=MOST_FAQ)
    answer = models.CharField(max_length=MOST_WORDS)
    state = models.CharField(max_length=10, choices=FaqState, default=FaqState.PROPOSED)
    version = models.PositiveIntegerField(default=0)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=300, blank=True)  # why it was refused
    guide_number = models.PositiveIntegerField(null=True, blank=True)  # the version into which it went

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["matter", "id"], name="faq_proposed", condition=Q(state=FaqState.PROPOSED))
        ]
        constraints = [
            models.CheckConstraint(
                name="faq_decided_as_it_says",
                condition=Q(
                    state=FaqState.PROPOSED, decided_at=None, decided_by=None, reason="", guide_number=None
                )
                | Q(state=FaqState.TAKEN, decided_at__isnull=False, decided_by__isnull=False, reason="")
                & Q(guide_number__isnull=False)
                | Q(
                    state=FaqState.REFUSED,
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    guide_number=None,
                )
                & ~Q(reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"FaqProposal {self.pk}"

    @property
    def subject(self) -> str:
        """The journal's name of this proposal."""
        return f"faq:{self.pk}"
