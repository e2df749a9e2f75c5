from django.db import models
from django.db.models import Q

from ..rules import WAITING, Channel, Level, State, Unit, new_code


class Invitation(models.Model):
    """One served visit or concluded case, and the address at which it can be rated once (R163, R166).

    Whom and what a rating is about is written here when the service ends, and not what is so later.
    An invitation that nobody answered is no rating.
    """

    code = models.CharField(max_length=22, unique=True, default=new_code)  # 128 bits; of a visit its ticket's
    unit = models.CharField(max_length=10, choices=Unit)
    thing = models.CharField(max_length=40, unique=True)  # ticket:ID, case:NO
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
    matter_code = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=200)
    case_no = models.CharField(max_length=20, blank=True)
    served_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)  # the clerk asked for it aloud (R166)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["centre", "served_at"], name="invitation_of_centre"),
            models.Index(
                fields=["window", "-served_at"], name="invitation_at_window", condition=Q(unit="per_visit")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing}: {self.about}"


class Rating(models.Model):
    """What the person served said. Only she can say it, once; nobody is asked who it was (B4)."""

    invitation = models.OneToOneField(Invitation, models.PROTECT, related_name="rating")
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    level = models.CharField(max_length=20, choices=Level)
    indicators = models.JSONField(default=list)  # codes
    words = models.CharField(max_length=1000, blank=True)
    channel = models.CharField(max_length=8, choices=Channel)
    is_named = models.BooleanField(default=False)
    name = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address_mark = models.CharField(max_length=32, blank=True)  # keyed digest of where it came from
    device_mark = models.CharField(max_length=32, blank=True)  # and of the browser's random name
    rated_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    change_until = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State)
    version = models.PositiveIntegerField(default=0)
    open_by = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    rectify_by = models.DateTimeField(null=True, blank=True)
    rectified_at = models.DateTimeField(null=True, blank=True)  # or explained
    call_back_by = models.DateTimeField(null=True, blank=True)  # of a named one
    called_back_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # closed, excluded, or changed to a good one

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["centre", "rated_at"], name="rating_of_centre"),
            models.Index(fields=["centre", "-id"], name="rating_waiting", condition=Q(state__in=WAITING)),
            models.Index(
                fields=["address_mark", "rated_at"], name="rating_from", condition=~Q(address_mark="")
            ),
            models.Index(
                fields=["device_mark", "rated_at"], name="rating_by_device", condition=~Q(device_mark="")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="rating_named_says_who",
                condition=Q(is_named=False, name="", phone="") | Q(is_named=True) & ~Q(phone=""),
            ),
            models.CheckConstraint(
                name="rating_bad_has_its_limit",
                condition=~Q(state__in=WAITING) | Q(open_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Rating {self.pk}: {self.level}"

    @property
    def no(self) -> str:
        """What people call it by."""
        return f"PJ{self.rated_at:%Y}{self.pk:06d}"

    @property
    def subject(self) -> str:
        """The journal's name of this rating."""
        return f"rating:{self.pk}"


class Saying(models.Model):
    """Each thing that was said, the first and every change. Only ever added to."""

    rating = models.ForeignKey(Rating, models.PROTECT, related_name="sayings")
    level = models.CharField(max_length=20, choices=Level)
    indicators = models.JSONField(default=list)
    words = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.level} of {self.rating_id}"
