from django.db import models


class HoursPlan(models.Model):
    """When a hall is open to the public: several spans by weekday and season (H1-H4, C-01)."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.name
