"""The floor's table. Bench has no migrations: the table is made in a bench hall only, never in a real one."""

from django.db import models


class Line(models.Model):
    """One row, as plain as a row with a time and a text can be."""

    said = models.CharField(max_length=100)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.said
