from django.db import models
from django.db.models import Q

from ..rules.identity import IdKind


class Applicant(models.Model):
    """A person or body that applies, or acts for one. Known again by kind and number."""

    id_kind = models.CharField(max_length=12, choices=IdKind)
    id_number = models.CharField(max_length=24)
    name = models.CharField(max_length=120)  # any character of GB 18030, in or out of the BMP
    birthday = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=2, blank=True)
    nationality = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=0)
    is_new = False  # recorded just now: nobody can know anything about him yet

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id_kind", "id_number"], name="applicant_known_once"),
            models.CheckConstraint(name="applicant_has_a_name", condition=~Q(name="")),
        ]
        indexes = [
            models.Index(fields=["phone"], name="applicant_by_phone", condition=~Q(phone="")),
        ]

    def __str__(self) -> str:
        return f"Applicant {self.pk}"

    @property
    def is_body(self) -> bool:
        return self.id_kind == IdKind.USCC


class Consent(models.Model):
    """授权同意: the person agreed, in advance, that a named third party is told (R259; PIPL 23)."""

    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="consents")
    third_party = models.CharField(max_length=120)
    purpose = models.CharField(max_length=200)
    what = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)
    until_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Consent {self.pk}: {self.third_party}"
