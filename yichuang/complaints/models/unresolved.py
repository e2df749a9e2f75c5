from django.db import models
from django.db.models import Q

from ..rules import UnresolvedMove, UnresolvedState, new_code, spaced
from ..rules.words import CODE_LENGTH, MOST_WORDS


class Unresolved(models.Model):
    """办不成事: it could not be done anywhere else. It always has an owner, until it is solved."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code)
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+", db_index=False)
    about = models.CharField(max_length=200)  # the matter, as the person calls it
    words = models.CharField(max_length=MOST_WORDS)  # where she has been, and why it could not be done
    case_no = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=5, default="zh")
    state = models.CharField(max_length=8, choices=UnresolvedState, default=UnresolvedState.OPEN)
    version = models.PositiveIntegerField(default=0)
    owner = models.ForeignKey("people.Staff", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    solve_by = models.DateTimeField()
    solved_at = models.DateTimeField(null=True, blank=True)
    solution = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["centre", "solve_by"], name="unresolved_open", condition=Q(state=UnresolvedState.OPEN)
            ),
            models.Index(fields=["centre", "opened_at"], name="unresolved_of_centre"),
        ]
        constraints = [
            models.CheckConstraint(
                name="unresolved_solved_says_how",
                condition=Q(state="open", solved_at=None, solution="")
                | Q(state="solved", solved_at__isnull=False) & ~Q(solution=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Unresolved {self.no}"

    @property
    def no(self) -> str:
        """What people call it by; it opens nothing."""
        return f"BB{self.opened_at:%Y}{self.pk:05d}"

    @property
    def subject(self) -> str:
        """The journal's name of it."""
        return f"unresolved:{self.pk}"

    @property
    def duty_words(self) -> str:
        """What its owner is told on the way."""
        return self.about[:60]

    @property
    def desk_path(self) -> str:
        """Where it stands on the workbench."""
        return f"/desk/complaints/unresolved/{self.pk}/"

    @property
    def spaced_code(self) -> str:
        """The query code in fours, to be read aloud."""
        return spaced(self.code)


class UnresolvedStep(models.Model):
    """What was tried, who took it over, how it was solved. Only ever added to."""

    unresolved = models.ForeignKey(Unresolved, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=8, choices=UnresolvedMove)
    words = models.CharField(max_length=2000, blank=True)
    to = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        "people.Staff", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.move} of {self.unresolved_id}"
