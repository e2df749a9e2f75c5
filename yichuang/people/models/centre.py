from django.db import models

from ..rules.roles import Level


class Centre(models.Model):
    """A service hall's organisation: the unit of configuration. Lower ones follow a parent (R001)."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    short = models.CharField(max_length=20)  # 青禾市: what letters and pages call the place
    level = models.CharField(max_length=10, choices=Level)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    region_code = models.CharField(max_length=12, blank=True)
    address = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    complaint_phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    hours = models.ForeignKey("worktime.HoursPlan", models.PROTECT, null=True, blank=True, related_name="+")
    settings = models.JSONField(default=dict, blank=True)  # only what differs from the parent

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="centre_does_not_follow_itself",
                condition=models.Q(follows=None) | ~models.Q(follows=models.F("id")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A resident department 进驻部门: stations staff and matters in the hall, issues its papers."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="departments")
    code = models.SlugField(max_length=20)
    name = models.CharField(max_length=60)
    short = models.CharField(max_length=20)
    letter = models.CharField(max_length=10)  # 机关代字, as in 青市监受〔2026〕387号
    uscc = models.CharField(max_length=18, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    complaint_phone = models.CharField(max_length=30, blank=True)
    leader = models.CharField(max_length=40, blank=True)  # 分管领导
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "code"], name="department_code_once"),
            models.UniqueConstraint(fields=["centre", "letter"], name="department_letter_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """A theme of the general windows. The four of R012 are the default; a centre may have others."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="themes")
    code = models.CharField(max_length=4)  # ticket prefix: A, B, C, D
    name = models.CharField(max_length=30)
    name_en = models.CharField(max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["centre", "name"], name="theme_name_once")]

    def __str__(self) -> str:
        return self.name


class Window(models.Model):
    """A counter in a hall. It takes in for every department in its theme (unified window)."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="windows")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40, blank=True)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="windows")
    place = models.CharField(max_length=40, blank=True)
    is_open = models.BooleanField(default=True)
    since_on = models.DateField(
        null=True, blank=True
    )  # announced as new for a while (R014); None: from the start

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["centre", "number"], name="window_number_once")]

    def __str__(self) -> str:
        return f"{self.number} 号窗口"
