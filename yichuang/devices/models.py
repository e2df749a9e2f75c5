from django.db import models
from django.db.models import Q

from .rules.states import BEATING, Check, Kind, State, new_code


class Device(models.Model):
    """A machine of a hall: what it is, where it stands, when it was last heard (R295)."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    code = models.SlugField(max_length=32, unique=True, default=new_code)  # of its page's address
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=Kind)
    place = models.CharField(max_length=60)
    address = models.CharField(max_length=80, blank=True)  # of a printer: host:port
    printer = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    window = models.ForeignKey(  # at which a rating device stands
        "people.Window", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=8, choices=State, default=State.WORKING)
    version = models.PositiveIntegerField(default=0)
    heard_at = models.DateTimeField(null=True, blank=True)  # None: it has not spoken since it was added
    since_at = models.DateTimeField()  # of the present state
    note = models.CharField(max_length=200, blank=True)  # what is wrong with it
    help_asked_at = models.DateTimeField(null=True, blank=True)  # somebody stands there and asks for help

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "name"], condition=~Q(state="retired"), name="device_name_once"
            ),
            models.CheckConstraint(
                name="device_only_a_printer_has_an_address", condition=Q(kind="printer") | Q(address="")
            ),
            models.CheckConstraint(
                name="device_only_a_rating_device_has_a_window", condition=Q(kind="rating") | Q(window=None)
            ),
            models.CheckConstraint(name="device_faulty_says_why", condition=~Q(state="faulty") | ~Q(note="")),
        ]
        indexes = [
            models.Index(
                fields=["heard_at"], name="device_heard", condition=Q(state__in=["working", "silent"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.kind}): {self.state}"

    @property
    def subject(self) -> str:
        """The journal's name of this machine."""
        return f"device:{self.pk}"

    @property
    def beats(self) -> bool:
        """Whether its page tells the server every minute that it is there."""
        return self.kind in BEATING


class CheckedItem(models.Model):
    """One line of the morning's list, ticked by someone (R239). Ticked again, the later answer counts."""

    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    day_on = models.DateField()
    item = models.CharField(max_length=10, choices=Check)
    is_fine = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField()
    checked_by = models.CharField(max_length=40)
    checked_name = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "day_on", "item"], name="checked_once_a_day"),
            models.CheckConstraint(name="checked_wrong_says_what", condition=Q(is_fine=True) | ~Q(note="")),
        ]

    def __str__(self) -> str:
        return f"{self.item} on {self.day_on}: {'fine' if self.is_fine else self.note}"
