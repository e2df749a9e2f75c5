from django.db import models

from .rules import NOWHERE


class TransactionNumber(models.Func):
    """The number of the transaction that writes; raised above an earlier server's by `yc_journal_xid`."""

    function = "yc_journal_xid"
    template = "%(function)s(pg_current_xact_id())"
    arity = 0
    output_field = models.BigIntegerField()


class Entry(models.Model):
    """One thing that happened. Written once with what it describes; a trigger refuses any change.

    No foreign keys: the journal outlives what it speaks of and sits below every room.
    """

    subject = models.CharField(max_length=60)  # "case:2026…", "staff:0312": noun and public id
    event = models.CharField(max_length=40)
    by = models.CharField(max_length=40)  # staff number, "clock", "citizen" or "system"
    by_name = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    centre = models.BigIntegerField(default=NOWHERE)  # whose seals cover it
    # Which transaction wrote it. Ids are given out before the commit, so a lower one can appear after a
    # higher one was sealed; a transaction's number says for certain whether it is over.
    xid = models.BigIntegerField(db_default=TransactionNumber())

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-id"], name="journal_by_subject"),
            models.Index(fields=["by", "-id"], name="journal_by_person"),
            models.Index(fields=["xid"], name="journal_by_transaction"),
        ]
        constraints = [
            # Two writers on one subject cannot both follow the same line: the chain never forks.
            models.UniqueConstraint(fields=["subject", "previous"], name="journal_chain_is_a_line")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.subject} {self.event} {self.by}"


class Seal(models.Model):
    """A digest over every line of one centre that was committed since the last sealing, chained to the
    centre's seal before it. A trigger refuses any change.

    One sealing covers the transactions `from_xid <= xid < upto_xid` of all centres, and writes a seal for
    each that has lines among them. So the windows follow one another without a gap.
    """

    centre = models.BigIntegerField()  # NOWHERE: the installation's own lines
    number = models.BigIntegerField()  # 1, 2, 3 … of its centre
    from_xid = models.BigIntegerField()
    upto_xid = models.BigIntegerField()
    lines = models.BigIntegerField()
    manifest = models.TextField()  # what was sealed, line by line: rules.manifest_line
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["at"], name="seal_by_time"),
            models.Index(fields=["digest"], name="seal_by_digest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="seal_number_once"),
            models.UniqueConstraint(fields=["upto_xid", "centre"], name="seal_window_once"),
        ]

    def __str__(self) -> str:
        return f"Seal {self.centre}/{self.number} over {self.lines} lines"


class Verification(models.Model):
    """One time that the journal was proved, and what was found."""

    at = models.DateTimeField()
    seconds = models.FloatField()
    lines = models.BigIntegerField()
    seals = models.BigIntegerField()
    unsealed = models.BigIntegerField()
    faults = models.PositiveIntegerField()
    first_fault = models.TextField(blank=True)
    asked_by = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="verification_by_time")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.lines} lines, {self.faults} faults"
