from django.db import models
from django.db.models import Q

from ..rules.states import Mark


class CaseMaterial(models.Model):
    """One line of the published list, as it was checked for this case. Lines cannot be added (R035)."""

    case = models.ForeignKey(  # found by the constraint's index
        "cases.Case", models.CASCADE, related_name="materials", db_index=False
    )
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=500)
    wanted = models.CharField(max_length=20, blank=True)  # original / copy / both / electronic
    necessity = models.CharField(max_length=12, blank=True)
    situation = models.CharField(max_length=300, blank=True)
    copies_wanted = models.PositiveSmallIntegerField(null=True, blank=True)
    mark = models.CharField(max_length=12, choices=Mark, default=Mark.PENDING)
    copies = models.PositiveSmallIntegerField(null=True, blank=True)
    is_original = models.BooleanField(default=False)  # an original is held and goes back, R137
    note = models.CharField(max_length=300, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["case", "order"], name="material_line_once"),
            models.CheckConstraint(
                name="material_returned_by_someone",
                condition=Q(returned_at=None, returned_by="")
                | Q(returned_at__isnull=False) & ~Q(returned_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.name}"


class Attachment(models.Model):
    """A scan or file handed in for a material. A new one stands beside the old; none is overwritten (R086)."""

    material = models.ForeignKey(CaseMaterial, models.CASCADE, related_name="attachments")
    number = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=40)
    set_aside_at = models.DateTimeField(null=True, blank=True)  # wrong page scanned: hidden, kept
    set_aside_by = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["material", "number"], name="attachment_number_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"
