from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yichuang.cases.public import Mark

from .rules import Channel, MeetingKind, Said, State


class Bundle(models.Model):
    """One joint application: one responsible window, one applicant, one overall limit (R102)."""

    no = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)  # 开办餐饮店
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+")
    event = models.ForeignKey(  # chosen by life event: 一件事一次办
        "catalogue.LifeEvent", models.PROTECT, null=True, blank=True, related_name="+"
    )
    window = models.ForeignKey("people.Window", models.PROTECT, null=True, blank=True, related_name="+")
    taken_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WINDOW)
    state = models.CharField(max_length=14, choices=State, default=State.GATHERING)
    version = models.PositiveIntegerField(default=0)
    typed = models.JSONField(default=dict, blank=True)
    applicant_name = models.CharField(max_length=120, blank=True)
    begun_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)  # from here the law's five days run (32)
    accepted_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)  # of the whole; 行政许可法 42
    is_provisional = models.BooleanField(default=False)
    look_at = models.DateTimeField(null=True, blank=True)
    extended_days = models.PositiveSmallIntegerField(null=True, blank=True)
    extended_by_paper = models.CharField(max_length=120, blank=True)  # the government's approval
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["centre", "-id"], name="bundle_of_centre"),
            models.Index(fields=["look_at"], name="bundle_due", condition=Q(look_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="bundle_accepted_is_dated",
                condition=~Q(state__in=["running", "ready", "concluded"])
                | Q(accepted_at__isnull=False, due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="bundle_waiting_has_its_day",
                condition=~Q(state__in=["received", "supplementing"]) | Q(received_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Joint {self.no}"

    @property
    def subject(self) -> str:
        """What the journal knows it by."""
        return f"joint:{self.no}"

    @property
    def is_supplemented(self) -> bool:
        """Whether what lies here to be looked at came after a notice asked for it."""
        return self.received_at is not None and self.received_at > self.begun_at


class Part(models.Model):
    """One department's case in a joint application, and which others it waits for."""

    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="parts")
    order = models.PositiveSmallIntegerField()
    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="+")
    after = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["bundle", "order"], name="part_once")]

    def __str__(self) -> str:
        return f"{self.order} of {self.bundle_id}"


class Shared(models.Model):
    """A material asked for once for all parts (R276)."""

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="materials")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=500)
    form = models.CharField(max_length=20, blank=True)
    copies_wanted = models.PositiveSmallIntegerField(default=1)
    necessity = models.CharField(max_length=12, blank=True)
    situation = models.CharField(max_length=300, blank=True)
    serves = models.JSONField()  # [[part, line], …]
    mark = models.CharField(max_length=12, choices=Mark, default=Mark.PENDING)
    is_original = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)  # what is wrong with it
    said = models.CharField(max_length=10, choices=Said, blank=True)  # by the applicant, online

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["bundle", "order"], name="shared_once")]

    def __str__(self) -> str:
        return self.name


class SupplementFile(models.Model):
    """A file that the applicant uploaded for what a notice asks for, kept apart until it is handed in."""

    shared = models.ForeignKey(Shared, models.CASCADE, related_name="uploads")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["sha256"], name="upload_by_hash"),
            models.Index(fields=["added_at"], name="upload_by_age"),
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """A joint meeting or a joint visit of the site, with its minutes (R103)."""

    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=12, choices=MeetingKind)
    held_on = models.DateField()
    place = models.CharField(max_length=120)
    attendees = models.CharField(max_length=500)
    discussed = models.TextField()
    concluded = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)

    class Meta:
        ordering = ["held_on", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class Offer(models.Model):
    """一件事 that a centre offers: which matters it is made of, in which order, at which window (R102)."""

    code = models.SlugField(max_length=40, unique=True)  # in its address
    name = models.CharField(max_length=60)  # 开一家游艺厅
    name_en = models.CharField(max_length=120, blank=True)
    summary = models.CharField(max_length=300, blank=True)  # for whom, and what one has at the end
    summary_en = models.CharField(max_length=500, blank=True)
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+")
    event = models.ForeignKey("catalogue.LifeEvent", models.PROTECT, null=True, blank=True, related_name="+")
    window = models.ForeignKey("people.Window", models.PROTECT, related_name="+")  # the responsible one
    is_open = models.BooleanField(default=False)  # citizens see it and can begin it
    version = models.PositiveIntegerField(default=0)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=40)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["centre", "name"], name="offer_named_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """What the journal knows it by."""
        return f"offer:{self.code}"


class OfferPart(models.Model):
    """One matter of an offer, and which others have to be granted first."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    matter = models.ForeignKey("catalogue.Matter", models.PROTECT, related_name="+")
    after = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "order"], name="offer_part_once"),
            models.UniqueConstraint(fields=["offer", "matter"], name="offer_matter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.order} of {self.offer_id}"


class Draft(models.Model):
    """What a citizen has filled in so far. Whoever holds its code goes on with it; forgotten after a month."""

    code = models.CharField(max_length=20, unique=True)  # 80 random bits
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="+")
    typed = models.JSONField(default=dict, blank=True)  # as typed; nothing is lost
    begun_at = models.DateTimeField()
    kept_at = models.DateTimeField()  # the last change
    bundle = models.OneToOneField(  # what it became: sent twice, it is one application
        Bundle, models.PROTECT, null=True, blank=True, related_name="draft"
    )

    class Meta:
        indexes = [models.Index(fields=["kept_at"], name="draft_by_age")]

    def __str__(self) -> str:
        return f"Draft of {self.offer_id} of {self.begun_at:%Y-%m-%d}"


class DraftFile(models.Model):
    """A file uploaded for one shared material of a draft, kept apart until the draft is sent."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    material = models.CharField(max_length=32)  # the shared line's key
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["sha256"], name="draft_file_by_hash")]

    def __str__(self) -> str:
        return self.name
