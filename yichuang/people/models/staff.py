from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from ..rules.roles import Post, Role


class StaffManager(BaseUserManager["Staff"]):
    """Finds people by staff number; accounts are made by `services.hire`."""


class Staff(AbstractBaseUser):
    """Someone who works in the hall: paid by a home department, led by the centre (R004)."""

    staff_no = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=40)
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="staff")
    home_department = models.ForeignKey(  # 派出单位; null for the centre's own people
        "people.Department", models.PROTECT, null=True, blank=True, related_name="staff"
    )
    post = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    hired_on = models.DateField(null=True, blank=True)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)

    objects = StaffManager()
    USERNAME_FIELD = "staff_no"

    def __str__(self) -> str:
        return f"{self.name}（{self.staff_no}）"

    @property
    def actor_id(self) -> str:
        return self.staff_no

    @property
    def actor_name(self) -> str:
        return self.name


class RoleGrant(models.Model):
    """A role held by a person, at a centre, for some roles in one department, for a time."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    centre = models.ForeignKey("people.Centre", models.PROTECT, related_name="+")
    department = models.ForeignKey(
        "people.Department", models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "role", "centre", "department"],
                condition=Q(until_on=None),
                nulls_distinct=False,
                name="role_held_once",
            ),
            models.CheckConstraint(
                name="role_of_a_department_names_it",
                condition=~Q(role__in=["reviewer", "approver", "chief_rep", "publisher"])
                | Q(department__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.get_role_display()}"


class WindowAssignment(models.Model):
    """A clerk may serve at this window, in its A post or in a B post (R169)."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="assignments")
    window = models.ForeignKey("people.Window", models.CASCADE, related_name="assignments")
    post = models.CharField(max_length=1, choices=Post, default=Post.B)
    since_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "window"], name="assigned_once"),
            models.UniqueConstraint(fields=["window"], condition=Q(post="a"), name="one_a_post"),
        ]

    def __str__(self) -> str:
        return f"{self.staff} @ {self.window}"


class Authorisation(models.Model):
    """授权书: a department's written grant of its approval power to the window (R010)."""

    department = models.ForeignKey("people.Department", models.PROTECT, related_name="authorisations")
    number = models.CharField(max_length=60)
    matter_codes = models.JSONField(default=list, blank=True)  # empty: all its matters
    decides_at_window = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["department", "number"], name="authorisation_once")]

    def __str__(self) -> str:
        return f"{self.department} {self.number}"


class ApprovalSeal(models.Model):
    """行政审批专用章: a department's seal, kept and used at the window by authorisation (R011)."""

    department = models.ForeignKey("people.Department", models.PROTECT, related_name="seals")
    name = models.CharField(max_length=40, default="行政审批专用章")
    keeper = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    registered_on = models.DateField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["department", "name"],
                condition=Q(retired_on=None),
                name="seal_in_use_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.department}{self.name}"


class ApiToken(models.Model):
    """A machine's key to the JSON interface, acting as one member of staff. Only its hash is kept."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.staff.staff_no})"
