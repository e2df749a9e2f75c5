from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from ..rules.words import Tier


class LifeEvent(models.Model):
    """A situation in life or business by which citizens look for matters, such as being born."""

    name = models.CharField(max_length=30, unique=True)
    name_en = models.CharField(max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class Matter(models.Model):
    """政务服务事项: a thing that one can apply for, at exactly one acceptance point (R006)."""

    code = models.CharField(max_length=50, unique=True)  # public; in addresses and on papers
    identity = models.CharField(max_length=100)  # by which a file's row finds its matter again
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="matters")  # takes it in
    department = models.ForeignKey("people.Department", models.PROTECT, related_name="matters")
    theme = models.ForeignKey("people.Theme", models.PROTECT, null=True, blank=True, related_name="matters")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    goes_up_to = models.ForeignKey(  # the matter of the higher body that decides (行政许可法 35; R104)
        "self", models.PROTECT, null=True, blank=True, related_name="+"
    )
    tier = models.CharField(max_length=10, choices=Tier, default=Tier.MAIN)
    catalog_code = models.CharField(max_length=50, blank=True)  # 基本编码
    task_code = models.CharField(max_length=50, blank=True)  # 实施编码
    local_code = models.CharField(max_length=50, blank=True)  # the agency's own: 权力内部编码, 业务办理项编码
    life_events = models.ManyToManyField(LifeEvent, blank=True, related_name="matters")
    current = models.ForeignKey("catalogue.Guide", models.PROTECT, null=True, blank=True, related_name="+")
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=0)

    # What search reads; computed when a version is published (services.indexing).
    name = models.CharField(max_length=300)
    words = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    initials = models.CharField(max_length=300, blank=True)  # 娱乐许可 → ylxk
    pinyin = models.TextField(blank=True)  # 娱乐许可 → yulexuke

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="matter_by_word"),
            models.Index(fields=["centre", "name"], name="matter_by_name"),
            models.Index(F("initials"), name="matter_by_initials", condition=Q(current__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["centre", "identity"], name="matter_identity_once"),
            models.CheckConstraint(
                name="matter_is_not_its_own_parent", condition=Q(parent=None) | ~Q(parent=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Word(models.Model):
    """A search word and in how many matters it stands: rare words weigh more."""

    text = models.CharField(max_length=60, primary_key=True)
    matters = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.text} ({self.matters})"


class ImportRun(models.Model):
    """One file taken in: who, when, which file, and how its rows ended."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=40)
    published = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.file_name} {self.started_at:%Y-%m-%d}"
