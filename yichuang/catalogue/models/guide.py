from django.db import models
from django.db.models import Q

from ..rules.words import FormKind, LimitUnit, State, StepKind


class Guide(models.Model):
    """办事指南: one numbered version of what is published about a matter (R015, R028).

    An empty text and a null mean that the source is silent; 无 in the source is kept as 无, a stated
    empty list as []. A published version never changes: a trigger refuses it, and cases rely on it.
    """

    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, related_name="guides")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=40)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=40, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=40, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.CharField(max_length=40, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)  # the periodic review falls due (R015)
    sent_back_reason = models.TextField(blank=True)
    import_run = models.ForeignKey(
        "catalogue.ImportRun", models.PROTECT, null=True, blank=True, related_name="guides"
    )
    digest = models.CharField(max_length=64, blank=True)  # of the content; equal content, equal digest

    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=300, blank=True)
    category = models.TextField(blank=True)  # 行政许可 … (A.1)
    use_level = models.TextField(blank=True)
    case_kind = models.TextField(blank=True)  # CaseKind, or the source's own word
    matter_kind = models.CharField(max_length=10, blank=True)  # MatterKind
    examination = models.TextField(blank=True)  # 即审即办 / 前审后批
    promised_value = models.PositiveIntegerField(null=True, blank=True)
    promised_unit = models.CharField(max_length=12, choices=LimitUnit, blank=True)
    promised_text = models.TextField(blank=True)
    statutory_value = models.PositiveIntegerField(null=True, blank=True)
    statutory_unit = models.CharField(max_length=12, choices=LimitUnit, blank=True)
    statutory_text = models.TextField(blank=True)
    limit_raw = models.JSONField(null=True, blank=True)  # as the source wrote it
    limit_notes = models.JSONField(default=list, blank=True)  # by channel, by variant, extensions
    conditions = models.JSONField(null=True, blank=True)
    quantity_limit = models.TextField(blank=True)
    fee_charged = models.BooleanField(null=True, blank=True)
    fee_standard = models.TextField(blank=True)
    fee_basis = models.TextField(blank=True)
    fee_items = models.TextField(blank=True)
    pay_online = models.BooleanField(null=True, blank=True)
    legal_basis = models.JSONField(null=True, blank=True)  # [{"law", "article"}]
    result_name = models.TextField(blank=True)
    result_kind = models.TextField(blank=True)  # 证照 / 批文 / 其他
    result_validity = models.TextField(blank=True)
    result_sample = models.TextField(blank=True)
    visits = models.PositiveSmallIntegerField(null=True, blank=True)
    visits_reason = models.TextField(blank=True)
    delivery = models.JSONField(null=True, blank=True)
    channels = models.JSONField(null=True, blank=True)
    is_online = models.BooleanField(null=True, blank=True)
    online_depth = models.TextField(blank=True)
    scope = models.TextField(blank=True)  # 通办范围
    audience = models.TextField(blank=True)  # 服务对象
    person_topics = models.TextField(blank=True)
    company_topics = models.TextField(blank=True)
    special_procedures = models.JSONField(null=True, blank=True)
    faqs = models.JSONField(null=True, blank=True)  # [{"question", "answer"}]
    responsible = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    complaint_phone = models.TextField(blank=True)
    address = models.TextField(blank=True)
    hours = models.TextField(blank=True)
    theme = models.TextField(blank=True)  # the source's own theme; the matter's theme is the centre's
    notes = models.TextField(blank=True)
    source_id = models.TextField(blank=True)
    source_place = models.TextField(blank=True)
    source_agency = models.TextField(blank=True)
    has_materials = models.BooleanField(default=False)  # the source lists them, were it none at all
    has_steps = models.BooleanField(default=False)
    extra = models.JSONField(default=dict, blank=True)  # columns of the source without a place here

    class Meta:
        indexes = [
            models.Index(fields=["state", "review_on"], name="guide_by_review"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="guide_number_once"),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(state="published"), name="guide_published_once"
            ),
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(state__in=["draft", "submitted"]),
                name="guide_in_the_making_once",
            ),
            models.CheckConstraint(
                name="guide_submitted_paired",
                condition=Q(submitted_at=None, submitted_by="")
                | (Q(submitted_at__isnull=False) & ~Q(submitted_by="")),
            ),
            models.CheckConstraint(
                name="guide_published_paired",
                condition=Q(published_at=None, published_by="", state__in=["draft", "submitted"])
                | (
                    Q(published_at__isnull=False, state__in=["published", "superseded"]) & ~Q(published_by="")
                ),
            ),
            models.CheckConstraint(
                name="guide_superseded_paired",
                condition=(Q(superseded_at=None, superseded_by="") & ~Q(state="superseded"))
                | (Q(superseded_at__isnull=False, state="superseded") & ~Q(superseded_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（第 {self.number} 版）"


class MaterialSpec(models.Model):
    """One material that the guide asks for. Nothing outside this list may be asked for (R035)."""

    guide = models.ForeignKey(Guide, models.PROTECT, related_name="materials")
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    form = models.TextField(blank=True)  # MaterialForm, or the source's own word
    copies = models.PositiveSmallIntegerField(null=True, blank=True)
    carrier = models.TextField(blank=True)  # 纸质, 电子
    necessity = models.TextField(blank=True)  # Necessity
    source = models.TextField(blank=True)
    situation = models.TextField(blank=True)  # when it is needed; empty: always
    sample = models.TextField(blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["guide", "order"], name="material_order_once")]

    def __str__(self) -> str:
        return self.name


class StepSpec(models.Model):
    """One step of the published procedure."""

    guide = models.ForeignKey(Guide, models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    kind = models.CharField(max_length=12, choices=StepKind, default=StepKind.OTHER)
    role = models.CharField(max_length=10, blank=True)  # StepRole
    limit_value = models.PositiveIntegerField(null=True, blank=True)
    limit_unit = models.CharField(max_length=12, choices=LimitUnit, blank=True)
    limit_text = models.TextField(blank=True)
    needed = models.PositiveSmallIntegerField(default=1)  # how many must agree; 0: all
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["guide", "order"], name="step_order_once")]

    def __str__(self) -> str:
        return self.name


class FormFile(models.Model):
    """A form to download: the reference; the bytes lie in the file store under their hash (R032)."""

    guide = models.ForeignKey(Guide, models.PROTECT, related_name="forms")
    material = models.ForeignKey(MaterialSpec, models.PROTECT, null=True, blank=True, related_name="forms")
    kind = models.CharField(max_length=6, choices=FormKind)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guide", "name"], name="form_name_once")]

    def __str__(self) -> str:
        return self.name
