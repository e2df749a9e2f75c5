from django.db import models


class Attempt(models.Model):
    """Wrong guesses from one address, or at one number. Only a keyed digest of either is kept."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    wait_until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["last_at"], name="pace_by_age")]  # what the clean-up reads

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.failures}"
