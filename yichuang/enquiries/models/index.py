from django.db import models


class Indexed(models.Model):
    """Which version of a matter's guide the questions are answered from; the sweep brings it up to date."""

    matter = models.OneToOneField("catalogue.Matter", models.CASCADE, primary_key=True, related_name="+")
    guide_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"Matter {self.matter_id} as of guide {self.guide_id}"


class Posting(models.Model):
    """A word and what it says about a matter (rules.ranking)."""

    term = models.CharField(max_length=20)
    matter = models.ForeignKey("catalogue.Matter", models.CASCADE, related_name="+")
    weight = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "matter"], name="posting_once")]

    def __str__(self) -> str:
        return f"{self.term} → {self.matter_id}"


class Term(models.Model):
    """A word and in how many matters it stands. The empty word stands in all of them."""

    text = models.CharField(max_length=20, primary_key=True)
    matters = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.text} ({self.matters})"
